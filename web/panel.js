// The lists beside the article: who speaks, names, values, the clean text, what was removed.
'use strict';

const Panel = (() => {
  const {KINDS, VALUE_KINDS, plural} = Model;
  const {element, button, MAX_LISTED} = View;
  const SECTIONS = {person: 'People', group: 'Groups and documents', unnamed: 'Not named'};

  // Sets a length that only data know; the style sheet does the rest.
  function measured(className, property, value) {
    const out = element('span', className);
    out.style.setProperty(property, value);
    out.setAttribute('aria-hidden', 'true');
    return out;
  }

  // Fills `list`; what is beyond the limit waits for a press.
  function fill(list, items, make) {
    list.append(...items.slice(0, MAX_LISTED).map(make));
    if (items.length <= MAX_LISTED) return list;
    const more = element('li');
    more.append(button('more', `Show all ${items.length}`, () => more.replaceWith(...items.slice(MAX_LISTED).map(make))));
    list.append(more);
    return list;
  }

  function speakerItem(speaker, reader) {
    const item = element('li', `speaker ${speaker.look}`);
    item.dataset.key = speaker.key;
    const press = button('who', '', () => reader.choose(speaker));
    press.setAttribute('aria-pressed', 'false');
    const avatar = element('span', 'avatar', speaker.initials);
    avatar.setAttribute('aria-hidden', 'true');
    const lines = element('span', 'lines');
    lines.append(element('span', 'name', speaker.name));
    press.title = speaker.name;
    const about = [speaker.role, speaker.affiliation && !speaker.role.includes(speaker.affiliation) && speaker.affiliation, speaker.reason && `“${speaker.reason}”`].filter(Boolean).join(', ');
    if (about) lines.append(element('span', 'role', about));
    lines.append(element('span', 'figures', `${plural(speaker.quotes.length, 'quotation')} · ${plural(speaker.words, 'word')}`));
    press.append(avatar, lines, element('span', 'share', speaker.percent), measured('bar', '--share', speaker.share));
    item.append(press, element('div', 'said'));
    return item;
  }

  // The quotations of the chosen speaker, each a press away.
  function saidBy(speaker, reader) {
    const bar = element('div', 'stepper');
    bar.append(button('', '‹', () => reader.step(-1)), element('span', 'place'), button('', '›', () => reader.step(1)),
      button('plain', 'Show everybody', () => reader.choose(speaker)));
    bar.children[0].setAttribute('aria-label', 'Previous quotation');
    bar.children[2].setAttribute('aria-label', 'Next quotation');
    const shown = reader.sequence, left = speaker.quotes.length - shown.length;
    const list = fill(element('ol'), shown, quote => {
      const item = element('li');
      item.append(button(`line ${quote.form}`, quote.content, () => reader.show(quote)));
      return item;
    });
    return [bar, list, left ? element('p', 'hint', `${plural(left, 'quotation')} not marked, by the ticks and the slider above the text.`) : ''];
  }

  // A report and a ministry that no name stands for are listed with those that have one; who is not named is somebody.
  const listedIn = speaker => (Model.isNobody(speaker) ? 'group' : speaker.section);

  // What is attributed to somebody, but is no quotation, folded.
  function furtherOf({further}) {
    const out = element('details', 'further'), line = ({speaker, cue, content}) => element('li', '', `${[speaker, cue].filter(Boolean).join(', ')}: ${content}`);
    out.append(element('summary', '', `${plural(further.length, 'further attribution')}: beliefs, wishes, promises, what is denied or left open`), fill(element('ul', 'gone'), further, line));
    return out;
  }

  function voices(model, reader) {
    const out = element('div', 'voices');
    for (const [section, title] of Object.entries(SECTIONS)) {
      const speakers = model.speakers.filter(speaker => listedIn(speaker) === section);
      if (section === 'group') speakers.sort((a, b) => b.words - a.words);
      if (!speakers.length) continue;
      const head = element('h2', '', title);
      if (!out.childElementCount) head.append(element('span', 'measured', 'share of the words'));
      out.append(head, fill(element('ul'), speakers, speaker => speakerItem(speaker, reader)));
    }
    if (reader.chosen && !model.speakers.some(({key}) => key === reader.chosen.key)) out.prepend(element('p', 'none', reader.nothing), button('plain', 'Show everybody', () => reader.choose(reader.chosen)));
    else if (!model.speakers.length) out.append(element('p', 'none', reader.none('Quotations', 'Nobody is quoted.')));
    if (model.further.length) out.append(furtherOf(model));
    return out;
  }

  function entityItem(entity, reader, most) {
    const item = element('li', entity.kind);
    const press = button('entity', '', () => reader.mention(entity));
    press.append(element('span', 'name', entity.name), element('span', 'count', String(entity.mentions.length)),
      measured('bar', '--share', most ? entity.salience / most : 0));
    press.title = `${plural(entity.mentions.length, 'mention')}; go to the first`;
    item.append(press);
    return item;
  }

  function listsOf(entities, kinds, make) {
    const out = element('div');
    for (const kind of kinds) {
      const items = entities.filter(entity => entity.kind === kind);
      if (!items.length) continue;
      const title = KINDS[kind][0];
      out.append(element('h2', '', title[0].toUpperCase() + title.slice(1)), fill(element('ul', 'plainlist'), items, make));
    }
    return out;
  }

  function names(model, reader) {
    const most = Math.max(...model.entities.map(entity => entity.salience), 0);
    const kinds = Object.keys(KINDS).filter(kind => !VALUE_KINDS.has(kind));
    const out = listsOf(model.entities, kinds, entity => entityItem(entity, reader, most));
    out.prepend(element('p', 'hint', out.childElementCount ? 'The bar is the weight of the name in this text; the number counts its mentions. A press goes to the first, another to the next.' : reader.none('Names', 'No names.')));
    return out;
  }

  // Codes of UCUM as people write them; others are shown as they are, words in braces without these.
  const WRITTEN = {
    a: 'year', mo: 'month', wk: 'week', d: 'day', h: 'hour', '[mi_i]': 'mi', '[mi_i]/h': 'mph', '[ft_i]': 'ft', '[in_i]': 'in', '[yd_i]': 'yd', '[lb_av]': 'lb', '[oz_av]': 'oz', '[acr_us]': 'acres',
    '[nmi_i]': 'nautical miles', '[kn_i]': 'knots', Cel: '°C', '[degF]': '°F',
  };
  const written = code => WRITTEN[code] || code.replace(/[{}]/g, '');

  function valueText(value) {
    const {money, quantity, contact} = value || {};
    if (money) return [money.currencyCode, Number(money.amount).toLocaleString('en'), money.per && `a ${written(money.per)}`].filter(Boolean).join(' ');
    if (quantity) return `${quantity.amount} ${written(quantity.unit || '')}`.trim();
    return Dates.inWords(value?.dateTime || '') || value?.number || contact?.address || '';
  }

  const dayNumber = day => Date.parse(`${day}T00:00:00Z`) / 86400000;

  // The days that dates cover, left to right, each a press away; nothing for fewer than two.
  function timeLine(entities, reader) {
    const dated = entities.filter(entity => entity.kind === 'date_time' && entity.value?.interval)
      .map(entity => ({entity, first: dayNumber(entity.value.interval.firstDay), last: dayNumber(entity.value.interval.lastDay)}))
      .filter(({first, last}) => Number.isFinite(first) && Number.isFinite(last)).sort((a, b) => a.first - b.first);
    const begin = Math.min(...dated.map(d => d.first)), end = Math.max(...dated.map(d => d.last));
    if (dated.length < 2 || begin === end) return null;
    const out = element('ol', 'timeline');
    dated.forEach(({entity, first, last}, k) => {
      const item = element('li');
      const press = button('moment', '', () => reader.mention(entity));
      const days = Dates.spanText(entity.value.interval);
      press.append(element('span', 'unseen', `${entity.name}, ${days}`));
      press.title = `${entity.name} – ${days}`;
      item.style.setProperty('--from', (first - begin) / (end - begin));
      item.style.setProperty('--length', (last - first) / (end - begin));
      item.style.setProperty('--row', k % 4);
      item.append(press);
      out.append(item);
    });
    const ends = element('p', 'ends'), latest = dated.find(({last}) => last === end).entity.value.interval;
    ends.append(element('span', '', Dates.edges(dated[0].entity.value.interval)[0]), element('span', '', Dates.edges(latest)[1]));
    const box = element('div');
    box.append(out, ends);
    return box;
  }

  function values(model, reader) {
    const out = listsOf(model.entities, VALUE_KINDS, entity => {
      const item = entityItem(entity, reader, 0);
      const value = valueText(entity.value);
      if (value && value !== entity.name && `${value}%` !== entity.name) item.firstChild.children[0].after(element('span', 'normal', value));
      return item;
    });
    const line = timeLine(model.entities, reader);
    if (line) out.prepend(element('h2', '', 'Time line'), line);
    if (!out.childElementCount) out.append(element('p', 'none', reader.none('Dates, money and numbers', 'No dates, money or numbers.')));
    return out;
  }

  function text(model, reader) {
    const out = element('div');
    const pre = element('pre', 'clean', model.text);
    pre.tabIndex = 0;
    out.append(button('tool', 'Copy the text', () => reader.copy(model.text, 'The text')), pre);
    return out;
  }

  // A run that is folded; what is in it is made when it opens, all of it for paper and where all runs are wanted.
  function runOf(run) {
    const out = element('details');
    const make = line => element('li', '', line);
    out.append(element('summary', '', `${plural(run.lines.length, 'line')}: ${run.label}`));
    out.unfold = () => {
      out.open = true;
      out.querySelector('.gone')?.remove();
      const list = element('ul', 'gone');
      list.append(...run.lines.map(make));
      out.append(list);
    };
    out.addEventListener('toggle', () => {
      if (out.open && out.childElementCount === 1) out.append(fill(element('ul', 'gone'), run.lines, make));
    });
    return out;
  }

  // On paper nothing can be opened: rows that wait for a press are all shown, and the runs that are folded are opened for it, and folded again.
  const forPaper = new Set();
  addEventListener('beforeprint', () => {
    for (const more of document.querySelectorAll('main .more')) if (!more.closest('details:not([open])')) more.click();
    for (const run of document.querySelectorAll('.removed details')) {
      if (!run.open) forPaper.add(run);
      run.unfold();
    }
  });
  addEventListener('afterprint', () => {
    for (const run of forPaper) run.open = false;
    forPaper.clear();
  });

  function removed(model) {
    const out = element('div', 'removed');
    const runs = model.removed.map(runOf);
    const all = button('unfold tool', 'Show all lines', () => {
      const open = runs.some(run => !run.open);
      for (const run of runs) open ? run.unfold() : run.open = false;
    });
    const tell = () => { all.textContent = runs.some(run => !run.open) ? 'Show all lines' : 'Fold all lines'; };
    out.addEventListener('toggle', tell, true);
    if (runs.length) out.append(all);
    if (!model.source) out.append(element('p', 'none', 'The source is not at hand.'));
    else if (!model.removed.length) out.append(element('p', 'none', 'Nothing that can be read was removed.'));
    let place = '';
    model.removed.forEach((run, k) => {
      if (run.place !== place) out.append(element('h2', '', run.place));
      place = run.place;
      out.append(runs[k]);
    });
    return out;
  }

  // Label, content and number of each tab; all of them are made of what is as sure as the slider wants.
  const TABS = {
    voices: ['Speakers', voices, Model.voiceCount],
    names: ['Names', names, model => model.entities.filter(entity => !VALUE_KINDS.has(entity.kind)).length],
    values: ['Money, dates', values, model => model.entities.filter(entity => VALUE_KINDS.has(entity.kind)).length],
    text: ['Text', text, () => ''],
    removed: ['Removed', removed, model => model.removed.reduce((sum, run) => sum + run.lines.length, 0) || ''],
  };

  const OF_MARKS = new Set(['voices', 'names', 'values']);  // Whose content the slider changes.

  return {TABS, OF_MARKS, saidBy, measured, fill};
})();
