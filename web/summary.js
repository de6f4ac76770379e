// Answers over many articles: who is quoted, how much, by whom, about whom, when. Nothing here touches the document.
'use strict';

const Summary = (() => {
  const FEMALE = /^(she|her|herself)$/i, MALE = /^(he|him|himself)$/i;
  const plain = Model.plainName;
  const initials = name => (name.match(/\p{Lu}/gu) || []).join('').toLowerCase();

  // First names, lines "name<TAB>f" of women and "name" of men, and titles, lines "word<TAB>m|f", as maps; words of bodies, one a line, as a set; of
  // words of grammar, lines "word<TAB>uses", sets by their use.
  function readWords({names = '', titles = '', bodies = '', uses = ''}) {
    const rows = text => text.split('\n').filter(line => line && line[0] !== '#').map(line => line.split('\t'));
    const usedAs = (...kinds) => new Set(rows(uses).filter(([, all]) => all.split(' ').some(use => kinds.includes(use))).map(([word]) => word));
    return {
      names: new Map(rows(names).map(([name, gender = 'm']) => [name, gender])), titles: new Map(rows(titles)), bodies: new Set(rows(bodies).flat()),
      owners: usedAs('possessor', 'whose'), ties: usedAs('tie'), counts: usedAs('determiner'),
    };
  }

  const OWNS = /^['’]?s?\s$/, OF = /^\s(of|in)\s(the\s)?$/;  // What stands between a place and the body of that place.

  // Whose each body of a text is, by its plain name: the place or people beside it ("Russia's", "of India"), else the place that the text names most.
  function ownersIn(model, isCommon) {
    const places = model.entities.filter(({kind}) => kind === 'geopolitical'), counts = places.map(({mentions}) => mentions.length), most = Math.max(...counts);
    const home = counts.filter(count => count === most).length === 1 ? places[counts.indexOf(most)].name : '', owners = new Map();
    const around = model.entities.filter(({kind}) => kind === 'geopolitical' || kind === 'group').flatMap(({name, mentions}) => mentions.map(({range}) => ({name, range})));
    const [ends, begins] = [new Map(around.map(one => [one.range[1], one])), new Map(around.map(one => [one.range[0], one]))];
    const beside = ([begin, end]) => {
      for (const gap of [1, 2, 3]) if (OWNS.test(model.text.slice(begin - gap, begin)) && ends.has(begin - gap)) return ends.get(begin - gap).name;
      for (const gap of [4, 8]) if (OF.test(model.text.slice(end, end + gap)) && begins.has(end + gap)) return begins.get(end + gap).name;
      return '';
    };
    for (const {kind, name, mentions} of model.entities) {
      if (kind === 'person' || Model.VALUE_KINDS.has(kind)) continue;
      const common = new Set([name, ...mentions.map(({content}) => content)].map(plain).filter(isCommon)), owner = common.size && (mentions.map(({range}) => beside(range)).find(Boolean) || home);
      for (const one of common) if (!owners.get(one)) owners.set(one, owner);
    }
    return owners;
  }

  // Names over documents: a short name ("Starmer", "U.S.") is joined to the one longer name that some document uses it for, whose last word it is
  // (of people), or whose capitals it spells. Two candidates leave it alone. A body whose name is of `bodies` alone, words that do not tell whose it
  // is, is joined within one place, and where a text tells none, within that text. -> a function from (section, name, model) to the name that stands
  // for it, and what was joined.
  function joinNames(models, bodies) {
    const full = new Map(), uses = new Map(), labels = new Map();  // By section and plain name: how it is written; the longer names it is used for; whose the bodies of one name are.
    const isCommon = name => name.split(' ').every(word => bodies.has(word)), owners = new Map(models.map(model => [model, ownersIn(model, isCommon)]));
    const key = (section, name, model) => {
      const own = `${section}:${plain(name)}`;
      if (section !== 'group' || !isCommon(plain(name))) return own;
      const owner = owners.get(model).get(plain(name)) || '', place = owner && find('group', owner, model);
      if (!labels.has(own)) labels.set(own, new Map());
      labels.get(own).set(`${own}@${place || `\n${model.name}`}`, place ? full.get(place) || owner : model.name);
      return `${own}@${place || `\n${model.name}`}`;
    };
    const use = (short, long) => { if (!uses.has(short)) uses.set(short, new Set()); uses.get(short).add(long); };
    const find = (section, name, model) => {
      const own = key(section, name, model);
      let at = own;
      for (let step = 0; step < 3 && uses.get(at)?.size === 1; ++step) [at] = uses.get(at);
      return full.has(at) ? at : own;
    };
    const note = (model, entity) => {
      const section = entity.kind === 'person' ? 'person' : 'group', own = key(section, entity.name, model), words = plain(entity.name).split(' '), capitals = initials(entity.name);
      if (!full.has(own) || full.get(own).length < entity.name.length) full.set(own, entity.name);
      for (const mention of entity.mentions) {
        const other = key(section, mention.content, model);
        if (mention.isName && other !== own && plain(mention.content).length < plain(entity.name).length) use(other, own);
      }
      if (section === 'person' && words.length > 1) use(`person:${words.at(-1)}`, own);
      if (section === 'group' && capitals.length > 1 && words.length > 1 && !isCommon(plain(entity.name))) use(`group:${capitals}`, own);
    };
    const named = models.flatMap(model => model.entities.filter(({kind}) => !Model.VALUE_KINDS.has(kind)).map(entity => [model, entity]));
    for (const isPlace of [true, false]) for (const [model, entity] of named) if ((entity.kind === 'geopolitical') === isPlace) note(model, entity);  // Places first: bodies are theirs.
    const nameOf = (at, name) => {
      const same = labels.get(at.split('@')[0]), written = full.get(at) || name;
      return same?.size > 1 && same.has(at) ? `${written} (${same.get(at)})` : written;
    };
    return {find, nameOf};
  }

  // Names that a dictionary knows by one id are one: a function from (speaker, model) to what stands for it among joined names.
  function joinIds(models, names) {
    const ids = new Map(), others = new Map(), own = (speaker, model) => names.find(speaker.section, speaker.name, model);
    for (const model of models) {
      for (const {dictionaryId, speaker} of model.quotes) {
        if (!dictionaryId || speaker.section === 'unnamed') continue;
        const at = own(speaker, model);
        if (!ids.has(dictionaryId)) ids.set(dictionaryId, at);
        else if (ids.get(dictionaryId) !== at && !others.has(at)) others.set(at, ids.get(dictionaryId));
      }
    }
    return (speaker, model) => {
      const at = own(speaker, model);
      return others.get(at) || at;
    };
  }

  // 'women', 'men' or 'not told': pronouns and titles of the text first, the first name else.
  function genderOf(speaker, genders) {
    const votes = {f: 0, m: 0};
    for (const {quote} of speaker.quotes) {
      if (FEMALE.test(quote.mentionText)) votes.f += 1;
      if (MALE.test(quote.mentionText)) votes.m += 1;
      const title = genders.titles.get(quote.mentionText.split(/\s/)[0].toLowerCase().replace('.', ''));
      if (title && !quote.isPronoun) votes[title] += 1;
    }
    if (votes.f !== votes.m) return votes.f > votes.m ? 'women' : 'men';
    return {f: 'women', m: 'men'}[genders.names.get(speaker.name.split(/\s/)[0].toLowerCase())] || 'not told';
  }

  function add(map, key, quote, name = key) {
    if (!map.has(key)) map.set(key, {key, name, quotes: [], words: 0});
    const row = map.get(key);
    row.quotes.push(quote);
    row.words += quote.quote.words;
    return row;
  }

  // What has no name is one of three: somebody, or nobody knows who; several people at once; a body, a report, a statement.
  const UNNAMED = {somebody: 'not named', group: 'not named, several people', body: 'not named, body or document'};
  const CHANNELS = new Set(['statement', 'social_post']);
  const unnamedAs = speaker => (!Model.isFound(speaker) ? 'somebody' : Model.isNobody(speaker) || CHANNELS.has(speaker.source) ? 'body' : speaker.source === 'group' ? 'group' : 'somebody');

  // Names that no two documents have: the second report.txt is report.txt (2).
  function apart(names) {
    const all = new Set(names), seen = new Set();
    return names.map(name => {
      let own = name;
      for (let k = 2; seen.has(own) || (own !== name && all.has(own)); ++k) own = `${name} (${k})`;
      seen.add(own);
      return own;
    });
  }

  // Documents of one title are told apart by what they are called.
  function tellApart(rows) {
    const count = new Map();
    for (const {name} of rows) count.set(name, (count.get(name) || 0) + 1);
    for (const row of rows) if (count.get(row.name) > 1) row.role = row.key;
    return rows;
  }

  const byWords = map => [...map.values()].sort((a, b) => b.words - a.words);
  const byCount = map => [...map.values()].sort((a, b) => b.quotes.length - a.quotes.length || b.words - a.words);

  // The mentions of people in a text, in their order: {begin, end, at, name}.
  function peopleIn(model, names) {
    const out = [];
    for (const entity of model.entities) {
      if (entity.kind !== 'person') continue;
      const at = names.find('person', entity.name, model), name = names.nameOf(at, entity.name);
      for (const {range: [begin, end]} of entity.mentions) out.push({begin, end, at, name});
    }
    return out.sort((a, b) => a.begin - b.begin);
  }

  // The place of the first mention at or after an offset.
  function firstFrom(mentions, offset) {
    let low = 0, high = mentions.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (mentions[middle].begin < offset) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  // Whom a quotation names, other than its speaker.
  function namedIn(mentions, quote, own) {
    const out = new Map();
    for (const [begin, end] of quote.spans) {
      for (let k = firstFrom(mentions, begin); k < mentions.length && mentions[k].begin < end; ++k) {
        if (mentions[k].end <= end && mentions[k].at !== own) out.set(mentions[k].at, mentions[k].name);
      }
    }
    return out;
  }

  const dayOf = date => (date?.year && date.month && date.day ? Model.isoDate(date) : '');

  // The documents whose source another has, too, each with the first of these.
  function repeatedIn(models) {
    const firsts = new Map(), out = new Map();
    for (const model of models) {
      const text = (model.source || model.text || '').trim();
      if (text && firsts.has(text)) out.set(model, firsts.get(text));
      else firsts.set(text, model);
    }
    return out;
  }

  const DAY = 86400000;
  // Units of time, as far as they go in a figure: [name, the begin of the unit that a time is in, a moment in the next one, how it is called].
  const dateIn = (time, options) => new Date(time).toLocaleDateString('en-GB', {timeZone: 'UTC', ...options});
  const wholeDay = time => dateIn(time, {day: 'numeric', month: 'long', year: 'numeric'});
  const UNITS = [
    ['day', time => time, begin => begin + DAY, wholeDay],
    ['week', time => time - ((new Date(time).getUTCDay() + 6) % 7) * DAY, begin => begin + 7 * DAY, begin => `week of ${wholeDay(begin)}`],
    ['month', time => Date.UTC(new Date(time).getUTCFullYear(), new Date(time).getUTCMonth()), begin => Date.UTC(new Date(begin).getUTCFullYear(), new Date(begin).getUTCMonth() + 1), begin => dateIn(begin, {month: 'long', year: 'numeric'})],
    ['year', time => Date.UTC(new Date(time).getUTCFullYear(), 0), begin => Date.UTC(new Date(begin).getUTCFullYear() + 1, 0), begin => dateIn(begin, {year: 'numeric'})],
  ];
  const MAX_BARS = 62, MAX_TICKS = 7;

  // Days {name: "2024-06-03", quotes} on an axis of time: bars of the smallest unit of which few enough stand on it, and where to write dates.
  function timeOf(days) {
    const times = days.map(row => Date.parse(`${row.name}T00:00:00Z`)), span = times.at(-1) - times[0];
    const [unit, beginOf, next, nameOf] = UNITS.find(([, first, after]) => span / (after(first(times[0])) - first(times[0])) <= MAX_BARS) || UNITS.at(-1);
    const rows = new Map();
    days.forEach((row, k) => {
      const begin = beginOf(times[k]);
      if (!rows.has(begin)) rows.set(begin, {name: nameOf(begin), begin, end: next(begin), quotes: []});
      rows.get(begin).quotes.push(...row.quotes);
    });
    const list = [...rows.values()], [begin, end] = [list[0].begin, list.at(-1).end], all = [];
    for (let at = begin; at < end && all.length < 2000; at = next(at)) all.push(at);
    const step = Math.ceil(all.length / MAX_TICKS);
    const ticks = all.filter((_, k) => k % step === 0).map(time => ({time, name: unit === 'year' ? nameOf(time) : unit === 'month' ? dateIn(time, {month: 'short', year: 'numeric'}) : dateIn(time, {day: 'numeric', month: 'short', ...(span > 300 * DAY && {year: 'numeric'})})}));
    return {unit, begin, end, rows: list, ticks};
  }

  // The summary of the models, a text that several files hold counted once; `words` are as readWords gives them.
  function of(all, words) {
    const repeated = repeatedIn(all), models = all.filter(model => !repeated.has(model));
    const names = joinNames(models, words.bodies), find = joinIds(models, names);
    const speakers = new Map(), unnamed = {somebody: new Map(), group: new Map(), body: new Map()}, pairs = new Map(), roles = new Map(), days = new Map(), outlets = new Map(), documents = new Map(), sources = new Map(), items = [];
    for (const model of models) {
      const mentions = peopleIn(model, names);
      for (const quote of model.quotes) {
        const item = {model, quote}, {speaker} = quote;
        add(documents, model.name, item, model.title || model.name);
        if (dayOf(model.day)) add(days, dayOf(model.day), item);
        if (Model.SOURCES[quote.source]) add(sources, quote.source, item, Model.SOURCES[quote.source][1]);
        if (model.outlet) add(outlets, model.outlet, item);
        if (speaker.section === 'unnamed') {
          const as = unnamedAs(speaker);
          add(unnamed[as], speaker.key, item, speaker.name).section = UNNAMED[as];
          items.push({...item, speaker: Model.isFound(speaker) ? speaker.name : '', section: UNNAMED[as], about: []});
          continue;
        }
        const at = find(speaker, model), row = add(speakers, at, item, names.nameOf(at, speaker.name));
        row.section = speaker.section;
        (row.written ||= new Set()).add(speaker.name);
        const role = Model.roleOf(speaker.role, words);
        if (role.length > (row.role || '').length) row.role = role;
        if (role) add(roles, plain(role), item, role);
        const about = namedIn(mentions, quote, at);
        for (const [other, name] of about) add(pairs, `${at}>${other}`, item, `${row.name} on ${name}`);
        items.push({...item, row, speaker: row.name, section: row.section, about: [...about.values()]});
      }
    }
    const people = [...speakers.values()].filter(row => row.section === 'person');
    const sexes = new Map(['women', 'men', 'not told'].map(name => [name, {name, quotes: [], words: 0, people: 0}]));
    for (const row of people) {
      row.gender = genderOf(row, words);
      const sex = sexes.get(row.gender);
      sex.people += 1;
      sex.words += row.words;
      sex.quotes.push(...row.quotes);
    }
    for (const row of speakers.values()) row.also = [...row.written].filter(name => name !== row.name && !row.name.startsWith(`${name} (`));
    const quotes = models.flatMap(model => model.quotes);
    return {
      repeated, documents: models.length, quotations: quotes.length, words: quotes.reduce((sum, quote) => sum + quote.words, 0),
      speakers: byWords(speakers), unnamed: {somebody: byWords(unnamed.somebody), group: byWords(unnamed.group), body: byWords(unnamed.body)}, pairs: byCount(pairs), roles: byCount(roles), sources: byCount(sources), days: [...days.values()].sort((a, b) => (a.name < b.name ? -1 : 1)),
      outlets: byWords(outlets), byDocument: tellApart(byWords(documents)), sexes: [...sexes.values()], people: people.length, items,
      homeless: models.filter(model => !model.outlet).reduce((sum, model) => sum + model.quotes.length, 0), undated: models.filter(model => !dayOf(model.day)).length, silent: models.filter(model => !model.quotes.length && !Model.isUnread(model)).length,
      unread: models.filter(Model.isUnread).length,
    };
  }

  // A row a speaker.
  const csv = summary => Model.table([['speaker', 'also_written', 'section', 'role', 'quotations', 'words', 'documents', 'dictionary_id'],
    ...[...summary.speakers, ...Object.values(summary.unnamed).flat()].map(row => [row.name, (row.also || []).join('; '), row.section, row.role || '', row.quotes.length, row.words,
      new Set(row.quotes.map(item => item.model)).size, [...new Set(row.quotes.map(({quote}) => quote.dictionaryId).filter(Boolean))].join('; ')])]);

  // The columns of docs/tables.md: those of an article's quotations, and what the summary knows of each beside them.
  const COLUMNS = ['file', 'form', 'speaker', 'cue', 'content', 'begin', 'confidence', 'dictionary_id',
    'title', 'outlet', 'date', 'written', 'named_as', 'section', 'gender', 'role', 'source', 'named', 'affiliation', 'anonymity_reason', 'about', 'words'];
  const KINDS = {begin: 'whole', words: 'whole', confidence: 'real'}, GENDERS = {women: 'f', men: 'm'};

  const rowsOf = ({items}) => items.map(({model, quote, row, speaker, section, about}) => ({...Model.rowOf(model, quote), speaker, section, gender: GENDERS[row?.gender] || '', about: about.join('; ')}));

  // A row a quotation, as columns {name, kind, values}.
  function quotations(summary) {
    const rows = rowsOf(summary);
    return COLUMNS.map(name => ({name, kind: KINDS[name] || 'text', values: rows.map(row => row[name])}));
  }

  const quotationsCsv = summary => Model.csvOf(COLUMNS, rowsOf(summary));

  return {of, apart, csv, quotations, quotationsCsv, timeOf, readWords};
})();
