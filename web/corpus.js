// Several articles: a list, and the summary beside it. One of them opens as a Reader.
'use strict';

const SHOWN = 10;  // Rows of a figure that are shown before "more".
const SIZES = {words: row => row.words, quotations: row => row.quotes.length};  // What bars are as long as.
const MANY_BARS = 24;  // Bars of time beside which a number has no room but upright.
const MAX_LEFT = 5;  // Documents that are named among what is left out; the list has them all.

class Corpus {
  static words = Summary.readWords({});

  // Shows the draft {draft, sources, response} that a report holds as JSON, with what its sources have of its quotations.
  static showCheck(place, {draft, sources, response}) {
    const checker = new Checker(place, Verify.of(response, draft, sources)), take = () => Take.verdicts(checker.model);
    addEventListener('beforeprint', () => checker.fillPaper());
    document.getElementById('take').addEventListener('click', take);
    document.getElementById('keys').addEventListener('click', Take.keys);
    Take.listen(() => checker, take);
  }

  // Shows the documents {name, source, response, showsAll} that a report holds as JSON, one an element; of one that was not analysed, {name, error}.
  static showReport() {
    const documents = [...document.querySelectorAll('script.document')].map(node => JSON.parse(node.textContent));
    const place = document.getElementById('result');
    Corpus.words = Summary.readWords(JSON.parse(document.getElementById('words').textContent));
    if (documents[0].sources) {
      Corpus.showCheck(place, documents[0]);
      return;
    }
    let reader = null, corpus = null, models = [];
    if (documents.length === 1 && !documents[0].error) {
      models = [Model.of(documents[0].response, documents[0].source, documents[0].name, documents[0].showsAll)];
      reader = new Reader(place, models[0]);
    } else {
      corpus = new Corpus(place, documents.map(({name}) => name), open => { reader = open; });
      documents.forEach(({source, response, showsAll, error}, k) => (error ? corpus.fail(k, Model.problem(error.message, error)) : corpus.add(k, response, source, '', showsAll)));
      corpus.finish();
      models = corpus.models;
    }
    const take = () => Take.away(models);
    document.getElementById('take').addEventListener('click', take);
    document.getElementById('keys').addEventListener('click', Take.keys);
    Take.listen(() => reader, take);
    addEventListener('popstate', ({state}) => corpus?.went(state));
  }

  static #made = 0;

  // `onOpen` is told the Reader that is open, or null.
  constructor(place, names, onOpen) {
    Object.assign(this, {id: `${performance.timeOrigin} ${++Corpus.#made}`, opened: null, place, onOpen, names: Summary.apart(names), models: [], failures: []});
    Object.assign(this, {open: new Set(), whole: new Set(), bar: ''});  // Rows that are open, figures that are shown whole, the bar of time that is pressed.
    this.index = View.element('ol', 'index');
    this.index.append(...this.names.map(name => this.row(name)));
    this.summary = View.element('div', 'summary');
    this.summary.append(View.element('p', 'none', 'The summary appears when the first documents are done.'));
    this.again = View.element('p');
    const side = View.labelled('aside', 'documents', 'Documents');
    side.append(View.element('h2', '', 'Documents'), this.again, this.index);
    this.root = View.element('div', 'columns corpus');
    this.root.append(this.summary, side);
    this.place.replaceChildren(this.root);
  }

  row(name) {
    const item = View.element('li', 'waiting');
    item.append(View.element('span', 'name', name), View.element('span', 'note', 'waiting'));
    return item;
  }

  // Takes the answer to document `k`; they may come in any order.
  add(k, response, source, type = '', showsAll = false) {
    const name = this.names[k], model = Object.assign(Model.of(response, source, name, showsAll), {at: k, type});
    const later = this.models.findIndex(other => other.at > k);
    this.models.splice(later < 0 ? this.models.length : later, 0, model);
    const item = this.index.children[k], press = View.button('entity', '', () => this.show(model));
    press.append(View.element('span', 'name', model.title || name), View.element('span', 'count', Model.isUnread(model) ? 'not analysed' : Model.plural(model.quotes.length, 'quotation')),
      View.element('span', 'normal', [model.title && name, model.date].filter(Boolean).join(' · ')));
    item.className = '';
    item.replaceChildren(press);
    if (!this.due) this.due = setTimeout(() => this.refresh(), 500);
  }

