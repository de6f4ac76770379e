// A draft with what the sources have of its quotations, and the sources beside it. Everything that comes from a document goes through
// textContent, never through markup.
'use strict';

class Checker {
  constructor(place, model) {
    Object.assign(this, {place, model, current: null, hidden: new Set(), nodes: new Map()});
    this.live = View.element('p', 'unseen');
    this.live.setAttribute('role', 'status');
    const main = View.element('div', 'main');
    this.paper = View.element('section', 'on-paper');
    main.append(this.head(), this.toggles(), ...View.notices(model), this.draft(), this.paper);
    const columns = View.element('div', 'columns check');
    columns.append(main, this.panel());
    place.replaceChildren(columns, this.live);
    const graded = grade => model.items.find(item => Verify.gradeOf(item) === grade), first = graded('wrong') || graded('doubt') || model.items[0];
    if (first) this.open(first);
  }

  say(text) { this.live.textContent = text; }

  head() {
    const out = View.element('div'), {others, inWords} = Verify.countsOf(this.model);
    out.append(View.element('h1', 'verdict-head', Verify.headline(this.model)));
    if (others) out.append(View.element('p', 'hint', `${inWords}, which nobody is said to have said, as titles. “Read” counts the quotations alone.`));
    return out;
  }

  // One toggle a verdict that occurs, with its count: the legend.
  toggles() {
    const out = View.element('div', 'legend');
    for (const [verdict, [mark, name, grade, means]] of Object.entries(Verify.VERDICTS)) {
      const count = this.model.items.filter(item => item.verdict === verdict).length;
      if (!count) continue;
      const label = View.element('label', `toggle ${grade}`), box = View.element('input');
      Object.assign(box, {type: 'checkbox', checked: true});
      label.title = means;
      box.addEventListener('change', () => this.filter(verdict, box.checked));
      label.append(box, View.element('span', 'graded', `${mark} ${name}`), View.element('span', 'count', String(count)));
      out.append(label);
    }
    return out;
  }

  // Before the page is printed: on paper nothing can be opened.
  fillPaper() {
    this.paper.replaceChildren(...this.model.items.filter(item => Verify.gradeOf(item) !== 'right').map(item => {
      const out = View.element('section');
      out.append(...this.known(item));
      return out;
    }));
  }

  filter(verdict, on) {
    if (on) this.hidden.delete(verdict);
    else this.hidden.add(verdict);
    for (const node of this.place.querySelectorAll(`.main [data-verdict="${verdict}"]`)) node.classList.toggle('off', !on);
  }

  get sequence() { return this.model.items.filter(item => !this.hidden.has(item.verdict)); }

  draft() {
    const out = View.element('article', 'article checked');
    out.lang = this.model.language === 'und' ? '' : this.model.language;
    const marks = this.model.items.flatMap(item => item.spans.map(([begin, end], k) => ({begin, end, item, k}))).filter(mark => mark.end > mark.begin).sort((a, b) => a.begin - b.begin || b.end - a.end);
    out.append(...View.chunksOf(this.model.text, this.model.blocks, marks, mark => this.mark(mark), within => this.notes(within)));
    return out;
  }

  mark({item, k, rest}) {
    const [sign, , grade] = Verify.gravest(item);
    const node = View.element('span', `checked-quote ${grade} ${item.form === 'indirect' ? 'reported' : ''}`);
    node.dataset.verdict = item.verdict;
    if (!rest && !k) node.dataset.sign = sign;
    node.addEventListener('click', () => this.open(item, true));
    if (!this.nodes.has(item.index)) this.nodes.set(item.index, []);
    this.nodes.get(item.index).push(node);
    return node;
  }

  notes(within) {
    const items = [...new Set(within.filter(mark => !mark.rest && !mark.k).map(mark => mark.item))];
    if (!items.length) return null;
    const list = View.element('ul', 'notes');
    for (const item of items) {
      const [sign, name, grade] = Verify.VERDICTS[item.verdict], speaker = Verify.SPEAKERS[item.agreement];
      const note = View.element('li', 'note'), press = View.button('', '', () => this.open(item, true));
      note.dataset.verdict = item.verdict;
      press.append(View.element('span', `graded ${grade}`, `${sign} ${name}`), View.element('span', 'how', item.speaker || 'nobody named'));
      if (speaker && item.agreement !== 'same_speaker') press.append(View.element('span', `how graded ${speaker[2]}`, `${speaker[0]} ${speaker[1]}`));
      note.append(press);
      list.append(note);
    }
    return list;
  }

