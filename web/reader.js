// An article with its lists, toggles and keys: new Reader(place, model).
'use strict';

class Reader {
  static #made = 0;

  constructor(place, model) {
    this.id = `r${++Reader.#made}`;
    Object.assign(this, {place, model, sure: model, chosen: null, current: null, limit: 0, hidden: new Set(), counts: new Map()});
    this.article = new View.Article(model, (quote, node) => this.openQuote(quote, node));
    this.card = View.element('div', 'card');
    this.card.popover = 'auto';
    this.card.setAttribute('role', 'dialog');
    this.live = new View.Status('told');
    const main = View.element('div', 'main');
    main.append(...View.notices(model), this.countsByKind().size ? this.toolbar() : '', this.article.node);
    const columns = View.element('div', 'columns');
    columns.append(main, this.panel());
    place.replaceChildren(columns, this.card);
    this.article.node.addEventListener('click', event => this.pressed(event));
    this.article.node.addEventListener('pointerover', event => this.hover(event, true));
    this.article.node.addEventListener('pointerout', event => this.hover(event, false));
  }

  say(text) { this.live.say(text); }

  // Toggles that are the legend, with their counts.
  toolbar() {
    const out = View.element('details', 'toolbar'), legends = View.element('div', 'legends');
    out.open = matchMedia('(min-width: 60rem)').matches;
    const counts = this.countsByKind();
    const speech = View.element('div', 'legend'), names = View.element('div', 'legend');
    for (const form of Object.keys(View.FORMS)) if (counts.has(form)) speech.append(this.toggle(form, form, counts.get(form), true, View.FORMS[form]));
    for (const [kind, [label]] of Object.entries(Model.KINDS)) if (counts.has(kind)) names.append(this.toggle(kind, label, counts.get(kind), !Model.VALUE_KINDS.has(kind), ''));
    if (speech.childElementCount) speech.append(this.toggle('patterns', 'patterns', '', false, 'Tells speakers apart by patterns, too'));
    speech.append(this.slider());
    legends.append(speech, names);
    out.append(View.element('summary', '', 'What is marked'), legends);
    return out;
  }

  // How many quotations of each form, and names of each kind, are as sure as the slider wants.
  countsByKind() {
    const counts = new Map();
    for (const kind of [...this.sure.quotes.map(({form}) => form), ...this.sure.entities.map(({kind}) => kind)]) counts.set(kind, (counts.get(kind) || 0) + 1);
    return counts;
  }

  toggle(kind, label, count, on, title) {
    const out = View.element('label', `toggle ${kind}`);
    const box = View.element('input');
    box.type = 'checkbox';
    box.checked = on;
    const show = () => {
      if (kind === 'patterns') return this.place.classList.toggle('patterns', box.checked);
      this.article.node.classList.toggle(`no-${kind}`, !box.checked);
      if (kind in View.FORMS) this.hide(kind, !box.checked);
    };
    box.addEventListener('change', show);
    show();
    if (title) out.title = title;
    out.append(box, View.element('span', 'swatch', label));
    if (count === '') return out;
    this.counts.set(kind, View.element('span', 'count', String(count)));
    out.append(this.counts.get(kind));
    return out;
  }

  // Quotations of a form are marked or not; what is not is not stepped through either.
  hide(form, is) {
    if (is) this.hidden.add(form);
    else this.hidden.delete(form);
    if (this.chosen) this.markChosen();
  }

  slider() {
    const out = View.element('div', 'confidence');
    const label = View.element('label', '', 'At least this sure');
    const range = View.element('input');
    Object.assign(range, {type: 'range', min: 0, max: 1, step: 0.05, value: 0, id: `${this.id}-limit`});
    label.htmlFor = range.id;
    const value = View.element('output', '', '0.00');
    const left = View.element('span', 'left'), leftOut = count => (count ? `${count} left out` : '');
    left.dataset.widest = leftOut(this.model.quotes.length);  // The room is kept, so that the slider stays under the pointer.
    const explained = View.element('details', 'explained');
    explained.append(View.element('summary', '', 'What does this mean?'), View.element('p', '',
      'Each mark carries the analyser’s own estimate, between 0 and 1, that the mark is right. On news that people had marked by hand, the estimates for names '
      + 'were 0.03 to 0.05 off on average; those for speakers are rougher. “Sure” is 0.9 and more, “likely” 0.65, “unsure” 0.4. '
      + 'A quotation has the lower of two: that somebody is quoted, and that it is this person. What is below the slider’s number is neither shown nor counted, and shares are of what is left.'));
    range.addEventListener('input', () => {
      this.limitTo(Number(range.value));
      value.textContent = this.limit.toFixed(2);
      left.textContent = leftOut(this.model.quotes.length - this.sure.quotes.length);
      if (this.model.quotes.length && !this.sequence.length) this.say(this.nothing);
    });
    out.append(label, range, value, left, explained);
    return out;
  }