  // `isForNow` is of what may succeed another time.
  fail(k, message, isForNow = false) {
    this.failures.push({name: this.names[k], at: k, isForNow, error: {message}});
    const item = this.index.children[k];
    item.className = 'failed';
    item.lastChild.textContent = `Not analysed. ${message}`;
  }

  // Those that failed for now wait again; returns their places.
  waitAgain() {
    const all = this.failures.splice(0), places = all.filter(({isForNow}) => isForNow).map(({at}) => at);
    this.failures.push(...all.filter(({isForNow}) => !isForNow));
    for (const k of places) this.index.children[k].replaceWith(this.row(this.names[k]));
    this.again.replaceChildren();
    return places;
  }

  // Draws the summary anew, unless somebody reads in it.
  refresh() {
    this.due = null;
    if (!this.summary.querySelector('details[open], [aria-pressed=true]')) this.draw();
  }

  // `retry` is what tries the documents again that failed for now, where that can be done.
  finish(retry = null) {
    clearTimeout(this.due);
    this.due = null;
    const count = retry ? this.failures.filter(({isForNow}) => isForNow).length : 0;
    if (count) this.again.append(View.button('tool', `Try ${Model.plural(count, 'document')} again`, retry));
    if (!this.models.length) this.summary.replaceChildren(View.element('p', 'none', 'No document was analysed.'));
    this.draw();
  }

  // The browser went to a state of its history: an article that was opened here, or else the list.
  went(state) {
    const model = state?.corpus === this.id ? this.models.find(({at}) => at === state.article) : null;
    if (model) this.enter(model);
    else if (this.opened) this.back();
  }

  // The list again, where it was left.
  back() {
    const {opener, top} = this.opened;
    this.opened = null;
    this.place.replaceChildren(this.root);
    this.onOpen(null);
    scrollTo(0, top);
    if (opener.isConnected) opener.focus({preventScroll: true});
  }

  // From the article to the list, by the browser's Back where that leads there.
  leave() {
    if (history.state?.corpus === this.id) history.back();
    else this.back();
  }

  // Opens an article; the browser's Back leads from it to the list.
  show(model, quote) {
    history.pushState({...history.state, corpus: this.id, article: model.at}, '');
    this.enter(model, quote);
  }

  enter(model, quote) {
    if (this.opened?.model === model) return;
    this.opened = {model, opener: document.activeElement, top: scrollY};
    const bar = View.element('p', 'back'), box = View.element('div');
    bar.append(View.button('tool', '← All documents', () => this.leave()), View.element('span', '', model.name));
    this.place.replaceChildren(bar, box);
    const reader = new Reader(box, model);
    this.onOpen(reader);
    scrollTo(0, 0);
    if (quote) reader.show(quote);
    else bar.firstChild.focus();
  }

  // Remembers where somebody reads, and what has the focus; returns what goes back to it when the summary is drawn anew.
  keepPlace() {
    const presses = node => [...node.querySelectorAll('summary, button')], focus = this.summary.contains(document.activeElement) ? document.activeElement : null;
    const own = (focus || this.summary.querySelector('details[open]'))?.closest('[data-key]');
    if (!own) return () => {};
    const {top} = own.getBoundingClientRect(), at = presses(own).indexOf(focus);
    return () => {
      const node = [...this.summary.querySelectorAll('[data-key]')].find(one => one.dataset.key === own.dataset.key);
      if (!node) return;
      scrollBy(0, node.getBoundingClientRect().top - top);
      presses(node)[at]?.focus({preventScroll: true});
    };
  }

  draw() {
    if (!this.models.length) return;
    const goBack = this.keepPlace();
    this.drawSummary();
    goBack();
  }

