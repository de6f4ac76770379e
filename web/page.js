// The page: reads text and files, calls the server, keeps the state in the address.
'use strict';

const MAX_LINK_CHARACTERS = 30000;
const PASTED = 'Pasted text';  // What text is called that is no file.
const AT_ONCE = 3;  // Files that are analysed at the same time.
const SCRIPTS = ['model.js', 'view.js', 'files.js', 'dates.js', 'panel.js', 'reader.js', 'take.js', 'summary.js', 'parquet.js', 'corpus.js'];
const SAMPLES = {
  'A strike (text)': `Business\n\nDock workers in Leith walk out over pay\n\nBy Rona Blair\n3 June 2024\n\nDock workers in Leith will stay out for a second week, the union’s secretary, Priya Okafor, said on Monday, and the men and women who drive the cranes will join them on Thursday unless the port comes back with a better offer.\n\n“Nobody on this quay has seen that money,” she told reporters outside Customs House. “We want it in writing before a single crane moves.”\n\nRead more: Ports brace for a summer of strikes\n\nMartin Hallam, who runs the port, called the ballot “a distraction” and said the offer was worth £4.2m over three years. He added that 140 ships would have to be sent to Grangemouth and Rosyth by the end of June.\n\n“I have asked for talks every day since 20 May,” Hallam said. “The door is open, and the kettle is on.”\n\nThe Scottish government said it was ready to bring both sides together. According to a report by Lothian Research, a closed port costs the city £900,000 a day.\n\nOkafor does not believe the figure. “They found a number that frightens people,” she said, “and they printed it twice.”\n\nShare this article`,
  'A page (HTML)': `<html><head><title>Bakery reopens</title></head><body><nav><a href="/">Home</a> <a href="/news">News</a></nav><article><h1>Bakery reopens after flood</h1><p class="byline">By Ana Diaz</p><p>The bakery in Mill Street opened its doors on Tuesday, three weeks after the river rose. “We baked through the night,” said its owner, Tom Reid.</p><p>Mr Reid hopes to be back at 400 loaves a day by July.</p><aside class="related"><h2>More stories</h2><ul><li><a href="/a">Bridge to close</a></li></ul></aside></article><footer>© Valley News</footer></body></html>`,
  'Another language': `Hafenarbeiter legen die Arbeit nieder\n\nDie Beschäftigten im Hafen bleiben eine zweite Woche im Ausstand. „Niemand hier hat dieses Geld gesehen“, sagte die Sekretärin der Gewerkschaft am Montag vor dem Zollhaus. Der Betreiber hat neue Gespräche angeboten, die am Donnerstag beginnen sollen.`,
};

const byId = id => document.getElementById(id);
const TIERS = document.documentElement.dataset.tiers.split(' ').filter(Boolean);  // That the server has.
let shown = [];      // Models that are on the page.
let failures = [];   // Documents that could not be, {name, error}.
let corpus = null;   // What shows several documents; null while there is one.
let reader = null;   // The article that is open.
let entry = {id: 0};  // What is shown, with what goes with it, as an entry of the browser's history.
const kept = new Map();  // Such entries by their numbers, of all that Back and Forward may lead to.
let sent = '';       // What the field of the first view held when it was read last.
// The two views: what each has in its chip and said last, its work under way ('one' text, 'many' files, a 'compare' of tiers, '' when idle) with
// what aborts it, and what it does once more when the tier is chosen anew.
const VIEWS = {
  read: {form: 'form', place: 'reading', button: 'to-read', chip: '', said: ['', false], running: null, work: '', again: null},
  check: {form: 'check', place: 'checking', button: 'to-check', chip: '', said: ['', false], running: null, work: '', again: null},
};
let view = VIEWS.read;

// Without a type, the server takes the content for what it looks like.
function requestOf(content, type) {
  const modelTier = byId('tier').value;
  return {document: type ? {content, type} : {content}, encodingType: 'ENCODING_TYPE_UTF16', quoteOptions: Model.FURTHER, ...(modelTier && {modelTier})};
}

// Says it in a view, at once or when that is shown again.
function say(of, text, isError = false) {
  of.said = [text, isError];
  if (of !== view) return;
  byId('status').textContent = text;
  byId('status').classList.toggle('error', isError);
}