  panel() {
    const out = View.labelled('aside', 'panel sources', 'Sources');
    this.handle = View.button('handle', 'Sources', () => this.sheet());
    this.handle.setAttribute('aria-expanded', 'false');
    this.detail = View.element('div', 'detail');
    this.choice = View.element('select');
    this.choice.setAttribute('aria-label', 'Source that is shown');
    this.choice.append(...this.model.sources.map(({name}, k) => new Option(name, k)));
    this.choice.addEventListener('change', () => this.source(Number(this.choice.value)));
    this.about = View.element('p', 'hint');
    this.text = View.labelled('div', 'source-text', 'Text of the source');
    Object.assign(this.text, {tabIndex: 0});
    this.text.setAttribute('role', 'region');
    const top = View.element('div', 'source-head');
    top.append(View.element('h2', '', this.model.sources.length === 1 ? 'The source' : `${this.model.sources.length} sources`), this.choice, this.about);
    this.list = View.element('div', 'list');
    this.list.append(this.detail, top, this.text);
    out.append(this.handle, this.list);
    this.side = out;
    this.source(0);
    return out;
  }

  sheet(open = !this.side.classList.contains('open')) {
    this.side.classList.toggle('open', open);
    this.handle.setAttribute('aria-expanded', String(open));
  }

  // Shows a source with the places of the quotation that is open.
  source(index) {
    const source = this.model.sources[index], item = this.current;
    this.choice.value = String(index);
    const of = list => (list || []).filter(place => (place.sourceIndex || 0) === index).map(place => place.placeSpan).map(Verify.rangeOf);
    const marks = [...of(item?.places).map(([begin, end]) => ({begin, end, className: `found ${Verify.gradeOf(item)}`})), ...of(item?.others).map(([begin, end]) => ({begin, end, className: 'found other'}))]
      .filter(mark => mark.end > mark.begin).sort((a, b) => a.begin - b.begin || b.end - a.end);
    this.about.textContent = [`${Model.plural(source.count, 'attribution')} in it, quotations and further ones`, source.language && source.language !== 'en' && 'not English: only words in quotation marks are compared, and no speakers'].filter(Boolean).join('; ');
    this.text.replaceChildren(...View.chunksOf(source.text, Model.blocksOf({text: source.text}), marks, mark => View.element('mark', mark.className)));
    this.text.lang = source.language === 'und' ? '' : source.language;
    const found = this.text.querySelector('mark');
    this.text.scrollTop = found ? found.getBoundingClientRect().top - this.text.getBoundingClientRect().top + this.text.scrollTop - this.text.clientHeight / 3 : 0;
  }

  // Opens what is known of a quotation; by hand, the sheet of a narrow screen, too.
  open(item, byHand = false) {
    this.current = item;
    for (const old of this.place.querySelectorAll('.checked-quote.now')) old.classList.remove('now');
    for (const node of this.nodes.get(item.index) || []) node.classList.add('now');
    this.detail.replaceChildren(...this.known(item));
    if (byHand) this.sheet(true);
    this.source(item.places[0]?.sourceIndex || 0);
    if (!byHand) return;
    const at = this.sequence.indexOf(item) + 1;
    this.say(`${at ? `${at} of ${this.sequence.length}: ` : ''}${Verify.VERDICTS[item.verdict][1]}, ${item.speaker || 'nobody named'}`);
  }

