// The form of a draft and its sources, and what can be taken away of the answer. It calls the server by `post` and shows the answer as a Checker.
'use strict';

const Check = (() => {
  const {element, button} = View;
  const SAMPLE = {
    draft: `Leith strike enters its second week\n\nThe dockers want the offer on paper. “We want it in writing before a single crane moves,” Priya Okafor told reporters outside Customs House.\n\nMartin Hallam, who runs the port, said that the offer was worth £4.2m. “I have asked for talks every day since 2 May,” he said.\n\n“They found a number and they printed it twice,” Okafor said. “The door is open,” she added.\n\n“A closed port serves nobody, and the kettle is on,” said Hallam.\n\n“We shall be back at work by Friday,” he told the harbour board.`,
    statement: `Statement of the port\n\n“We are glad that the Scottish government offers to help,” said Martin Hallam, who runs the port. “A closed port serves nobody, and nobody on this quay wants one.”`,
  };
  const byId = id => document.getElementById(id);
  let made = 0;
  let ofSample = [];  // The fields of the sample's sources, with what they held: [area, text].
  let complain = null;  // Tells the reader of a file that cannot be read.
  let checker = null, asked = null;  // What is shown, and the request that it answers.

  // A source that is too long for a field is kept beside it.
  function addSource(name = '', text = '') {
    const item = element('li', 'source-field'), id = `source-${++made}`, label = element('label', '', name || `Source ${byId('sources').childElementCount + 1}`), area = element('textarea');
    const isLong = text.length > Files.MAX_IN_FIELD;
    Object.assign(area, {id, rows: isLong ? 1 : 4, dir: 'auto', spellcheck: false, readOnly: isLong, value: isLong ? '' : text, placeholder: isLong ? `${Files.sizeOf(text)}, too long to be shown here` : 'Paste a text that the draft quotes, or drop files'});
    item.kept = isLong ? text : null;
    label.htmlFor = id;
    const remove = button('', 'Remove', () => { item.remove(); byId('add-source').focus(); });
    remove.setAttribute('aria-label', `Remove ${label.textContent}`);
    item.append(label, remove, area);
    byId('sources').append(item);
    return area;
  }

  const textOf = item => item.kept ?? item.querySelector('textarea').value;

  // The sources that hold a text, as {name, text}.
  const sourcesIn = () => [...byId('sources').children].map(item => ({name: item.querySelector('label').textContent, text: Files.wellFormed(textOf(item))})).filter(({text}) => text.trim());

  // Resolves to a file's text; of what is none it complains.
  const read = file => Files.read(file).catch(error => complain(`${file.name} was not read. ${error.message}`));

  // The first field that is empty is filled first.
  async function addFiles(files) {
    for (const file of files) {
      const text = await read(file);
      if (text === undefined) continue;
      const free = [...byId('sources').children].find(item => !textOf(item).trim());
      free?.remove();
      addSource(file.name, text);
    }
  }

  // The sample's sources go when the draft has no line of the sample's left; one that somebody has changed stays.
  function leaveSample() {
    if (!ofSample.length && byId('sources').childElementCount) return;
    if (byId('draft').value.split('\n').some(line => line.trim() && SAMPLE.draft.includes(line))) return;
    for (const [area, text] of ofSample) if (area.value === text) area.closest('li').remove();
    ofSample = [];
    if (!byId('sources').childElementCount) addSource();
  }

  async function readDraft([file]) {
    if (!file) return;
    const text = await read(file);
    if (text === undefined) return;
    byId('draft').value = text;
    leaveSample();
  }

  // Sends the draft and its sources; resolves to what to call them, rejects with an Error for the reader.
  async function run(post, modelTier) {
    const draft = Files.wellFormed(byId('draft').value), sources = sourcesIn();
    if (!draft.trim()) throw new Error('Paste the draft first.');
    if (!sources.length) throw new Error('Paste at least one source that the draft quotes.');
    const names = sources.map(({name}, k) => `${k + 1}. ${name}`);
    asked = {document: {content: draft}, sources: sources.map(({text}, k) => ({sourceId: String(k + 1), document: {content: text}})), encodingType: 'ENCODING_TYPE_UTF16', ...(modelTier && {modelTier})};
    const response = await post('v1/documents:verifyQuotes', asked);
    checker = new Checker(byId('checking'), Verify.of(response, draft, sources.length > 1 ? sources.map((source, k) => ({...source, name: names[k]})) : sources));
    return {draft, sources};
  }

  function take() {
    if (!checker) return;
    const {model} = checker, {origin, hostname} = location;
    const [draft, ...sources] = [asked.document, ...asked.sources.map(({document}) => document)].map(({content}, k) => [Calls.fileOf(k ? `source-${k}` : 'draft', content), content]);
    const calls = Take.calls('The same call', 'Save the request, and the draft and its sources as files, beside the program; none goes through the command line, so any size will do.',
      Calls.verify({origin, hostname, file: draft[0], text: draft[1], tier: asked.modelTier || ''}));
    const row = element('div', 'row');
    row.append(button('', 'Save the request', () => Files.save('request.json', JSON.stringify(asked), 'application/json')),
      ...[draft, ...sources].map(([name, text]) => button('', `Save ${name}`, () => Files.save(name, text, 'text/plain'))));
    calls.querySelector('.hint').after(row);
    Take.verdicts(model, [calls]);
  }

  // `article` is the sample's first source; `tell` shows an error.
  function start(article, tell) {
    complain = tell;
    byId('draft').value = SAMPLE.draft;
    ofSample = [['Report of the day', article], ['The port’s statement', SAMPLE.statement]].map(([name, text]) => [addSource(name, text), text]);
    byId('add-source').addEventListener('click', () => addSource().focus());
    addEventListener('beforeprint', () => checker?.fillPaper());
    byId('draft').addEventListener('input', leaveSample);  // Not on leaving the field, or it would move what is being pressed.
    byId('clear').addEventListener('click', () => {
      byId('sources').replaceChildren();
      addSource();
      byId('draft').value = '';
      byId('draft').focus();
    });
    byId('draft-file').addEventListener('change', event => readDraft(Files.taken(event.target)));
    byId('source-files').addEventListener('change', event => addFiles(Files.taken(event.target)));
  }

  return {start, run, take, readDraft, addFiles, get checker() { return checker; }};
})();