// What went wrong, and what to do.
async function explain(answer) {
  const status = await answer.json().catch(() => null);
  if (!status) return `The server answered ${answer.status}.`;
  return Model.problem(status.message || `The server answered ${answer.status}`, (status.details || []).find(({reason}) => reason));
}

const UNREACHABLE = 'The server cannot be reached. Is it running?';

// Resolves to the response of a method; rejects with an Error whose message is for the reader.
async function post(path, request, signal) {
  let answer;
  try {
    answer = await fetch(path, {method: 'POST', headers: {'Content-Type': 'application/json'}, body: JSON.stringify(request), signal});
  } catch {
    throw new Error(signal.aborted ? 'Cancelled.' : UNREACHABLE);
  }
  if (!answer.ok) throw new Error(await explain(answer));
  return answer.json().catch(() => { throw new Error(signal.aborted ? 'Cancelled.' : 'The answer broke off. Try again.'); });
}

const call = (content, signal, request = requestOf(content)) => post('v1/documents:analyze', request, signal);

function begin(of, work = 'one') {
  of.running?.abort();
  Object.assign(of, {running: new AbortController(), work});
  showProgress();
  return of.running.signal;
}

// Whether the work of a signal is what its view is at; it is then over.
function end(of, signal) {
  if (of.running.signal !== signal) return false;  // Other work has begun meanwhile.
  of.work = '';
  showProgress();
  return true;
}

// The input folds into a chip that names it; a press brings it back.
function fold(of, text) {
  Object.assign(of, {chip: text, isFolded: true});
  if (of !== view) return;
  showChip();
  unfold(false);
}

function showChip() {
  byId('chip').textContent = view.chip;
  byId('chip').hidden = !view.chip;
  byId('chip').setAttribute('aria-controls', view.form);
}

// The chip and the field of the view that is shown, open or folded.
function showInput() {
  showChip();
  byId(view.form).hidden = !!view.isFolded;
  byId('chip').setAttribute('aria-expanded', String(!view.isFolded));
}

// Who opens the field finds its text chosen, so that what is pasted takes its place; of who presses in it the focus goes on to the result.
function unfold(open) {
  const form = byId(view.form), hadFocus = form.contains(document.activeElement);
  form.hidden = !open;
  byId('chip').setAttribute('aria-expanded', String(open));
  if (open) form.querySelector('textarea').select();
  else if (hadFocus) byId('result').focus({preventScroll: true});
}

const WAIT = 'Tiers can be compared when the work under way is done.';

function showProgress() {
  const {work} = view, isBusy = !!VIEWS.read.work, wasOnCancel = document.activeElement === byId('cancel');
  byId('progress').hidden = byId('cancel').hidden = work !== 'many' && work !== 'compare';
  if (wasOnCancel && byId('cancel').hidden) byId('result').focus({preventScroll: true});
  byId('progress').setAttribute('aria-label', work === 'compare' ? 'Comparing' : 'Documents done');
  if (work === 'compare') byId('progress').removeAttribute('value');  // Nobody knows how far it is.
  byId('compare').setAttribute('aria-disabled', String(isBusy));  // Not disabled, or it would lose the focus.
  byId('compare').title = isBusy ? WAIT : '';
}

// A server of one tier leaves nothing to choose or to compare; the line above says which it is.
function showModels() {
  byId('models').hidden = TIERS.length < 2;
  byId('compare').hidden = view !== VIEWS.read || !!corpus || !shown.length;
}

function showTitle() {
  const name = reader ? reader.model.title || reader.model.name : corpus ? Model.plural(corpus.names.length, 'document') : '';
  document.title = view === VIEWS.check ? 'Check quotations – textanalysis' : `${name || 'textanalysis'} – who says what`;
}

// Goes to a view by hand: the address names the second, and the browser's Back leads to the one before.
function turn(name) {
  if (view === VIEWS[name]) return;
  history.pushState(stateOf(entry), '', name === 'check' ? '#check' : location.pathname);
  go(name);
}

const LOADED = performance.timeOrigin;  // Entries of the history outlive a load of the page, what they name does not.
const stateOf = ({id}) => ({loaded: LOADED, entry: id});
const entryOf = state => (state?.loaded === LOADED ? state.entry : undefined);

function keep() {
  kept.set(entry.id, {...entry, nodes: [...byId('reading').childNodes], shown, failures, corpus, reader, top: scrollY});
}

