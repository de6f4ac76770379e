// Two answers to one document, side by side: what only one of them has, and what they read differently.
'use strict';

const Compare = (() => {
  const {KINDS, plural} = Model;
  const {element} = View;

  const quoteCells = model => new Map(model.quotes.filter(quote => quote.spans.length).map(quote => [quote.spans[0][0], {text: quote.content, read: `${quote.speaker.name}, ${quote.form}`}]));

  function nameCells(model) {
    const out = new Map();
    for (const {name, kind, mentions} of model.entities)
      for (const {range, content} of mentions) out.set(range[0], {text: content, read: `${name}, ${KINDS[kind]?.[1] || kind}`});
    return out;
  }

  // What stands at each place in the text: [text, read by the first, read by the second] where the two differ; how many are the same.
  function differences(first, second) {
    const rows = [];
    let same = 0;
    for (const at of [...new Set([...first.keys(), ...second.keys()])].sort((a, b) => a - b)) {
      const [one, other] = [first.get(at), second.get(at)];
      if (one?.read === other?.read && one?.text === other?.text) ++same;
      else rows.push([one && other && one.text !== other.text ? `${one.text} / ${other.text}` : (one || other).text, one?.read || '', other?.read || '']);
    }
    return {rows, same};
  }

  function table(caption, heads, {rows, same}) {
    const out = element('table'), body = element('tbody'), head = element('tr');
    out.append(element('caption', '', `${caption}: ${same} the same, ${rows.length} not`));
    for (const text of heads) {
      const cell = element('th', '', text);
      cell.scope = 'col';
      head.append(cell);
    }
    for (const row of rows) {
      const line = element('tr');
      row.forEach((text, k) => line.append(element('td', text ? '' : 'none', text || (k ? 'not found' : ''))));
      body.append(line);
    }
    const top = element('thead');
    top.append(head);
    out.append(top, body);
    return out;
  }

  // A dialog over two models of one text.
  function show(first, second) {
    const about = model => `The ${model.tier} models found ${plural(model.quotes.length, 'quotation')} of ${plural(model.speakers.length, 'source')} and ${plural(model.entities.length, 'name or value', 'names and values')}.`;
    const heads = [first, second].map(model => model.tier[0].toUpperCase() + model.tier.slice(1));
    return Take.dialog('Two tiers compared', element('p', '', about(first)), element('p', '', about(second)),
      table('Quotations', ['Words', ...heads], differences(quoteCells(first), quoteCells(second))),
      table('Names and values', ['As written', ...heads], differences(nameCells(first), nameCells(second))));
  }

  return {show, differences};
})();