  // Verdict, differences, speakers and places of a quotation.
  known(item) {
    const [sign, name, grade, means] = Verify.VERDICTS[item.verdict];
    const head = View.element('div', 'detail-head'), verdict = View.element('h2', `graded ${grade}`, `${sign} ${name}`);
    const bar = View.element('div', 'stepper');
    bar.append(View.button('', '‹', () => this.step(-1)), View.element('span', 'place', `${this.model.items.indexOf(item) + 1} of ${this.model.items.length}`), View.button('', '›', () => this.step(1)));
    bar.firstChild.setAttribute('aria-label', 'Previous quotation');
    bar.lastChild.setAttribute('aria-label', 'Next quotation');
    head.append(verdict, bar);
    const out = [head, View.element('p', 'hint', means), this.compared(item)];
    const speakers = this.speakers(item);
    if (speakers) out.push(speakers);
    const places = [...item.places.map(place => [place, '']), ...item.others.map(place => [place, 'also'])];
    if (places.length > 1 || this.model.sources.length > 1) out.push(this.placeList(places));
    return out;
  }

  // The draft's words over the source's, with what differs marked in both.
  compared(item) {
    const out = View.element('dl', 'compared'), draft = View.element('dd'), source = View.element('dd');
    const notes = [];
    for (const change of item.changes) {
      const kind = Model.short(change.kind), {draftContent: ours = '', sourceContent: theirs = ''} = change;
      if (kind === 'jump') draft.append(View.element('span', 'jump', '⤳ '));
      else if (kind === 'equal') { draft.append(`${ours} `); source.append(`${theirs} `); }
      else {
        const quiet = change.isMarked ? 'marked' : '';
        if (ours) draft.append(View.element('ins', quiet, ours), ' ');
        if (theirs) source.append(View.element('del', quiet, theirs), ' ');
      }
      if (change.changesNegation) notes.push('A “not” stands on one side alone.');
      if (change.changesNumber) notes.push('A number differs.');
      if (kind === 'jump') notes.push('At ⤳ the draft goes on with words from elsewhere.');
    }
    if (!item.changes.length) {
      draft.append(item.content);
      source.append(item.places.length ? item.places.map(place => place.content).join(' … ') : 'nothing near it');
    }
    out.append(View.element('dt', '', 'Draft'), draft, View.element('dt', '', item.changes.length || !item.places.length ? 'Source' : 'Nearest'), source);
    const box = View.element('div');
    box.append(out, ...[...new Set(notes)].map(note => View.element('p', 'graded wrong', note)));
    return box;
  }

  speakers(item) {
    const theirs = item.places.find(place => place.speakerName)?.speakerName || '';
    if (!item.speaker && !theirs) return null;
    const [sign, text, grade] = Verify.SPEAKERS[item.agreement] || ['', '', ''];
    const out = View.element('p', 'who-said');
    out.append(View.element('span', '', `Draft: ${item.speaker || 'nobody named'} · Source: ${theirs || 'nobody named'}`));
    if (text) out.append(View.element('span', `graded ${grade}`, `${sign} ${text}`));
    return out;
  }

  placeList(places) {
    return Panel.fill(View.element('ul', 'places'), places, ([place, also]) => {
      const li = View.element('li'), index = place.sourceIndex || 0;
      const about = [also, this.model.sources[index].name, Verify.STANDINGS[Model.short(place.standing)], place.speakerName].filter(Boolean).join(' · ');
      const press = View.button('line', place.content || '', () => this.source(index));
      press.append(View.element('span', 'role', about));
      li.append(press);
      return li;
    });
  }

  step(by) {
    const items = this.sequence;
    if (!items.length) return this.say('No quotations are shown.');
    const at = items.indexOf(this.current);
    this.show(items[at < 0 ? (by > 0 ? 0 : items.length - 1) : (at + by + items.length) % items.length]);
  }

  // Goes to a quotation of the draft and gives it the focus.
  show(item) {
    this.open(item, true);
    const [node] = this.nodes.get(item.index) || [];
    if (!node) return;
    node.scrollIntoView({block: 'center', behavior: matchMedia('(prefers-reduced-motion: reduce)').matches ? 'auto' : 'smooth'});
    node.tabIndex = -1;
    node.focus({preventScroll: true});
  }

  // What a key does; false when it is none of these.
  key(key) {
    if (key === 'n' || key === 'j') this.step(1);
    else if (key === 'p' || key === 'k') this.step(-1);
    else if (key === 's') this.text.focus();
    else if (key === 'Escape') this.sheet(false);
    else return false;
    return true;
  }
}