// Another document is about to be shown. Where several are, it gets an entry of its own, so that Back leads to them; a single one gives way.
function makeWay() {
  if (!corpus) return;
  for (const id of kept.keys()) if (id > entry.id) kept.delete(id);
  keep();
  entry = {id: entry.id + 1};
  if (entryOf(history.state) === undefined) history.replaceState(stateOf(entry), '');  // The browser made one for a link.
  else history.pushState(stateOf(entry), '');
}

// What goes with what is shown now.
function note(chip, sample, said) {
  Object.assign(entry, {again: VIEWS.read.again, type: byId('type').value, sent, chip, sample, said});
}

// Shows again what an entry of the history had.
function turnTo(other) {
  const mine = VIEWS.read, {chip, sample, said, again, type} = other;
  begin(mine, '');  // What is under way was to take the place of what is left.
  keep();
  entry = other;
  ({shown, failures, corpus, reader, sent} = other);
  byId('reading').replaceChildren(...other.nodes);
  reader?.article.later();
  Object.assign(mine, {again, chip, isFolded: !!chip});
  byId('type').value = type;
  byId('sample').value = sample;
  byId('content').value = sent;
  if (view === mine) showInput();
  showModels();
  showTitle();
  say(mine, corpus ? countsOf(corpus) : said);
  byId('result').focus({preventScroll: true});
  scrollTo(0, other.top);
}

// The browser went to an entry of its history. A link that somebody typed is none of the page's.
function went(state) {
  if (location.hash === '#check' || (location.hash && entryOf(state) === undefined)) return;
  const other = kept.get(entryOf(state));
  if (other && other.id !== entry.id) turnTo(other);
  corpus?.went(state);
}

// Shows one of the two views; the sample of the second is checked when it is first seen.
function go(name) {
  if (view === VIEWS[name]) return;
  view.isFolded = byId(view.form).hidden;
  view = VIEWS[name];
  for (const one of Object.values(VIEWS)) {
    byId(one.place).hidden = one !== view;
    byId(one.form).hidden = one !== view;
    if (one === view) byId(one.button).setAttribute('aria-current', 'page');
    else byId(one.button).removeAttribute('aria-current');
  }
  showInput();
  showProgress();
  showModels();
  showTitle();
  say(view, ...view.said);
  if (view.again) return;
  if (view === VIEWS.check) check(true);
  else showSample();
}

// Checks the draft against its sources.
async function check(isSample) {
  const mine = VIEWS.check, signal = begin(mine);
  say(mine, 'Checking…');
  try {
    const started = performance.now();
    const {draft, sources} = await Check.run((path, request) => post(path, request, signal), byId('tier').value);
    const took = Math.round(performance.now() - started), {model} = Check.checker;
    mine.again = () => check(isSample);
    byId('take').hidden = false;
    showModels();
    fold(mine, isSample ? 'Check your own draft' : `Draft ${Files.sizeOf(draft)} · ${Model.plural(sources.length, 'source')} ${Files.sizeOf(sources.map(({text}) => text).join(''))}`);
    say(mine, `${isSample ? 'A sample. ' : ''}${Verify.countsOf(model).inWords} checked against ${Model.plural(sources.length, 'source')} in ${took} ms.`);
  } catch (error) {
    if (!signal.aborted) say(mine, error.message, true);
  }
  end(mine, signal);
}

// A document or several are being read as of a type; `again` reads them as another.
function begun(type, again) {
  VIEWS.read.again = (other = type) => again(other);
  byId('type').value = type;
  sent = byId('content').value;
}

// `type` is what the document is read as; '' is what it looks like.
async function analyze(text, name, isSample, type = '') {
  const mine = VIEWS.read, signal = begin(mine), content = Files.wellFormed(text);
  begun(type, other => analyze(content, name, isSample, other));
  say(mine, 'Analysing…');
  try {
    const started = performance.now();
    const response = await call(content, signal, requestOf(content, type));
    const took = Math.round(performance.now() - started);
    show([Object.assign(Model.of(response, content, name), {type})]);
    const chip = isSample ? '' : `${name} · ${Files.sizeOf(content)}`, said = `${isSample ? 'A sample. ' : ''}${foundIn(shown[0], took)}`;
    byId('sample').value = isSample ? name : '';
    if (chip) fold(mine, chip);
    say(mine, said);
    note(chip, byId('sample').value, said);
  } catch (error) {
    if (!signal.aborted) say(mine, `${isSample || name === PASTED ? '' : `${name} was not analysed. `}${error.message}`, true);
  }
  end(mine, signal);
}

