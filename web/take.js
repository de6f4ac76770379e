// Dialogs: what can be taken away, the answer as a tree, the keys.
'use strict';

const Take = (() => {
  const {element, button} = View;
  const PAGE = 100;  // Members of an object that are shown before "more".
  const FORMATS = {CSV: ['csv', 'text/csv'], Markdown: ['md', 'text/markdown'], JSON: ['json', 'application/json']};
  const KEYS = [['n  p', 'next and previous quotation (j and k do the same)'], ['f', 'the speaker of this quotation alone, or everybody again'], ['o', 'what is known of this quotation'],
    ['c', 'copy this quotation with its attribution'], ['1 – 5', 'speakers, names, values, clean text, removed'], ['u', 'all lines that were removed, or none'], ['s', 'the source, beside a draft'], ['Esc', 'back to everybody'], ['t', 'take it away'], ['?', 'these keys']];
  let keysOn = true;

  // A dialog over the page; it goes when it is closed.
  function dialog(title, ...content) {
    const out = element('dialog');
    const head = element('div', 'dialoghead');
    const heading = element('h2', '', title);
    heading.id = 'dialog-title';
    out.setAttribute('aria-labelledby', heading.id);
    const told = new View.Status('told');
    head.append(heading, told.node, button('', 'Close', () => out.close()));
    out.append(head, ...content);
    out.tell = text => told.show(text);
    out.addEventListener('close', () => out.remove());
    document.body.append(out);
    out.showModal();
    return out;
  }

  const copyIn = (node, text, what) => Files.copy(text).then(done => node.closest('dialog').tell(done ? `${what} was copied.` : 'The browser does not let this page copy.'));

  function scalar(value) {
    return element('span', typeof value, JSON.stringify(value));
  }

  // JSON that folds; a level is made when it is opened.
  function tree(value, key) {
    if (value === null || typeof value !== 'object') {
      const leaf = element('div', 'leaf');
      leaf.append(element('span', 'key', `${key}: `), scalar(value));
      return leaf;
    }
    const entries = Object.entries(value), out = element('details', 'node');
    const size = Array.isArray(value) ? `[${entries.length}]` : `{${entries.length}}`;
    const summary = element('summary');
    summary.append(element('span', 'key', key), ` ${size}`);
    out.append(summary);
    const add = from => {
      out.append(...entries.slice(from, from + PAGE).map(([name, child]) => tree(child, name)));
      if (from + PAGE >= entries.length) return;
      const more = button('more', `${entries.length - from - PAGE} more`, () => { more.remove(); add(from + PAGE); });
      out.append(more);
    };
    out.addEventListener('toggle', () => { if (out.open && out.childElementCount === 1) add(0); });
    return out;
  }

  // A table in each format, to copy or to save; `makers` are the functions that write it.
  function tables(title, stem, makers) {
    const out = element('section');
    out.append(element('h3', '', title));
    for (const [name, make] of Object.entries(makers)) {
      const row = element('div', 'row'), [extension, type] = FORMATS[name];
      row.append(element('span', 'what', name), button('', `Copy ${name}`, event => copyIn(event.target, make(), name)), button('', `Save ${name}`, () => Files.save(`${stem}.${extension}`, make(), type)));
      out.append(row);
    }
    return out;
  }

  function quotations(models) {
    const count = models.reduce((sum, model) => sum + model.quotes.length, 0);
    return tables(`All ${Model.plural(count, 'quotation')}`, 'quotations', {CSV: () => Model.csv(models), Markdown: () => Model.markdown(models), JSON: () => Model.json(models)});
  }

  function answer(value) {
    const out = element('section');
    const text = () => JSON.stringify(value, null, 1);
    const row = element('div', 'row');
    row.append(button('', 'Copy the answer', event => copyIn(event.target, text(), 'The answer')), button('', 'Save the answer', () => Files.save('answer.json', text(), 'application/json')));
    out.append(element('h3', '', 'The whole answer, as JSON'), row, tree(value, 'answer'));
    return out;
  }

  // Commands or programs: [name, text].
  function calls(title, hint, list) {
    const out = element('section');
    out.append(element('h3', '', title), element('p', 'hint', hint));
    for (const [name, text] of list) {
      const fold = element('details', 'call');
      const pre = element('pre', '', text);
      pre.tabIndex = 0;
      fold.append(element('summary', '', name), button('', `Copy ${name}`, event => copyIn(event.target, text, name)), pre);
      out.append(fold);
    }
    return out;
  }

  function paper() {
    const out = element('section');
    const row = element('div', 'row');
    row.append(button('', 'Print', event => { event.target.closest('dialog').close(); window.print(); }));
    out.append(element('h3', '', 'On paper'), row);
    return out;
  }

  // `more` are sections that only the caller can offer.
  function away(models, more = []) {
    return dialog(models.length === 1 ? 'Take it away' : `Take all ${models.length} documents away`, quotations(models), ...more, paper(), answer(models.length === 1 ? models[0].response : models.map(model => ({document: model.name, response: model.response}))));
  }

  // What can be taken of a checked draft.
  function verdicts(model, more = []) {
    return dialog('Take it away', tables(Model.plural(model.items.length, 'verdict'), 'verdicts', {CSV: () => Verify.csv(model), Markdown: () => Verify.markdown(model), JSON: () => Verify.json(model)}), ...more, paper(), answer(model.response));
  }

  function keys() {
    const list = element('dl', 'keys');
    for (const [key, what] of KEYS) list.append(element('dt', '', key), element('dd', '', what));
    const label = element('label', 'toggle');
    const box = element('input');
    box.type = 'checkbox';
    box.checked = keysOn;
    box.addEventListener('change', () => { keysOn = box.checked; });
    label.append(box, ' Single keys are on');
    return dialog('Keys', list, label);
  }

  // Sends single keys to what `reader()` returns, unless somebody types.
  function listen(reader, take) {
    document.addEventListener('keydown', event => {
      if (event.ctrlKey || event.metaKey || event.altKey || !keysOn || document.querySelector('dialog[open]')) return;
      if (event.target.closest('textarea, select, input:not([type=checkbox], [type=range])')) return;
      if (event.key === 'Escape' && document.querySelector('[popover=auto]:popover-open')) return;  // Which it closes.
      if (event.key === '?') keys();
      else if (event.key === 't') take();
      else if (!reader()?.key(event.key)) return;
      if (event.key !== 'Escape') event.preventDefault();
    });
  }

  return {away, verdicts, keys, listen, calls, dialog, copyIn};
})();
