// The playground: reads the form, calls the server, keeps the state in the address.
'use strict';

const MAX_LINK_CHARACTERS = 30000;
const SAMPLES = {
  'A strike (text)': `Business\n\nDock workers in Leith walk out over pay\n\nBy Rona Blair\n3 June 2024\n\nDock workers in Leith will stay out for a second week, the union’s secretary, Priya Okafor, said on Monday.\n\n“Nobody on this quay has seen that money,” she told reporters. “We want it in writing before a single crane moves.”\n\nRead more: Ports brace for a summer of strikes\n\nMartin Hallam, who runs the port, called the ballot “a distraction” and said the offer was worth £4.2m.\n\nShare this article`,
  'A page (HTML)': `<html><head><title>Bakery reopens</title></head><body><nav><a href="/">Home</a> <a href="/news">News</a></nav><article><h1>Bakery reopens after flood</h1><p class="byline">By Ana Diaz</p><p>The bakery in Mill Street opened its doors on Tuesday, three weeks after the river rose. “We baked through the night,” said its owner, Tom Reid.</p><p>Mr Reid hopes to be back at 400 loaves a day by July.</p><aside class="related"><h2>More stories</h2><ul><li><a href="/a">Bridge to close</a></li></ul></aside></article><footer>© Valley News</footer></body></html>`,
};

const byId = id => document.getElementById(id);
const {element} = View;

// Without a type, the server takes the content for what it looks like.
function requestOf(content) {
  const type = byId('type').value, modelTier = byId('tier').value;
  return {document: type ? {content, type} : {content}, encodingType: 'ENCODING_TYPE_UTF16', ...(modelTier && {modelTier})};
}

function say(text, isError = false) {
  byId('status').textContent = text;
  byId('status').classList.toggle('error', isError);
}

// What went wrong, and what to do.
async function explain(answer) {
  const status = await answer.json().catch(() => null);
  if (!status) return `The server answered ${answer.status}.`;
  const detail = (status.details || [])[0] || {};
  const figures = Object.entries(detail.metadata || {}).map(([key, value]) => `${key} ${value}`).join(', ');
  return `${status.message}${figures ? ` (${figures})` : ''}.`;
}

async function analyze(content) {
  say('Analysing…');
  const begin = performance.now();
  let answer;
  try {
    answer = await fetch('v1/documents:analyze', {
      method: 'POST', headers: {'Content-Type': 'application/json'}, body: JSON.stringify(requestOf(content)),
    });
  } catch {
    return say('The server cannot be reached. Is it running?', true);
  }
  if (!answer.ok) return say(await explain(answer), true);
  const response = await answer.json();
  const arrived = performance.now();
  show(response, content);
  requestAnimationFrame(() => {
    say(`${(response.quotes || []).length} quotations and ${(response.entities || []).length} names and values in ${Math.round(arrived - begin)} ms by the ${View.short(response.metadata.modelTier)} models.`);
  });
}

function quoteForShell(text) {
  return `'${text.replaceAll("'", "'\\''")}'`;
}

function callsOf(content) {
  const request = requestOf(content);
  const data = quoteForShell(JSON.stringify(request));
  const html = {DOCUMENT_TYPE_HTML: ', html=True', DOCUMENT_TYPE_PLAIN_TEXT: ', html=False'}[request.document.type] || '';
  const tier = request.modelTier ? `, tier="${View.short(request.modelTier)}"` : '';
  return [
    ['curl', `curl -s ${location.origin}/v1/documents:analyze -H 'Content-Type: application/json' -d ${data}`],
    ['grpcurl', `grpcurl -plaintext -d ${data} localhost:50051 textanalysis.v1.TextAnalysisService/Analyze`],
    ['Python', `from textanalysis_client import Client\n\nwith Client("localhost:50051") as client:\n    print(client.analyze(${JSON.stringify(content)}${html}${tier}))`],
  ];
}

function drawCalls(root, content) {
  for (const [name, text] of callsOf(content)) {
    const copy = element('button', '', `Copy ${name}`);
    copy.type = 'button';
    copy.addEventListener('click', () => navigator.clipboard.writeText(text).then(() => say(`${name} copied.`)));
    root.append(element('h2', '', name), copy, block(text));
  }
}

// Text that scrolls by itself can be reached by the keyboard.
function block(text) {
  const out = element('pre', '', text);
  out.tabIndex = 0;
  return out;
}

function show(response, content) {
  const root = byId('result');
  const bar = element('div', 'views');
  bar.setAttribute('role', 'tablist');
  const panel = element('div');
  panel.id = 'panel';
  panel.setAttribute('role', 'tabpanel');
  const views = {
    'Marked up': () => View.draw(panel, response, content),
    'JSON': () => panel.replaceChildren(block(JSON.stringify(response, null, 1))),
    'Call it': () => {
      panel.replaceChildren();
      drawCalls(panel, content);
    },
  };
  for (const [name, draw] of Object.entries(views)) bar.append(tab(bar, name, draw));
  root.replaceChildren(bar, panel);
  root.hidden = false;
  bar.firstChild.click();
}

function tab(bar, name, draw) {
  const out = element('button', '', name);
  out.type = 'button';
  out.setAttribute('role', 'tab');
  out.setAttribute('aria-controls', 'panel');
  out.setAttribute('aria-selected', 'false');
  out.addEventListener('click', () => {
    for (const other of bar.children) other.setAttribute('aria-selected', String(other === out));
    draw();
  });
  out.addEventListener('keydown', event => {
    if (event.key === 'ArrowRight') (out.nextSibling || bar.firstChild).focus();
    if (event.key === 'ArrowLeft') (out.previousSibling || bar.lastChild).focus();
  });
  return out;
}

function keepState(content) {
  const state = new URLSearchParams({type: byId('type').value, tier: byId('tier').value, text: content}).toString();
  history.replaceState(null, '', state.length < MAX_LINK_CHARACTERS ? `#${state}` : location.pathname);
}

function submit(event) {
  event?.preventDefault();
  const content = byId('content').value;
  keepState(content);
  analyze(content);
}

async function readFile(file) {
  if (!file) return;
  byId('content').value = await file.text();
  submit();
}

function start() {
  for (const name of Object.keys(SAMPLES)) byId('sample').append(new Option(name, name));
  byId('sample').addEventListener('change', event => {
    if (!event.target.value) return;
    byId('content').value = SAMPLES[event.target.value];
    submit();
  });
  byId('form').addEventListener('submit', submit);
  byId('file').addEventListener('change', event => readFile(event.target.files[0]));
  const area = byId('content');
  area.addEventListener('keydown', event => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) submit(event);
  });
  for (const name of ['dragover', 'dragleave', 'drop']) {
    area.addEventListener(name, event => {
      event.preventDefault();
      area.classList.toggle('over', name === 'dragover');
    });
  }
  area.addEventListener('drop', event => readFile(event.dataTransfer.files[0]));
  const state = new URLSearchParams(location.hash.slice(1));
  if (state.get('text')) {
    byId('type').value = state.get('type') || '';
    byId('tier').value = state.get('tier') || '';
    area.value = state.get('text');
    submit();
  }
}

start();