  // What is less sure than the limit is neither shown nor counted, in the text, the legend and the lists.
  limitTo(limit) {
    this.limit = limit;
    this.sure = Model.atLeast(this.model, limit);
    this.article.dim(limit);
    const counts = this.countsByKind();
    for (const [kind, node] of this.counts) node.textContent = String(counts.get(kind) || 0);
    this.tellNumbers();
    const {scrollTop} = this.list, wasOpen = this.list.querySelector('.further')?.open;
    if (Panel.OF_MARKS.has(this.shown)) this.draw();
    if (wasOpen) this.list.querySelector('.further')?.setAttribute('open', '');
    this.list.scrollTop = scrollTop;
  }

  // The numbers on the tabs and on the sheet's handle.
  tellNumbers() {
    for (const [name, tab] of this.tabs) tab.lastChild.textContent = Panel.TABS[name][2](this.sure).toLocaleString('en');
    this.handle.firstChild.textContent = Model.isUnread(this.model) ? 'Not analysed' : `${Model.plural(Model.voiceCount(this.sure), 'voice')}, ${Model.plural(this.sure.quotes.length, 'quotation')}`;
  }

  // That there is none of something, or none so sure.
  none(what, none) { return this.limit ? `None is as sure as ${this.limit.toFixed(2)}.` : Model.noneOf(this.model, what, none); }

  panel() {
    const out = View.labelled('aside', 'panel', 'Lists');
    const handle = View.button('handle', '', () => this.sheet());
    handle.append(View.element('span'));
    handle.setAttribute('aria-expanded', 'false');
    const bar = View.labelled('div', 'tabs', 'Lists');
    bar.setAttribute('role', 'tablist');
    this.list = View.element('div', 'list');
    this.list.id = `${this.id}-list`;
    this.list.setAttribute('role', 'tabpanel');
    this.list.tabIndex = 0;
    this.tabs = new Map();
    for (const [name, [label]] of Object.entries(Panel.TABS)) {
      const tab = View.button('', label, () => this.tab(name));
      tab.append(View.element('span', 'count'));
      tab.id = `${this.id}-${name}`;
      tab.setAttribute('role', 'tab');
      tab.setAttribute('aria-controls', this.list.id);
      tab.addEventListener('keydown', event => {
        const side = {ArrowRight: tab.nextSibling || bar.firstChild, ArrowLeft: tab.previousSibling || bar.lastChild, Home: bar.firstChild, End: bar.lastChild}[event.key];
        if (!side) return;
        event.preventDefault();
        side.click();
        side.focus();
      });
      this.tabs.set(name, tab);
      bar.append(tab);
    }
    const strip = View.element('div', 'strip');
    strip.append(this.live.node);
    out.append(handle, bar, strip, this.list);
    this.side = out;
    this.handle = handle;
    this.tellNumbers();
    this.tab('voices');
    return out;
  }

  // On a narrow screen the lists are a sheet at the foot.
  sheet(open = !this.side.classList.contains('open')) {
    this.side.classList.toggle('open', open);
    this.handle.setAttribute('aria-expanded', String(open));
  }

  tab(name) {
    for (const [other, node] of this.tabs) {
      node.setAttribute('aria-selected', String(other === name));
      node.tabIndex = other === name ? 0 : -1;
    }
    const tab = this.tabs.get(name), bar = tab.parentNode;
    bar.scrollLeft = tab.offsetLeft - bar.offsetLeft - (bar.clientWidth - tab.offsetWidth) / 2;  // Where a screen is too narrow for all of them.
    this.list.setAttribute('aria-labelledby', `${this.id}-${name}`);
    this.shown = name;
    const hadFocus = this.list.contains(document.activeElement);  // Which goes on to the tab, not to the page's begin.
    this.draw();
    if (hadFocus) tab.focus();
    this.list.scrollTop = 0;
  }

  // Fills the list of the tab that is shown.
  draw() {
    this.list.replaceChildren(Panel.TABS[this.shown][1](this.sure, this));
    if (this.shown === 'voices') this.markChosen();
  }