// What an analysis of some milliseconds found.
function foundIn(model, took) {
  if (Model.isUnread(model)) return `Cleaned in ${took} ms, but not analysed for quotations and names.`;
  return `${Model.plural(model.quotes.length, 'quotation')} and ${Model.plural(model.entities.length, 'name or value', 'names and values')} in ${took} ms by the ${model.tier} models.`;
}

function show(models) {
  makeWay();
  shown = models;
  failures = [];
  corpus = null;
  byId('take').hidden = false;
  showModels();
  reader = new Reader(byId('reading'), models[0]);
  showTitle();
}

const WORDS = ['name_genders.tsv', 'titles.tsv', 'common_bodies.tsv', 'word_uses.tsv'];  // What the summary goes by, as the service's own data have it.

async function readWords() {
  if (Corpus.words.names.size) return;
  const [names, titles, bodies, uses] = await Promise.all(WORDS.map(name => fetch(name).then(answer => (answer.ok ? answer.text() : ''))));
  Corpus.words = Summary.readWords({names, titles, bodies, uses});
}

// The same text by the other tier, beside what is shown.
async function compare() {
  const mine = VIEWS.read, [model] = shown, isFast = model.tier === 'fast', before = mine.said;
  if (mine.work) return say(mine, WAIT);
  const signal = begin(mine, 'compare');
  say(mine, `The ${isFast ? 'accurate' : 'fast'} models read the text, too…`);
  const response = await call(model.source, signal, {...requestOf(model.source, model.type), modelTier: isFast ? 'MODEL_TIER_ACCURATE' : 'MODEL_TIER_FAST'}).catch(error => error);
  if (!end(mine, signal)) return;
  if (response instanceof Error) return say(mine, response.message, !signal.aborted);
  say(mine, ...before);
  Compare.show(model, Model.of(response, model.source, model.name));
}

// Many files: a list that grows, with its summary.
async function analyzeMany(files, type = '') {
  const mine = VIEWS.read, signal = begin(mine, 'many');
  byId('content').value = '';
  begun(type, other => analyzeMany(files, other));
  Object.assign(byId('progress'), {max: files.length, value: 0});
  try {
    await Promise.all([readWords(), fetch(WORDS[2], {cache: 'no-store'})]);  // Whether the server is there is told once, not of each file.
  } catch {
    return end(mine, signal) && say(mine, UNREACHABLE, true);
  }
  if (mine.running.signal !== signal) return;  // Other work has begun meanwhile.
  if (corpus?.files !== files) makeWay();
  else if (corpus.opened) corpus.leave();  // The same, read as another type or by other models: from the list on.
  corpus = new Corpus(byId('reading'), files.map(file => file.name), openOne => {
    reader = openOne;
    showTitle();
  });
  corpus.files = files;
  reader = null;
  shown = corpus.models;
  failures = corpus.failures;
  byId('sample').value = '';
  byId('take').hidden = false;
  showModels();
  showTitle();
  fold(mine, `${Model.plural(files.length, 'file')} · ${Files.sizeOf(new Blob(files))}`);
  note(mine.chip, '');
  return readInto(corpus, files, files.map((_, k) => k), type, signal);
}

// How many documents of a list were analysed.
function countsOf({models, failures: {length}}) {
  return `${Model.plural(models.length, 'document')} analysed${length ? `, ${length} not: the list says why` : ''}.`;
}

