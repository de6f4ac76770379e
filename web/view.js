// Shows an article with its speakers, names and values. Shared by the page and by reports. Everything that comes from a document goes through
// textContent, never through markup.
'use strict';

const View = (() => {
  const {KINDS, VALUE_KINDS, surety, plural} = Model;
  const FIRST_BLOCKS = 40;    // Drawn at once; the rest in slices, so that the first screen does not wait for a long text.
  const CHUNK_BLOCKS = 16;    // Blocks that the browser lays out, or skips, together.
  const LINE_CHARACTERS = 66;
  const SLICE_MILLIS = 12;
  const SHOWN_MILLIS = 4000;
  const MAX_LISTED = 200;     // Items of a list before "show all".
  const WHOLE = {sure: 'surely', likely: 'likely', unsure: 'perhaps', 'a guess': 'hardly'};
  const FORMS = {direct: 'in their own words', mixed: 'partly in their own words', indirect: 'in the writer’s words'};

  function element(name, className, text) {
    const out = document.createElement(name);
    if (className) out.className = className;
    if (text !== undefined) out.textContent = text;
    return out;
  }

  function button(className, text, press) {
    const out = element('button', className, text);
    out.type = 'button';
    out.addEventListener('click', press);
    return out;
  }

  function labelled(name, className, label) {
    const out = element(name, className);
    out.setAttribute('aria-label', label);
    return out;
  }

  // A line for what has happened: who listens hears it, who looks sees it for a moment where that is wanted, in room of its own.
  class Status {
    constructor(className) {
      this.node = element('p', `${className} unseen`);
      this.node.setAttribute('role', 'status');
    }

    say(text) {
      clearTimeout(this.timer);
      this.node.classList.add('unseen');
      this.node.textContent = text;
    }

    show(text) {
      this.say(text);
      this.node.classList.remove('unseen');
      this.timer = setTimeout(() => this.say(''), SHOWN_MILLIS);
    }
  }

  // Marks over the text, outer ones first: {begin, end, className, quote or entity}.
  function marksOf(model) {
    const marks = [];
    for (const quote of model.quotes) {
      const tone = quote.speaker.look;
      for (const [begin, end] of quote.spans) marks.push({begin, end, className: `quote ${quote.form} ${tone}`, quote});
      if (quote.form === 'mixed') for (const [begin, end] of quote.said) marks.push({begin, end, className: `verbatim ${tone}`, quote});
      if (quote.cue) marks.push({begin: quote.cue[0], end: quote.cue[1], className: `cue ${tone}`, quote});
      if (quote.mention) marks.push({begin: quote.mention[0], end: quote.mention[1], className: `source ${tone}`, quote});
    }
    for (const entity of model.entities) {
      for (const mention of entity.mentions)
        marks.push({begin: mention.range[0], end: mention.range[1], className: `mention ${VALUE_KINDS.has(entity.kind) ? 'value ' : ''}${entity.kind}`, entity, mention});
    }
    return marks.filter(mark => mark.end > mark.begin).sort((a, b) => a.begin - b.begin || b.end - a.end);
  }

  // Appends text[begin, end) to `parent` with the marks that lie in it, sorted. Marks that cross are cut, so that elements nest.
  function appendMarked(parent, text, begin, end, marks, nodeOf) {
    const open = [{node: parent, end}];
    const queue = marks.slice();
    let at = begin;
    const closeUntil = limit => {
      while (open.length > 1 && open.at(-1).end <= limit) {
        open.at(-1).node.append(text.slice(at, open.at(-1).end));
        at = open.pop().end;
      }
    };
    for (let k = 0; k < queue.length; ++k) {
      const mark = queue[k];
      closeUntil(mark.begin);
      open.at(-1).node.append(text.slice(at, mark.begin));
      at = mark.begin;
      const limit = open.at(-1).end;
      if (mark.end > limit && limit < end) {
        let place = k + 1;
        while (place < queue.length && queue[place].begin < limit) ++place;
        queue.splice(place, 0, {...mark, begin: limit, rest: true});
      }
      const node = nodeOf(mark);
      open.at(-1).node.append(node);
      open.push({node, end: Math.min(mark.end, limit)});
    }
    closeUntil(end);
    parent.append(text.slice(at, end));
  }

  // A chunk for the blocks from `first` on, as high as their text will about be, so that the scroll bar tells the truth.
  function chunkAt(blocks, first) {
    const out = element('div', 'chunk');
    out.style.setProperty('--lines', blocks.slice(first, first + CHUNK_BLOCKS).reduce((sum, {begin, end}) => sum + Math.ceil((end - begin) / LINE_CHARACTERS) + 1, 0));
    return out;
  }

  // What an answer lacks, in words.
  function notices(model) {
    return model.warnings.map(warning => {
      const text = warning.reason === 'LANGUAGE_NOT_SUPPORTED'
        ? `This text is in ${Model.languageOf(model)}. It was cleaned, but not analysed: quotations and names are read in English alone.` : warning.message;
      const out = element('p', 'notice', text);
      out.setAttribute('role', 'note');
      return out;
    });
  }

  // The parts of sorted marks that lie in a block, from `from` on; those that began earlier are a rest.
  function marksIn(marks, from, {begin, end}) {
    const out = [];
    for (let k = from; k < marks.length && marks[k].begin < end; ++k) {
      const mark = marks[k];
      if (mark.end > begin) out.push({...mark, begin: Math.max(mark.begin, begin), end: Math.min(mark.end, end), rest: mark.begin < begin});
    }
    return out;
  }

  // A text as chunks of paragraphs with their marks; `below` makes what follows a paragraph.
  function chunksOf(text, blocks, marks, nodeOf, below) {
    const out = [];
    let next = 0;
    blocks.forEach((range, k) => {
      if (k % CHUNK_BLOCKS === 0) out.push(chunkAt(blocks, k));
      while (next < marks.length && marks[next].end <= range.begin) ++next;
      const within = marksIn(marks, next, range), block = element('div', 'block'), paragraph = element('p');
      appendMarked(paragraph, text, range.begin, range.end, within, nodeOf);
      block.append(paragraph, below?.(within) || '');
      out.at(-1).append(block);
    });
    return out;
  }

  // The article as it is read: blocks with their margin, drawn in slices.
  class Article {
    constructor(model, onQuote) {
      Object.assign(this, {model, onQuote, marks: marksOf(model), next: 0, drawn: 0});
      this.node = element('article', 'article');
      this.node.lang = model.language === 'und' ? '' : model.language;
      this.quoteNodes = new Map();    // Of a quotation: the spans of its words.
      this.mentionNodes = new Map();  // Of an entity, by its id: the spans of its mentions.
      this.faint = [];                // Nodes with a confidence, for the slider.
      this.margin = [];               // Notes, with what each is about.
      this.titleAt = model.blocks.findIndex(block => block.role === 'title');
      if (this.titleAt < 0 && model.blocks[0]?.role === 'heading') this.titleAt = 0;
      if (this.titleAt < 0) this.node.append(this.head(model.title ? element('h1', '', model.title) : element('h1', 'unseen', model.name || 'Untitled text')));
      this.draw(FIRST_BLOCKS);
      this.later();
    }

    get done() { return this.drawn >= this.model.blocks.length; }

    draw(count) {
      for (const last = Math.min(this.drawn + count, this.model.blocks.length); this.drawn < last; ++this.drawn) {
        if (this.drawn % CHUNK_BLOCKS === 0) this.node.append(chunkAt(this.model.blocks, this.drawn));
        this.node.lastChild.append(this.block(this.model.blocks[this.drawn]));
      }
    }

    later() {
      if (this.done) return;
      setTimeout(() => {
        const begin = performance.now();
        while (!this.done && performance.now() - begin < SLICE_MILLIS) this.draw(8);
        if (this.node.isConnected) this.later();
      });
    }

    finish() { if (!this.done) this.draw(Infinity); }

    nodeOf(mark) {
      const node = element('span', mark.rest ? `${mark.className} rest` : mark.className);
      if (mark.entity) {
        const {entity} = mark;
        node.title = `${entity.name} – ${KINDS[entity.kind]?.[1] || entity.kind}`;
        node.dataset.entity = entity.id;
        if (!this.mentionNodes.has(entity.id)) this.mentionNodes.set(entity.id, new Map());
        if (!mark.rest) this.mentionNodes.get(entity.id).set(mark.mention, node);
        this.faint.push([node, mark.mention.confidence]);
        return node;
      }
      node.dataset.quote = mark.quote.index;
      if (mark.className.startsWith('quote') && !mark.rest) {
        if (!this.quoteNodes.has(mark.quote.index)) this.quoteNodes.set(mark.quote.index, []);
        this.quoteNodes.get(mark.quote.index).push(node);
        if (mark.quote.speaker.tag) node.dataset.tag = mark.quote.speaker.tag;
      }
      this.faint.push([node, mark.quote.confidence]);
      return node;
    }

    block({begin, end, role}) {
      const {marks} = this;
      while (this.next < marks.length && marks[this.next].end <= begin) ++this.next;
      const within = marksIn(marks, this.next, {begin, end});
      const names = {title: 'h2', heading: 'h2', block_quote: 'blockquote'};
      const isTitle = this.drawn === this.titleAt;
      const text = element(isTitle ? 'h1' : names[role] || 'p', role === 'caption' || role === 'list_item' || role === 'table_cell' ? role : '');
      appendMarked(text, this.model.text, begin, end, within, mark => this.nodeOf(mark));
      const out = isTitle ? this.head(text) : element('div', 'block');
      if (!isTitle) out.append(text);
      const notes = this.notes(within);
      if (notes) out.append(notes);
      return out;
    }

    head(title) {
      const {model} = this;
      const out = element('header', 'block head');
      const {byline} = model, changed = model.changed && model.changed !== model.date && `changed ${model.changed}`;
      const facts = [byline, ...[model.date, changed, model.section, model.site].filter(fact => fact && !byline.includes(fact))].filter(Boolean);  // A byline may state them, too.
      const text = element('div');
      text.append(title);
      if (facts.length) text.append(element('p', 'byline', facts.join(' · ')));
      const about = [plural(model.words, 'word'), model.pageKind && model.pageKind !== 'article' ? `reads like a ${model.pageKind} page` : '',
        model.confidence === undefined ? '' : `${WHOLE[surety(model.confidence)]} a whole article (${model.confidence.toFixed(2)})`].filter(Boolean);
      text.append(element('p', 'about', about.join(' · ')));
      out.append(text);
      return out;
    }

    // Beside a block: who is quoted in it, how that was found, how sure it is. Alike neighbours share a note.
    notes(marks) {
      const notes = [];
      for (const {quote, className, rest} of marks) {
        const last = notes.at(-1);
        if (!className.startsWith('quote') || rest || last?.quotes.includes(quote)) continue;
        const found = Model.foundAs(quote), sure = surety(quote.confidence);
        if (last && last.speaker === quote.speaker && last.form === quote.form && last.found === found && last.sure === sure) last.quotes.push(quote);
        else notes.push({speaker: quote.speaker, form: quote.form, found, sure, quotes: [quote], left: []});
      }
      if (!notes.length) return null;
      const list = element('ul', 'notes');
      list.append(...notes.map(note => this.note(note)));
      this.margin.push(...notes);
      return list;
    }

    // A note says how many of its quotations are as sure as `limit`; without any, it is hidden.
    tell(note, limit) {
      const {item, how, form, sure, quotes} = note;
      note.left = quotes.filter(quote => quote.confidence >= limit);
      item.hidden = !note.left.length;
      how.textContent = `${form}${note.left.length > 1 ? ` ×${note.left.length}` : ''} · ${sure}`;
    }

    note(note) {
      const {speaker, form, found, quotes} = note, item = element('li', `note ${form} ${speaker.look}`), how = element('span', 'how');
      const press = button('', '', event => this.onQuote(note.left[0], event.currentTarget));
      const tag = element('span', 'tag', speaker.tag);
      tag.setAttribute('aria-hidden', 'true');
      press.append(tag);
      if (found) press.append(element('span', 'found', Model.isFound(speaker) ? `${found} → ` : `${found}: `));
      press.append(element('span', 'name', quotes[0].negated ? `not ${speaker.name}` : speaker.name), how);
      item.append(press);
      item.dataset.quotes = quotes.map(quote => quote.index).join(' ');
      this.tell(Object.assign(note, {item, how}), 0);
      return item;
    }

    // Hides marks that are less sure than `limit`.
    dim(limit) {
      this.finish();
      for (const [node, confidence] of this.faint) node.classList.toggle('faint', confidence < limit);
      for (const note of this.margin) this.tell(note, limit);
    }
  }

  return {Article, chunksOf, notices, element, button, labelled, Status, FORMS, MAX_LISTED};
})();
