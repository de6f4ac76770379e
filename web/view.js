// Shows an AnalyzeResponse (proto3 JSON, offsets in UTF-16 units) as a page. Shared by the playground and by reports. Everything that comes
// from a document goes through textContent, never through markup.
'use strict';

const View = (() => {
  const short = name => (name || '').replace(/^[A-Z]+_(?:TYPE|FORM|REASON|TIER)_/, '').toLowerCase();
  const spanOf = span => [span?.beginOffset || 0, span?.endOffset || 0];
  const MAX_LISTED = 30;  // Quotations of one speaker in the list.
  const hiddenReasons = new Set(['markup', 'invisible', 'whitespace']);

  function element(name, className, text) {
    const out = document.createElement(name);
    if (className) out.className = className;
    if (text !== undefined) out.textContent = text;
    return out;
  }

  // Marks over the text: [begin, end, class, entity or quote, title], outer ones first.
  function marksOf(response, filter) {
    const marks = [];
    (response.quotes || []).forEach((quote, k) => {
      if ((quote.confidence || 0) < filter.confidence) return;
      const title = `${short(quote.form)}, ${quote.speaker?.name || 'nobody named'}, confidence ${(quote.confidence || 0).toFixed(2)}`;
      for (const span of quote.contentSpans || []) marks.push([...spanOf(span), 'quote', `q${k}`, title]);
      if (quote.cueSpan) marks.push([...spanOf(quote.cueSpan), 'cue', `q${k}`, 'cue']);
      // The speaker as written lights up with the quotation.
      if (quote.speaker?.mentionSpan) marks.push([...spanOf(quote.speaker.mentionSpan), 'speaker', `q${k}`, title]);
    });
    for (const entity of response.entities || []) {
      if (filter.hidden.has(short(entity.type))) continue;
      for (const mention of entity.mentions || []) {
        if ((mention.confidence || 0) < filter.confidence) continue;
        const title = `${entity.name}, ${short(entity.type).replace('_', ' ')}, confidence ${(mention.confidence || 0).toFixed(2)}`;
        marks.push([...spanOf(mention.span), `mention ${short(entity.type)}`, entity.entityId, title]);
      }
    }
    return marks.sort((a, b) => a[0] - b[0] || b[1] - a[1]);
  }

  // Appends text[begin, end) with its marks. Marks that cross are cut at every boundary, so that elements nest.
  function appendMarked(parent, text, begin, end, marks) {
    const bounds = new Set([begin, end]);
    for (const [a, b] of marks) for (const at of [a, b]) if (at > begin && at < end) bounds.add(at);
    const cuts = [...bounds].sort((a, b) => a - b);
    for (let k = 0; k + 1 < cuts.length; ++k) {
      let inner = parent;
      for (const [a, b, className, of, title] of marks) {
        if (a > cuts[k] || b < cuts[k + 1]) continue;
        const span = element('span', className);
        span.dataset.of = of;
        span.title = title;
        inner.append(span);
        inner = span;
      }
      inner.append(text.slice(cuts[k], cuts[k + 1]));
    }
  }

  // The kept blocks: [begin, end, role, begin in the source]. A blank line parts them; the segment that a block begins in tells the rest.
  function blocksOf(document_) {
    const out = [], text = document_.text, segments = document_.segments || [];
    for (let begin = 0, k = 0; begin < text.length;) {
      const next = text.indexOf('\n\n', begin);
      const end = next < 0 ? text.length : next;
      while (k + 1 < segments.length && spanOf(segments[k].textSpan)[1] <= begin) ++k;
      const source = spanOf(segments[k].sourceSpan)[0] + begin - spanOf(segments[k].textSpan)[0];
      out.push([begin, end, segments[k].blockRole, source]);
      begin = end + 2;
    }
    return out;
  }

  // What was removed and can be read: {source, reason, text}.
  function removedOf(document_, source) {
    return (document_.removedSegments || []).map(removed => {
      const [begin, end] = spanOf(removed.sourceSpan);
      return {begin, reason: short(removed.reason), text: source.slice(begin, end).replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ').trim()};
    }).filter(r => r.text && !hiddenReasons.has(r.reason));
  }

  function article(response, source, filter) {
    const out = element('article', 'article');
    const document_ = response.cleanedDocument || {text: ''};
    const marks = marksOf(response, filter);
    const removed = source ? removedOf(document_, source) : [];
    let next = 0, gone = 0;
    const appendGone = before => {
      for (; gone < removed.length && removed[gone].begin < before; ++gone) {
        const line = element('p', 'gone', removed[gone].text);
        line.title = `removed: ${removed[gone].reason}`;
        out.append(line);
      }
    };
    for (const [begin, end, role, from] of blocksOf(document_)) {
      appendGone(from);
      while (next < marks.length && marks[next][1] <= begin) ++next;
      const within = [];
      for (let k = next; k < marks.length && marks[k][0] < end; ++k) if (marks[k][1] > begin) within.push(marks[k]);
      const block = element(/TITLE|HEADING/.test(role || '') ? 'h2' : 'p');
      appendMarked(block, document_.text, begin, end, within);
      out.append(block);
    }
    appendGone(Infinity);
    return out;
  }

  function light(root, ids, on) {
    for (const node of root.querySelectorAll('[data-of]')) {
      if (ids.has(node.dataset.of)) node.classList.toggle('lit', on);
    }
  }

  // A button that lights its marks while it is hovered or has the focus, and goes to the first when it is pressed.
  function lighter(root, label, className, ids) {
    const button = element('button', '', label);
    button.type = 'button';
    for (const event of ['mouseenter', 'focus']) button.addEventListener(event, () => light(root, ids, true));
    for (const event of ['mouseleave', 'blur']) button.addEventListener(event, () => light(root, ids, false));
    button.addEventListener('click', () => {
      [...root.querySelectorAll('[data-of]')].find(n => ids.has(n.dataset.of))?.scrollIntoView({block: 'center'});
    });
    const item = element('li', className);
    item.append(button);
    return item;
  }

  function people(root, response) {
    const list = element('ul');
    const speakers = new Map();
    (response.quotes || []).forEach((quote, k) => {
      const name = quote.speaker?.name || 'Nobody named';
      if (!speakers.has(name)) speakers.set(name, []);
      speakers.get(name).push([k, quote]);
    });
    for (const [name, quotes] of [...speakers].sort((a, b) => b[1].length - a[1].length)) {
      const entity = quotes.find(([, q]) => q.speaker?.entityId)?.[1].speaker.entityId;
      const item = lighter(root, `${name} (${quotes.length})`, '', new Set([entity, ...quotes.map(([k]) => `q${k}`)]));
      for (const [, quote] of quotes.slice(0, MAX_LISTED)) item.append(element('blockquote', '', quote.content));
      if (quotes.length > MAX_LISTED) item.append(element('blockquote', '', `and ${quotes.length - MAX_LISTED} more`));
      list.append(item);
    }
    if (!speakers.size) list.append(element('li', '', 'No quotations.'));
    return list;
  }

  function names(root, response, filter) {
    const list = element('ul');
    for (const entity of response.entities || []) {
      const kind = short(entity.type);
      if (filter.hidden.has(kind)) continue;
      const item = lighter(root, entity.name, kind, new Set([entity.entityId]));
      item.append(element('span', 'tag', ` ${kind.replace('_', ' ')}, ${(entity.mentions || []).length}`));
      list.append(item);
    }
    return list;
  }

  function filters(response, filter, redraw) {
    const out = element('div', 'filters');
    for (const kind of new Set((response.entities || []).map(e => short(e.type)))) {
      const label = element('label', kind);
      const box = element('input');
      box.type = 'checkbox';
      box.checked = !filter.hidden.has(kind);
      box.addEventListener('change', () => {
        filter.hidden[box.checked ? 'delete' : 'add'](kind);
        redraw();
      });
      label.append(box, ` ${kind.replace('_', ' ')}`);
      out.append(label);
    }
    const label = element('label', '', 'At least this sure ');
    const range = element('input');
    Object.assign(range, {type: 'range', min: 0, max: 1, step: 0.05, value: filter.confidence});
    range.addEventListener('input', () => {
      filter.confidence = Number(range.value);
      redraw();
    });
    label.append(range);
    out.append(label);
    return out;
  }

  // Draws the marked article with its lists into `root`. `source` is what was sent, in which removed runs are shown; it may be ''.
  function draw(root, response, source, filter = {hidden: new Set(), confidence: 0, gone: false}) {
    const main = element('div');
    const place = element('div');
    const side = element('aside');
    const redraw = () => {
      const drawn = article(response, source, filter);
      drawn.classList.toggle('with-gone', filter.gone);
      drawn.addEventListener('mouseover', event => lightAt(event, true));
      drawn.addEventListener('mouseout', event => lightAt(event, false));
      place.replaceChildren(drawn);
      list.replaceChildren(names(root, response, filter));
    };
    const lightAt = (event, on) => {
      const node = event.target.closest('[data-of]');
      if (node) light(root, new Set([node.dataset.of]), on);
    };
    const label = element('label');
    const box = element('input');
    box.type = 'checkbox';
    box.checked = filter.gone;
    box.addEventListener('change', () => {
      filter.gone = box.checked;
      redraw();
    });
    label.append(box, ' show what was removed');
    const bar = filters(response, filter, redraw);
    if (source) bar.append(label);
    const list = element('div');
    main.append(bar, place);
    side.append(element('h2', '', 'Who said what'), people(root, response), element('h2', '', 'Names and values'), list);
    const columns = element('div', 'columns');
    columns.append(main, side);
    root.replaceChildren(columns);
    redraw();
  }

  return {draw, element, short};
})();