// Reads the files at these places into the list, and those that failed once more when that is asked for.
async function readInto(list, files, places, type, signal) {
  const mine = VIEWS.read, queue = [...places];
  Object.assign(byId('progress'), {max: places.length, value: 0});
  const work = async () => {
    while (queue.length && !signal.aborted) {
      const k = queue.shift();
      let content;
      try {
        content = await Files.read(files[k]);
        list.add(k, await call(content, signal, requestOf(content, type)), content, type);
      } catch (error) {
        list.fail(k, error.message, content !== undefined);
      }
      if (mine.running.signal !== signal) return;  // Other work has begun meanwhile.
      ++byId('progress').value;
      say(mine, `${byId('progress').value} of ${places.length} documents done.`);
    }
  };
  await Promise.all(Array.from({length: AT_ONCE}, work));
  for (const k of queue) list.fail(k, 'Cancelled.', true);
  list.finish(() => {
    byId('result').focus({preventScroll: true});
    return readInto(list, files, list.waitAgain(), type, begin(mine, 'many'));
  });
  if (end(mine, signal)) say(mine, `${signal.aborted ? 'Cancelled. ' : ''}${countsOf(list)}`);
}

function callSection() {
  const {origin, hostname} = location, content = shown[0].source, file = Calls.fileOf('article', content);
  const section = Take.calls('The same call', 'Save the request, and the article as a file, beside the program; neither goes through the command line, so any size will do.',
    Calls.analyze({origin, hostname, file, text: content, tier: byId('tier').value}));
  const row = View.element('div', 'row');
  row.append(View.button('', 'Save the request', () => Files.save('request.json', JSON.stringify(requestOf(content, shown[0].type)), 'application/json')),
    View.button('', 'Save the article', () => Files.save(file, content, 'text/plain')));
  section.querySelector('.hint').after(row);
  return section;
}

// The report is the page's own files around the answers.
async function report() {
  const texts = await Promise.all(['report.html', 'style.css', ...WORDS, ...SCRIPTS].map(name => fetch(name).then(answer => answer.text())));
  const [page, style, names, titles, bodies, uses, ...scripts] = texts;
  const forScript = value => JSON.stringify(value).replaceAll('<', '\\u003c');
  const title = (shown.length > 1 ? Model.plural(shown.length, 'document') : shown[0].title || shown[0].name).replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  const documents = [...shown.map(({name, source, response}) => ({name, source, response})), ...failures].map(one => View.element('script', 'document', forScript(one)));
  for (const node of documents) node.type = 'application/json';
  const parts = {TITLE: title, STYLE: style, DOCUMENTS: documents.map(node => node.outerHTML).join('\n'), WORDS: forScript({names, titles, bodies, uses}), SCRIPTS: scripts.join('\n')};
  Files.save('report.html', page.replace(/@(TITLE|STYLE|DOCUMENTS|WORDS|SCRIPTS)@/g, (_, name) => parts[name]), 'text/html');
}

// The link to one text: it stands in the address bar, and so in the browser's history, once somebody asks for it.
function permanentLink({source: content, type}) {
  const link = linkOf(content, type);
  if (link.length > MAX_LINK_CHARACTERS) return View.element('span', 'hint', `This text is too long for a permanent link: the link would have ${Model.plural(link.length, 'character')}, and ${MAX_LINK_CHARACTERS.toLocaleString('en')} are the most. A report has no limit.`);
  return View.button('', 'Permanent link', event => {
    history.replaceState(history.state, '', link);
    return Take.copyIn(event.target, location.href, 'The link, which stands in the address bar now,');
  });
}

function linkSection() {
  const out = View.element('section');
  const row = View.element('div', 'row');
  row.append(View.button('', 'Save a report', report));
  if (shown.length === 1) row.append(permanentLink(shown[0]));
  out.append(View.element('h3', '', 'This page'), View.element('p', 'hint', 'A report is one file that shows this view anywhere, without a server.'
    + (shown.length === 1 ? ` A permanent link holds the text itself, ${MAX_LINK_CHARACTERS.toLocaleString('en')} characters at most as an address writes them, and nothing is kept on the server.` : ' A permanent link can hold one document alone.')), row);
  return out;
}

function take() {
  if (view === VIEWS.check) return Check.take();
  if (!shown.length) return;
  Take.away(shown, [linkSection(), ...(shown.length === 1 ? [callSection()] : [])]);
}

// The state as a fragment.
const linkOf = (content, type) => `#${new URLSearchParams({type, tier: byId('tier').value, text: content})}`;

// The address is that of the page again: a text is in it only where somebody has put it there.
function leaveLink() {
  if (location.hash) history.replaceState(history.state, '', location.pathname);
}

function submit(event) {
  event?.preventDefault();
  const content = byId('content').value;
  if (!content.trim()) return say(VIEWS.read, 'Paste some text first, or choose a file.', true);
  leaveLink();
  return analyze(content, PASTED, false, byId('type').value);
}