  // Shows one speaker alone, or everybody again.
  choose({key}) {
    const before = this.chosen, isListed = speaker => !speaker || this.sure.speakers.some(other => other.key === speaker.key);
    this.chosen = before?.key === key ? null : this.model.speakers.find(speaker => speaker.key === key);
    this.current = null;
    this.article.finish();
    this.article.node.classList.toggle('only', !!this.chosen);
    const ours = new Set((this.chosen?.quotes || []).map(quote => String(quote.index)));
    for (const node of this.article.node.querySelectorAll('[data-quote]')) node.classList.toggle('chosen', ours.has(node.dataset.quote));
    for (const note of this.article.node.querySelectorAll('.note')) note.classList.toggle('chosen', note.dataset.quotes.split(' ').some(index => ours.has(index)));
    if (this.shown !== 'voices' || !isListed(before) || !isListed(this.chosen)) this.tab('voices');
    this.markChosen();
    if (this.chosen && !this.sequence.length) this.say(this.nothing);
    else if (this.chosen) this.show(this.sequence[0], false);
    else this.say('All speakers are shown.');
  }

  markChosen() {
    for (const item of this.list.querySelectorAll('.speaker')) {
      const is = item.dataset.key === this.chosen?.key;
      item.firstChild.setAttribute('aria-pressed', String(is));
      item.lastChild.replaceChildren(...(is ? Panel.saidBy(this.chosen, this) : []));
    }
    this.list.querySelector('.voices')?.classList.toggle('only', !!this.chosen);
    this.placeText();
  }

  placeText() {
    const place = this.list.querySelector('.place'), quotes = this.sequence;
    if (place) place.textContent = quotes.length ? `${Math.max(0, quotes.indexOf(this.current)) + 1} of ${quotes.length}` : 'none shown';
    const lines = this.list.querySelectorAll('.said ol .line');
    lines.forEach((line, k) => line.toggleAttribute('aria-current', quotes[k] === this.current));
  }

  // The quotations that are marked, those of the chosen speaker where there is one.
  get sequence() { return (this.chosen ? this.chosen.quotes : this.model.quotes).filter(quote => quote.confidence >= this.limit && !this.hidden.has(quote.form)); }

  // Why none is.
  get nothing() {
    const quotes = this.chosen ? this.chosen.quotes : this.model.quotes, of = this.chosen ? ` of ${this.chosen.name}` : '';
    if (!quotes.length) return Model.noneOf(this.model, 'Quotations', 'There are no quotations.');
    if (quotes.every(quote => quote.confidence < this.limit)) return `No quotation${of} is as sure as ${this.limit.toFixed(2)}: move the slider to step through them.`;
    return `No quotation${of} is marked: tick a form to step through them.`;
  }

  // From one that is no longer marked, the step goes to the nearest that is.
  step(by) {
    const quotes = this.sequence;
    if (!quotes.length) return this.live.show(this.nothing);
    const at = this.current ? this.current.index : by > 0 ? -1 : Infinity;
    this.show(by > 0 ? quotes.find(({index}) => index > at) || quotes[0] : quotes.findLast(({index}) => index < at) || quotes.at(-1));
  }

  // Goes to a quotation in the text and gives it the focus.
  show(quote, focus = true) {
    this.article.finish();
    this.current = quote;
    const [node] = this.article.quoteNodes.get(quote.index) || [];
    this.visit(node, focus);
    const quotes = this.sequence;
    this.say(`${quotes.indexOf(quote) + 1} of ${quotes.length}: ${quote.speaker.name}, ${quote.form}`);
    this.placeText();
  }

  visit(node, focus) {
    for (const old of this.article.node.querySelectorAll('.now')) old.classList.remove('now');
    if (!node) return;
    for (const same of node.dataset.quote ? this.article.quoteNodes.get(Number(node.dataset.quote)) : [node]) same.classList.add('now');
    node.scrollIntoView({block: 'center', behavior: matchMedia('(prefers-reduced-motion: reduce)').matches ? 'auto' : 'smooth'});
    if (!focus) return;
    node.tabIndex = -1;
    node.focus({preventScroll: true});
  }

  // Goes to the first mention of an entity, then from one to the next.
  mention(entity) {
    this.article.finish();
    this.article.node.classList.remove(`no-${entity.kind}`);
    const box = this.place.querySelector(`.toggle.${entity.kind} input`), {mentions} = entity;
    if (box) box.checked = true;
    this.seen = mentions[(mentions.indexOf(this.seen) + 1) % mentions.length];
    this.visit(this.article.mentionNodes.get(entity.id)?.get(this.seen), false);
    this.say(`${entity.name}: mention ${mentions.indexOf(this.seen) + 1} of ${mentions.length}`);
  }

  // The quotation and what belongs to it light up together.
  hover(event, on) {
    const index = event.target.closest('[data-quote]')?.dataset.quote;
    if (index === undefined) return;
    for (const node of this.article.node.querySelectorAll(`[data-quote="${index}"]`)) node.classList.toggle('lit', on);
  }