  drawSummary() {
    const summary = Summary.of(this.models, Corpus.words);
    for (const [model, first] of summary.repeated) this.index.children[model.at].querySelector('.normal').textContent = `the text of ${first.name} once more, counted once`;
    const {plural} = Model;
    const spoken = summary.sexes.reduce((sum, row) => sum + row.words, 0) || 1, sexes = summary.people ? summary.sexes : [];
    const shares = Model.percents(sexes.map(row => row.words / spoken));
    const head = View.element('p', 'figures-line', [plural(summary.documents, 'document'), plural(summary.quotations, 'quotation'), plural(summary.words, 'quoted word'),
      `${plural(summary.speakers.length, 'named speaker')}`].join(' · '));
    const row = View.element('div', 'row'), unnamed = 'They are in the totals, and not among the speakers above.';
    row.dataset.key = 'tools';
    row.append(View.button('tool', 'Save speakers as CSV', () => Files.save('speakers.csv', Summary.csv(summary), 'text/csv')),
      View.button('tool', 'Save quotations as CSV', () => Files.save('quotations.csv', Summary.quotationsCsv(summary), 'text/csv')),
      View.button('tool', 'Save quotations as Parquet', () => Files.save('quotations.parquet', Parquet.of(Summary.quotations(summary)), 'application/vnd.apache.parquet')));
    this.summary.replaceChildren(View.element('h1', '', 'Who says what'), head, row,
      this.figure('Who is quoted', 'By words. Names are joined over documents; what was joined is shown. A ministry, a court and the like, of which every country has one, are joined within one place alone: in brackets, where there are several.', summary.speakers),
      this.figure('Women and men', `Of ${plural(summary.people, 'named person', 'named people')}, by words; told by pronouns and titles in the text, else by the first name.`, sexes, 'words',
        row => `${plural(row.people, 'person', 'people')}, ${shares[sexes.indexOf(row)]} of their words`, spoken),
      this.figure('Who speaks about whom', 'Quotations that name another person.', summary.pairs, 'quotations'),
      this.figure('What the sources are', 'By quotations; a channel, as a statement or a post, counts before the person who speaks in it.', summary.sources, 'quotations'),
      this.figure('In what role', 'As the texts describe the speakers; “her deputy” and “its deputy” are a deputy.', summary.roles, 'quotations'),
      this.when(summary), summary.outlets.length > 1 ? this.figure('Where', 'By outlet: the site as the page names it, else its host, else the folder of the file.', summary.outlets) : '',
      this.figure('In which document', '', summary.byDocument),
      this.figure('Not named', `People who are described, or no source was found. ${unnamed}`, summary.unnamed.somebody),
      this.figure('Several people, not named', `As officials, residents, critics. ${unnamed}`, summary.unnamed.group),
      this.figure('Bodies and documents without a name', `A ministry, a report, a statement. ${unnamed}`, summary.unnamed.body), this.left(summary));
  }

  // A list of bars by words or quotations, as shares of `whole`; each opens its quotations.
  figure(title, hint, rows, by = 'words', more = null, whole = Math.max(1, ...rows.map(SIZES[by]))) {
    const out = View.element('section', 'figure');
    if (!rows.length) return out;
    const bar = row => this.measure(title, row, by, SIZES[by](row) / whole, more);
    out.dataset.key = title;
    out.append(View.element('h2', '', title));
    if (hint) out.append(View.element('p', 'hint', hint));
    const rest = this.whole.has(title) ? [] : rows.slice(SHOWN);
    const list = View.element('ul');
    list.append(...rows.slice(0, rows.length - rest.length).map(bar));
    if (rest.length) {
      const item = View.element('li');
      item.append(View.button('more', `${rest.length} more`, () => {
        this.whole.add(title);
        item.replaceWith(...rest.map(bar));
      }));
      list.append(item);
    }
    out.append(list);
    return out;
  }

  measure(title, row, by, share, more) {
    const item = View.element('li'), fold = View.element('details', 'measure'), summary = View.element('summary'), key = `${title}\n${row.key ?? row.name}`;
    const name = View.element('span', 'name', row.name);
    const about = [more && more(row), row.role, row.also?.length ? `also ${row.also.join(', ')}` : ''].filter(Boolean).join(' · ');
    if (about) name.append(View.element('span', 'role', about));
    const figures = {words: Model.plural(row.words, 'word'), quotations: Model.plural(row.quotes.length, 'quotation')}, count = View.element('span', 'count');
    count.append(View.element('strong', '', figures[by]), ` · ${figures[by === 'words' ? 'quotations' : 'words']}`);  // First what the bar is as long as.
    summary.append(name, count, Panel.measured('bar', '--share', share));
    fold.append(summary);
    fold.dataset.key = key;
    const fill = () => { if (fold.childElementCount === 1) fold.append(Panel.fill(View.element('ul', 'quotations'), row.quotes, found => this.quotation(found))); };
    summary.addEventListener('click', fill);  // Before it opens, so that it never shows without them.
    fold.open = this.open.has(key);
    if (fold.open) fill();
    fold.addEventListener('toggle', () => {
      if (fold.open) this.open.add(key);
      else this.open.delete(key);
      if (fold.open) fill();
    });
    item.append(fold);
    return item;
  }