// What is shown is read as of another type at once, or what somebody has typed since.
function readAs() {
  if (byId('content').value === sent) VIEWS.read.again(byId('type').value);
  else submit();
}

async function readFiles(files) {
  if (!files.length) return;
  leaveLink();
  if (files.length > 1) return analyzeMany([...files]);
  const [{name}] = files;
  const signal = begin(VIEWS.read);
  const content = await Files.read(files[0]).catch(error => say(VIEWS.read, `${name} was not analysed. ${error.message}`, true));
  if (!end(VIEWS.read, signal) || content === undefined) return;
  byId('content').value = content.length > Files.MAX_IN_FIELD ? '' : content;
  return analyze(content, name, false);
}

function listenForFiles() {
  byId('file').addEventListener('change', event => readFiles(Files.taken(event.target)));
  for (const name of ['dragover', 'dragleave', 'drop']) {
    document.addEventListener(name, event => {
      if (!event.dataTransfer?.types.includes('Files')) return;
      event.preventDefault();
      document.body.classList.toggle('over', name === 'dragover');
    });
  }
  document.addEventListener('drop', event => {
    if (view === VIEWS.read) readFiles(event.dataTransfer.files);
    else if (event.target.closest?.('#draft')) Check.readDraft(event.dataTransfer.files);
    else Check.addFiles(event.dataTransfer.files);
  });
}

function start() {
  for (const name of Object.keys(SAMPLES)) byId('sample').append(new Option(name, name));
  byId('sample').addEventListener('change', event => chooseSample(event.target.value));
  byId('form').addEventListener('submit', submit);
  byId('chip').addEventListener('click', () => unfold(byId(view.form).hidden));
  byId('to-read').addEventListener('click', () => turn('read'));
  byId('to-check').addEventListener('click', () => turn('check'));
  byId('check').addEventListener('submit', event => {
    event.preventDefault();
    check(false);
  });
  Check.start(Object.values(SAMPLES)[0], text => say(VIEWS.check, text, true));
  byId('take').addEventListener('click', take);
  byId('keys').addEventListener('click', Take.keys);
  byId('compare').addEventListener('click', compare);
  byId('tier').addEventListener('change', () => view.again?.());
  byId('cancel').addEventListener('click', () => view.running?.abort());
  byId('content').addEventListener('keydown', event => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) submit(event);
  });
  byId('type').addEventListener('change', readAs);
  const isWhole = ({target: {value, selectionStart, selectionEnd}}) => selectionStart === 0 && selectionEnd === value.length;
  byId('content').addEventListener('beforeinput', event => { if (isWhole(event)) byId('type').value = ''; });  // Another document begins.
  byId('content').addEventListener('paste', event => { if (isWhole(event)) setTimeout(submit); });  // All of it is what was pasted.
  listenForFiles();
  Take.listen(() => (view === VIEWS.check ? Check.checker : reader), take);
  addEventListener('hashchange', openLink);
  addEventListener('popstate', ({state}) => went(state));
  readWords().catch(() => {});  // Which several files need; they ask for them once more.
  history.replaceState(stateOf(entry), '');
  openLink();
}

// A sample takes the place of the text that was there.
function chooseSample(name) {
  leaveLink();
  byId('content').value = VIEWS.read.chip = '';
  showChip();
  return analyze(SAMPLES[name], name, true);
}

function showSample() {
  const [name] = Object.keys(SAMPLES);
  return analyze(SAMPLES[name], name, true);
}

// Shows what the address's fragment says: a view, or a text that it holds; the sample where it says nothing.
function openLink() {
  if (location.hash === '#check') return go('check');
  const state = new URLSearchParams(location.hash.slice(1)), isShown = !corpus && shown[0]?.source === state.get('text') && shown[0].type === (state.get('type') || '');
  if (state.get('text') && !isShown) {
    if (TIERS.includes(Model.short(state.get('tier')))) byId('tier').value = state.get('tier');
    byId('content').value = state.get('text');
    byId('type').value = state.get('type') || '';
    analyze(state.get('text'), PASTED, false, byId('type').value);  // '' of what is no type.
  }
  go('read');
  if (!view.again) showSample();
}

start();