  pressed(event) {
    if (!window.getSelection().isCollapsed) return;
    const node = event.target.closest(':is([data-quote], [data-entity]):not(.faint)');
    if (!node) return;
    const quote = event.target.closest('.quote:not(.faint)') || (node.dataset.quote ? node : null);
    if (quote) return this.openQuote(this.model.quotes[Number(quote.dataset.quote)], node);
    this.openName(this.sure.entities.find(entity => entity.id === node.dataset.entity), node);
  }

  // A card at a place of the text.
  open(node, label, ...content) {
    this.card.setAttribute('aria-label', label);
    this.card.replaceChildren(...content);
    this.card.showPopover();
    const at = node.getClientRects()[0] || node.getBoundingClientRect(), size = this.card.getBoundingClientRect();
    const below = at.bottom + size.height + 12 < innerHeight;
    this.card.style.left = `${Math.max(8, Math.min(at.left, innerWidth - size.width - 8))}px`;
    this.card.style.top = `${below ? at.bottom + 6 : Math.max(8, at.top - size.height - 6)}px`;
    this.card.querySelector('button')?.focus();
  }

  openQuote(quote, node) {
    this.current = quote;
    this.placeText();
    const {speaker} = quote, found = Model.foundAs(quote);
    const head = View.element('p', `cardhead ${speaker.look}`);
    head.append(View.element('strong', '', speaker.name), speaker.role ? ` ${speaker.role}` : '');
    const how = [`${quote.form[0].toUpperCase()}${quote.form.slice(1)}, ${View.FORMS[quote.form]}`, found && `written as “${found}”`, Model.SOURCES[quote.source] && `the source is ${Model.SOURCES[quote.source][0]}`, quote.reason && `not named because “${quote.reason}”`, quote.addressee && `said to ${quote.addressee}`,
      quote.negated && 'the text says that this was not said', quote.unsettled && 'whether it was said is left open',
      `${Model.surety(quote.confidence)} (${quote.confidence.toFixed(2)})`].filter(Boolean).join('; ');
    const row = View.element('div', 'row');
    row.append(View.button('main-action', 'Copy with attribution', () => this.copyQuote(quote)),
      View.button('', this.aloneLabel(speaker), () => { this.card.hidePopover(); this.choose(speaker); }));
    this.open(node, `Quotation of ${speaker.name}`, head, View.element('p', 'how', `${how}.`), row);
  }

  // What is pressed for one speaker alone.
  aloneLabel(speaker) {
    if (this.chosen === speaker) return 'Show everybody';
    const count = speaker.quotes.filter(quote => quote.confidence >= this.limit).length;
    if (!Model.isFound(speaker)) return count === 1 ? 'This alone' : `All ${count} without a source`;
    return count === 1 ? 'This voice alone' : `All ${count} of this voice`;
  }

  openName(entity, node) {
    const head = View.element('p', 'cardhead');
    head.append(View.element('strong', '', entity.name), ` ${Model.KINDS[entity.kind]?.[1] || entity.kind}`);
    const row = View.element('div', 'row');
    const next = View.button('main-action', `Next of ${entity.mentions.length}`, () => this.mention(entity));
    const first = View.button('', 'First', () => { this.seen = null; this.mention(entity); });
    row.append(next, first);
    const mention = [...this.article.mentionNodes.get(entity.id)].find(([, other]) => other === node);
    if (mention) [this.seen] = mention;
    this.open(node, entity.name, head, row);
  }

  copyQuote(quote) {
    this.card.hidePopover();
    return this.copy(Model.citation(this.model, quote, Corpus.words), 'The quotation');
  }

  copy(text, what) {
    return Files.copy(text).then(done => this.live.show(done ? `${what} was copied.` : 'The browser does not let this page copy; select the text instead.'));
  }

  reset() {
    if (this.chosen) this.choose(this.chosen);
    this.current = null;
    this.visit(null);
    this.sheet(false);
  }

  // What was removed, all lines of it.
  unfold() {
    if (this.shown !== 'removed') this.tab('removed');
    this.list.querySelector('.unfold')?.click();
    this.sheet(true);
  }

  // What a key does; false when it is none of these.
  key(key) {
    const names = Object.keys(Panel.TABS);
    if (key === 'n' || key === 'j') this.step(1);
    else if (key === 'p' || key === 'k') this.step(-1);
    else if (key === 'c' && this.current) this.copyQuote(this.current);
    else if (key === 'o' && this.current) this.openQuote(this.current, this.article.quoteNodes.get(this.current.index)[0]);
    else if (key === 'f' && this.current) this.choose(this.current.speaker);
    else if (key === 'u') this.unfold();
    else if (key === 'Escape') this.reset();
    else if (names[Number(key) - 1]) this.tabs.get(names[Number(key) - 1]).focus(), this.tab(names[Number(key) - 1]);
    else return false;
    return true;
  }
}