  quotation({model, quote}) {
    const item = View.element('li');
    const press = View.button('line direct', quote.content, () => this.show(model, quote));
    press.append(View.element('span', 'role', `${quote.speaker.name}, ${model.title || model.name}${model.date ? `, ${model.date}` : ''}`));
    item.append(press);
    return item;
  }

  // Quotations over time, at their true distance, by days, weeks, months or years.
  when({days}) {
    const out = View.element('section', 'figure');
    if (days.length < 2) return out;
    const {unit, begin, end, rows, ticks} = Summary.timeOf(days), at = time => (time - begin) / (end - begin);
    out.dataset.key = 'When';
    const most = Math.max(...rows.map(row => row.quotes.length)), place = View.element('ul', 'quotations'), head = View.element('h3');
    head.hidden = true;  // Until a bar is pressed.
    const chart = View.element('ol', 'days'), axis = View.element('div', 'axis');
    chart.classList.toggle('many', (end - begin) / (rows[0].end - rows[0].begin) > MANY_BARS);
    chart.style.setProperty('--width', (rows[0].end - rows[0].begin) / (end - begin));
    for (const row of rows) {
      const item = View.element('li');
      item.style.setProperty('--from', at(row.begin));
      item.style.setProperty('--share', row.quotes.length / most);
      const press = View.button('', '', () => {
        this.bar = row.name;
        for (const other of chart.querySelectorAll('button')) other.setAttribute('aria-pressed', String(other === press));
        head.hidden = false;
        head.textContent = press.title;
        place.replaceChildren(...row.quotes.map(found => this.quotation(found)));
      });
      press.title = `${row.name}: ${Model.plural(row.quotes.length, 'quotation')}`;
      press.setAttribute('aria-label', press.title);
      press.setAttribute('aria-pressed', 'false');
      const number = View.element('span', 'number', row.quotes.length.toLocaleString('en'));
      number.setAttribute('aria-hidden', 'true');  // The button says it.
      item.append(number, press);
      chart.append(item);
      if (row.name === this.bar) press.click();
    }
    axis.setAttribute('aria-hidden', 'true');
    for (const {time, name} of ticks) {
      const tick = View.element('span', '', name);
      tick.style.setProperty('--from', at(time));
      axis.append(tick);
    }
    out.append(View.element('h2', '', 'When'), View.element('p', 'hint', `Quotations by the ${unit} of publication; the highest bar has ${most}. Press one for its quotations.`), chart, axis, head, place);
    return out;
  }

  left(summary) {
    const {plural} = Model;
    const left = this.failures.map(({name}) => name);
    const facts = [left.length ? `${plural(left.length, 'document')} that ${left.length === 1 ? 'was' : 'were'} not analysed (${left.length > MAX_LEFT ? 'the list says why' : left.join(', ')})` : '', summary.undated ? `${plural(summary.undated, 'document')} without a date, or with a month or year alone, ${summary.undated === 1 ? 'is' : 'are'} missing from the time line` : '',
      summary.repeated.size ? `${plural(summary.repeated.size, 'file')} that ${summary.repeated.size === 1 ? 'has' : 'have'} the text of another, which is counted once` : '',
      summary.silent ? `${plural(summary.silent, 'document')} without a quotation` : '', summary.unread ? `${plural(summary.unread, 'document')} in a language that is not analysed` : '',
      summary.outlets.length > 1 && summary.homeless ? `${plural(summary.homeless, 'quotation')} of no known outlet missing from the outlets` : ''].filter(Boolean);
    return View.element('p', 'hint', `Every quotation that was found is counted. ${facts.length ? `Left out: ${facts.join('; ')}.` : 'Nothing is left out.'}`);
  }
}
