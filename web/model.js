// What the page shows, derived from an AnalyzeResponse (proto3 JSON, offsets in UTF-16 units): who speaks, how much, what was found where.
// Nothing here touches the document; the page, the reports and the tests share it.
'use strict';

const Model = (() => {
  const TONES = 8;  // More colours than that cannot be told apart; whoever comes after shares a neutral one, and is told by initials and hatching.
  const GAPS = 3;   // Distances of the hatching's lines, each with as many angles as there are tones.
  const OPENING = '“‘"\'«„‹', CLOSING = '”’"\'»“›';
  // Removed text that nobody reads: tags, scripts, blank lines.
  const UNREAD_REASONS = new Set(['markup', 'invisible', 'whitespace']);
  const REASONS = {
    navigation: 'navigation', boilerplate: 'headers, footers, notices, share buttons', advertisement: 'advertisement', comments: 'readers’ comments',
    related_content: 'other articles', media: 'players and captions of media', metadata: 'about the article: byline, date, section, tags', duplicate: 'said already',
  };
  const NO_SOURCE = 'No source found';
  const FORMS_OF_ADDRESS = /^(mr|mrs|ms|miss|mx|sir|madam)\.?$/i;  // No roles.
  const KINDS = {
    person: ['people', 'person'], organization: ['organisations', 'organisation'], geopolitical: ['countries and cities', 'country or city'],
    location: ['other places', 'place'], facility: ['buildings and streets', 'building or street'], group: ['groups', 'group'], event: ['events', 'event'], work: ['works and laws', 'work or law'],
    product: ['products', 'product'], other: ['other names', 'name'], date_time: ['dates and times', 'date or time'], money: ['money', 'money'],
    percent: ['percentages', 'percentage'], quantity: ['quantities', 'quantity'], number: ['numbers', 'number'], contact: ['contacts', 'contact'],
  };
  // What a source is, of one and of several.
  const SOURCES = {
    person: ['a person with a name', 'people with a name'], group: ['several people', 'groups of people'], organization: ['an organisation', 'organisations'], document: ['a document', 'documents'],
    statement: ['a statement', 'statements and press releases'], social_post: ['a post', 'posts on platforms'], poll: ['a poll', 'polls and surveys'], anonymous: ['somebody who is not named', 'people who are not named'],
  };
  // What no name stands for and is nobody: a ministry, a report.
  const NO_PERSON = new Set(['organization', 'document', 'poll']);
  const isFound = ({key}) => key !== 'name:';  // Quotations of which no source was found share one row, and are nobody's.
  const isNobody = speaker => speaker.section === 'unnamed' && isFound(speaker) && NO_PERSON.has(speaker.source);
  const VALUE_KINDS = new Set(['date_time', 'money', 'percent', 'quantity', 'number', 'contact']);

  const short = name => (name || '').replace(/^(?:[A-Z]+_)+?(?:TYPE|FORM|REASON|ROLE|KIND|TIER|VERDICT|AGREEMENT|STANDING)_/, '').toLowerCase();
  const rangeOf = span => [span?.beginOffset || 0, span?.endOffset || 0];
  const wordsIn = text => (text.match(/[\p{L}\p{N}][^\s—–]*/gu) || []).length;
  const plural = (count, one, many = `${one}s`) => `${count.toLocaleString('en')} ${count === 1 ? one : many}`;

  const BUSY = 'The server has too much to do just now. Try again in a moment.', SPLIT = 'Split it, or ask who runs the server for a higher limit.';
  const TOKEN = 'This server wants a token, which this page cannot send. Call it by a client or by the command.';
  const limitOf = ({maxBytes}) => (maxBytes ? `: it takes ${Files.sizeInWords(Number(maxBytes))} at once` : '');
  // What went wrong and what to do, in the words of who reads, by the server's reason.
  const PROBLEMS = {
    DOCUMENT_EMPTY: () => 'There is no text in it.', DOCUMENT_TOO_LARGE: figures => `This text is too long for the server${limitOf(figures)}. ${SPLIT}`,
    SOURCES_TOO_LARGE: figures => `The sources together are too long for the server${limitOf(figures)}. Check against fewer at a time.`,
    DOCUMENT_TOO_DENSE: () => `This text has more lines, tags or values than the server has memory for. ${SPLIT}`,
    QUEUE_FULL: () => BUSY, WAIT_TOO_LONG: () => BUSY, MEMORY_EXHAUSTED: () => BUSY, OUT_OF_MEMORY: () => BUSY, DEADLINE_EXCEEDED: () => 'This took too long. Send less at once.',
    MODEL_TIER_NOT_SERVED: () => 'This server does not have these models. Choose others.', TOKEN_MISSING: () => TOKEN, TOKEN_UNKNOWN: () => TOKEN,
  };

  // An error as a sentence; of a reason that has no words here, the server's own with its figures.
  function problem(message, {reason, metadata = {}} = {}) {
    if (Object.hasOwn(PROBLEMS, reason || '')) return PROBLEMS[reason](metadata);
    const figures = Object.entries(metadata).map(([key, value]) => `${key} ${value}`).join(', ');
    const sentence = `${message[0]?.toUpperCase() ?? ''}${message.slice(1)}${figures ? ` (${figures})` : ''}`;
    return sentence.endsWith('.') ? sentence : `${sentence}.`;
  }

  const sum = numbers => numbers.reduce((total, number) => total + number, 0);

  // Shares of one whole as percentages in words, which add up: what rounding down leaves goes to the largest remainders.
  function percents(shares) {
    const exact = shares.map(share => 100 * share), whole = exact.map(Math.floor), rest = k => exact[k] - whole[k];
    const left = Math.round(sum(exact)) - sum(whole);
    for (const k of [...shares.keys()].sort((a, b) => rest(b) - rest(a)).slice(0, left)) ++whole[k];
    return whole.map((number, k) => (number || !shares[k] ? `${number} %` : '< 1 %'));
  }

  // A confidence as a word.
  function surety(confidence) {
    if (confidence >= 0.9) return 'sure';
    if (confidence >= 0.65) return 'likely';
    return confidence >= 0.4 ? 'unsure' : 'a guess';
  }

  // An article is no part of a name.
  function initialsOf(name) {
    const parts = name.replace(/^(an?|the)\s+(?=\S)/i, '').match(/[\p{L}\p{N}]+/gu) || [];
    if (!parts.length) return '?';
    const capital = parts.filter(part => /^\p{Lu}/u.test(part));
    const used = capital.length ? capital : parts;
    return (used.length > 1 ? used[0][0] + used.at(-1)[0] : used[0].slice(0, 2)).toUpperCase();
  }

  // Initials that nobody else has: the second JS is JS2.
  function uniqueIn(taken, initials) {
    let count = taken.get(initials) || 0, label = initials;
    while (taken.has(label)) label = `${initials}${++count}`;
    taken.set(initials, Math.max(count, 1)).set(label, 1);
    return label;
  }

  function dateText(date) {
    if (!date?.year) return '';
    const month = date.month ? new Date(Date.UTC(2000, date.month - 1)).toLocaleString('en', {month: 'long', timeZone: 'UTC'}) : '';
    return [date.day || '', month, date.year].filter(Boolean).join(' ');
  }

  // The kept blocks. A blank line parts them; the segment that a block begins in tells its role and where it stood in the source.
  function blocksOf(cleaned) {
    const out = [], {text, segments = []} = cleaned;
    for (let begin = 0, k = 0; begin < text.length;) {
      const next = text.indexOf('\n\n', begin);
      const end = next < 0 ? text.length : next;
      while (k + 1 < segments.length && rangeOf(segments[k].textSpan)[1] <= begin) ++k;
      const segment = segments[k];
      const source = segment ? rangeOf(segment.sourceSpan)[0] + begin - rangeOf(segment.textSpan)[0] : begin;
      out.push({begin, end, role: short(segment?.blockRole), source});
      begin = end + 2;
    }
    return out;
  }

  // A range with the quotation marks that enclose it.
  function withMarks(text, [begin, end]) {
    const opens = begin > 0 && OPENING.includes(text[begin - 1]), closes = end < text.length && CLOSING.includes(text[end]);
    return [begin - (opens ? 1 : 0), end + (closes ? 1 : 0)];
  }

  // A range without what only ends something before it.
  function trimmed(text, [begin, end]) {
    const skipped = /^[\s”’»,;]*/.exec(text.slice(begin, Math.min(end, begin + 4)))[0].length;
    return [begin + skipped, end];
  }

  // The ranges of a quotation that are drawn: with the marks where words in marks begin or end them.
  function drawnSpans(quote, text, said) {
    const spans = (quote.contentSpans || []).map(rangeOf), quoted = (quote.quotedSpans || []).map(rangeOf);
    if (short(quote.form) === 'direct' && said.length) return said;
    return spans.map(([begin, end]) => {
      const first = quoted.findIndex(range => range[0] === begin), last = quoted.findIndex(range => range[1] === end);
      return trimmed(text, [first < 0 ? begin : said[first][0], last < 0 ? end : said[last][1]]);
    });
  }

  // What of a range stands in its last block: a name does not reach over a blank line.
  function inOneBlock(text, [begin, end]) {
    const gap = text.slice(begin, end).lastIndexOf('\n\n');
    return gap < 0 ? [begin, end] : [begin + gap + 2, end];
  }

  // The ranges of a quotation as one line, as the service joins its parts: by " … " where the text has words between two of them, else by a space.
  const joined = (text, ranges) => ranges.map(([begin, end], k) => {
    const words = text.slice(begin, end).replace(/\s+/g, ' ');
    return k ? `${/[\p{L}\p{N}]/u.test(text.slice(ranges[k - 1][1], begin)) ? ' … ' : ' '}${words}` : words;
  }).join('');

  // A quotation as it is copied: what the source said in marks, each part in its own; a report has none.
  function inMarks({form, content, spans, said}, text) {
    if (form === 'indirect') return content;
    return form === 'mixed' || said.length > 1 ? joined(text, spans) : `“${content}”`;
  }

  // That somebody is quoted, and that it is this source: the lower of both.
  const confidenceOf = ({confidence = 0, speaker}) => (speaker?.name ? Math.min(confidence, speaker.confidence || 0) : confidence);

  function quoteOf(quote, index, text) {
    const {speaker = {}, sourcing = {}} = quote;
    const cue = quote.cueSpan && rangeOf(quote.cueSpan);
    const said = (quote.quotedSpans || []).map(span => withMarks(text, rangeOf(span)));
    const form = short(quote.form);
    const slice = span => (span ? text.slice(...inOneBlock(text, rangeOf(span))).replace(/\s+/g, ' ') : '');
    const spans = drawnSpans(quote, text, said);
    return {
      index, form, said, content: quote.content || '', words: wordsIn(quote.content || ''),
      spans, marked: inMarks({form, content: quote.content || '', spans, said}, text),
      cue, cueText: slice(quote.cueSpan),
      mention: speaker.mentionSpan && inOneBlock(text, rangeOf(speaker.mentionSpan)), mentionText: slice(speaker.mentionSpan),
      isPronoun: short(speaker.mentionType) === 'pronoun', role: slice(sourcing.isNamed ? sourcing.roleSpan : null) || slice(speaker.descriptionSpan), source: short(sourcing.kind),
      affiliation: slice(sourcing.affiliationSpan), reason: slice(sourcing.anonymityReasonSpan), addressee: slice(quote.addresseeSpan),
      confidence: confidenceOf(quote),
      begin: rangeOf(quote.contentSpans?.[0])[0], dictionaryId: speaker.dictionaryId || '', named: quote.sourcing ? (sourcing.isNamed ? 'yes' : 'no') : '',
      negated: !!quote.isNegated, unsettled: !!quote.isUnsettled, speaker: null,
    };
  }

  const sectionOf = ({type}) => (short(type) === 'person' ? 'person' : 'group');

  // A name as it is compared: without case, a "the" before it and full stops within.
  const plainName = name => name.toLowerCase().replace(/^the\s+/, '').replace(/[.’']/g, '').replace(/\s+/g, ' ').trim();

  // A function from a quotation's speaker to what all its quotations share: the id of a dictionary or of the response, where one of its quotations
  // has it, else the name.
  function keysOf(quotes) {
    const ids = new Map(), nameKey = ({name = ''}) => `name:${plainName(name) || name}`, idOf = ({dictionaryId, entityId}) => (dictionaryId ? `dictionary:${dictionaryId}` : entityId || '');
    for (const {speaker} of quotes) {
      if (!speaker?.name || !idOf(speaker)) continue;
      const key = nameKey(speaker), isOther = ids.has(key) && ids.get(key) !== idOf(speaker);  // Two of one name are told apart.
      ids.set(key, isOther ? '' : idOf(speaker));
    }
    return (speaker = {}) => idOf(speaker) || ids.get(nameKey(speaker)) || nameKey(speaker);
  }

  // Speakers by words, those who are not named last. Each quotation is given its speaker.
  function speakersOf(response, quotes) {
    const entities = new Map((response.entities || []).map(entity => [entity.entityId, entity]));
    const speakers = new Map(), keyOf = keysOf(response.quotes || []);
    (response.quotes || []).forEach(({speaker}, k) => {
      const name = speaker?.name || '', key = keyOf(speaker);
      if (!speakers.has(key)) speakers.set(key, {key, name: name || NO_SOURCE, section: 'unnamed', role: '', affiliation: '', reason: '', source: '', words: 0, quotes: []});
      const owner = speakers.get(key), entity = entities.get(speaker?.entityId);
      if (entity) owner.section = sectionOf(entity);
      owner.quotes.push(quotes[k]);
      owner.words += quotes[k].words;
      if (quotes[k].role.length > owner.role.length && !FORMS_OF_ADDRESS.test(quotes[k].role)) owner.role = quotes[k].role;
      owner.affiliation ||= quotes[k].affiliation;
      owner.reason ||= quotes[k].reason;
      owner.source ||= quotes[k].source;
      quotes[k].speaker = owner;
    });
    const out = ranked([...speakers.values()]);
    const named = out.filter(speaker => speaker.section !== 'unnamed').sort((a, b) => b.words - a.words);
    const taken = new Map();
    [...named, ...out.filter(speaker => speaker.section === 'unnamed')].forEach((speaker, at) => {
      speaker.look = `tone-${at < TONES && at < named.length ? at : TONES} hatch-${at % TONES} gap-${Math.floor(at / TONES) % GAPS}`;
      speaker.tag = isFound(speaker) ? uniqueIn(taken, initialsOf(speaker.name)) : '';
      speaker.initials = speaker.tag || '–';
    });
    return out;
  }

  const RANKS = {person: 0, group: 1, unnamed: 2};

  // By section and words, what has no source last; each is given the share of the words.
  function ranked(speakers) {
    const out = speakers.sort((a, b) => RANKS[a.section] - RANKS[b.section] || isFound(b) - isFound(a) || b.words - a.words);
    const total = sum(out.map(({words}) => words));
    for (const speaker of out) speaker.share = total ? speaker.words / total : 0;
    percents(out.map(({share}) => share)).forEach((percent, k) => { out[k].percent = percent; });
    return out;
  }

  const voiceCount = ({speakers}) => speakers.filter(isFound).length;

  // What of a model is as sure as `limit`: its quotations, who says them and how much of what is left, the names and values with their mentions.
  function atLeast(model, limit) {
    if (!limit) return model;
    const isSure = ({confidence}) => confidence >= limit;
    const sureOf = speaker => {
      const quotes = speaker.quotes.filter(isSure);
      return {...speaker, quotes, words: sum(quotes.map(({words}) => words))};
    };
    return {
      ...model, quotes: model.quotes.filter(isSure), further: model.further.filter(isSure), speakers: ranked(model.speakers.map(sureOf).filter(({quotes}) => quotes.length)),
      entities: model.entities.map(entity => ({...entity, mentions: entity.mentions.filter(isSure)})).filter(({mentions}) => mentions.length),
    };
  }

  // What values share that say the same ("£38m", "about £38 million"); an id where the text settles none.
  function valueKey({id, kind, value}) {
    const {approximation, ...settled} = value || {};
    return VALUE_KINDS.has(kind) && (settled.money || settled.quantity || settled.number || settled.dateTime || settled.contact) ? JSON.stringify([kind, settled]) : id;
  }

  // A value is one, however it is written, and is called by the form that comes first.
  function byValue(entities) {
    const begin = ({mentions}) => mentions[0]?.range[0] ?? Infinity;
    const groups = new Map();
    for (const entity of entities) {
      const key = valueKey(entity);
      if (!groups.has(key)) groups.set(key, []);
      groups.get(key).push(entity);
    }
    return [...groups.values()].map(alike => {
      if (alike.length === 1) return alike[0];
      const mentions = alike.flatMap(entity => entity.mentions).sort((a, b) => a.range[0] - b.range[0]);
      return {...alike.reduce((a, b) => (begin(b) < begin(a) ? b : a)), mentions, salience: sum(alike.map(({salience}) => salience))};
    }).sort((a, b) => b.salience - a.salience);
  }

  function entitiesOf(response) {
    return byValue((response.entities || []).map(entity => ({
      id: entity.entityId, name: entity.name, kind: short(entity.type), salience: entity.salience || 0, value: entity.normalizedValue,
      mentions: (entity.mentions || []).map(mention => ({range: rangeOf(mention.span), content: mention.content || '', isName: short(mention.type) === 'name', confidence: mention.confidence || 0})),
    })));
  }

  // What nobody reads, from its begin to its end; written so that it does not end the script that a report holds this file in.
  const UNREAD = [['\x3C!--', '-->'], ['\x3Cscript', '\x3C/script>'], ['\x3Cstyle', '\x3C/style>']];

  // Without comments, scripts, styles and tags, in one pass: of those that never end nothing is looked for twice.
  function withoutTags(markup) {
    const out = [], ends = Object.fromEntries([...UNREAD.map(([, mark]) => [mark, 0]), ['>', 0]]);  // Where the next of each is.
    const endOf = (mark, from) => {
      if (ends[mark] >= 0 && ends[mark] < from) ends[mark] = markup.indexOf(mark, from);
      return ends[mark];
    };
    let at = 0;
    for (let begin = markup.indexOf('<'); begin >= 0; begin = markup.indexOf('<', begin)) {
      if (!/[a-z/!?]/i.test(markup[begin + 1] || '')) {  // A sign, not a tag.
        ++begin;
        continue;
      }
      const whole = UNREAD.find(([opening]) => markup.startsWith(opening, begin)), mark = whole && endOf(whole[1], begin + 4) >= 0 ? whole[1] : '>';
      const end = endOf(mark, begin + (mark === '>' ? 1 : 4));
      if (end < 0) break;
      out.push(markup.slice(at, begin), ' ');
      at = begin = end + mark.length;
    }
    return out.join('') + markup.slice(at);
  }

  // Characters for entities, by a document of its own, in which nothing runs and nothing is loaded.
  const decoded = plain => (plain.includes('&') ? new DOMParser().parseFromString(plain, 'text/html').body.textContent : plain);

  // The lines of a source as they are read; a tag may go over several.
  const readable = markup => withoutTags(markup).split('\n').map(line => decoded(line.replace(/\s+/g, ' ').trim()).trim()).filter(Boolean);

  // Runs of removed text of one reason: {reason, place, lines}. Markup between two lines does not part them, kept text does.
  function removedOf(cleaned, source, blocks) {
    const runs = [];
    const headline = blocks.find(block => block.role === 'title'), title = headline || blocks[0], above = headline ? 'Above the title' : 'Above the article';
    const first = title ? title.source : Infinity, last = blocks.length ? blocks.at(-1).source : -1;
    let kept = 0;
    for (const removed of cleaned.removedSegments || []) {
      const reason = short(removed.reason);
      if (UNREAD_REASONS.has(reason)) continue;
      const [begin, end] = rangeOf(removed.sourceSpan);
      const lines = readable(source.slice(begin, end));
      if (!lines.length) continue;
      const place = begin < first ? above : begin > last ? 'Below the article' : 'Within the article';
      while (kept < blocks.length && blocks[kept].source < begin) ++kept;
      const run = runs.at(-1);
      if (run?.reason === reason && run.kept === kept) run.lines.push(...lines);
      else runs.push({reason, label: REASONS[reason] || reason, place, lines, kept});
    }
    return runs;
  }

  // Who published it: the site as the page names it, else its host, else the folder of the file.
  function outletOf({siteName, canonicalUrl}, name) {
    if (siteName) return siteName;
    if (URL.canParse(canonicalUrl || '')) return new URL(canonicalUrl).hostname.replace(/^www\./, '');
    return name.includes('/') ? name.split('/').at(-2) : '';
  }

  // What is no quotation unless somebody asks for it: what is believed, known or wanted, and what is denied, asked or left open.
  const isFurther = ({attributionType, isUnsettled}) => !!isUnsettled || !['', 'communication'].includes(short(attributionType));
  const FURTHER = {attributionTypes: ['COMMUNICATION', 'BELIEF', 'FACT', 'EVENTUALITY'].map(type => `ATTRIBUTION_TYPE_${type}`), includeUnsettled: true};  // What asks for them.

  // Who wrote it: by name where names are known, which a page's own line may have among marks and numbers.
  function bylineOf({authorNames = [], byline}) {
    const names = authorNames.length ? authorNames.join(', ') : byline?.value || '';
    return names && !/^by\b/i.test(names) ? `By ${names}` : names;
  }

  // The model of a response. `source` is the document as it was sent, '' when it is not known; `name` is what to call it. What is no quotation is
  // listed apart unless `showsAll`.
  function of(response, source = '', name = '', showsAll = false) {
    const cleaned = {text: source, ...response.cleanedDocument};
    const blocks = blocksOf(cleaned);
    const apart = showsAll ? () => false : isFurther, said = (response.quotes || []).filter(quote => !apart(quote));
    const quotes = said.map((quote, k) => quoteOf(quote, k, cleaned.text));
    const speakers = speakersOf({...response, quotes: said}, quotes);
    return {
      further: (response.quotes || []).filter(apart).map(quote => ({speaker: quote.speaker?.name || NO_SOURCE, cue: quote.cue || '', content: quote.content || '', confidence: confidenceOf(quote)})),
      name, source, site: cleaned.siteName || '', outlet: outletOf(cleaned, name), text: cleaned.text, blocks, quotes, speakers, entities: entitiesOf(response), removed: removedOf(cleaned, source, blocks),
      title: cleaned.title?.value || '', byline: bylineOf(cleaned), section: cleaned.section?.value || '',
      date: dateText(cleaned.publishDate), changed: dateText(cleaned.modifiedDate), day: cleaned.publishDate, pageKind: short(cleaned.pageKind).replace('_', ' '),
      confidence: cleaned.extractionConfidence, words: wordsIn(cleaned.text), language: response.metadata?.languageCode || '',
      tier: short(response.metadata?.modelTier), warnings: response.metadata?.warnings || [], response,
    };
  }

  const isUnread = ({warnings}) => warnings.some(({reason}) => reason === 'LANGUAGE_NOT_SUPPORTED');

  // The language of an answer, in words.
  function languageOf({language}) {
    try {
      return new Intl.DisplayNames(['en'], {type: 'language'}).of(language);
    } catch {
      return language;
    }
  }

  // That there is none of something, or that the text was not analysed for it.
  const noneOf = (model, what, none) => (isUnread(model) ? `${what} were not looked for: the text is in ${languageOf(model)}.` : none);

  // How the text names the speaker, where that is not the name itself: "he", "the minister".
  function foundAs(quote) {
    const name = isFound(quote.speaker) ? quote.speaker.name : '';
    return quote.mentionText && !(name && plainName(quote.mentionText).includes(plainName(name))) ? quote.mentionText : '';
  }

  // What somebody is, whoever's: of "her opponent" "opponent", of "a friend of hers" "a friend", of "one of its lawyers" "lawyers".
  function roleOf(role, {owners, ties, counts}) {
    const words = role.split(' '), is = (set, k) => set.has((words[k] || '').toLowerCase());
    if (is(owners, 0)) return words.slice(1).join(' ');
    const at = words.findIndex((_, k) => k && is(ties, k - 1) && is(owners, k));
    if (at < 0) return role;
    return words.slice(0, at - 1).every((_, k) => is(counts, k)) ? words.slice(at + 1).join(' ') : words.slice(0, at - 1).join(' ');
  }

  // Whose somebody is, an attribution away from the text cannot tell.
  function attribution({speaker}, lexicon) {
    const role = roleOf(speaker.role, lexicon);
    if (!isFound(speaker)) return 'source not named';
    return role ? `${speaker.name}, ${role}` : speaker.name;
  }

  // “We want it in writing.” — Priya Okafor, the union’s secretary (Dock workers walk out, 3 June 2024)
  function citation(model, quote, lexicon) {
    const where = [model.title || model.name, model.date].filter(Boolean).join(', ');
    const cue = quote.form !== 'direct' && quote.cueText ? ` [${quote.cueText}]` : '';  // Who denied it did not say it.
    return `${quote.marked} — ${attribution(quote, lexicon)}${cue}${where ? ` (${where})` : ''}`;
  }

  // A date as far as it is known: "2024-06-03", "2024-06", "2024".
  const isoDate = date => [date?.year, date?.year && date.month, date?.year && date.month && date.day].filter(Boolean).map((n, k) => String(n).padStart(k ? 2 : 4, '0')).join('-');

  // The columns of docs/tables.md: those of every table of quotations, and what an article tells beside them.
  const COLUMNS = ['file', 'form', 'speaker', 'cue', 'content', 'begin', 'confidence', 'dictionary_id',
    'title', 'outlet', 'date', 'written', 'named_as', 'role', 'source', 'named', 'affiliation', 'anonymity_reason', 'words'];

  function rowOf(model, quote) {
    const {title, outlet, day} = model, speaker = isFound(quote.speaker) ? quote.speaker.name : '';
    return {
      file: model.name, form: quote.form, speaker, cue: quote.cueText, content: quote.content, begin: quote.begin, confidence: Number(quote.confidence.toFixed(3)), dictionary_id: quote.dictionaryId,
      title, outlet, date: isoDate(day), written: speaker, named_as: quote.mentionText, role: quote.role, source: quote.source.replaceAll('_', ' '), named: quote.named, affiliation: quote.affiliation,
      anonymity_reason: quote.reason, words: quote.words,
    };
  }

  // RFC 4180; a cell that a spreadsheet would take for a formula begins with an apostrophe.
  function cell(value) {
    const text = String(value);
    return `"${/^[=+\-@\t\r]/.test(text) ? "'" : ''}${text.replaceAll('"', '""')}"`;
  }

  const table = rows => rows.map(row => row.map(cell).join(',') + '\r\n').join('');
  const rowsOf = models => models.flatMap(model => model.quotes.map(quote => rowOf(model, quote)));
  const csvOf = (columns, rows) => table([columns, ...rows.map(row => columns.map(name => row[name]))]);
  const csv = models => csvOf(COLUMNS, rowsOf(models));
  const json = models => JSON.stringify(rowsOf(models), null, 1);

  const plain = text => text.replace(/[\\`*_[\]<>#|]/g, '\\$&');  // Markdown that means nothing but its characters.

  function markdown(models) {
    return models.map(model => [`## ${plain(model.title || model.name || 'Quotations')}\n`,
      ...model.speakers.map(speaker => [`**${plain(speaker.name)}**${speaker.role ? `, ${plain(speaker.role)}` : ''}\n`,
        ...speaker.quotes.map(quote => `> ${plain(quote.marked)} *(${quote.form}${quote.cueText && `, ${plain(quote.cueText)}`})*\n`)].join('\n'))].join('\n')).join('\n');
  }

  return {of, plainName, atLeast, voiceCount, isFound, FURTHER, percents, problem, readable, blocksOf, withMarks, inMarks, short, surety, plural, wordsIn, initialsOf, foundAs, roleOf, citation, isUnread, languageOf, noneOf, rowOf, isoDate, csv, csvOf, json, markdown, plain, table, isNobody, KINDS, SOURCES, VALUE_KINDS};
})();
