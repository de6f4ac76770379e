// Two answers to one document, side by side: what only one of them has, and what they read differently.
'use strict';

const Compare = (() => {
  const {KINDS, plural} = Model;
  const {element} = View;

  const AROUND = 28;  // Characters shown on either side of a name.

  // What an answer has at each place of the text: {begin, end, text, read}, by the place.
  const quoteCells = model => new Map(model.quotes.filter(quote => quote.spans.length).map(quote => [quote.spans[0][0], {begin: quote.spans[0][0], end: quote.spans.at(-1)[1], text: quote.content, read: `${quote.speaker.name}, ${quote.form}`}]));

  function nameCells(model) {
    const out = new Map();
    for (const {name, kind, mentions} of model.entities)
      for (const {range: [begin, end], content} of mentions) out.set(begin, {begin, end, text: content, read: `${name}, ${KINDS[kind]?.[1] || kind}`});
    return out;
  }

  // The places where two answers differ, [of the first, of the second], one of them missing where it has nothing; how many are the same.
  function differences(first, second) {
    const rows = [];
    let same = 0;
    for (const at of [...new Set([...first.keys(), ...second.keys()])].sort((a, b) => a - b)) {
      const [one, other] = [first.get(at), second.get(at)];
      if (one?.read === other?.read && one?.text === other?.text) ++same;
      else rows.push([one, other]);
    }
    return {rows, same};
  }

  // The words in question, in what stands around them.
  function context(text, {begin, end}) {
    const out = element('td'), flat = part => part.replace(/\s+/g, ' ');
    out.append(flat(text.slice(Math.max(0, begin - AROUND), begin)).replace(/^\S*\s/, begin > AROUND ? '… ' : '$&'), element('strong', '', flat(text.slice(begin, end))), flat(text.slice(end, end + AROUND)).replace(/\s\S*$/, end + AROUND < text.length ? ' …' : '$&'));
    return out;
  }

  function table(caption, heads, text, {rows, same}) {
    const out = element('table'), body = element('tbody'), head = element('tr');
    out.append(element('caption', '', `${caption}: ${same} the same, ${rows.length} not`));
    if (!rows.length) return out;
    for (const name of heads) {
      const cell = element('th', '', name);
      cell.scope = 'col';
      head.append(cell);
    }
    for (const pair of rows) {
      const line = element('tr'), words = pair[0] && pair[1] && pair[0].text !== pair[1].text;
      line.append(context(text, pair[0] || pair[1]), ...pair.map(one => element('td', one ? '' : 'none', one ? `${words ? `“${one.text}”: ` : ''}${one.read}` : 'not found')));
      body.append(line);
    }
    const top = element('thead');
    top.append(head);
    out.append(top, body);
    return out;
  }

  // A dialog over two models of one text.
  function show(first, second) {
    const about = model => `The ${model.tier} models found ${plural(model.quotes.length, 'quotation')} of ${plural(Model.voiceCount(model), 'source')} and ${plural(model.entities.length, 'name or value', 'names and values')}.`;
    const heads = [first, second].map(model => model.tier[0].toUpperCase() + model.tier.slice(1));
    const out = Take.dialog('Two tiers compared', element('p', '', about(first)), element('p', '', about(second)),
      table('Quotations', ['Words', ...heads], first.text, differences(quoteCells(first), quoteCells(second))),
      table('Names and values', ['As written', ...heads], first.text, differences(nameCells(first), nameCells(second))));
    out.classList.add('wide');
    return out;
  }

  return {show, differences};
})();
