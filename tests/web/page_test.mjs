// The page in headless Chromium: page_test.mjs SERVER_BINARY CLIENT_BINARY ACCURATE_BUNDLE OUT_FOLDER [NAME…]. Screenshots go to OUT_FOLDER;
// names choose tests.
import assert from 'node:assert/strict';
import {execFileSync, spawn, spawnSync} from 'node:child_process';
import {copyFileSync, existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync} from 'node:fs';
import {createRequire} from 'node:module';
import {homedir} from 'node:os';
import {dirname, join, resolve} from 'node:path';
import {createInterface} from 'node:readline';
import {pathToFileURL} from 'node:url';
import {chromium} from 'playwright-core';

const [binary, client, accurateBundle, out, ...chosen] = process.argv.slice(2);
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const SENTENCE = '“The port is shut,” said Fiona Reid in Edinburgh. She told Reuters that it would open on 3 June 2024.';
const PAGE = `<html><head><meta property="og:site_name" content="Valley &amp; Hill"><title>Bakery reopens</title></head><body><nav>${
  Array.from({length: 12}, (_, k) => `<a href="/${k}">Section ${k}</a>\n`).join('')}</nav><article><h1>Bakery reopens after flood</h1><p>By Ana Diaz</p><p>The bakery in Mill Street opened its doors on Tuesday, three weeks after the river rose. “We baked through the night,” said its owner, Tom Reid.</p><p>Mr Reid hopes to be back at 400 loaves a day by July.</p></article><footer>© Valley News. All rights reserved.</footer></body></html>`;
const dated = day => `<html><head><meta property="article:published_time" content="2024-06-0${day}T08:00:00Z"></head><body><article><h1>Day ${day}</h1><p>${SENTENCE} “Tom Hale is wrong,” she said.</p></article></body></html>`;
const root = join(import.meta.dirname, '../..');
mkdirSync(out, {recursive: true});

async function startServer(...flags) {
  const process_ = spawn(binary, ['--address=127.0.0.1:0', '--http_address=127.0.0.1:0', '--drain_delay=0s', '--access_log=false', ...flags]);
  for await (const line of createInterface(process_.stderr)) {
    process_.stderr.resume();
    const {port, http_port: httpPort} = JSON.parse(line);
    return {process: process_, port, url: `http://127.0.0.1:${httpPort}/`};
  }
}

const server = await startServer();
// A server of both tiers, started when a test first asks for it.
let both = null;
const bothTiers = async () => (both ||= await startServer(`--accurate_model=${accurateBundle}`));
const browser = await chromium.launch({executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu']});

// A page that fails on any error or dialog of the document, and on any request to elsewhere.
async function open(options = {}, url = server.url, said = 'quotation') {
  const context = await browser.newContext({permissions: ['clipboard-read', 'clipboard-write'], ...options});
  const page = await context.newPage();
  page.problems = [];
  page.on('pageerror', error => page.problems.push(String(error)));
  page.on('console', message => message.type() === 'error' && !/status of [45]|net::ERR/.test(message.text()) && page.problems.push(message.text()));
  page.on('dialog', dialog => {
    page.problems.push(`dialog: ${dialog.message()}`);
    dialog.dismiss();
  });
  const origin = url.startsWith('file:') ? 'file:' : url.split('#')[0];
  page.on('request', request => request.url().startsWith(origin) || request.url().startsWith('blob:') || page.problems.push(`request: ${request.url()}`));
  await page.goto(url);
  if (url.startsWith('http')) await statusIs(page, said);
  return page;
}

const statusIs = (page, part) => page.waitForFunction(text => document.querySelector('#status').textContent.includes(text), part, {timeout: 30000});

async function analyze(page, text) {
  await page.evaluate(() => { document.querySelector('#status').textContent = ''; });
  if (!await page.locator('#form').isVisible()) await page.click('#chip');
  await page.fill('#content', text);
  await page.click('#analyze');
  await statusIs(page, 'quotation');
}

async function close(page) {
  assert.deepEqual(page.problems, []);
  await page.context().close();
}

async function accessible(page, what) {
  await page.evaluate(axe);
  const {violations} = await page.evaluate(() => axe.run({resultTypes: ['violations']}));
  assert.deepEqual(violations.map(v => [what, v.id, v.nodes.map(n => n.target).slice(0, 3)]), []);
}

// A page that knows whether a pointer was used.
async function openForKeys(url = server.url) {
  const page = await open({viewport: {width: 1440, height: 900}}, url);
  page.on('filechooser', () => {});  // From now on, the browser leaves the choice to the test.
  await page.evaluate(() => {
    for (const type of ['pointerdown', 'mousedown', 'touchstart']) addEventListener(type, () => { window.pointed = true; }, true);
    addEventListener('focusin', event => window.reached?.add(event.target), true);
  });
  return page;
}

// Presses Tab until what has the focus is `selector`.
async function tabTo(page, selector) {
  const target = page.locator(selector).locator('visible=true').first();
  await target.waitFor();
  for (let k = 0; k < 400; ++k) {
    if (await target.evaluate(node => node === document.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  assert.fail(`${selector} is not reached by Tab`);
}

// Presses Tab through the whole page, or `within` what is over it: every control that is shown must have had the focus, but the tabs of a list,
// of which one has it and the arrows lead to the others.
async function allReached(page, what, within = 'body') {
  await page.evaluate(() => { window.reached = new Set([document.activeElement]); });
  const missing = () => page.evaluate(within_ => [...document.querySelector(within_).querySelectorAll('a[href], button, input, select, textarea, summary, [tabindex="0"]')]
    .filter(node => node.checkVisibility({visibilityProperty: true}) && !node.disabled && node.getAttribute('role') !== 'tab' && !node.closest('[popover]:not(:popover-open)') && !window.reached.has(node))
    .map(node => `${node.tagName} ${node.className} ${node.textContent.slice(0, 30)}`), within);
  const count = (await missing()).length;
  assert.ok(count > 0, `${what} has something to press`);
  for (let k = 0; k < count + 60 && (k % 20 || (await missing()).length); ++k) await page.keyboard.press('Tab');
  assert.deepEqual([what, await missing()], [what, []]);
}

// Opens the browser's own choice of files by the keyboard.
async function chooseByKeys(page, selector, files) {
  if (!await page.locator('#form').isVisible()) {
    await tabTo(page, '#chip');
    await page.keyboard.press('Enter');
  }
  await tabTo(page, selector);
  const [chooser] = await Promise.all([page.waitForEvent('filechooser'), page.keyboard.press('Space')]);
  await chooser.setFiles(files);
}

// One of the articles that the quality gate reads, without its marks.
const ownArticle = name => readFileSync(join(root, `eval/articles/${name}.txt`), 'utf8').replace(/^e\d+ .*\n/gm, '').replace(/\[e\d+:([^\]]*)\]/g, '$1').replace(/<e\d+\|([^>]*)>/g, '$1').trim();

const clipboard = page => page.evaluate(() => navigator.clipboard.readText());
const file = (name, text) => {
  writeFileSync(join(out, name), text);
  return join(out, name);
};

async function saved(page, press) {
  const [download] = await Promise.all([page.waitForEvent('download'), press()]);
  return readFileSync(await download.path(), 'utf8');
}

// Saves what "Take it away" offers under these names, in a folder of its own.
async function folderOf(page, name, files) {
  const folder = join(out, name);
  rmSync(folder, {recursive: true, force: true});
  mkdirSync(folder, {recursive: true});
  for (const file_ of files) {
    const [download] = await Promise.all([page.waitForEvent('download'), page.click(`dialog button:text-matches("^Save (the )?${file_}$")`)]);
    await download.saveAs(join(folder, download.suggestedFilename()));
  }
  return folder;
}

// Runs a command or program of "Take it away" as it stands in the folder of its files; returns what it prints, '' where the
// tool or the client's packages are not at hand (scripts/clients.sh makes them).
function play(tool, program, folder, {port}) {
  const run = (command, ...given) => execFileSync(command, given, {cwd: folder, encoding: 'utf8', maxBuffer: 1 << 28, stdio: ['ignore', 'pipe', 'inherit']});
  if (!['curl', 'Command'].includes(tool)) assert.ok(program.includes(`127.0.0.1:${port}`), `${tool} calls the server's own port`);
  const save = name => writeFileSync(join(folder, name), program);
  const bin = join(homedir(), '.cache/textanalysis/bin'), python = resolve(out, '../clients/python/bin/python'), node = join(root, 'client/node'), go = join(root, 'client/go');
  const shell = () => run('bash', '-c', `PATH="${dirname(resolve(client))}:${bin}:$PATH" ${program}`);
  const found = {
    curl: [true, shell], Command: [true, shell], grpcurl: [existsSync(join(bin, 'grpcurl')), shell],
    Python: [existsSync(python), () => { save('main.py'); return run(python, 'main.py'); }],
    Node: [existsSync(join(node, 'dist')), () => {
      save('main.mjs');
      mkdirSync(join(folder, 'node_modules'));
      symlinkSync(node, join(folder, 'node_modules/textanalysis-client'));
      return run('node', 'main.mjs');
    }],
    Go: [existsSync(join(go, 'textanalysispb')), () => {
      save('main.go');
      const module = 'github.com/textanalysis/textanalysis/client/go', needs = readFileSync(join(go, 'go.mod'), 'utf8').replace(/^module .*/m, 'module example');
      writeFileSync(join(folder, 'go.mod'), `${needs}\nrequire ${module} v0.0.0\n\nreplace ${module} => ${go}\n`);
      copyFileSync(join(go, 'go.sum'), join(folder, 'go.sum'));
      return run('env', 'GOFLAGS=-mod=mod', execFileSync(join(root, 'scripts/go_tools.sh'), ['--which'], {encoding: 'utf8'}).trim(), 'run', '.');
    }],
  }[tool];
  console.log(`  ${tool}: ${found[0] ? 'run' : 'not at hand'}`);
  return found[0] ? found[1]() : '';
}

const tests = {
  async 'the first screen shows a result: the sample with its title and its speakers'() {
    const page = await open({viewport: {width: 1440, height: 900}});
    assert.equal(await page.textContent('h1'), 'Dock workers in Leith walk out over pay');
    const top = await page.locator('h1').boundingBox();
    assert.ok(top.y + top.height < 500, `the title ends at ${top.y + top.height}`);
    assert.ok(await page.locator('.speaker', {hasText: 'Priya Okafor'}).isVisible());
    assert.ok(await page.locator('#content').isVisible(), 'the field is open');
    assert.match(await page.textContent('.byline'), /By Rona Blair · 3 June 2024 · Business/);
    assert.match(await page.textContent('.about'), /\d+ words · (surely|likely) a whole article \(0\.\d\d\)/);
    assert.equal(await page.locator('.panel').evaluate(node => getComputedStyle(node).position), 'sticky');
    await close(page);
  },

  async 'after an analysis the field is a chip with name and size, which opens it again'() {
    const page = await open();
    await page.setInputFiles('#file', file('harbour.txt', SENTENCE));
    await page.waitForSelector('#chip:visible');
    assert.match(await page.textContent('#chip'), /^harbour.txt · \d+ bytes$/);
    assert.ok(!await page.locator('#content').isVisible());
    await page.click('#chip');
    assert.equal(await page.inputValue('#content'), SENTENCE);
    await close(page);
  },

  async 'a file that is not UTF-8 is read in the charset that it names, by a mark or in its head'() {
    const page = await open();
    const bytes = (...parts) => Buffer.concat(parts.map(part => typeof part === 'string' ? Buffer.from(part, 'latin1') : Buffer.from(part)));
    for (const [what, buffer, text] of [
      ['old and unnamed', bytes('Léa Noël said ', [0x93], 'yes', [0x94, 0x2E]), 'Léa Noël said “yes”.'],
      ['named in its head', bytes('<meta charset="windows-1250"><p>Jan ', [0x8A], 'ebek.</p>'), '<meta charset="windows-1250"><p>Jan Šebek.</p>'],
      ['named as what cannot be', bytes('<meta charset=utf-16><p>Léa.</p>'), '<meta charset=utf-16><p>Léa.</p>'],
      ['named as UTF-8, which no byte of it is', bytes('<meta charset="utf-8"><p>Léa.</p>'), '<meta charset="utf-8"><p>Léa.</p>'],
      ['UTF-8 but for a byte', Buffer.concat([Buffer.from('<meta charset=utf-8><p>Léa '), Buffer.from([0xE9])]), '<meta charset=utf-8><p>Léa \uFFFD'],
      ['of a charset that is none', bytes('<meta charset=klingon><p>Léa.</p>'), '<meta charset=klingon><p>Léa.</p>'],
      ['marked', Buffer.from('\uFEFFLéa Šebek.', 'utf16le'), 'Léa Šebek.'],
    ]) {
      await page.setInputFiles('#file', {name: 'old.html', mimeType: 'text/html', buffer});
      await page.waitForFunction(text_ => document.querySelector('#content').value === text_, text, {timeout: 10000}).catch(() => {});
      assert.deepEqual([what, await page.inputValue('#content')], [what, text]);
    }
    await close(page);
  },

  async 'a file that is no text is named as not analysed, with what to do, and never read as one'() {
    const page = await open();
    const files = [['report.pdf', '%PDF-1.7\n%âãÏÓ', /This is a PDF\. Save its text, or the web page/], ['draft.docx', 'PK\x03\x04\x14', /This is a Word file or an archive\. Save it as text/], ['notes.rtf', '{\\rtf1 Hi}', /rich text\. Save it as plain text/],
      ['photo.jpg', '\xFF\xD8\xFF\xE0\x00\x10JFIF', /This is a picture\. Type its text/],
      ['chart.png', '\x89PNG\r\n\x1a\n\x00', /This is a picture\. Type its text/], ['old.doc', '\xD0\xCF\x11\xE0\xA1\xB1', /This is an old Word file .*Save it as text/], ['zeros.txt', 'a\x00b', /no text and no web page\. Open it in the program that it is of, save it as plain text/], ['blank.txt', ' \n\t\n', /There is no text in it\. Choose another file, or paste the text/]].map(([name, bytes, said]) => ({name, mimeType: '', buffer: Buffer.from(bytes, 'latin1'), said}));
    const before = await page.textContent('article');
    for (const {said, ...one} of files) {
      await page.setInputFiles('#file', one);
      await statusIs(page, `${one.name} was not analysed. `);
      assert.match(await page.textContent('#status.error'), said);
    }
    assert.equal(await page.textContent('article'), before);
    await page.setInputFiles('#file', [...files.map(({said, ...one}) => one), {name: 'wide.txt', mimeType: '', buffer: Buffer.from(`\uFEFF${SENTENCE}`, 'utf16le')}]);
    await statusIs(page, '1 document analysed, 8 not');
    const rows = await page.locator('.index .failed').allTextContents();
    files.forEach(({name, said}, k) => assert.ok(rows[k].startsWith(`${name}Not analysed. `) && said.test(rows[k]), rows[k]));
    await page.click('#to-check');
    await statusIs(page, 'checked against');
    await page.click('#chip');
    const [pdf] = files.map(({said, ...one}) => one), draft = await page.inputValue('#draft');
    await page.setInputFiles('#draft-file', pdf);
    await statusIs(page, 'report.pdf was not read. This is a PDF.');
    await page.setInputFiles('#source-files', [pdf, {name: 'minutes.txt', mimeType: '', buffer: Buffer.from('Nothing was said.')}]);
    await page.waitForSelector('label:has-text("minutes.txt")');
    assert.equal(await page.locator('label:has-text("report.pdf")').count(), 0);
    assert.equal(await page.inputValue('#draft'), draft);
    await close(page);
  },

  async 'pasting analyses, dropping a file too'() {
    const page = await open();
    await page.evaluate(text => navigator.clipboard.writeText(text), SENTENCE);
    await page.focus('#content');
    await page.keyboard.press('Control+v');
    await page.waitForSelector('.speaker:has-text("Fiona Reid")');
    await page.evaluate(text => {
      const transfer = new DataTransfer();
      transfer.items.add(new File([text], 'dropped.txt', {type: 'text/plain'}));
      document.body.dispatchEvent(new DragEvent('drop', {dataTransfer: transfer, bubbles: true, cancelable: true}));
    }, '“We won,” said Ana Diaz.');
    await page.waitForSelector('.speaker:has-text("Ana Diaz")');
    assert.match(await page.textContent('#chip'), /dropped.txt/);
    await page.click('#chip');
    await page.focus('#content');
    await page.keyboard.press('Control+a');
    await page.keyboard.press('Control+v');
    await page.waitForSelector('.speaker:has-text("Fiona Reid")');
    assert.match(await page.textContent('#chip'), /Pasted text/, 'over what was there, too');
    await page.click('#chip');
    await page.focus('#content');
    await page.keyboard.press('Control+End');
    await page.keyboard.press('Control+v');
    await page.waitForFunction(twice => document.querySelector('#content').value === twice, SENTENCE + SENTENCE);
    assert.ok(await page.locator('#content').isVisible(), 'a part of it waits until it is asked for');
    await close(page);
  },

  async 'who opens the field from the chip pastes over what it holds'() {
    const page = await open();
    await page.setInputFiles('#file', file('harbour.txt', SENTENCE));
    await page.waitForSelector('#chip:visible');
    await page.evaluate(text => navigator.clipboard.writeText(text), '“We won,” said Ana Diaz.');
    await page.click('#chip');
    await page.keyboard.press('Control+v');
    await page.waitForSelector('.speaker:has-text("Ana Diaz")');
    assert.equal(await page.inputValue('#content'), '“We won,” said Ana Diaz.');
    await page.click('#to-check');
    await statusIs(page, 'checked against');
    await page.click('#chip');
    await page.keyboard.press('Control+v');
    assert.equal(await page.inputValue('#draft'), '“We won,” said Ana Diaz.', 'and a draft over the sample');
    await close(page);
  },

  async 'what a text is read as acts at once, on the document that is shown alone, and is in its link'() {
    const page = await open();
    const text = '“The port is <b>shut</b>,” said Fiona Reid.', type = () => page.inputValue('#type');
    const shownIs = part => page.waitForFunction(part_ => document.querySelector('article')?.textContent.includes(part_), part, {timeout: 10000});
    await page.setInputFiles('#file', file('port.txt', text));
    await shownIs('Fiona Reid');
    await page.click('#chip');
    await page.selectOption('#type', 'DOCUMENT_TYPE_PLAIN_TEXT');
    await shownIs('<b>shut</b>');
    assert.match(await page.textContent('#chip'), /^port\.txt/);
    await page.click('#chip');
    await page.selectOption('#type', 'DOCUMENT_TYPE_HTML');
    await shownIs('port is shut');
    assert.equal(await type(), 'DOCUMENT_TYPE_HTML');
    await page.click('#take');
    await page.click('dialog button:has-text("Permanent link")');
    await page.waitForSelector('.told:has-text("was copied")');
    assert.match(page.url(), /type=DOCUMENT_TYPE_HTML/);
    await page.keyboard.press('Escape');
    await page.setInputFiles('#file', file('next.txt', '1 < 2. “We won,” said Ana Diaz.'));
    await shownIs('Ana Diaz');
    assert.equal(await type(), '', 'another document is read as what it looks like');
    await page.evaluate(() => unfold(true));
    await page.selectOption('#type', 'DOCUMENT_TYPE_HTML');
    await page.waitForSelector('#chip:visible');
    await page.evaluate(() => unfold(true));
    await page.keyboard.type('“We lost,” said Tom Reid.');
    assert.equal(await type(), '', 'what is typed over it, too');
    await page.selectOption('#type', 'DOCUMENT_TYPE_PLAIN_TEXT');
    await shownIs('Tom Reid');
    assert.equal(await type(), 'DOCUMENT_TYPE_PLAIN_TEXT', 'and is what is chosen for it');
    await page.setInputFiles('#file', [file('one.txt', text), file('two.txt', text.replace('Fiona', 'Tom'))]);
    await statusIs(page, '2 documents analysed');
    assert.equal(await type(), '');
    await page.click('#chip');
    await page.selectOption('#type', 'DOCUMENT_TYPE_PLAIN_TEXT');
    await page.waitForFunction(() => shown.length === 2 && shown.every(model => model.type && model.text.includes('<b>')), null, {timeout: 10000});
    await page.evaluate(content => { location.hash = `text=${encodeURIComponent(content)}`; }, text);
    await shownIs('Fiona Reid');
    assert.equal(await type(), '', 'a link says itself what it is read as');
    await close(page);
  },

  async 'title, chip and field are of what is shown, one document after several and several after one'() {
    const page = await open();
    const state = async () => [await page.title(), await page.textContent('#chip'), await page.inputValue('#content')];
    await page.setInputFiles('#file', file('one.txt', SENTENCE));
    await page.waitForSelector('#chip:has-text("one.txt")');
    assert.deepEqual(await state(), ['one.txt – who says what', `one.txt · ${Buffer.byteLength(SENTENCE)} bytes`, SENTENCE]);
    await page.setInputFiles('#file', [file('day-1.html', dated(1)), file('day-2.html', dated(2))]);
    await statusIs(page, '2 documents analysed');
    const list = await state();
    assert.equal(list[0], '2 documents – who says what');
    assert.match(list[1], /^2 files · /);
    assert.equal(list[2], '', 'the field no longer holds the text before');
    await page.click('.index .entity >> nth=0');
    assert.equal(await page.title(), 'Day 1 – who says what');
    await page.click('text=All documents');
    await page.waitForSelector('.index');
    assert.equal(await page.title(), list[0]);
    await page.evaluate(text => { location.hash = `text=${encodeURIComponent(text)}`; }, 'Ana Diaz said: “It rained in Leith.”');
    await page.waitForSelector('#chip:has-text("Pasted text")');
    assert.deepEqual(await state(), ['Pasted text – who says what', 'Pasted text · 40 bytes', 'Ana Diaz said: “It rained in Leith.”']);
    await page.click('#to-check');
    await statusIs(page, 'checked against');
    assert.equal(await page.title(), 'Check quotations – textanalysis');
    await page.click('#to-read');
    assert.equal(await page.title(), 'Pasted text – who says what');
    await close(page);
  },

  async 'Back leads from an article to its list and from one view to the other, and the address names the view'() {
    const page = await open({viewport: {width: 1440, height: 700}});
    await page.setInputFiles('#file', Array.from({length: 9}, (_, k) => file(`day-${k + 1}.html`, dated(k + 1))));
    await statusIs(page, '9 documents analysed');
    const bar = page.locator('.figure:has(h2:text-is("In which document")) .measure').last();
    await bar.locator('summary').click();
    await bar.locator('.line').first().click();
    assert.ok(await page.locator('.quote.now').isVisible());
    await page.goBack();
    await page.waitForSelector('.index');
    assert.ok(await bar.locator('.line').first().evaluate(node => node === document.activeElement), 'where the list was left');
    await page.goForward();
    await page.waitForSelector('.back');
    await page.click('#to-check');
    await statusIs(page, 'checked against');
    assert.equal(page.url(), `${server.url}#check`);
    await page.goBack();
    await page.waitForSelector('.back:visible');
    assert.equal(page.url(), server.url);
    await page.click('text=All documents');
    await page.waitForSelector('.index');
    await page.click('#to-check');
    await page.click('#to-read');
    assert.equal(page.url(), server.url, 'the address no longer names the view that was left');
    assert.ok(await page.locator('.index').isVisible());
    await page.reload();
    await statusIs(page, 'A sample.');
    await close(page);
  },

  async 'Back leads from a document to the list or the article that it was opened over, and Forward to it again'() {
    const page = await open({viewport: {width: 1440, height: 700}});
    const heading = text => page.waitForSelector(`h1:text-is("${text}"):visible`);
    const paste = async text => {
      await page.evaluate(content => navigator.clipboard.writeText(content), text);
      await page.click('#chip');
      await page.keyboard.press('Control+v');
      await statusIs(page, 'quotation');
    };
    const drop = (name, text) => page.evaluate(([name_, text_]) => {
      const data = new DataTransfer();
      data.items.add(new File([text_], name_));
      document.querySelector('#result').dispatchEvent(new DragEvent('drop', {dataTransfer: data, bubbles: true, cancelable: true}));
    }, [name, text]);
    const files = Array.from({length: 3}, (_, k) => file(`day-${k + 1}.html`, dated(k + 1)));
    await page.setInputFiles('#file', files);
    await statusIs(page, '3 documents analysed');
    const chip = await page.textContent('#chip');
    await page.click('.index button:has-text("Day 2")');
    await heading('Day 2');
    await paste(SENTENCE);
    await page.waitForFunction(() => document.title === 'Pasted text – who says what');
    await page.goBack();
    await heading('Day 2');
    assert.equal(await page.title(), 'Day 2 – who says what');
    assert.deepEqual([await page.textContent('#chip'), await page.inputValue('#content')], [chip, '']);
    assert.match(await page.textContent('#status'), /3 documents analysed/);
    await page.goForward();
    await page.waitForFunction(() => document.title === 'Pasted text – who says what');
    assert.deepEqual([await page.inputValue('#content'), await page.isVisible('.back')], [SENTENCE, false]);
    await page.goBack();
    await heading('Day 2');
    await page.goBack();
    await page.waitForSelector('.index:visible');
    await drop('one.txt', SENTENCE);
    await page.waitForFunction(() => document.title === 'one.txt – who says what');
    await drop('two.txt', `${SENTENCE} It rained.`);
    await page.waitForFunction(() => document.title === 'two.txt – who says what');
    await page.click('#take');
    await page.click('text=Permanent link');
    await page.keyboard.press('Escape');
    await page.click('#to-check');
    await statusIs(page, 'checked against');
    await page.goBack();
    await page.waitForFunction(() => document.title === 'two.txt – who says what');
    await page.goBack();
    await page.waitForSelector('.index:visible');
    assert.equal(page.url(), server.url);
    await page.goForward();
    await page.waitForFunction(() => document.title === 'two.txt – who says what');
    await page.goBack();
    await page.waitForSelector('.index:visible');
    await page.setInputFiles('#file', files.slice(1));
    await statusIs(page, '2 documents analysed');
    await page.goBack();
    await page.waitForFunction(() => document.querySelectorAll('.index > li').length === 3);
    await page.click('#chip');
    await page.selectOption('#sample', 'A strike (text)');
    await page.waitForFunction(() => document.title.startsWith('Dock workers'));
    await page.goBack();
    await page.waitForSelector('.index:visible');
    await page.goForward();
    await page.waitForFunction(() => document.title.startsWith('Dock workers'));
    assert.deepEqual([await page.inputValue('#sample'), await page.isVisible('#content'), await page.isVisible('#chip')], ['A strike (text)', true, false]);
    await page.goBack();
    await page.waitForSelector('.index:visible');
    await page.evaluate(text => { location.hash = new URLSearchParams({text}); }, SENTENCE);  // As who types a link.
    await page.waitForFunction(() => document.title === 'Pasted text – who says what');
    await page.goBack();
    await page.waitForSelector('.index:visible');
    await page.goForward();
    await page.waitForFunction(() => document.title === 'Pasted text – who says what');
    await page.goBack();
    await page.waitForSelector('.index:visible');
    await page.click('#to-check');
    await page.click('#to-read');
    assert.equal(await page.locator('.index > li').count(), 3);
    await close(page);
  },

  async 'a list that was left while it was made says what was not analysed, and reads it when asked for'() {
    const page = await open();
    let wait = true;
    await page.route('**/v1/documents:analyze', route => (wait && route.request().postData().includes('Day 3') ? setTimeout(() => route.continue().catch(() => {}), 30000) : route.continue()));
    await page.setInputFiles('#file', Array.from({length: 3}, (_, k) => file(`day-${k + 1}.html`, dated(k + 1))));
    await statusIs(page, '2 of 3');
    await page.click('#chip');
    await page.fill('#content', SENTENCE);
    await page.click('#analyze');
    await page.waitForFunction(() => document.title === 'Pasted text – who says what');
    await page.goBack();
    await page.waitForSelector('.index:visible');
    assert.match(await page.textContent('.index > li.failed'), /Not analysed\. Cancelled\./);
    assert.match(await page.textContent('#status'), /2 documents analysed, 1 not/);
    wait = false;
    await page.click('text=Try 1 document again');
    await statusIs(page, '3 documents analysed');
    await close(page);
  },

  async 'a list that is read as another type, with an article open, is shown as the list, and Back from there leaves it'() {
    const page = await open();
    await page.setInputFiles('#file', Array.from({length: 2}, (_, k) => file(`day-${k + 1}.html`, dated(k + 1))));
    await statusIs(page, '2 documents analysed');
    await page.click('.index button:has-text("Day 2")');
    await page.waitForSelector('.back');
    const before = await page.evaluate(() => history.length);
    await page.click('#chip');
    await page.selectOption('#type', 'DOCUMENT_TYPE_PLAIN_TEXT');
    await page.waitForSelector('.index:visible');
    await statusIs(page, '2 documents analysed');
    assert.deepEqual(await page.evaluate(() => [history.length, history.state.article]), [before, undefined]);
    await close(page);
  },

  async 'the focus goes on to the result after the field folds and after Cancel, and Escape does its work after a copy'() {
    const page = await open();
    const focused = () => page.evaluate(() => document.activeElement.id);
    await page.focus('#content');
    await page.keyboard.type(SENTENCE);
    await page.keyboard.press('Control+Enter');
    await page.waitForSelector('#chip:visible');
    assert.equal(await focused(), 'result');
    await page.click('.speaker:has-text("Fiona Reid") .who');
    await page.keyboard.press('c');
    await page.waitForSelector('.told:has-text("was copied"):not(.unseen)');
    await page.keyboard.press('Escape');
    assert.equal(await page.getAttribute('.speaker:has-text("Fiona Reid") .who', 'aria-pressed'), 'false', 'everybody is shown again');
    await page.route('**/v1/documents:analyze', route => setTimeout(() => route.continue().catch(() => {}), 400));
    await page.setInputFiles('#file', Array.from({length: 12}, (_, k) => file(`many-${k}.txt`, SENTENCE)));
    await page.waitForSelector('#cancel:visible');
    await page.focus('#cancel');
    await page.keyboard.press('Enter');
    await statusIs(page, 'Cancelled.');
    assert.equal(await focused(), 'result');
    await close(page);
  },

  async 'the text column holds 65 to 75 characters on a wide screen'() {
    const page = await open({viewport: {width: 1440, height: 900}});
    await analyze(page, ['obituary', 'politics_us', 'science'].map(ownArticle).join('\n\n'));
    const characters = await page.evaluate(() => {
      const lines = [];
      for (const block of document.querySelectorAll('.block > p')) {
        const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT), range = document.createRange(), own = [];
        while (walker.nextNode()) {
          for (const {0: word, index} of walker.currentNode.data.matchAll(/\S+\s*/g)) {
            range.setStart(walker.currentNode, index);
            range.setEnd(walker.currentNode, index + word.length);
            const {bottom, left} = range.getClientRects()[0] || {};
            if (!own.length || left < own.at(-1).left) own.push({count: 0});
            Object.assign(own.at(-1), {left, bottom, count: own.at(-1).count + word.length});
          }
        }
        lines.push(...own.slice(0, -1).map(line => line.count));
      }
      return lines.length >= 10 ? lines.reduce((sum, count) => sum + count, 0) / lines.length : NaN;
    });
    assert.ok(characters >= 65 && characters <= 75, `${characters} characters a full line`);
    assert.match(await page.locator('.block > p').first().evaluate(node => getComputedStyle(node).fontFamily), /Charter.*, serif$/, 'a face for reading');
    await close(page);
  },

  async 'a quotation has its marks inside its tint, its cue, and its speaker in the margin with how that was found'() {
    const page = await open();
    await analyze(page, SENTENCE);
    assert.equal(await page.textContent('.quote.direct'), '“The port is shut,”');
    assert.equal(await page.textContent('.cue'), 'said');
    assert.equal(await page.locator('.cue').first().evaluate(node => getComputedStyle(node).fontVariantCaps), 'small-caps');
    const notes = await page.locator('.note').allInnerTexts();
    assert.match(notes[0], /^Fiona Reid\s+direct · (sure|likely)$/);
    assert.match(notes[1], /^She → Fiona Reid\s+indirect · (sure|likely)$/);
    await page.hover('.quote.direct');
    assert.ok(await page.locator('.source.lit', {hasText: 'Fiona Reid'}).count() > 0, 'the quotation is joined to its speaker');
    await close(page);
  },

  async 'direct, mixed and indirect differ in shape, and patterns tell speakers apart without colour'() {
    const page = await open();
    const look = selector => page.locator(selector).first().evaluate(node => {
      const {backgroundColor, borderLeftWidth, boxShadow, backgroundImage} = getComputedStyle(node);
      return {backgroundColor, borderLeftWidth, shadow: boxShadow !== 'none', backgroundImage};
    });
    const [direct, mixed, indirect] = [await look('.quote.direct'), await look('.quote.mixed'), await look('.quote.indirect')];
    assert.equal(indirect.borderLeftWidth, '3px');
    assert.equal(indirect.backgroundColor, 'rgba(0, 0, 0, 0)');
    assert.notEqual(direct.backgroundColor, 'rgba(0, 0, 0, 0)');
    assert.ok(mixed.shadow && !direct.shadow);
    assert.equal(direct.backgroundImage, 'none');
    await page.check('.toggle.patterns input');
    const [first, second] = [await look('.quote.direct.tone-0'), await look('.quote.tone-1')];
    assert.match(first.backgroundImage, /gradient/);
    assert.notEqual(first.backgroundImage, second.backgroundImage);
    await close(page);
  },

  async 'an article is no part of initials, and a byline is who wrote it'() {
    const page = await open();
    assert.deepEqual(await page.evaluate(() => ['A police spokeswoman', 'a report by the Rivers Institute', 'The Post', 'An', 'Ana Diaz'].map(Model.initialsOf)), ['PS', 'RI', 'PO', 'AN', 'AD']);
    await analyze(page, PAGE.replace('By Ana Diaz', 'By Ana Diaz · 3 June 2024'));
    assert.equal(await page.textContent('.byline'), 'By Ana Diaz · 3 June 2024 · Valley & Hill');
    await analyze(page, PAGE.replace('By Ana Diaz', 'By <a rel="author" href="/diaz">Ana Diaz</a><sup>0</sup> and <a rel="author" href="/reid">Tom Reid</a><sup>1</sup>'));
    assert.equal(await page.textContent('.byline'), 'By Ana Diaz, Tom Reid · Valley & Hill');
    await close(page);
  },

  async 'sixty speakers are told apart: eight by colour, everybody by initials of their own and, where patterns are on, by hatching'() {
    const page = await open({viewport: {width: 1440, height: 900}});
    const first = ['Ana', 'Tom', 'Rona', 'Priya', 'Martin', 'Fiona'], last = ['Diaz', 'Reid', 'Blair', 'Okafor', 'Hallam', 'Sorley', 'Tait', 'Moss', 'Baird', 'Dunn'];
    const names = last.flatMap(family => first.map(given => `${given} ${family}`));
    await analyze(page, names.map((name, k) => `“We will come back to the quay ${'again '.repeat(k % 7)}on Monday,” said ${name}.`).join('\n\n'));
    assert.ok(await page.locator('.speaker').count() >= 55, 'most of the sixty are found');
    await page.check('.toggle.patterns input');
    const seen = await page.evaluate(() => {
      reader.article.finish();
      const look = (node, tag) => ({tone: getComputedStyle(node).getPropertyValue('--tone'), hatch: getComputedStyle(node.matches('.note') ? node.firstChild : node.querySelector('.avatar') || node).backgroundImage, tag});
      return [...document.querySelectorAll('.speaker')].map(item => {
        const index = shown[0].speakers.find(speaker => speaker.key === item.dataset.key).quotes[0].index;
        const quote = document.querySelector(`.quote[data-quote="${index}"]`), note = document.querySelector(`.note[data-quotes="${index}"]`);
        return [look(item, item.querySelector('.avatar').textContent), look(quote, quote.dataset.tag), look(note, note.querySelector('.tag').textContent)];
      });
    });
    for (const [list, text, margin] of seen) assert.deepEqual([text, margin], [list, list], 'the same in list, text and margin');
    assert.equal(new Set(seen.map(([list]) => list.tag)).size, seen.length, 'no initials twice');
    assert.equal(new Set(seen.map(([list]) => list.tone)).size, 9);
    assert.equal(new Set(seen.slice(0, 24).map(([list]) => list.hatch)).size, 24, 'the first 24 have a hatching of their own');
    await page.uncheck('.toggle.patterns input');
    const tags = await page.evaluate(() => ['.quote.tone-0', '.quote.tone-8'].map(selector => getComputedStyle(document.querySelector(selector), '::before').content));
    assert.equal(tags[0], 'none', 'who has a colour needs no label');
    assert.match(tags[1], /^"[A-Z]{2}\d*" \/ ""$/);
    await accessible(page, 'sixty speakers');
    await page.screenshot({path: `${out}/page-sixty.png`});
    await close(page);
  },

  async 'what is believed, promised or denied is no quotation, but is listed below the speakers, in reports, too'() {
    const text = 'Fiona Reid promised that the port would stay open. Tom Hale hopes that it pays. “It is shut,” said Ana Diaz.', path = file('promise.txt', text);
    const write = (...flags) => execFileSync(client, ['analyze', '--embedded', '--format=html', ...flags, path], {encoding: 'utf8', maxBuffer: 1 << 26});
    const page = await open({viewport: {width: 1440, height: 900}});
    await analyze(page, text);
    const report = await open({}, pathToFileURL(file('promise.html', write())).href);
    for (const one of [page, report]) {
      assert.deepEqual(await one.locator('.speaker .name').allTextContents(), ['Ana Diaz']);
      assert.match(await one.textContent('.further summary'), /^2 further attributions: /);
      await one.click('.further summary');
      assert.deepEqual(await one.locator('.further li').allTextContents(), ['Fiona Reid, promised: that the port would stay open', 'Tom Hale, hopes: that it pays']);
      await accessible(one, 'further attributions');
    }
    await close(report);
    await close(page);
    const all = await open({}, pathToFileURL(file('promises.html', write('--attribution_types=all'))).href);
    assert.deepEqual([await all.locator('.speaker').count(), await all.locator('.further').count()], [3, 0], 'what is asked for is shown with the others');
    await close(all);
  },

  async 'a speaker has one colour in text, margin and list'() {
    const page = await open();
    const tones = await page.evaluate(() => ['.quote[data-quote]', '.note', '.speaker'].map(selector => {
      const node = [...document.querySelectorAll(selector)].find(one => selector !== '.speaker' || one.textContent.includes('Priya Okafor'));
      return getComputedStyle(node).getPropertyValue('--tone');
    }));
    assert.equal(new Set(tones).size, 1, String(tones));
    await close(page);
  },

  async 'speakers are in the order of their words, with role and share; who is not named comes last'() {
    const page = await open();
    await analyze(page, `“Yes,” Transport Minister Ana Diaz said. “We will go on with the work at the harbour until all of it is done,” said Tom Reid. ${''}According to a report by Lothian Research, a closed port costs the city more than any pay rise would. “No money was ever paid to anybody here,” officials said. The World Trade Organization said that trade had grown.`);
    const names = await page.locator('.speaker .name').allTextContents();
    assert.deepEqual(names.slice(0, 2), ['Tom Reid', 'Ana Diaz']);
    assert.match(names.at(-1), /officials/i);
    assert.match(await page.textContent('.voices h2:has-text("Groups and documents") + ul'), /report by Lothian Research.*World Trade Organization/, 'a report is nobody who could be named');
    assert.deepEqual(await page.locator('.voices h2').allTextContents(), ['Peopleshare of the words', 'Groups and documents', 'Not named']);
    assert.match(await page.locator('.speaker', {hasText: 'Ana Diaz'}).textContent(), /AD.*Ana Diaz.*Transport Minister.*1 quotation · 1 word.*\d+ %/);
    await close(page);
  },

  async 'a press on a speaker shows that voice alone and lists its quotations; keys step through them'() {
    const page = await open();
    await page.click('.speaker:has-text("Martin Hallam") .who');
    const visible = await page.locator('.note:visible').count(), all = await page.locator('.note').count();
    assert.ok(visible > 0 && visible < all, 'other notes are hidden');
    assert.equal(await page.locator('.said ol li').count(), 4);
    assert.equal(await page.textContent('.place'), '1 of 4');
    await page.keyboard.press('n');
    assert.equal(await page.textContent('.place'), '2 of 4');
    assert.ok(await page.evaluate(() => document.activeElement.matches('.quote.now')), 'the quotation has the focus');
    await page.keyboard.press('p');
    assert.equal(await page.textContent('.place'), '1 of 4');
    await page.keyboard.press('Escape');
    assert.equal(await page.locator('.note:visible').count(), all);
    await close(page);
  },

  async 'toggles have counts, hide what they name, and values are off until asked for'() {
    const page = await open();
    await analyze(page, `${SENTENCE} It cost £4.2m.`);
    const toggles = await page.locator('.toggle').allTextContents();
    assert.ok(toggles.includes('direct1') && toggles.includes('money1'), String(toggles));
    const line = selector => page.locator(selector).first().evaluate(node => getComputedStyle(node).textDecorationLine + getComputedStyle(node).boxShadow);
    assert.match(await line('.mention.person'), /underline/);
    await page.uncheck('.toggle.person input');
    assert.doesNotMatch(await line('.mention.person'), /underline/);
    const before = await line('.mention.money');
    await page.check('.toggle.money input');
    assert.notEqual(await line('.mention.money'), before);
    assert.match(await page.locator('.mention.person').first().getAttribute('title'), /Fiona Reid – person/);
    await close(page);
  },

  async 'keys step through what is marked alone'() {
    const page = await open({viewport: {width: 1440, height: 900}});
    const forms = await page.evaluate(() => shown[0].quotes.map(quote => quote.form)), passed = async key => {
      const out = new Set();
      for (let k = 0; k < forms.length; ++k) {
        await page.keyboard.press(key);
        out.add(Number(await page.getAttribute('.quote.now', 'data-quote')));
      }
      return [...out].map(index => forms[index]);
    };
    assert.deepEqual([...new Set(forms)].sort(), ['direct', 'indirect', 'mixed']);
    await page.keyboard.press('n');
    const first = await page.getAttribute('.quote.now', 'data-quote');
    await page.uncheck(`.toggle.${forms[first]} input`);
    for (const key of ['n', 'p']) {
      const stepped = await passed(key);
      assert.equal(stepped.length, forms.filter(form => form !== forms[first]).length, 'all the others');
      assert.ok(!stepped.includes(forms[first]));
    }
    assert.match(await page.locator('#reading [role=status]').textContent(), new RegExp(` of ${forms.filter(form => form !== forms[first]).length}: `));
    await page.check(`.toggle.${forms[first]} input`);
    await page.click('.speaker:has-text("Martin Hallam") .who');
    assert.equal(await page.textContent('.place'), '1 of 4');
    await page.uncheck('.toggle.direct input');
    const left = await page.evaluate(() => reader.chosen.quotes.filter(quote => quote.form !== 'direct').length);
    assert.equal(await page.locator('.said .line').count(), left);
    assert.equal(await page.textContent('.place'), `1 of ${left}`);
    assert.match(await page.textContent('.said .hint'), new RegExp(`^${4 - left} quotations? not marked`));
    for (const form of ['mixed', 'indirect']) await page.uncheck(`.toggle.${form} input`);
    await page.keyboard.press('n');
    assert.equal(await page.locator('#reading [role=status]').textContent(), 'No quotation of Martin Hallam is marked: tick a form to step through them.');
    await close(page);
  },

  async 'tabs list names by kind with their weight, money and dates with a time line, and the clean text'() {
    const page = await open();
    await page.click('[role=tab]:has-text("Names")');
    assert.ok((await page.locator('.list h2').allTextContents()).includes('People'));
    await page.click('.entity:has-text("Okafor")');
    assert.match(await page.textContent('.mention.now'), /Okafor/, 'the first use of a name');
    assert.ok(await page.locator('.entity .bar').evaluateAll(bars => bars.some(bar => bar.style.getPropertyValue('--share') === '1') && bars.some(bar => bar.style.getPropertyValue('--share') < 1)), 'bars of weight');
    await page.click('[role=tab]:has-text("Money")');
    assert.match(await page.textContent('.list'), /GBP 4,200,000/);
    assert.match(await page.textContent('.list'), /GBP 900,000 a day/, 'units are in words');
    assert.ok(await page.locator('.timeline .moment').count() >= 2);
    assert.deepEqual(await page.locator('.ends span').allTextContents(), ['20 May 2024', 'June 2024'], 'the ends of the time line are in words, no finer than the text has them');
    await page.click('[role=tab]:has-text("Text")');
    assert.match(await page.textContent('.clean'), /kettle is on/);
    await page.focus('[role=tab][aria-selected=true]');
    await page.keyboard.press('ArrowRight');
    assert.match(await page.textContent('[role=tab][aria-selected=true]'), /Removed/);
    await close(page);
  },

  async 'a value is one row however it is written, called as it is first, and a press steps through all its forms'() {
    const page = await open({viewport: {width: 1440, height: 900}});
    await analyze(page, 'Fiona Reid said it cost £38m. The council paid about £38 million, she said, and £5 more. One official was the first to object.');
    await page.click('[role=tab]:has-text("Money")');
    assert.deepEqual(await page.locator('.plainlist .money .entity').evaluateAll(all => all.map(one => [...one.children].slice(0, 3).map(node => node.textContent))), [['£38m', 'GBP 38,000,000', '2'], ['£5', 'GBP 5', '1']]);
    assert.equal(await page.textContent('.toggle.money .count'), '2');
    for (const form of ['£38m', '£38 million']) {
      await page.click('.plainlist .money .entity >> nth=0');
      assert.match(await page.textContent('.mention.now'), new RegExp(form));
    }
    assert.equal(await page.locator('.plainlist .number .entity').count(), 2, 'one and first are not the same');
    await close(page);
  },

  async 'days, times, ranges, periods and lengths of time are in words'() {
    const page = await open();
    const words = {
      '2024-06-03': '3 June 2024', '2024-06': 'June 2024', '2022': '2022', '2024-06-03T08:00': '3 June 2024, 08:00', '2024-06-03T20:15:30': '3 June 2024, 20:15:30', '2024-06-04TNI': '4 June 2024, night', 'T15:30': '15:30',
      'T09:00/T10:30': '09:00 to 10:30', '2024-06-01T10:00/2024-06-01T16:00': '1 June 2024, 10:00 to 16:00', '2024-06-01T10:00/2024-06-02T16:00': '1 June 2024, 10:00 to 2 June 2024, 16:00',
      '2024-06-03/2024-06-05': '3 June 2024 to 5 June 2024', '2020-01/2020-09': 'January 2020 to September 2020', '1999/2000': '1999 to 2000', '2024-W22': 'week 22 of 2024', '2024-W23-WE': 'weekend of 8 June 2024',
      '2020-W53-WE': 'weekend of 2 January 2021', '2024-Q2': 'quarter 2 of 2024', '2021-H1': 'first half of 2021', '1969-SU': 'summer of 1969', FY2023: 'fiscal year 2023', '199X': 'the 1990s', '18XX': '1800 to 1899',
      P6M: '6 months', P1D: '1 day', PT3H30M: '3 hours 30 minutes', 'PT1.5H': '1.5 hours', P1Y6M: '1 year 6 months', 'R/P2W': 'every 2 weeks', 'R/P1D': 'every day',
      'XXXX-05': '', 'XXXX-WXX-2': '', 'TMO': '', '-0044': '-0044', 'R/P': 'R/P', '': '',
    };
    assert.deepEqual(await page.evaluate(values => Object.fromEntries(values.map(value => [value, Dates.inWords(value)])), Object.keys(words)), words);
    await analyze(page, 'The committee met on 3 June 2024 at 8.15pm. “It took 3 hours 30 minutes,” said Ana Diaz.');
    await page.click('[role=tab]:has-text("Money")');
    assert.deepEqual(await page.locator('.list .normal').allTextContents(), ['3 June 2024, 20:15']);
    await close(page);
  },

  async 'what was removed is beside the article in runs with their reason, and never in it'() {
    const page = await open();
    await analyze(page, PAGE);
    const article = await page.textContent('article');
    assert.doesNotMatch(article, /Section 3/);
    assert.match(await page.textContent('.byline'), /Valley & Hill/, 'the site');
    await page.click('[role=tab]:has-text("Removed")');
    const run = page.locator('.removed details').first();
    assert.match(await run.locator('summary').textContent(), /^12 lines: navigation$/);
    const lines = (await page.locator('.removed summary').allTextContents()).map(text => parseInt(text, 10));
    assert.equal(await page.textContent('[role=tab]:has-text("Removed") .count'), String(lines.reduce((sum, count) => sum + count, 0)), 'the number is of the lines that are listed');
    const said = await page.evaluate(() => shown[0].response.cleanedDocument.removedSegments.map(({reason}) => Model.short(reason)).filter(reason => !['markup', 'invisible', 'whitespace'].includes(reason)));
    assert.deepEqual(new Set(await page.evaluate(() => shown[0].removed.map(({reason}) => reason))), new Set(said), 'for the reasons that the server gives');
    assert.match(await page.textContent('.removed'), /1 line: headers, footers, notices, share buttons/);
    assert.match(await page.textContent('.removed h2'), /Above the title/);
    await run.locator('summary').click();
    await run.locator('text=Section 3').waitFor();
    assert.equal(await page.textContent('article'), article);
    const folded = () => page.locator('.removed details:not([open])').count();
    await page.keyboard.press('u');
    assert.equal(await folded(), 0, 'a key unfolds all of it');
    await page.click('text=Fold all lines');
    assert.ok(await folded() > 0 && !await run.locator('text=Section 3').isVisible());
    await page.evaluate(() => dispatchEvent(new Event('beforeprint')));
    await page.emulateMedia({media: 'print'});
    assert.ok(await page.locator('.removed details').last().locator('.gone li').first().isVisible(), 'on paper all of it is unfolded');
    await page.emulateMedia({media: 'screen'});
    await page.evaluate(() => dispatchEvent(new Event('afterprint')));
    assert.ok(await folded() > 0);
    await close(page);
  },

  async 'the slider has its number, hides what is below it, explains itself and stays where it is'() {
    const page = await open();
    for (const width of [375, 768, 1440]) {
      await page.setViewportSize({width, height: 900});
      await page.locator('.toolbar').evaluate(node => { node.open = true; });
      const places = [];
      for (const limit of ['0', '0.9', '1']) {
        await page.fill('.confidence input', limit);
        places.push(await page.evaluate(() => ['.confidence input', '.article'].map(selector => document.querySelector(selector).getBoundingClientRect()).map(({x, y}) => [x, y])));
      }
      assert.deepEqual(places, [places[0], places[0], places[0]], `at ${width} pixels`);
    }
    assert.equal(await page.textContent('.confidence output'), '1.00');
    assert.match(await page.textContent('.confidence .left'), /^\d+ left out$/);
    assert.equal(await page.locator('.note:visible').count(), 0);
    await page.keyboard.press('n');
    const heard = () => page.locator('#reading [role=status]').textContent();
    assert.equal(await heard(), 'No quotation is as sure as 1.00: move the slider to step through them.');
    assert.equal(await page.locator('.told:not(.unseen)').textContent(), await heard(), 'and it is seen');
    await page.fill('.confidence input', '0');
    await page.click('.speaker:has-text("Martin Hallam") .who');
    await page.fill('.confidence input', '1');
    assert.equal(await heard(), 'No quotation of Martin Hallam is as sure as 1.00: move the slider to step through them.');
    assert.equal(await page.textContent('.voices .none'), await heard());
    assert.equal(await page.locator('.speaker').count(), 0);
    await page.keyboard.press('n');
    assert.equal(await page.locator('.quote.now').count(), 1, 'where it was');
    await page.fill('.confidence input', '0');
    assert.match(await page.textContent('.place'), /^\d of 4$/);
    await page.fill('.confidence input', '1');
    await page.click('text=Show everybody');
    assert.equal(await page.evaluate(() => reader.chosen), null);
    assert.equal(await page.textContent('.voices .none'), 'None is as sure as 1.00.');
    await page.fill('.confidence input', '0');
    await page.click('text=What does this mean?');
    assert.ok(await page.locator('.explained p').isVisible());
    await close(page);
  },

  async 'what is below the slider is counted nowhere: chips, tabs, lists, shares and notes follow it, and come back'() {
    const page = await open({viewport: {width: 1440, height: 900}});
    const answer = await page.evaluate(() => shown[0].response);
    answer.quotes.forEach((quote, k) => { quote.confidence = quote.speaker.confidence = k % 3 ? 0.9 : 0.5; });
    answer.entities.forEach((entity, k) => entity.mentions.forEach((mention, m) => { mention.confidence = k % 3 && m % 2 === 0 ? 0.9 : 0.5; }));
    await page.evaluate(given => show([Model.of(given, shown[0].source, 'given')]), answer);
    const numbers = () => page.evaluate(() => ({
      chips: [...document.querySelectorAll('.toggle .count')].map(node => node.parentNode.textContent), tabs: [...document.querySelectorAll('.tabs button')].map(node => node.textContent),
      handle: document.querySelector('.handle').textContent, rows: [...document.querySelectorAll('.speaker .figures')].map(node => node.textContent),
      bars: [...document.querySelectorAll('.speaker .bar')].map(node => Number(node.style.getPropertyValue('--share'))),
      notes: [...document.querySelectorAll('.note:not([hidden])')].map(node => node.textContent), shares: [...document.querySelectorAll('.speaker .share')].map(node => parseInt(node.textContent, 10)),
    }));
    const all = await numbers();
    await page.fill('.confidence input', '0.7');
    const left = await numbers();
    const [sure, names] = await page.evaluate(() => [shown[0].quotes.filter(({confidence}) => confidence > 0.7).map(({speaker}) => speaker.name), shown[0].entities.filter(({mentions}) => mentions.some(({confidence}) => confidence > 0.7)).map(({name}) => name)]);
    assert.ok(sure.length && names.length && sure.length < await page.evaluate(() => shown[0].quotes.length));
    const added = (texts, pattern) => texts.reduce((sum, text) => sum + Number(text.match(pattern)?.[1] || 0), 0);
    assert.equal(added(left.chips, /^(?:direct|mixed|indirect)(\d+)$/), sure.length);
    assert.equal(added(left.chips, /(\d+)$/), sure.length + names.length);
    assert.equal(added(left.rows, /^(\d+) quotation/), sure.length);
    assert.equal(added(left.tabs, /^Speakers(\d+)$/), new Set(sure).size);
    assert.equal(added(left.tabs, /^(?:Names|Money, dates)(\d+)$/), names.length);
    assert.match(left.handle, new RegExp(` ${sure.length} quotations$`));
    assert.ok(Math.abs(left.bars.reduce((sum, share) => sum + share, 0) - 1) < 1e-9, 'shares are of what is left');
    assert.equal(left.shares.reduce((sum, share) => sum + share, 0), 100);
    assert.equal(left.notes.reduce((sum, text) => sum + Number(text.match(/×(\d+)/)?.[1] || 1), 0), sure.length);
    assert.deepEqual(left.chips.map(text => text.replace(/\d+$/, '')), all.chips.map(text => text.replace(/\d+$/, '')), 'no chip goes');
    await page.click('[role=tab]:has-text("Names")');
    assert.equal(await page.locator('.entity').count(), Number((await page.textContent('[role=tab]:has-text("Names") .count'))));
    const counts = async () => (await page.locator('.entity .count').allTextContents()).map(Number), sureCounts = await counts();
    await page.fill('.confidence input', '0');
    assert.ok((await counts()).reduce((a, b) => a + b) > sureCounts.reduce((a, b) => a + b), 'mentions come back');
    await page.click('[role=tab]:has-text("Speakers")');
    assert.deepEqual(await numbers(), all);
    await close(page);
  },

  async 'one source is one row: by its id, and by its name where a quotation of it has none'() {
    const page = await open();
    const rows = await page.evaluate(() => {
      const quote = (name, ids = {}) => ({form: 'QUOTE_FORM_DIRECT', content: 'We know', confidence: 0.9, speaker: {name, confidence: 0.9, ...ids}});
      const entities = [['1', 'Ana Diaz'], ['2', 'A. Diaz'], ['3', 'Port'], ['4', 'Port']].map(([entityId, name]) => ({entityId, name, type: 'ENTITY_TYPE_PERSON', mentions: []}));
      const quotes = [quote('Villagers'), quote('the villagers'), quote('the villages'), quote('Lothian Research'), quote('Lothian Research', {dictionaryId: 'Q2'}), quote('Ana Diaz', {entityId: '1', dictionaryId: 'Q1'}), quote('A. Diaz', {entityId: '2', dictionaryId: 'Q1'}),
        quote('Port', {entityId: '3'}), quote('Port', {entityId: '4'}), quote('Port'), quote('The.'), quote('')];
      return Model.of({quotes, entities}, 'We know', 'ids').speakers.map(({name, section, quotes: own}) => `${name}, ${section}: ${own.length}`).sort();
    });
    assert.deepEqual(await page.evaluate(() => ['the villagers', 'Villagers', 'they', ''].map(mentionText => Model.foundAs({mentionText, speaker: {key: 'name:villagers', name: 'Villagers'}}))), ['', '', 'they', '']);
    assert.deepEqual(rows, ['Ana Diaz, person: 2', 'Lothian Research, unnamed: 2', 'No source found, unnamed: 1', 'Port, person: 1', 'Port, person: 1', 'Port, unnamed: 1', 'The., unnamed: 1', 'Villagers, unnamed: 2', 'the villages, unnamed: 1']);
    await close(page);
  },

  async 'quotations of which no source was found are listed, and are no voice'() {
    const page = await open({viewport: {width: 375, height: 700}});
    await analyze(page, `${SENTENCE}\n\n“It was the best of all the days that we have had,” the play began.\n\nIt rained. “Nobody came to the quay that day, and nobody asked why.”`);
    const answer = await page.evaluate(() => shown[0].response);
    delete answer.quotes.at(-1).speaker;
    await page.evaluate(given => show([Model.of(given, shown[0].source, 'given')]), answer);
    const rows = await page.evaluate(() => shown[0].speakers.map(({name}) => name));
    assert.equal(rows.at(-1), 'No source found');
    assert.match(await page.textContent('.handle'), new RegExp(`^${rows.length - 1} voices?, `));
    assert.equal(await page.textContent('[role=tab]:has-text("Speakers") .count'), String(rows.length - 1));
    await close(page);
  },

  async 'a quotation is copied with its attribution in two actions'() {
    const page = await open();
    await page.click('.quote.direct >> nth=0');
    await page.click('text=Copy with attribution');
    assert.match(await clipboard(page), /^“Nobody on this quay.*” — Priya Okafor.* \(Dock workers in Leith walk out over pay, 3 June 2024\)$/);
    await close(page);
  },

  async 'that something was copied is seen where it covers nothing, is heard by a screen reader, and goes by itself'() {
    const page = await open({viewport: {width: 1440, height: 900}});
    const covered = () => page.evaluate(() => {
      const line = document.querySelector('.told:not(.unseen)'), box = line.getBoundingClientRect(), over = [];
      const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
      for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        if (line.contains(node) || !node.data.trim() || !node.parentElement.checkVisibility() || (document.querySelector('dialog[open]') && !node.parentElement.closest('dialog')) || node.parentElement.closest(innerWidth < 960 ? '.handle, .unseen, article' : '.unseen')) continue;
        const range = new Range(), list = node.parentElement.closest('.list')?.getBoundingClientRect();
        range.selectNodeContents(node);
        for (const at of range.getClientRects()) {
          const bottom = list ? Math.min(at.bottom, list.bottom) : at.bottom;
          if (at.left < box.right && at.right > box.left && at.top < box.bottom - 1 && bottom > box.top + 1 && at.width > 1) over.push(node.data);
        }
      }
      return over;
    });
    const copied = async (what, press) => {
      await press();
      await page.waitForSelector('.told:not(.unseen)');
      const line = page.locator('.told:not(.unseen)');
      assert.deepEqual([what, await line.getAttribute('role'), /^[^.]+ was copied\.$/.test(await line.textContent())], [what, 'status', true]);
      assert.deepEqual([what, await covered()], [what, []]);
      const {y, height} = await line.boundingBox();
      assert.ok(y >= 0 && y + height <= page.viewportSize().height, `${what}: in view`);
      const handle = await page.locator('.handle').boundingBox();
      if (handle && what !== 'a dialog') assert.ok(y >= handle.y && y + height <= handle.y + handle.height, `${what}: on the handle`);
      await accessible(page, what);
      await page.waitForSelector('.told:not(.unseen)', {state: 'detached', timeout: 6000});
    };
    await page.click('.quote.direct >> nth=0');
    await copied('the card', () => page.click('text=Copy with attribution'));
    await copied('the key', () => page.keyboard.press('c'));
    await page.click('[role=tab]:has-text("Text")');
    await copied('the text', () => page.click('text=Copy the text'));
    await page.keyboard.press('t');
    await copied('a dialog', () => page.click('text=Copy CSV'));
    await page.keyboard.press('Escape');
    for (const width of [1024, 390]) {
      await page.setViewportSize({width, height: 800});
      await copied(`the key at ${width}`, () => page.keyboard.press('c'));
    }
    await close(page);
  },

  async 'all quotations can be taken as CSV, Markdown and JSON'() {
    const page = await open();
    await page.keyboard.press('t');
    const csv = await saved(page, () => page.click('text=Save CSV'));
    assert.equal(csv.trim().split('\r\n').length, 1 + await page.evaluate(() => shown[0].quotes.length));
    assert.match(csv, /"Priya Okafor"/);
    const contract = execFileSync(client, ['quotes', '--embedded', '--format=csv', join(root, 'examples/harbour.txt')], {encoding: 'utf8'}).split('\r\n')[0];
    const columns = table => table.split('\r\n')[0].replaceAll('"', '');
    assert.ok(columns(csv).startsWith(`${contract},`), 'the columns of the command come first');
    const corpus = await page.evaluate(() => Summary.quotationsCsv(Summary.of(shown, Corpus.words)));
    assert.ok(columns(corpus).startsWith(`${contract},`));
    assert.deepEqual(columns(csv).split(',').filter(name => !columns(corpus).split(',').includes(name)), [], 'of many articles there are more');
    assert.equal(await page.evaluate(() => Model.csv([])), `"${columns(csv).replaceAll(',', '","')}"\r\n`, 'without a quotation, too');
    await page.click('text=Copy Markdown');
    await page.waitForSelector('.told:has-text("Markdown was copied")');
    assert.match(await clipboard(page), /^## Dock workers.*\n\n\*\*Priya Okafor\*\*/);
    const quotes = JSON.parse(await saved(page, () => page.click('text=Save JSON')));
    assert.equal(quotes[0].speaker, 'Priya Okafor');
    await close(page);
  },

  async 'a break between parts of a quotation is seen wherever it stands, and what is copied has marks around what was said'() {
    const page = await open();
    const text = 'The attack killed two people, the mayor said, the third time this month. “We stay,” Ana Diaz said, “and we wait.” “The port is shut,” she said. The crowd cheered. “It will stay shut.” Tom Reid called the plan “a distraction” and “a farce”. He said that it “will not fly”.';
    const span = (words, from = 0) => ({beginOffset: text.indexOf(words, from), endOffset: text.indexOf(words, from) + words.length});
    const quote = (form, contents, quoted, cue, from = 0) => ({form: `QUOTE_FORM_${form}`, content: contents.join(' … '), contentSpans: contents.map(words => span(words)), quotedSpans: quoted.map(words => span(words)), cueSpan: span(cue, from), confidence: 0.9, speaker: {}});
    await page.route('**/v1/documents:analyze', async route => {
      const answer = await (await route.fetch()).json();
      answer.quotes = [quote('INDIRECT', ['killed two people', 'the third time this month'], [], 'said'), quote('DIRECT', ['We stay,', 'and we wait.'], ['We stay,', 'and we wait.'], 'said', text.indexOf('Ana')),
        quote('DIRECT', ['The port is shut,', 'It will stay shut.'], ['The port is shut,', 'It will stay shut.'], 'called'), quote('MIXED', ['a distraction', 'a farce'], ['a distraction', 'a farce'], 'called'),
        quote('MIXED', ['that it “will not fly'], ['will not fly'], 'said', text.indexOf('He said'))];
      return route.fulfill({json: answer});
    });
    await analyze(page, text);
    const said = ['killed two people … the third time this month', 'We stay, … and we wait.', 'The port is shut, … It will stay shut.', 'a distraction … a farce', 'that it “will not fly'];
    assert.deepEqual(await page.evaluate(() => shown[0].quotes.map(one => one.content)), said);
    await page.click('.who');
    assert.deepEqual(await page.locator('.said .line').allTextContents(), said);
    assert.deepEqual(await page.evaluate(() => shown[0].quotes.map(one => Model.citation(shown[0], one, Corpus.words).split(' — ')[0])),
      [said[0], '“We stay,” … “and we wait.”', '“The port is shut,” … “It will stay shut.”', '“a distraction” … “a farce”', 'that it “will not fly”']);
    const lines = await page.evaluate(() => Model.markdown(shown).split('\n').filter(line => line.startsWith('> ')));
    assert.deepEqual(lines, [`> ${said[0]} *(indirect, said)*`, '> “We stay,” … “and we wait.” *(direct, said)*', '> “The port is shut,” … “It will stay shut.” *(direct, called)*', '> “a distraction” … “a farce” *(mixed, called)*',
      '> that it “will not fly” *(mixed, said)*']);
    for (const format of ['csv', 'json', 'markdown']) assert.ok(await page.evaluate(name => Model[name](shown), format).then(all => all.includes(said[0])), format);
    await close(page);
  },

  async 'a cell of CSV that a spreadsheet would run is disarmed'() {
    const page = await open();
    assert.equal(await page.evaluate(() => Model.table([['=1+1', 'a"b']])), '"\'=1+1","a""b"\r\n');
    await close(page);
  },

  async 'the answer is a tree that folds'() {
    const page = await open();
    await page.click('#take');
    await page.click('.node > summary');
    await page.click('.node .node:has(> summary:has-text("quotes")) > summary');
    await page.click('.node .node .node > summary >> nth=0');
    await page.waitForSelector('.leaf:has-text("QUOTE_FORM_")');
    assert.match(await page.textContent('dialog'), /quotes \[1\d\]/);
    assert.match(JSON.stringify(JSON.parse(await saved(page, () => page.click('text=Save the answer')))), /cleanedDocument/);
    await page.click('text=Copy the answer');
    await page.waitForSelector('.told:has-text("The answer was copied")');
    assert.ok(JSON.parse(await clipboard(page)).quotes.length);
    await close(page);
  },

  async 'the same call is shown for five tools, which make it of an article of any size'() {
    const page = await open({}, (await bothTiers()).url);
    await page.selectOption('#tier', 'MODEL_TIER_FAST');
    await statusIs(page, 'by the fast models');
    await page.setInputFiles('#file', {name: 'large.txt', mimeType: 'text/plain', buffer: Buffer.from(`${SENTENCE}\n\n`.repeat(8000))});
    await page.waitForSelector('#chip:has-text("large.txt")', {timeout: 60000});
    await page.click('#take');
    assert.deepEqual(await page.locator('.call summary').allTextContents(), ['curl', 'grpcurl', 'Python', 'Node', 'Go']);
    const folder = await folderOf(page, 'calls', ['request', 'article']);
    const programs = Object.fromEntries(await page.locator('.call').evaluateAll(all => all.map(one => [one.querySelector('summary').textContent, one.querySelector('pre').textContent])));
    for (const [tool, part] of [['Python', 'tier="fast"'], ['Node', "{modelTier: 'MODEL_TIER_FAST'}"], ['Go', 'WithTier(pb.ModelTier_MODEL_TIER_FAST)']]) assert.ok(programs[tool].includes(part), part);
    for (const [tool, text] of Object.entries(programs)) {
      assert.ok(text.length < 1000, `${tool} takes the text from a file`);
      const printed = play(tool, text, folder, both);
      if (printed) assert.ok(printed.split('Fiona Reid').length > 15900, `${tool}: ${printed.slice(0, 300)}`);
    }
    await close(page);
  },

  async 'a report stands alone and shows the same view'() {
    const page = await open();
    await page.click('#take');
    const report = await saved(page, () => page.click('text=Save a report'));
    const alone = await open({}, pathToFileURL(file('report.html', report)).href);
    assert.equal(await alone.textContent('h1'), await page.textContent('h1'));
    assert.equal(await alone.locator('.note').count(), await page.locator('.note').count());
    await alone.click('[role=tab]:has-text("Removed")');
    assert.match(await alone.textContent('.removed'), /line/);
    await alone.emulateMedia({media: 'print'});
    assert.ok(await alone.locator('.note').first().isVisible() && !await alone.locator('#take').isVisible(), 'paper has no buttons');
    await alone.emulateMedia({media: 'screen'});
    await accessible(alone, 'report');
    await close(alone);
    await close(page);
  },

  async 'the command writes the same report, source and removed lines with it, and several articles with an index'() {
    const path = file('bakery.html', PAGE), second = file('port.txt', SENTENCE);
    const one = execFileSync(client, ['analyze', '--embedded', '--format=html', path], {encoding: 'utf8', maxBuffer: 1 << 26});
    const page = await open({}, pathToFileURL(file('one.html', one)).href);
    assert.equal(await page.textContent('h1'), 'Bakery reopens after flood');
    assert.equal(await page.title(), 'Bakery reopens after flood', 'a report of one file is called by its article');
    await page.click('[role=tab]:has-text("Removed")');
    assert.match(await page.textContent('.removed summary >> nth=0'), /12 lines: navigation/);
    const view = where => where.evaluate(() => document.querySelector('.columns').outerHTML.replace(/\br\d+-/g, ''));
    const live = await open();
    await live.setInputFiles('#file', path);
    await live.waitForSelector('#chip:has-text("bakery.html")');
    await live.click('[role=tab]:has-text("Removed")');
    await live.waitForSelector('.removed summary');
    assert.equal(await view(page), await view(live), 'exactly the page’s view');
    await close(live);
    await close(page);
    const both = execFileSync(client, ['analyze', '--embedded', '--format=html', path, second], {encoding: 'utf8', maxBuffer: 1 << 26});
    const many = await open({}, pathToFileURL(file('two.html', both)).href);
    assert.equal(await many.title(), '2 documents', 'a report of several files is not called by the first');
    assert.equal(await many.locator('.index li').count(), 2);
    assert.match(await many.textContent('.summary'), /2 documents · \d+ quotations/);
    await many.click('.index .entity >> nth=0');
    assert.equal(await many.textContent('h1'), 'Bakery reopens after flood');
    await many.click('text=All documents');
    await accessible(many, 'several articles');
    await close(many);
  },

  async 'a report lists what was not analysed in its index and under what is left out, the command’s and the page’s'() {
    const folder = join(out, 'partly');
    rmSync(folder, {recursive: true, force: true});
    mkdirSync(folder, {recursive: true});
    const paths = [['a-empty.txt', ''], ['b.txt', SENTENCE]].map(([name, text]) => file(`partly/${name}`, text));
    const run = spawnSync(client, ['analyze', '--embedded', '--format=html', folder], {encoding: 'utf8', maxBuffer: 1 << 26});
    assert.equal(run.status, 1, 'the exit code tells, too');
    const live = await open();
    await live.setInputFiles('#file', paths);
    await statusIs(live, '1 document analysed, 1 not');
    await live.click('#take');
    const own = await saved(live, () => live.click('text=Save a report'));
    await close(live);
    for (const [what, report] of [['the command', run.stdout], ['the page', own]]) {
      const page = await open({}, pathToFileURL(file('partly.html', report)).href);
      assert.match(await page.textContent('.index .failed'), /a-empty\.txtNot analysed\. There is no text in it\./, what);
      assert.match(await page.textContent('.summary > .hint'), /Left out: 1 document that was not analysed \([^)]*a-empty\.txt\)/, what);
      assert.equal(await page.locator('.index .entity').count(), 1, what);
      await close(page);
    }
  },

  async 'what a source is, for whom it speaks, and why it is not named, are shown'() {
    const page = await open({viewport: {width: 1440, height: 900}});
    const text = '“The port is shut,” said a customs officer of the Harbour Board, who asked not to be named. “It is not,” said Ana Diaz, the mayor, in a statement.';
    const span = words => ({beginOffset: text.indexOf(words), endOffset: text.indexOf(words) + words.length});
    await page.route('**/v1/documents:analyze', async route => {
      const answer = await (await route.fetch()).json();
      const [first, second] = answer.quotes.filter(({form}) => form === 'QUOTE_FORM_DIRECT');
      first.sourcing = {kind: 'SOURCE_KIND_ANONYMOUS', roleSpan: span('a customs officer'), affiliationSpan: span('Harbour Board'), anonymityReasonSpan: span('who asked not to be named')};
      second.sourcing = {kind: 'SOURCE_KIND_STATEMENT', isNamed: true, roleSpan: span('the mayor')};
      return route.fulfill({json: answer});
    });
    await analyze(page, text);
    assert.match(await page.locator('.speaker', {hasText: 'customs officer'}).textContent(), /Harbour Board, “who asked not to be named”/);
    assert.match(await page.locator('.speaker', {hasText: 'Ana Diaz'}).textContent(), /the mayor/i);
    await page.click('.note button >> nth=0');
    assert.match(await page.textContent('.card'), /the source is somebody who is not named; not named because “who asked not to be named”/);
    await page.keyboard.press('Escape');
    await page.setInputFiles('#file', [file('sourced-a.txt', text), file('sourced-b.txt', `${text} It rained.`)]);
    await statusIs(page, '2 documents analysed');
    assert.match(await page.textContent('.figure:has-text("What the sources are")'), /people who are not named2 quotations.*statements and press releases2 quotations/);
    await close(page);
  },

  async 'several files become a list with their summary, each figure a way to its quotations'() {
    const page = await open();
    await page.setInputFiles('#file', [file('a.txt', `${SENTENCE}\n\nThe World Trade Organization said that trade had grown. Fiona Reid met Tom Hale.`),
      file('b.txt', '3 June 2024\n\n“It was a quiet day,” Reid told reporters. “Tom Hale will answer,” Fiona Reid said.'), file('c.txt', 'Nobody spoke.'), file('d.txt', '')]);
    await statusIs(page, '3 documents analysed, 1 not');
    assert.match(await page.textContent('.failed'), /d\.txt.*There is no text in it\./);
    assert.match(await page.textContent('.figures-line'), /^3 documents · 5 quotations/);
    const reid = page.locator('.figure:has-text("Who is quoted") .measure', {hasText: 'Fiona Reid'});
    assert.match(await reid.locator('summary').textContent(), /4 quotations/, 'a speaker is one over documents');
    assert.match(await page.textContent('.figure:has-text("Women and men")'), /women1 person, 100 % of their words.*men0 people, 0 % of their words.*not told0 people, 0 % of their words/, 'the unknown are stated, were they none');
    assert.match(await page.textContent('.summary'), /Fiona Reid on Tom Hale/);
    assert.match(await page.textContent('.summary > .hint'), /Every quotation that was found is counted.*1 document that was not analysed.*without a date.*without a quotation/);
    await reid.locator('summary').click();
    await reid.locator('.line').first().click();
    assert.ok(await page.locator('.quote.now').isVisible());
    assert.match(await page.textContent('.back'), /a\.txt/);
    await page.click('text=All documents');
    assert.match(await saved(page, () => page.click('text=Save speakers as CSV')), /"Fiona Reid","","person"/);
    const rows = (await saved(page, () => page.click('text=Save quotations as CSV'))).trim().split('\r\n');
    assert.equal(rows.length, 1 + 5, 'a row a quotation');
    assert.match(rows.join('\n'), /"b.txt","direct","Fiona Reid","said","Tom Hale will answer,",.*"Fiona Reid","Fiona Reid","person","f","","person","yes","","","Tom Hale","4"/);
    const [download] = await Promise.all([page.waitForEvent('download'), page.click('text=Save quotations as Parquet')]);
    const parquet = readFileSync(await download.path());
    assert.deepEqual([parquet.subarray(0, 4).toString(), parquet.subarray(-4).toString()], ['PAR1', 'PAR1']);
    assert.ok(parquet.readUInt32LE(parquet.length - 8) < parquet.length && parquet.includes('Tom Hale will answer,'), 'a foot, and the words as they are');
    // Where the Python client's packages are, they read it.
    const python = join(dirname(out), 'clients/python/bin/python');
    if (existsSync(python)) {
      const read = JSON.parse(execFileSync(python, ['-c', 'import json, sys, pyarrow.parquet as p; print(json.dumps(p.read_table(sys.argv[1]).to_pylist()))', await download.path()], {encoding: 'utf8'}));
      assert.deepEqual(read.map(row => [row.file, row.speaker, row.words, row.confidence > 0.5].join()), rows.slice(1).map(line => line.slice(1, -1).split('","')).map(cells => [cells[0], cells[2], cells.at(-1), Number(cells[6]) > 0.5].join()));
      assert.equal(read.at(-1).about, 'Tom Hale');
    }
    await page.emulateMedia({colorScheme: 'dark'});
    await accessible(page, 'many articles in the dark');
    await close(page);
  },

  async 'two files of one name stay two documents, told apart in list, figures and tables'() {
    const page = await open({viewport: {width: 1440, height: 900}});
    const upload = (name, text) => ({name, mimeType: 'text/plain', buffer: Buffer.from(text)});
    await page.setInputFiles('#file', [upload('report.txt', '“The port is shut,” said Ana Diaz.'), upload('report.txt', '“The port is open,” said Tom Reid.'), upload('report.txt (2)', '“The port is gone,” said Rona Blair.')]);
    await statusIs(page, '3 documents analysed');
    const names = ['report.txt', 'report.txt (2)', 'report.txt (3)'];
    assert.deepEqual((await page.locator('.index .name').allTextContents()).sort(), names);
    assert.deepEqual((await page.locator('.figure:has(h2:text-is("In which document")) .name').allTextContents()).sort(), names);
    const csv = await saved(page, () => page.click('text=Save quotations as CSV'));
    assert.deepEqual(csv.trim().split('\r\n').slice(1).map(line => line.split('","')[0].slice(1)).sort(), names);
    await page.setInputFiles('#file', [['a.html', PAGE], ['b.html', PAGE.replace('400', '500')]].map(([name, text]) => upload(name, text)));
    await statusIs(page, '2 documents analysed');
    assert.deepEqual(await page.locator('.figure:has(h2:text-is("In which document")) .name').allTextContents(), ['Bakery reopens after flooda.html', 'Bakery reopens after floodb.html'], 'of one title, by their files');
    await close(page);
  },

  async 'a figure that is open stays open, and under the eye, while files go on and when they are done'() {
    const page = await open({viewport: {width: 1440, height: 700}});
    const held = [];
    await page.route('**/v1/documents:analyze', route => (held.length < 15 && held.push(1) ? route.continue() : new Promise(resolve => held.push(resolve)).then(() => route.continue().catch(() => {}))));
    await page.setInputFiles('#file', Array.from({length: 18}, (_, k) => file(`on-${k}.html`, dated(1 + k % 9).replaceAll('Tom Hale', `Tom Hale${'abcdefghijklmnopqr'[k]}`))));
    await page.waitForFunction(() => document.querySelectorAll('.index .entity').length === 15 && document.querySelectorAll('.figures-line').length && /^15 /.test(document.querySelector('.figures-line').textContent));
    await page.click('.figure:has(h2:text-is("In which document")) .more');
    const bar = page.locator('.figure:has(h2:text-is("In which document")) .measure').nth(11);
    await bar.locator('summary').click();
    await bar.locator('.line').first().focus();
    await page.click('.days button >> nth=1');
    await bar.locator('.line').first().focus();
    const before = [await bar.locator('.name').first().textContent(), (await bar.locator('.line').first().boundingBox()).y];
    held.filter(one => one !== 1).forEach(go => go());
    await statusIs(page, '18 documents analysed');
    assert.match(await page.textContent('.figures-line'), /^18 documents/, 'all are counted');
    const open_ = page.locator('.measure[open]');
    assert.equal(await open_.count(), 1);
    const line = open_.locator('.line').first(), {y} = await line.boundingBox();
    assert.equal(await open_.locator('.name').first().textContent(), before[0]);
    assert.ok(Math.abs(y - before[1]) < 2, `it moved from ${before[1]} to ${y}`);
    assert.ok(await line.evaluate(node => node === document.activeElement), 'the focus stays');
    assert.equal(await page.locator('.days [aria-pressed=true]').count(), 1);
    assert.ok(await page.locator('.figure:has(.days) .quotations .line').count());
    await close(page);
  },

  async 'people, groups, and bodies and documents without a name are figures of their own'() {
    const page = await open();
    const figures = await page.evaluate(() => {
      const speaker = (name, source) => ({name, source, section: 'unnamed', role: '', key: `name:${name}`});
      const all = [['a customs officer', 'anonymous'], ['', 'document'], ['residents', 'group'], ['a report', 'document'], ['the ministry', 'organization'], ['a statement', 'statement'], ['a poll', 'poll']];
      const model = {name: 'a', entities: [], warnings: [], quotes: all.map(([name, source]) => ({speaker: speaker(name, source), source, words: 3, mentionText: name, spans: []}))};
      const summary = Summary.of([model], Summary.readWords({names: '', titles: '', bodies: ''}));
      return [Object.fromEntries(Object.entries(summary.unnamed).map(([as, rows]) => [as, rows.map(row => row.name)])), Summary.csv(summary).trim().split('\r\n').slice(1).map(line => line.split('","')[2])];
    });
    assert.deepEqual(figures, [{somebody: ['a customs officer', ''], group: ['residents'], body: ['a report', 'the ministry', 'a statement', 'a poll']},
      ['not named', 'not named', 'not named, several people', ...Array(4).fill('not named, body or document')]]);
    await close(page);
  },

  async 'every figure of the summary opens its quotations, and each of them its article'() {
    const page = await open({viewport: {width: 1440, height: 900}});
    const article = (site, day) => `<html><head><meta property="og:site_name" content="${site}"><meta property="article:published_time" content="2024-06-0${day}T08:00:00Z"></head><body><article><h1>Port, day ${day}</h1><p>“The port is shut and it will stay shut,” said Fiona Reid, the mayor. “Tom Hale is wrong,” she said.</p><p>Officials said the port would open.</p></article></body></html>`;
    await page.setInputFiles('#file', [file('figure-a.html', article('The Firth', 3)), file('figure-b.html', article('Leith Courier', 5))]);
    await statusIs(page, '2 documents analysed');
    const titles = await page.locator('.figure:has(.measure) h2').allTextContents();
    assert.deepEqual(titles, ['Who is quoted', 'Women and men', 'Who speaks about whom', 'What the sources are', 'In what role', 'Where', 'In which document', 'Several people, not named']);
    for (const title of titles) {
      const bar = page.locator(`.figure:has(h2:text-is("${title}")) .measure`).first();
      await bar.locator('summary').click();
      const count = Number(/(\d+) quotation/.exec(await bar.locator('.count').textContent())[1]);
      assert.equal(await bar.locator('.quotations .line').count(), count, title);
      const said = await bar.locator('.quotations .line').first().evaluate(node => node.firstChild.textContent);
      await bar.locator('.quotations .line').first().click();
      assert.ok((await page.textContent('.quote.now')).includes(said), title);
      await page.click('text=All documents');
    }
    assert.match(await page.textContent('.figure:has-text("In what role")'), /mayor4 quotations/);
    await close(page);
  },

  async 'quotations stand on a real axis of time, by days, weeks, months or years'() {
    const page = await open();
    const axes = await page.evaluate(() => [['2024-06-03', '2024-06-05', '2024-06-05'], ['2024-01-31', '2024-06-01'], ['2021-05-01', '2024-06-01'], ['1990-01-01', '2024-06-01']].map(names => {
      const {unit, begin, end, rows, ticks} = Summary.timeOf(names.map(name => ({name, quotes: [name]})));
      return [unit, rows.map(row => `${row.name}: ${row.quotes.length}`).join(), ticks[0].name, ticks.length <= 7, rows.map(row => Math.round(100 * (row.begin - begin) / (end - begin))).join()];
    }));
    assert.deepEqual(axes, [
      ['day', '3 June 2024: 1,5 June 2024: 2', '3 Jun', true, '0,67'],
      ['week', 'week of 29 January 2024: 1,week of 27 May 2024: 1', '29 Jan', true, '0,94'],
      ['month', 'May 2021: 1,June 2024: 1', 'May 2021', true, '0,97'],
      ['year', '1990: 1,2024: 1', '1990', true, '0,97']]);
    await close(page);
  },

  async 'dates below the axis of time never meet and stay within it, at any width'() {
    for (const width of [375, 700, 1024, 1240, 1440]) {
      const page = await open({viewport: {width, height: 800}});
      const met = await page.evaluate(() => {
        const list = new Corpus(document.querySelector('#reading'), ['a', 'b'], () => {}), day = (from, k, step) => new Date(Date.parse(from) + k * step * 86400000).toISOString().slice(0, 10), out = [];
        for (const step of [1, 2, 6, 9, 30, 45, 300, 500]) {
          for (let count = 2; count < 60; count += 7) {
            const figure = list.when({days: Array.from({length: count}, (_, k) => ({name: day('2020-12-20', k, step), quotes: [{}]}))});
            list.summary.replaceChildren(figure);
            const axis = figure.querySelector('.axis').getBoundingClientRect(), boxes = [...figure.querySelectorAll('.axis span')].map(node => node.getBoundingClientRect()).filter(box => box.width > 1);
            if (boxes.some((box, k) => box.left < axis.left - 1 || box.right > axis.right + 1 || (k && box.left < boxes[k - 1].right + 2))) out.push([step, count]);
          }
        }
        return out;
      });
      assert.deepEqual([width, met], [width, []]);
      await close(page);
    }
  },

  async 'a date is no finer than it is known: of a year no first of January, in lists, figures and tables'() {
    const page = await open({viewport: {width: 1440, height: 900}});
    const spans = await page.evaluate(() => [['2022-01-01', '2022-12-31'], ['2020-01-01', '2022-12-31'], ['2024-02-01', '2024-02-29'], ['2024-01-01', '2024-01-01'], ['2024-01-01', '2024-01-15']].map(([firstDay, lastDay]) => Dates.spanText({firstDay, lastDay})));
    assert.deepEqual(spans, ['2022', '2020 to 2022', 'February 2024', '1 January 2024', '1 January 2024 to 15 January 2024']);
    await analyze(page, 'The port was built in 2022. It was shut in May 2024, said Fiona Reid.');
    await page.keyboard.press('3');
    assert.deepEqual(await page.locator('.moment').evaluateAll(nodes => nodes.map(node => node.title)), ['2022 – 2022', 'May 2024 – May 2024']);
    assert.deepEqual(await page.locator('.ends span').allTextContents(), ['2022', 'May 2024']);
    const counted = await page.evaluate(() => {
      const models = [{year: 2022}, {year: 2022, month: 5}, {year: 2022, month: 5, day: 7}, undefined].map((date, k) => ({...shown[0], name: `${k}`, source: `${k}`, day: date}));
      const summary = Summary.of(models, Corpus.words);
      return [summary.undated, summary.days.map(({name}) => name), [...new Set(Summary.quotations(summary).find(({name}) => name === 'date').values)]];
    });
    assert.deepEqual(counted, [3, ['2022-05-07'], ['2022', '2022-05', '2022-05-07', '']]);
    await close(page);
  },

  async 'shares of one whole add up to 100 %'() {
    const page = await open();
    const said = await page.evaluate(() => [[1 / 3, 1 / 3, 1 / 3], [0.125, 0.125, 0.125, 0.625], [0.995, 0.005], [0.999, 0.001], [0.29, 0.71], [0, 1], [0, 0]].map(shares => Model.percents(shares).join()));
    assert.deepEqual(said, ['34 %,33 %,33 %', '13 %,13 %,12 %,62 %', '100 %,< 1 %', '100 %,< 1 %', '29 %,71 %', '0 %,100 %', '0 %,0 %']);
    await analyze(page, ['Ana Diaz', 'Tom Reid', 'Rona Blair', 'Fiona Sorley', 'Martin Tait', 'Priya Moss'].map(name => `“The port is shut,” said ${name}.`).join('\n\n'));
    assert.equal((await page.locator('.speaker .share').allTextContents()).reduce((sum, text) => sum + parseInt(text, 10), 0), 100);
    await close(page);
  },

  async 'a role beside a possessive is what somebody is, whoever’s, and one role in the summary'() {
    const page = await open();
    await analyze(page, '“They were in a drawer,” said her deputy, Rosa Amadi.');
    await page.click('.speaker:has-text("Rosa Amadi") .who');
    assert.equal(await page.textContent('.speaker .role'), 'her deputy', 'beside the article, as it has it');
    await page.keyboard.press('c');
    await page.waitForSelector('.told:has-text("was copied"):not(.unseen)');
    assert.equal(await clipboard(page), '“They were in a drawer,” — Rosa Amadi, deputy (Pasted text)');
    const uses = readFileSync(join(root, 'data/en/word_uses.tsv'), 'utf8');
    const roles = {'Her opponent': 'opponent', 'his mother': 'mother', 'its former manager': 'former manager', 'friend of hers': 'friend', 'one of his lawyers': 'lawyers', 'head of its London office': 'head', their: '',
      'chief executive of the port': 'chief executive of the port', '': ''};
    assert.deepEqual(await page.evaluate(([all, uses_]) => all.map(role => Model.roleOf(role, Summary.readWords({uses: uses_}))), [Object.keys(roles), uses]), Object.values(roles));
    await page.setInputFiles('#file', [file('tram.txt', '“They were in a drawer,” said her deputy, Rosa Amadi.'), file('port.txt', '“We are glad,” said its deputy, Tom Reid, on Monday.')]);
    await statusIs(page, '2 documents analysed');
    const figure = page.locator('.figure:has(h2:text-is("In what role"))');
    assert.deepEqual(await figure.locator('.name').allTextContents(), ['deputy']);
    assert.match(await figure.textContent(), /2 quotations/);
    const report = await saved(page, async () => {
      await page.click('#take');
      await page.click('dialog button:text-is("Save a report")');
    });
    await close(page);
    const alone = await open({}, pathToFileURL(file('roles.html', report)).href);
    assert.deepEqual(await alone.locator('.figure:has(h2:text-is("In what role")) .name').allTextContents(), ['deputy'], 'a report has the same words');
    await close(alone);
  },

  async 'a text that several files hold is counted once, and the list and what is left out say so'() {
    const page = await open({viewport: {width: 1440, height: 900}});
    await page.setInputFiles('#file', [file('wire.txt', SENTENCE), file('copy.txt', `${SENTENCE}\n`), file('other.txt', '“We won,” said Ana Diaz.'), file('again.txt', SENTENCE)]);
    await statusIs(page, '4 documents analysed');
    assert.match(await page.textContent('.figures-line'), /^2 documents · 3 quotations/);
    assert.deepEqual((await page.locator('.index .normal').allTextContents()), ['', 'the text of wire.txt once more, counted once', '', 'the text of wire.txt once more, counted once']);
    assert.match(await page.textContent('.summary > .hint'), /2 files that have the text of another, which is counted once/);
    assert.equal((await saved(page, () => page.click('text=Save quotations as CSV'))).trim().split('\r\n').length, 1 + 3);
    await accessible(page, 'texts that are held twice');
    await close(page);
  },

  async 'names are joined over documents when one document alone tells whom a short name means'() {
    const page = await open();
    const joined = await page.evaluate(() => {
      const entity = (name, kind, ...mentions) => ({name, kind, mentions: [name, ...mentions].map(content => ({content, isName: true, range: [0, 0]}))});
      const speaker = (name, section) => ({name, section, role: '', key: name, quotes: []});
      const model = (name, entities, speakers) => ({name, entities, warnings: [], quotes: speakers.map(one => ({speaker: one, words: 3, mentionText: one.name, spans: []}))});
      const models = [
        model('a', [entity('United States', 'geopolitical', 'U.S.'), entity('Keir Starmer', 'person', 'Starmer'), entity('Ana Reid', 'person', 'Reid')], [speaker('United States', 'group'), speaker('Keir Starmer', 'person'), speaker('Ana Reid', 'person')]),
        model('b', [entity('US', 'geopolitical'), entity('Starmer', 'person'), entity('Tom Reid', 'person', 'Reid'), entity('Reid', 'person')], [speaker('US', 'group'), speaker('Starmer', 'person'), speaker('Reid', 'person')])];
      return Summary.of(models, Summary.readWords({names: '', titles: '', bodies: ''})).speakers.map(row => [row.name, row.quotes.length, row.also.join()]).sort();
    });
    assert.deepEqual(joined, [['Ana Reid', 1, ''], ['Keir Starmer', 2, 'Starmer'], ['Reid', 1, ''], ['United States', 2, 'US']]);
    await close(page);
  },

  async 'each bar of the summary has its number, first what it is as long as'() {
    const page = await open({viewport: {width: 1440, height: 900}});
    await page.setInputFiles('#file', [1, 2, 3].map(day => file(`bar-${day}.html`, dated(day))));
    await statusIs(page, '3 documents analysed');
    const numbers = await page.locator('.figure').evaluateAll(figures => figures.flatMap(figure => [...figure.querySelectorAll('.measure')].map(row => [figure.querySelector('h2').textContent, row.querySelector('.count strong').textContent, row.querySelector('.count').textContent])));
    assert.ok(numbers.length > 5);
    const byQuotations = new Set(['Who speaks about whom', 'What the sources are', 'In what role']);
    for (const [figure, first, all] of numbers) assert.match(`${figure}: ${first}`, byQuotations.has(figure) ? /: \d+ quotations?$/ : /: \d+ words?$/, all);
    const bars = await page.locator('.days li').evaluateAll(items => items.map(item => [item.querySelector('.number').textContent, item.querySelector('button').title.match(/: (\d+) quotation/)[1], item.querySelector('.number').getBoundingClientRect().bottom <= item.querySelector('button').getBoundingClientRect().top + 1]));
    assert.equal(bars.length, 3);
    for (const [number, count, isAbove] of bars) assert.ok(number === count && isAbove, `${number} of ${count}`);
    const inside = () => page.evaluate(() => [...document.querySelectorAll('.days .number')].every(node => node.getBoundingClientRect().top >= node.closest('.days').getBoundingClientRect().top));
    assert.ok(await inside());
    await page.setViewportSize({width: 390, height: 800});
    assert.ok(await inside());
    await close(page);
  },

  async 'names that a dictionary knows by one id are one row of the summary'() {
    const page = await open();
    const rows = await page.evaluate(() => {
      const quote = (name, entityId, dictionaryId) => ({form: 'QUOTE_FORM_DIRECT', content: 'We know', confidence: 0.9, speaker: {name, entityId, confidence: 0.9, dictionaryId}});
      const text = (file, ...speakers) => Model.of({entities: speakers.map(([name], k) => ({entityId: String(k), name, type: 'ENTITY_TYPE_PERSON', mentions: []})), quotes: speakers.map(([name, id], k) => quote(name, String(k), id))}, `We know of ${file}`, file);
      const summary = Summary.of([text('a', ['Ana Diaz', 'Q1']), text('b', ['The Harbour Queen', 'Q1'], ['Tom Reid', 'Q2']), text('c', ['Ana Diaz', ''], ['Tom Reid', 'Q3'])], Corpus.words);
      return summary.speakers.map(({name, quotes, also}) => [name, quotes.length, also.join()].join('|')).sort();
    });
    assert.deepEqual(rows, ['Ana Diaz|3|The Harbour Queen', 'Tom Reid|2|']);
    await close(page);
  },

  async 'a body of which every country has one is joined over documents within one place alone'() {
    const page = await open();
    const bodies = readFileSync(join(root, 'data/en/common_bodies.tsv'), 'utf8');
    const joined = await page.evaluate(bodies_ => {
      const model = (name, text, entities, speakers) => {
        const mentions = content => [...text.matchAll(new RegExp(content, 'g'))].map(({index}) => ({content, isName: true, range: [index, index + content.length]}));
        return {name, text, warnings: [], entities: entities.map(([kind, own, ...others]) => ({name: own, kind, mentions: [own, ...others].flatMap(mentions)})),
          quotes: speakers.map(speaker => ({speaker: {name: speaker, section: 'group', role: '', key: speaker, quotes: []}, words: 3, mentionText: speaker, spans: []}))};
      };
      const ministry = ['organization', 'Defense Ministry'], court = ['organization', 'Supreme Court'], trade = ['organization', 'World Trade Organization', 'WTO'];
      const models = [
        model('a', 'Russia’s Defense Ministry said so in Kyiv. Ukraine. Ukraine.', [ministry, ['geopolitical', 'Russia'], ['geopolitical', 'Ukraine']], ['Defense Ministry']),
        model('b', 'Ukraine\'s Defense Ministry said so.', [ministry, ['geopolitical', 'Ukraine']], ['Defense Ministry']),
        model('c', 'In Russia, the Defense Ministry said so. Russia. Ukraine.', [ministry, ['geopolitical', 'Russia'], ['geopolitical', 'Ukraine']], ['Defense Ministry']),
        model('d', 'The Russian Defense Ministry said so of Russia. The Defense Ministry added that.', [['organization', 'Russian Defense Ministry', 'Defense Ministry'], ['geopolitical', 'Russia']], ['Russian Defense Ministry']),
        model('e', 'The Supreme Court of India said so. Ukraine. Ukraine.', [court, ['geopolitical', 'India'], ['geopolitical', 'Ukraine']], ['Supreme Court']),
        model('f', 'The Supreme Court said so.', [court], ['Supreme Court']),
        model('g', 'The World Trade Organization (WTO) said so. France.', [trade, ['geopolitical', 'France']], ['World Trade Organization']),
        model('h', 'The WTO said so. Peru.', [['organization', 'WTO'], ['geopolitical', 'Peru']], ['WTO'])];
      const words = Summary.readWords({names: '', titles: '', bodies: bodies_});
      const rows = list => Summary.of(list, words).speakers.map(row => [row.name, row.quotes.map(({model: {name}}) => name).join(''), row.also.join()].join('|')).sort();
      return [rows(models), rows([models[0], models[2]])];
    }, bodies);
    assert.deepEqual(joined, [['Defense Ministry (Ukraine)|b|', 'Russian Defense Ministry|acd|Defense Ministry', 'Supreme Court (India)|e|', 'Supreme Court (f)|f|', 'World Trade Organization|gh|WTO'], ['Defense Ministry|ac|']]);
    await close(page);
  },

  async 'many files can be cancelled'() {
    const page = await open();
    await page.route('**/v1/documents:analyze', route => setTimeout(() => route.continue().catch(() => {}), 400));
    await page.setInputFiles('#file', Array.from({length: 30}, (_, k) => file(`many-${k}.txt`, SENTENCE)));
    await page.waitForSelector('#progress:visible');
    await page.click('#cancel');
    await statusIs(page, 'Cancelled.');
    assert.equal(await page.locator('.index .waiting').count(), 0, 'nothing waits any more');
    const failed = await page.locator('.index .failed').allTextContents(), done = await page.locator('.index .entity').count();
    assert.ok(failed.length > 10 && failed.every(text => text.endsWith('Not analysed. Cancelled.')), String(failed));
    assert.equal(failed.length + done, 30);
    assert.equal(await page.textContent('#status'), `Cancelled. ${done} document${done === 1 ? '' : 's'} analysed, ${failed.length} not: the list says why.`);
    await close(page);
  },

  async 'files that failed are tried again, alone, by one press'() {
    const page = await open({viewport: {width: 1440, height: 900}});
    let asked = 0, isDown = true;
    await page.route('**/v1/documents:analyze', route => (++asked, isDown && /Reid|Blair/.test(route.request().postData()) ? route.abort() : route.continue()));
    await page.setInputFiles('#file', ['Ana Diaz', 'Tom Reid', 'Rona Blair'].map((name, k) => file(`try-${k}.txt`, `“The port is shut,” said ${name}.`)).concat(file('blank.txt', ' ')));
    await statusIs(page, '1 document analysed, 3 not');
    const again = page.locator('.documents button:has-text("Try 2 documents again")');
    await accessible(page, 'files that failed');
    isDown = false;
    await again.focus();
    await page.keyboard.press('Enter');
    await statusIs(page, '3 documents analysed, 1 not');
    assert.equal(asked, 5, 'what was analysed is not sent twice');
    assert.match((await page.locator('.index .failed').allTextContents()).join(), /^blank\.txt(?!.*try-)/, 'what will never be one is not tried');
    assert.equal(await page.locator('.documents button:has-text("again")').count(), 0);
    assert.match(await page.textContent('.figures-line'), /^3 documents · 3 quotations/);
    assert.match(await page.textContent('.summary > .hint'), /1 document that was not analysed \([^)]*blank\.txt\)/);
    assert.equal(await page.evaluate(() => document.activeElement.id), 'result');
    await close(page);
  },

  async 'many files go on while a draft is checked, and a server that goes away is told of each that is left'() {
    const own = await startServer();
    const page = await open({}, own.url);
    await page.route('**/v1/documents:analyze', route => setTimeout(() => route.continue().catch(() => {}), 60));
    await page.setInputFiles('#file', Array.from({length: 40}, (_, k) => file(`on-${k}.txt`, SENTENCE)));
    await page.waitForSelector('#progress:visible');
    await page.click('#to-check');
    await statusIs(page, 'checked against');
    assert.ok(!await page.locator('#progress').isVisible());
    await page.click('#to-read');
    await statusIs(page, '40 documents analysed.');
    await page.setInputFiles('#file', Array.from({length: 40}, (_, k) => file(`on-${k}.txt`, SENTENCE)));
    await page.waitForSelector('#progress:visible');
    await analyze(page, SENTENCE);
    assert.ok(!await page.locator('#progress').isVisible(), 'an article takes the place of the files');
    await page.setInputFiles('#file', Array.from({length: 40}, (_, k) => file(`off-${k}.txt`, SENTENCE)));
    await page.waitForSelector('.index .entity');
    own.process.kill('SIGKILL');
    await statusIs(page, 'not: the list says why');
    assert.match(await page.textContent('.index .failed'), /cannot be reached. Is it running/);
    assert.equal(await page.locator('.index .failed').count() + await page.locator('.index .entity').count(), 40);
    await close(page);
  },

  async 'the first press checks a draft that was typed over the sample, against its own sources alone'() {
    const page = await open({viewport: {width: 1280, height: 900}}, `${server.url}#check`, 'checked against');
    if (!await page.locator('#draft').isVisible()) await page.click('#chip');
    await page.setInputFiles('#source-files', file('own.txt', SENTENCE));
    await page.waitForFunction(() => document.querySelector('#sources').textContent.includes('own.txt'));
    await page.click('#draft');
    await page.keyboard.press('Control+A');
    await page.keyboard.type('He said: “We want it in writing before a single crane moves.”');
    const {x, y, width, height} = await page.locator('#check button[type=submit]').boundingBox();
    await page.mouse.click(x + width / 2, y + height / 2);
    await statusIs(page, 'checked against 1 source ');
    assert.ok(!(await page.textContent('#status')).includes('sample'));
    await close(page);
  },

  async 'a link opens in a tab that shows another text, and a view that was never seen shows the sample'() {
    const page = await open({}, `${server.url}#check`, 'checked against');
    await page.click('#to-read');
    await statusIs(page, 'A sample.');
    await page.evaluate(text => { location.hash = `text=${encodeURIComponent(text)}`; }, 'Ana Diaz said: “It rained in Leith.”');
    await page.waitForFunction(() => document.querySelector('#reading').textContent.includes('It rained in Leith'));
    await close(page);
  },

  async 'a server that went away is told of before the first of many files'() {
    const own = await startServer();
    const page = await open({}, own.url);
    own.process.kill('SIGKILL');
    await page.setInputFiles('#file', [file('one.txt', SENTENCE), file('two.txt', SENTENCE)]);
    await statusIs(page, 'cannot be reached');
    await close(page);
  },

  async 'markup that never ends is made readable in one pass'() {
    const page = await open();
    const [steps, texts] = await page.evaluate(() => {
      const {indexOf} = String.prototype, work = [];
      for (const part of ['<!--', '<', '<!-- >', '<a><!--', '-->']) {
        let steps = 0;
        // What a search passes over is its work.
        String.prototype.indexOf = function counted(what, from = 0) {
          const found = indexOf.call(this, what, from);
          steps += (found < 0 ? this.length : found) - from + 1;
          return found;
        };
        const text = part.repeat(20000);
        try { Model.readable(text); } finally { String.prototype.indexOf = indexOf; }
        work.push(steps / text.length);
      }
      return [work, ['a<!-- b --> c<b>d</b>', 'x <!-- y', '1 < 2', 'a<!--b>c', '<!--><p>x</p>-->y', 'Tom &amp; Ana', 'if 1 <\n2 or 3 >\n2', 'a <a\nhref="x">b</a>\nc\n<style>p {}</style><script>\nlet n = "<p>";\n</script>d'].map(Model.readable)];
    });
    assert.ok(steps.every(count => count < 8), `work for each character: ${steps}`);
    assert.deepEqual(texts, [['a c d'], ['x <!-- y'], ['1 < 2'], ['a c'], ['y'], ['Tom & Ana'], ['if 1 <', '2 or 3 >', '2'], ['a b', 'c', 'd']]);
    await close(page);
  },

  async 'a file that names many charsets, and none, is read in no time'() {
    const page = await open();
    const bytes = Buffer.concat([Buffer.from('<meta '.repeat(200000)), Buffer.from([0xFF])]);
    await page.setInputFiles('#file', {name: 'meta.html', mimeType: 'text/html', buffer: bytes});
    await statusIs(page, '0 quotations');
    await close(page);
  },

  async 'a server of one tier offers nothing to choose or to compare, and says which it has'() {
    const page = await open();
    await statusIs(page, 'by the fast models');
    for (const selector of ['#tier', '#compare']) assert.ok(!await page.locator(selector).isVisible(), selector);
    await page.click('#to-check');
    await statusIs(page, 'checked against');
    assert.ok(!await page.locator('#tier').isVisible());
    await close(page);
    const linked = await open({}, `${server.url}#tier=MODEL_TIER_ACCURATE&text=${encodeURIComponent(SENTENCE)}`, 'by the fast models');
    await close(linked);
  },

  async 'two tiers are compared side by side'() {
    const page = await open({}, (await bothTiers()).url);
    await page.route('**/v1/documents:analyze', async route => {
      const request = JSON.parse(route.request().postData());
      delete request.modelTier;
      const answer = await (await route.fetch({postData: JSON.stringify(request)})).json();
      answer.metadata.modelTier = 'MODEL_TIER_ACCURATE';
      answer.quotes.splice(0, 1);
      answer.entities.find(entity => entity.name === 'Leith').type = 'ENTITY_TYPE_PERSON';
      return route.fulfill({json: answer});
    });
    await page.click('#compare');
    await page.waitForSelector('dialog table');
    const tables = await page.locator('dialog table').allTextContents();
    assert.match(tables[0], /Quotations: 8 the same, 1 not.*Fast.*Accurate.*Dock workers.*Priya Okafor, indirectnot found/);
    assert.match(tables[1], /Dock workers in Leith walk out.*Leith, (country or city|place)Leith, person/);
    await accessible(page, 'compare');
    await close(page);
  },

  async 'a comparison of tiers waits for the analysis under way, shows that it is at work and can be cancelled'() {
    const page = await open({}, (await bothTiers()).url);
    const held = [];
    await page.route('**/v1/documents:analyze', route => new Promise(resolve => held.push(resolve)).then(() => route.continue().catch(() => {})));
    const letGo = async () => { while (!held.length) await page.waitForTimeout(10); held.splice(0).forEach(go => go()); };
    await page.fill('#content', SENTENCE);
    await page.click('#analyze');
    await statusIs(page, 'Analysing');
    assert.equal(await page.getAttribute('#compare', 'aria-disabled'), 'true');
    await page.focus('#compare');
    await page.keyboard.press('Enter');
    assert.equal(await page.textContent('#status'), 'Tiers can be compared when the work under way is done.');
    await letGo();
    await page.waitForSelector('.speaker:has-text("Fiona Reid")');
    const said = await page.textContent('#status');
    assert.match(said, /by the fast models/);
    assert.equal(await page.getAttribute('#compare', 'aria-disabled'), 'false');
    await page.click('#compare');
    await statusIs(page, 'The accurate models read the text, too');
    assert.ok(await page.locator('#progress:indeterminate').isVisible());
    await letGo();
    await page.waitForSelector('dialog table');
    assert.equal(await page.textContent('#status'), said);
    assert.ok(!await page.locator('#progress').isVisible());
    await page.keyboard.press('Escape');
    await page.click('#compare');
    await page.click('#cancel');
    await statusIs(page, 'Cancelled.');
    assert.ok(!await page.locator('#progress').isVisible());
    assert.equal(await page.locator('dialog').count(), 0);
    await page.unroute('**/v1/documents:analyze');
    await page.route('**/v1/documents:analyze', route => setTimeout(() => route.continue().catch(() => {}), 200));
    await page.setInputFiles('#file', [file('on-0.txt', SENTENCE), file('on-1.txt', SENTENCE), file('on-2.txt', SENTENCE), file('on-3.txt', SENTENCE)]);
    await page.waitForSelector('.index .entity');
    await page.click('#to-check');
    await page.click('#to-read');
    assert.ok(!await page.locator('#compare').isVisible(), 'many files are not compared');
    await statusIs(page, '4 documents analysed.');
    await close(page);
  },

  async 'a server of both tiers is switched from one to the other, and shows what they read differently'() {
    const page = await open({viewport: {width: 1440, height: 900}}, (await bothTiers()).url);
    await statusIs(page, 'by the fast models');
    await page.selectOption('#tier', 'MODEL_TIER_ACCURATE');
    await statusIs(page, 'by the accurate models');
    assert.ok(await page.locator('.speaker', {hasText: 'Priya Okafor'}).isVisible());
    await page.selectOption('#tier', 'MODEL_TIER_FAST');
    await statusIs(page, 'by the fast models');
    // Long enough that the tiers do not agree on all names.
    const hard = ['obituary', 'transcript', 'politics_us', 'education', 'science', 'takeover'].map(ownArticle).join('\n\n');
    const found = async modelTier => new Set((await (await fetch(`${both.url}v1/documents:analyze`, {method: 'POST', headers: {'Content-Type': 'application/json'}, body: JSON.stringify({document: {content: hard}, encodingType: 'ENCODING_TYPE_UTF16', modelTier})})).json())
      .entities.flatMap(entity => entity.mentions.map(mention => [mention.span.beginOffset || 0, mention.content, entity.type, entity.name].join('|'))));
    const [fast, accurate] = [await found('MODEL_TIER_FAST'), await found('MODEL_TIER_ACCURATE')];
    const differ = new Set([...fast, ...accurate].filter(one => fast.has(one) !== accurate.has(one)).map(one => one.split('|')[0])).size;
    await analyze(page, hard);
    await page.click('#compare');
    await page.waitForSelector('dialog table');
    assert.match(await page.textContent('dialog'), /The fast models found \d+ quotations.*The accurate models found \d+ quotations/);
    const names = page.locator('dialog table >> nth=1');
    assert.match(await names.locator('caption').textContent(), new RegExp(`Names and values: [1-9]\\d* the same, ${differ} not`));
    assert.ok(differ > 0 && await names.locator('tbody tr').count() === differ, 'each difference is a row');
    assert.deepEqual(await names.locator('th').allTextContents(), ['As written', 'Fast', 'Accurate']);
    const places = await names.locator('td strong').allTextContents();
    assert.ok(places.every(words => words && hard.includes(words)), 'the words stand in their context');
    await accessible(page, 'two real tiers');
    await page.screenshot({path: `${out}/page-tiers.png`});
    await close(page);
  },

  async 'the quotations of a draft are checked against its sources: verdict, difference, place, speaker'() {
    const page = await open({viewport: {width: 1440, height: 900}});
    await page.click('#to-check');
    await statusIs(page, '7 quotations checked against 2 sources');
    assert.equal(await page.textContent('#checking h1'), '5 of 7 quotations are not as the sources have them; look at 1 more');
    assert.deepEqual(await page.locator('#checking .toggle').allTextContents(), ['✕ not found1', '+ spliced1', '! altered1', '… cut1', '≈ paraphrased1', '✓ verbatim2']);
    const notes = await page.locator('#checking .note').allInnerTexts();
    assert.ok(notes.some(text => /verbatim\s*Priya Okafor\s*✕ another speaker/.test(text)), String(notes));
    await page.click('#checking .note:has-text("altered") button');
    assert.match(await page.textContent('.compared'), /Draft.*every day since 2 May.*Source.*every day since 20 May/);
    assert.deepEqual([await page.textContent('.compared ins'), await page.textContent('.compared del')], ['2', '20']);
    assert.match(await page.textContent('.detail'), /A number differs.*Draft: Martin Hallam · Source: Martin Hallam.*the same speaker/);
    assert.equal(await page.textContent('.source-text mark'), 'I have asked for talks every day since 20 May');
    const [mark, box] = [await page.locator('.source-text mark').boundingBox(), await page.locator('.source-text').boundingBox()];
    assert.ok(mark.y >= box.y && mark.y + mark.height <= box.y + box.height, 'the place is in sight');
    await page.click('#checking .note:has-text("spliced") button');
    assert.deepEqual(await page.locator('.places .role').allTextContents(), ['2. The port’s statement · in quotation marks · Martin Hallam', '1. Report of the day · in quotation marks · Martin Hallam']);
    await page.click('.places .line >> nth=1');
    assert.equal(await page.inputValue('.source-head select'), '0');
    await page.click('#checking .note:has-text("not found") button');
    assert.match(await page.textContent('.detail'), /No source has half of its words/);
    await page.uncheck('#checking .toggle:has-text("verbatim") input');
    assert.equal(await page.locator('#checking .note:visible').count(), 5);
    await page.click('#to-read');
    assert.equal(await page.textContent('h1'), 'Dock workers in Leith walk out over pay', 'the article is still there');
    await page.click('#to-check');
    assert.equal(await page.locator('#checking .note:visible').count(), 5, 'and the check, too');
    await close(page);
  },

  async 'the command writes a checked draft as a report that stands alone'() {
    const [draft, source] = [join(out, 'draft <b>.txt'), join(out, 'minutes.html')], path = join(out, 'check.html');
    writeFileSync(draft, '“The port is open,” said Fiona Reid. “Nobody came,” she said. “\u{1F600} The port is shut,” said Tom Hale.');
    writeFileSync(source, `<html><body><article><h1>Minutes</h1><p>“Nobody came,” said Fiona Reid.</p><p>“\u{1F600} The port is shut,” said Ann Hill.</p></article></body></html>`);
    writeFileSync(path, execFileSync(client, ['verify', '--embedded', '--format=html', draft, '--source', source]));
    const page = await open({viewport: {width: 1440, height: 900}}, pathToFileURL(path).href);
    assert.match(await page.textContent('h1'), /^2 of 3 quotations are not as the sources have them$/);
    assert.deepEqual(await page.locator('.checked-quote').allTextContents(), ['“The port is open,”', '“Nobody came,”', '“\u{1F600} The port is shut,”']);
    await page.locator('.checked-quote', {hasText: 'Nobody came'}).click();
    assert.match(await page.textContent('.panel'), /Nobody came,” said Fiona Reid/);
    await page.keyboard.press('t');
    assert.match(await saved(page, () => page.click('text=Save CSV')), /"verbatim","Nobody came,","\d+","\d+","Fiona Reid"/);
    await page.keyboard.press('Escape');
    await accessible(page, 'a report of a checked draft');
    await close(page);
  },

  async 'a draft and sources are pasted or chosen as files, and the page says what is missing'() {
    const page = await open({}, `${server.url}#check`, 'checked against');
    await page.click('#chip');
    await page.click('#clear');
    await page.click('#check .main-action');
    await statusIs(page, 'Paste the draft first.');
    await page.fill('#draft', 'He was sure. “The port will never be shut,” said Fiona Reid.');
    await page.click('#check .main-action');
    await statusIs(page, 'Paste at least one source');
    await page.setInputFiles('#source-files', [file('minutes.txt', 'Nothing was said that day.'), file('interview.txt', '“The port will be shut,” said Fiona Reid.')]);
    await page.waitForSelector('label:has-text("interview.txt")');
    await page.click('#check .main-action');
    await statusIs(page, '1 quotation checked against 2 sources');
    assert.match(await page.textContent('#chip'), /^Draft \d+ bytes · 2 sources \d+ bytes$/);
    assert.match(await page.textContent('.detail'), /altered.*A “not” stands on one side alone.*2\. interview\.txt/);
    await page.click('#chip');
    await page.click('[aria-label="Remove minutes.txt"]');
    await page.fill('#draft', 'Die Lage ist ruhig, und die Arbeiter im Hafen bleiben bei ihrer Forderung. „Der Hafen bleibt zu“, sagte sie am Montag vor dem Zollhaus.');
    await page.click('#check .main-action');
    await page.waitForSelector('#checking .notice:has-text("German")');
    await close(page);
  },

  async 'a speaker whom the draft names and the source does not is something to look at'() {
    const page = await open({viewport: {width: 1440, height: 900}}, `${server.url}#check`, 'checked against');
    const headOf = async (draft, source) => {
      if (!await page.locator('#draft').isVisible()) await page.click('#chip');
      await page.click('#clear');
      await page.fill('#draft', draft);
      await page.fill('#sources textarea', source);
      await page.evaluate(() => { document.querySelector('#status').textContent = ''; });
      await page.click('#check .main-action');
      await statusIs(page, 'checked against');
      return page.textContent('#checking h1');
    };
    const draft = '“The port is shut and will stay so,” said Ana Diaz. The town waits for news of it.';
    for (const [what, source] of [['somebody says it', 'It was a long day. “The port is shut and will stay so,” an official said on Monday.'], ['in marks', 'It was a long day. “The port is shut and will stay so.” Nobody knew more at night.']]) {
      assert.deepEqual([what, await headOf(draft, source)], [what, '1 of 1 quotation needs a look']);
      assert.match((await page.locator('#checking .note').allInnerTexts()).join(), /verbatim\s*Ana Diaz\s*≈ the source does not name who says it/);
      assert.deepEqual(await page.locator('.checked-quote').evaluateAll(nodes => nodes.map(node => [node.classList.contains('doubt'), node.dataset.sign])), [[true, '≈']], 'in the text, too');
      assert.match(await page.textContent('.who-said'), /Draft: Ana Diaz · Source: (nobody named|an official)/);
    }
    assert.equal(await headOf(draft, '“The port is shut and will stay so,” said Ana Diaz.'), 'The one quotation is as the sources have it');
    assert.equal(await headOf(draft.replace('The port is shut and will stay so', 'Der Hafen bleibt zu'), '„Der Hafen bleibt zu“, sagte Anna Meier am Montag vor dem Zollhaus der Stadt.'), 'The one quotation is as the sources have it', 'in another language no speakers are read');
    await close(page);
  },

  async 'a draft of one’s own leaves the sample’s sources behind, an edited sample keeps them'() {
    const page = await open({}, `${server.url}#check`, 'checked against');
    await page.click('#chip');
    const sources = () => page.locator('#sources textarea').evaluateAll(all => all.map(area => area.value.length > 0));
    await page.fill('#draft', (await page.inputValue('#draft')).replace('£4.2m', '£4.3m'));
    await page.press('#draft', 'Tab');
    await page.click('#add-source');
    await page.fill('#sources li:last-child textarea', 'Nothing was said that day.');
    assert.deepEqual(await sources(), [true, true, true]);
    await page.fill('#draft', 'He was sure. “The port will never be shut,” said Fiona Reid.');
    await page.press('#draft', 'Tab');
    assert.deepEqual(await sources(), [true], 'a source that was added stays');
    await close(page);
  },

  async 'a text has as many quotations in a check as where it is read, and what else is checked is said'() {
    const page = await open();
    const text = '“The port is shut until the end of the year,” said Ana Diaz. She sang in “The Long Way Home” at school. Tom Reid believes that it will rain.';
    await analyze(page, text);
    const [quotations, further] = await page.evaluate(() => [shown[0].quotes.length, shown[0].further.length]);
    await page.click('#to-check');
    await statusIs(page, 'checked against');
    await page.click('#chip');
    await page.click('#clear');
    await page.fill('#draft', text);
    await page.fill('#sources textarea', text);
    await page.click('#check .main-action');
    const counted = `${quotations} quotation${quotations === 1 ? '' : 's'} and 1 other passage in quotation marks`;
    await statusIs(page, `${counted} checked against 1 source`);
    assert.equal(await page.locator('.checked-quote[data-sign]').count(), quotations + 1);
    assert.equal(await page.textContent('.verdict-head + .hint'), `${counted}, which nobody is said to have said, as titles. “Read” counts the quotations alone.`);
    assert.match(await page.textContent('.verdict-head'), new RegExp(`All ${quotations + 1} passages|of ${quotations + 1} passages`));
    assert.match(await page.textContent('.source-head .hint'), new RegExp(`^${quotations + further} attributions in it, quotations and further ones`));
    await close(page);
  },

  async 'a long source holds nothing up, and a place in it is found'() {
    const page = await open({viewport: {width: 1440, height: 900}}, `${server.url}#check`, 'checked against');
    await page.click('#chip');
    await page.click('#clear');
    await page.fill('#draft', '“The lights of the harbour were out,” said Fiona Reid.');
    await page.setInputFiles('#source-files', {name: 'long.txt', mimeType: 'text/plain', buffer: Buffer.from(`${'The port is shut. '.repeat(25000)}\n\n“The lights of the harbour were out,” said Fiona Reid.`)});
    await page.waitForSelector('#sources textarea[placeholder^="450.1 KB, too long"]');
    await page.click('#check .main-action');
    await statusIs(page, '1 quotation checked against 1 source');
    assert.equal(await page.textContent('.source-text mark'), 'The lights of the harbour were out');
    await close(page);
  },

  async 'the verdicts are taken away as CSV, Markdown and JSON, and the same call answers them'() {
    const page = await open({}, `${server.url}#check`, 'checked against');
    await page.keyboard.press('t');
    const csv = await saved(page, () => page.click('text=Save CSV'));
    assert.equal(csv.trim().split('\r\n').length, 8);
    const columns = execFileSync(client, ['verify', '--embedded', '--format=csv', join(root, 'examples/harbour.txt'), '--source', join(root, 'examples/bakery.html')], {encoding: 'utf8'}).split('\r\n')[0];
    assert.equal(csv.split('\r\n')[0].replaceAll('"', ''), columns, 'the columns of the command');
    assert.match(csv, /"draft","altered","I have asked for talks every day since 2 May,","\d+","\d+","Martin Hallam","","direct","1\. Report of the day","I have asked for talks every day since 20 May","\d+","\d+","Martin Hallam","","same speaker","[\d.]+"/);
    await page.click('text=Copy Markdown');
    await page.waitForSelector('.told:has-text("Markdown was copied")');
    assert.match(await clipboard(page), /- \+ \*\*spliced\*\*, Martin Hallam: “A closed port/);
    assert.equal(JSON.parse(await saved(page, () => page.click('text=Save JSON')))[0].verdict, 'verbatim');
    const request = await saved(page, () => page.click('button:has-text("Save the request")'));
    const answer = JSON.parse(execFileSync('curl', ['-s', `${server.url}v1/documents:verifyQuotes`, '-H', 'Content-Type: application/json', '--data-binary', '@-'], {input: request}));
    assert.equal(answer.verifications.length, 7);
    await close(page);
  },

  async 'a check is shown as a call of six tools, which make it of texts of any size'() {
    const page = await open({}, `${server.url}#check`, 'checked against');
    await page.click('#chip');
    await page.click('#clear');
    await page.fill('#draft', '“The port is shut,” said Fiona Reid. “The port is open,” said Tom Hale.');
    const long = `${SENTENCE}\n\n`.repeat(3000);
    await page.setInputFiles('#source-files', [{name: 'interview.txt', mimeType: 'text/plain', buffer: Buffer.from(long)}, {name: 'page.html', mimeType: 'text/html', buffer: Buffer.from(PAGE)}]);
    await page.waitForSelector('label:has-text("page.html")');
    await page.click('#check .main-action');
    await statusIs(page, '2 quotations checked against 2 sources');
    await page.click('#take');
    const folder = await folderOf(page, 'checks', ['request', 'draft.txt', 'source-1.txt', 'source-2.html']);
    assert.equal(readFileSync(join(folder, 'source-1.txt'), 'utf8'), long);
    const programs = await page.locator('.call').evaluateAll(all => all.map(one => [one.querySelector('summary').textContent, one.querySelector('pre').textContent]));
    assert.deepEqual(programs.map(([tool]) => tool), ['curl', 'grpcurl', 'Command', 'Python', 'Node', 'Go']);
    for (const [tool, text] of programs) {
      assert.ok(text.length < 1200, `${tool} takes the texts from files`);
      const printed = play(tool, text, folder, server);
      if (printed) assert.match(printed, /verbatim[\s\S]*(not.found|altered)|(not.found|altered)[\s\S]*verbatim/i, tool);
    }
    await close(page);
  },

  async 'half a character, as a cut leaves it, is no error'() {
    const page = await open();
    await page.evaluate(text => { document.querySelector('#content').value = text; submit(); }, `\uDE00 ${SENTENCE} \uD83D`);
    await page.waitForSelector('.speaker:has-text("Fiona Reid")');
    assert.equal(await page.evaluate(() => shown[0].source), `\uFFFD ${SENTENCE} \uFFFD`);
    assert.equal(await page.textContent('.quote.direct'), '“The port is shut,”', 'places are as they were');
    await page.click('#to-check');
    await statusIs(page, 'checked against');
    await page.evaluate(text => {
      document.querySelector('#draft').value = text;
      return check(false);
    }, `${SENTENCE} \uD83D`);
    await statusIs(page, ' checked against 2 sources');
    assert.equal(await page.locator('#status.error').count(), 0);
    await close(page);
  },

  async 'a sample takes the place of what was pasted, and can be chosen again'() {
    const page = await open();
    await analyze(page, SENTENCE);
    await page.click('#chip');
    assert.equal(await page.inputValue('#sample'), '', 'what is shown is no sample');
    await page.selectOption('#sample', 'A strike (text)');
    await page.waitForSelector('h1:has-text("Dock workers")');
    assert.equal(await page.inputValue('#content'), '');
    assert.ok(!await page.locator('#chip').isVisible());
    assert.ok(await page.locator('#content').isVisible());
    await statusIs(page, 'A sample.');
    await page.route('**/v1/documents:analyze', route => setTimeout(() => route.continue().catch(() => {}), 150));
    await page.setInputFiles('#file', Array.from({length: 12}, (_, k) => file(`on-${k}.txt`, SENTENCE)));
    await page.waitForSelector('.index .entity');
    assert.equal(await page.inputValue('#sample'), '');
    await page.click('#chip');
    await page.evaluate(() => {
      window.said = [];
      new MutationObserver(() => window.said.push(document.querySelector('#status').textContent)).observe(document.querySelector('#status'), {childList: true});
    });
    await page.selectOption('#sample', 'A page (HTML)');
    await page.waitForSelector('h1:has-text("Bakery reopens")');
    await page.waitForTimeout(400);
    assert.match((await page.evaluate(() => window.said)).join(' | '), /^Analysing… \| A sample\. [^|]*$/, 'the files that it ended say nothing more');
    assert.ok(!await page.locator('#progress').isVisible());
    await close(page);
  },

  async 'a German text is cleaned, and the page says that it was not analysed'() {
    const page = await open();
    await page.selectOption('#sample', 'Another language');
    await page.waitForSelector('.notice');
    assert.match(await page.textContent('.notice'), /in German. It was cleaned, but not analysed/);
    assert.match(await page.textContent('article'), /zweite Woche/);
    assert.equal(await page.locator('.toolbar').count(), 0, 'no legend of nothing');
    assert.match(await page.textContent('#status'), /^A sample\. Cleaned in \d+ ms, but not analysed for quotations and names\.$/);
    assert.equal(await page.textContent('.voices .none'), 'Quotations were not looked for: the text is in German.', 'that nobody is quoted is not known');
    await page.keyboard.press('2');
    assert.match(await page.textContent('.list .hint'), /^Names were not looked for/);
    await page.keyboard.press('3');
    assert.match(await page.textContent('.list .none'), /^Dates, money and numbers were not looked for/);
    await page.keyboard.press('n');
    assert.match(await page.textContent('#reading [role=status]'), /^Quotations were not looked for/);
    await page.setInputFiles('#file', [file('de.txt', await page.evaluate(() => SAMPLES['Another language'])), file('en.txt', 'Nobody spoke.')]);
    await statusIs(page, '2 documents analysed');
    assert.match(await page.textContent('.index .entity >> nth=0'), /not analysed$/);
    assert.match(await page.textContent('.summary > .hint'), /1 document without a quotation; 1 document in a language that is not analysed/);
    await close(page);
  },

  async 'a text is in the address bar when a permanent link is asked for, and not before; the link restores it'() {
    const page = await open();
    await analyze(page, SENTENCE);
    assert.equal(page.url(), server.url);
    await page.setInputFiles('#file', file('port.txt', SENTENCE));
    await page.waitForSelector('#chip:has-text("port.txt")');
    assert.equal(page.url(), server.url);
    await page.click('#take');
    await page.click('dialog button:has-text("Permanent link")');
    await page.waitForSelector('.told:has-text("stands in the address bar now, was copied")');
    const link = await clipboard(page);
    assert.equal(page.url(), link);
    const again = await open({}, link);
    assert.equal(again.url(), link);
    assert.equal(await again.inputValue('#content'), SENTENCE);
    assert.ok(await again.locator('.quote').count() > 0);
    await close(again);
    await page.keyboard.press('Escape');
    await analyze(page, `${SENTENCE} `.repeat(400));
    assert.equal(page.url(), server.url, 'the link to another text has gone');
    await page.click('#take');
    assert.match(await page.locator('.row:has-text("Save a report") .hint').textContent(), /^This text is too long for a permanent link: the link would have \d\d,\d{3} characters, and 30,000 are the most\. A report has no limit\.$/);
    assert.match(await page.textContent('section:has(h3:text-is("This page")) > .hint'), /A permanent link holds the text itself, 30,000 characters at most/);
    assert.equal(await page.locator('dialog button:has-text("Permanent link")').count(), 0);
    await close(page);
  },

  async 'five tasks take at most three actions each'() {
    let actions = 0;
    const page = await open({viewport: {width: 1440, height: 900}});
    const press = selector => { ++actions; return page.click(selector); };
    const task = async (what, run) => {
      actions = 0;
      await run();
      console.log(`  ${what}: ${actions}`);
      assert.ok(actions <= 3);
    };
    await task('compare the shares of two speakers', async () => assert.deepEqual(await page.locator('.speaker .share').allTextContents().then(all => all.slice(0, 2).map(text => /^\d+ %$/.test(text))), [true, true]));
    await task('find all that one person said', async () => {
      await press('.speaker:has-text("Martin Hallam") .who');
      assert.equal(await page.locator('.said ol .line').count(), 4);
    });
    await task('the first use of a name', async () => {
      await press('[role=tab]:has-text("Names")');
      await press('.entity:has-text("Martin Hallam")');
      assert.equal(await page.textContent('.mention.now'), 'Martin Hallam');
    });
    await task('copy a quotation with its attribution', async () => {
      await press('.quote.direct >> nth=0');
      await press('text=Copy with attribution');
      assert.match(await clipboard(page), /Nobody on this quay.*Priya Okafor/);
    });
    await page.keyboard.press('Escape');
    const runs = [['nav', 250, 'Section'], ['div class="cookie-banner"', 1, 'We use cookies'], ['div class="advertisement"', 1, 'Advertisement']];
    const lines = runs.map(([name, count, words]) => `<${name}>${Array.from({length: count}, (_, k) => `<a href="/${k}">${words} ${k}</a>\n`).join('')}</${name.split(' ')[0]}>`);
    await analyze(page, PAGE.replace('<body>', `<body>${lines.join('')}`));
    await task('what was removed above the title, every line of it', async () => {
      await press('[role=tab]:has-text("Removed")');
      await press('.unfold');
      for (const words of ['Section 249', 'We use cookies 0', 'Advertisement 0']) await page.locator(`.gone li:text-is("${words}")`).waitFor();
      assert.ok(await page.locator('.removed details').count() >= 2, 'of several runs');
    });
    await close(page);
  },

  async 'single keys do what the list of keys says, and can be switched off'() {
    const page = await open();
    await page.keyboard.press('n');
    assert.match(await page.textContent('.quote.now'), /Dock workers/);
    await page.keyboard.press('c');
    await page.waitForFunction(() => [...document.querySelectorAll('[role=status]')].some(node => node.textContent.includes('was copied')));
    assert.match(await clipboard(page), /Dock workers.*Priya Okafor/);
    await page.keyboard.press('o');
    assert.ok(await page.locator('.card').isVisible());
    await page.keyboard.press('Escape');
    assert.ok(!await page.locator('.card').isVisible());
    await page.keyboard.press('f');
    assert.equal(await page.getAttribute('.speaker:has-text("Priya Okafor") .who', 'aria-pressed'), 'true');
    for (const [key, name] of [['2', 'Names'], ['3', 'Money'], ['4', 'Text'], ['5', 'Removed'], ['1', 'Speakers']]) {
      await page.keyboard.press(key);
      assert.match(await page.textContent('[aria-selected=true]'), new RegExp(name));
    }
    await page.keyboard.press('?');
    assert.match(await page.textContent('dialog'), /next and previous quotation/);
    await page.uncheck('dialog input');
    await page.keyboard.press('Escape');
    await page.waitForSelector('dialog', {state: 'detached'});
    await page.keyboard.press('t');
    await page.waitForTimeout(100);
    assert.equal(await page.locator('dialog').count(), 0, 'single keys can be switched off');
    await close(page);
  },

  async 'a key that changes the list beside the article leaves the focus there'() {
    const page = await open({viewport: {width: 1440, height: 900}});
    await page.keyboard.press('Escape');
    await page.click('[role=tab]:has-text("Names")');
    await page.focus('.entity');
    await page.keyboard.press('u');
    assert.match(await page.evaluate(() => document.activeElement.textContent), /^Removed/);
    await close(page);
  },

  async 'whatever can be pressed is reached by Tab, in every state of the page'() {
    const page = await openForKeys();
    const press = async (selector, key = 'Enter') => { await tabTo(page, selector); await page.keyboard.press(key); };
    await allReached(page, 'the article');
    for (const list of ['Names', 'Money', 'Text', 'Removed', 'Speakers']) {
      await press('[role=tab][aria-selected=true]', 'ArrowRight');
      assert.match(await page.textContent('[aria-selected=true]'), new RegExp(list));
      await allReached(page, list);
    }
    await press('.who');
    await allReached(page, 'one voice');
    await tabTo(page, '.who');
    await page.keyboard.press('o');
    await allReached(page, 'the card', '.card');
    await page.keyboard.press('Escape');
    await page.keyboard.press('Escape');
    await press('#take');
    await press('dialog .node > summary');
    await press('dialog .call > summary');
    await allReached(page, 'take it away', 'dialog');
    await page.keyboard.press('Escape');
    await press('#keys');
    await allReached(page, 'keys', 'dialog');
    await page.keyboard.press('Escape');
    await press('#to-check');
    await statusIs(page, 'checked against');
    await press('#chip');
    await allReached(page, 'a draft');
    await press('#to-read');
    await chooseByKeys(page, '#file', [file('a.html', PAGE), file('b.html', dated(3)), file('c.html', dated(5))]);
    await statusIs(page, '3 documents analysed');
    await press('.measure summary');
    await allReached(page, 'many articles');
    assert.ok(!await page.evaluate(() => window.pointed), 'no pointer was used');
    await close(page);
  },

  async 'every function is worked by the keyboard alone'() {
    const page = await openForKeys((await bothTiers()).url);
    const press = async (selector, key = 'Enter') => { await tabTo(page, selector); await page.keyboard.press(key); };
    const text = selector => page.locator(selector).first().innerText();
    await press('.skip');
    assert.ok(await page.evaluate(() => document.activeElement.id === 'result'), 'the skip link leads to the article');
    // Marks, confidence, tiers.
    await press('.toggle.person input', 'Space');
    assert.ok(await page.locator('.article.no-person').count());
    await press('.toggle.patterns input', 'Space');
    assert.ok(await page.locator('.patterns').count());
    await tabTo(page, '.confidence input');
    await page.keyboard.press('End');
    assert.equal(await text('.confidence output'), '1.00');
    await page.keyboard.press('Home');
    await press('.explained summary');
    assert.ok(await page.locator('.explained p').isVisible());
    await tabTo(page, '#tier');
    await page.keyboard.press('ArrowDown');
    await statusIs(page, 'by the fast models');
    await press('#compare');
    await page.waitForSelector('dialog table');
    await press('dialog button:has-text("Close")');
    await page.waitForSelector('dialog', {state: 'detached'});
    // A quotation from its note, its card, the voice alone, the steps through it.
    await press('.note button');
    await press('.card button:has-text("Copy")');
    await page.waitForFunction(() => [...document.querySelectorAll('[role=status]')].some(node => node.textContent.includes('was copied')));
    assert.match(await clipboard(page), /Priya Okafor/);
    await press('.speaker:has-text("Martin Hallam") .who');
    await press('[aria-label="Next quotation"]');
    assert.equal(await text('.place'), '2 of 4');
    await press('.said ol .line');
    assert.ok(await page.evaluate(() => document.activeElement.matches('.quote.now')), 'the focus goes into the text');
    await press('.stepper .plain');
    assert.equal(await page.getAttribute('.speaker:has-text("Martin Hallam") .who', 'aria-pressed'), 'false');
    // The lists.
    await tabTo(page, '[role=tab][aria-selected=true]');
    await page.keyboard.press('ArrowRight');
    await press('.entity:has-text("Martin Hallam")');
    assert.match(await text('.mention.now'), /Martin Hallam/);
    await page.keyboard.press('3');
    await press('.moment');
    assert.ok(await page.locator('.mention.date_time.now').count());
    await page.keyboard.press('4');
    await press('.list button:has-text("Copy the text")');
    await page.waitForFunction(async () => (await navigator.clipboard.readText()).startsWith('Dock workers'));
    await page.keyboard.press('5');
    await press('.removed summary');
    await page.waitForSelector('.gone li');
    // What can be taken away.
    await press('#take');
    assert.match(await saved(page, () => press('dialog button:has-text("Save CSV")')), /Priya Okafor/);
    await press('dialog button:has-text("Copy JSON")');
    await page.waitForSelector('.told:has-text("JSON was copied")');
    assert.match(await saved(page, () => press('dialog button:has-text("Save a report")')), /<!doctype html>/);
    assert.match(await saved(page, () => press('dialog button:has-text("Save the request")')), /UTF16/);
    await press('dialog button:has-text("Close")');
    await page.waitForSelector('dialog', {state: 'detached'});
    // Text of one's own, another kind and another sample, many files.
    await tabTo(page, '#content');
    await page.keyboard.type('“We won,” said Ana Diaz. “We lost,” said Tom Reid.');
    await page.keyboard.press('Control+Enter');
    await page.waitForSelector('.speaker:has-text("Ana Diaz")');
    await press('#chip');
    await tabTo(page, '#sample');
    await page.keyboard.press('ArrowDown');
    await page.waitForSelector('h1:has-text("Dock workers")');
    await page.keyboard.press('ArrowDown');
    await page.waitForSelector('h1:has-text("Bakery reopens")');
    await tabTo(page, '#type');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    assert.equal(await page.inputValue('#type'), 'DOCUMENT_TYPE_HTML');
    await page.keyboard.press('Home');
    await chooseByKeys(page, '#file', [file('a.html', PAGE), file('b.html', dated(3)), file('c.html', dated(5))]);
    await statusIs(page, '3 documents analysed');
    await press('.measure summary');
    await press('.quotations .line');
    assert.ok(await page.locator('.quote.now').isVisible());
    await press('.back button');
    await press('.days button');
    assert.ok(await page.locator('.figure .quotations .line').count());
    await press('.index .entity');
    assert.match(await page.textContent('.back + div h1'), /Bakery/);
    // A draft and its sources.
    await press('#to-check');
    await statusIs(page, 'checked against');
    await page.keyboard.press('n');
    assert.match(await text('.checked-quote.now'), /They found a number/);
    await page.keyboard.press('s');
    assert.ok(await page.evaluate(() => document.activeElement.matches('.source-text')));
    await press('#checking .toggle input', 'Space');
    assert.ok(await page.locator('#checking .note.off').count());
    await press('#checking .note:has-text("spliced") button');
    await tabTo(page, '.source-head select');
    await page.keyboard.press('ArrowUp');
    assert.equal(await page.inputValue('.source-head select'), '0');
    await press('#chip');
    await press('#clear');
    await page.keyboard.type('“The port is open,” said Fiona Reid.');
    await tabTo(page, '#sources textarea');
    await page.keyboard.type('“The port is shut,” said Fiona Reid.');
    await press('#check .main-action');
    await statusIs(page, '1 quotation checked against 1 source');
    assert.match(await text('.detail'), /altered/);
    assert.ok(!await page.evaluate(() => window.pointed), 'no pointer was used');
    await close(page);
  },

  async 'pictures for the README: one voice in the dark, many articles'() {
    const dark = await open({viewport: {width: 1440, height: 900}, colorScheme: 'dark', reducedMotion: 'reduce'});
    await dark.click('.speaker:has-text("Martin Hallam") .who');
    await dark.screenshot({path: `${out}/page-voice-dark.png`});
    await close(dark);
    const many = await open({viewport: {width: 1440, height: 900}});
    const articles = [
      ['Dockers walk out', 'Leith Courier', '2024-06-03', ['“Nobody on this quay has seen that money,” said Priya Okafor, secretary of the dockers’ union. “Martin Hallam will have to write it down.”', 'Mr Hallam called the ballot “a distraction”. He said the harbour could not pay more than the ships brought in.']],
      ['A long wait in the corridor', 'The Firth', '2024-06-05', ['“The door is open, and the kettle is on,” said Martin Hallam, who runs the port. The United Nations said that grain had to move.', '“We were told to wait in the corridor,” Ms Okafor told reporters. “So we waited, and we counted the ships.”']],
      ['Harbour signs', 'Leith Courier', '2024-06-12', ['“It is signed,” Okafor said. “Martin Hallam kept his word.” The UN said it was relieved that the ships would sail.', 'Mayor Fiona Reid said: “The harbour is the town, and the town is back at work.”']]];
    const markup = ([title, site, day, paragraphs]) => `<html><head><title>${title}</title><meta property="og:site_name" content="${site}"><meta property="article:published_time" content="${day}T08:00:00Z"></head><body><article><h1>${title}</h1>${paragraphs.map(text => `<p>${text}</p>`).join('')}</article></body></html>`;
    await many.setInputFiles('#file', articles.map((article, k) => file(`harbour-${k}.html`, markup(article))));
    await statusIs(many, '3 documents analysed');
    assert.match(await many.textContent('.figure:has-text("Who is quoted")'), /Priya Okafor.*also Okafor/);
    assert.equal(await many.locator('.days button').count(), 3);
    assert.match(await many.textContent('.figure:has-text("By outlet:")'), /Leith Courier/);
    await many.click('.days button >> nth=1');
    assert.match(await many.textContent('.figure .quotations'), /corridor/);
    await accessible(many, 'many articles');
    await many.setViewportSize({width: 375, height: 800});
    const labels = await many.locator('.axis span').evaluateAll(nodes => nodes.map(node => node.getBoundingClientRect()).filter(box => box.width > 1).map(({left, right}) => [left, right]));
    assert.ok(labels.length >= 2 && labels.every(([left, right], k) => right <= 375 && (!k || left >= labels[k - 1][1])), `the dates of the axis do not meet on a phone: ${JSON.stringify(labels)}`);
    await many.setViewportSize({width: 1440, height: 900});
    await many.evaluate(() => scrollTo(0, 0));
    await many.mouse.move(0, 0);
    await many.screenshot({path: `${out}/page-many.png`});
    await close(many);
  },

  async 'pasted markup never runs'() {
    const page = await open();
    const payloads = ['<script>alert(1)</script>', '<img src=x onerror=alert(2)>', '<svg onload=alert(3)>', '<a href="javascript:alert(4)">x</a>',
      '<iframe srcdoc="<script>alert(5)</script>">', '<b onmouseover=alert(6)>bold</b>', '&lt;img src=x onerror=alert(7)&gt; &amp;'];
    const everything = async () => {
      for (const key of ['1', '2', '3', '4', '5']) await page.keyboard.press(key);
      for (const fold of await page.locator('.removed summary').all()) await fold.click();
      await page.hover('article');
      await page.keyboard.press('t');
      await page.click('.node > summary');
      const report = await saved(page, () => page.click('text=Save a report'));
      await page.keyboard.press('Escape');
      const alone = await open({}, pathToFileURL(file('hostile.html', report)).href);
      await alone.keyboard.press('5');
      await alone.waitForTimeout(100);
      await close(alone);
    };
    await analyze(page, `<html><body><nav>${payloads.join('\n')}</nav><article><h1>Title</h1>${payloads.map(p => `<p>${SENTENCE} ${p}</p>`).join('')}</article></body></html>`);
    await everything();
    await analyze(page, payloads.map(p => `${SENTENCE} ${p}`).join('\n\n'));
    await everything();
    await close(page);
  },

  async 'markup in any field of an answer, a name of a file, an error or a link stays text'() {
    const hostile = `<img src=x onerror="alert(1)"><script>alert(2)</script>'"]]>&lt;svg onload=alert(3)&gt;@SCRIPTS@`;
    const spoilt = value => (typeof value === 'string' ? (/^[A-Z][A-Z_0-9]+$|^e\d+$/.test(value) ? value : `${hostile}${value}`)
      : Array.isArray(value) ? value.map(spoilt) : value && typeof value === 'object' ? Object.fromEntries(Object.entries(value).map(([key, one]) => [key === 'metadata' || !/^[a-z]/.test(key) ? hostile : key, spoilt(one)])) : value);
    const elements = page => page.evaluate(() => [...document.querySelectorAll('img, svg, iframe, [onerror], [onload]')].length + document.querySelectorAll('body script:not([type="application/json"])').length);
    const page = await open({viewport: {width: 1440, height: 900}});
    await page.route('**/v1/documents:*', async route => {
      const answer = await (await route.fetch()).json();
      const {metadata} = answer, out = spoilt(answer);
      return route.fulfill({json: {...out, metadata: {...metadata, languageCode: hostile, warnings: [{reason: 'LANGUAGE_NOT_SUPPORTED', message: hostile}, {reason: 'OTHER', message: hostile}]}}});
    });
    const name = `${hostile.replaceAll('/', '')}.txt`;
    const upload = {name, mimeType: 'text/plain', buffer: Buffer.from(`${hostile}\n\n${SENTENCE} It cost £4.2m, said <b>Tom</b> Hale.`)};
    const openEverything = async where => {
      for (const tab of await where.locator('[role=tab]').all()) {
        await tab.click();
        for (const fold of await where.locator('.list summary').all()) await fold.click();
      }
      for (const selector of ['.note button', '.measure summary']) if (await where.locator(selector).count()) await where.locator(selector).first().click();
      await where.keyboard.press('Escape');
      await where.click('#take');
      await where.click('.node > summary');
      await where.locator('.node .node').first().waitFor();
      for (const node of await where.locator('.node .node > summary').all()) await node.click();
      await where.locator('dialog', {hasText: 'onerror'}).waitFor();  // As text.
    };
    await page.setInputFiles('#file', upload);
    await page.waitForSelector('#chip:has-text("<img src=x")');
    await openEverything(page);
    assert.equal(await elements(page), 0);
    const report = await saved(page, () => page.click('text=Save a report'));
    await page.keyboard.press('Escape');
    const alone = await open({viewport: {width: 1440, height: 900}}, pathToFileURL(file('hostile-fields.html', report)).href);
    await openEverything(alone);
    assert.equal(await elements(alone), 1, 'the report’s own script');
    await close(alone);
    await page.setInputFiles('#file', [upload, {...upload, name: `2${name}`}]);
    await statusIs(page, '2 documents analysed');
    await openEverything(page);
    await page.keyboard.press('Escape');
    await page.click('#to-check');
    await statusIs(page, 'checked against');
    await page.click('#chip');
    await page.setInputFiles('#source-files', upload);
    await page.click('#check .main-action');
    await page.waitForSelector('.source-head option:has-text("<img src=x")', {state: 'attached'});
    await page.click('#checking .note button >> nth=0');
    assert.match(await page.textContent('.detail'), /onerror/);
    assert.equal(await elements(page), 0);
    await page.unroute('**/v1/documents:*');
    await page.route('**/v1/documents:*', route => route.fulfill({status: 400, json: {code: 3, message: hostile, details: [{reason: 'X', metadata: {[hostile]: hostile}}]}}));
    await page.click('#chip');
    await page.click('#check .main-action');
    await statusIs(page, 'onerror');
    assert.equal(await elements(page), 0);
    await close(page);
    const linked = await open({}, `${server.url}#type=${encodeURIComponent(hostile)}&tier=${encodeURIComponent(hostile)}&text=${encodeURIComponent(`${hostile} ${SENTENCE}`)}`);
    assert.equal(await elements(linked), 0);
    await close(linked);
  },

  async 'a report of the command holds hostile names and texts as text'() {
    const path = file('@SCRIPTS@@DOCUMENTS@ -- script.html', `<html><head><title>@DOCUMENTS@ &lt;/script>&lt;img src=x onerror=alert(1)></title></head><body><article><h1>&lt;/script>&lt;img src=x onerror=alert(1)> @STYLE@</h1><p>${SENTENCE} </script><!-- <script></p></article></body></html>`);
    for (const paths of [[path], [path, file('port.txt', SENTENCE)]]) {
      const report = execFileSync(client, ['analyze', '--embedded', '--format=html', ...paths], {encoding: 'utf8', maxBuffer: 1 << 26});
      const page = await open({}, pathToFileURL(file('hostile-command.html', report)).href);
      if (paths.length === 2) await page.click('.index .entity >> nth=0');
      assert.match(await page.textContent('h1'), /<img src=x onerror=alert\(1\)> @STYLE@/);
      assert.equal(await page.locator('img').count(), 0);
      await close(page);
    }
  },

  async 'two hundred files at once become one list with its summary, whatever is in them'() {
    const page = await open({viewport: {width: 1440, height: 900}});
    const names = ['Ana Diaz', 'Tom Reid', 'Rona Blair', 'Fiona Sorley'];
    const contents = Array.from({length: 200}, (_, k) => (k % 50 === 7 ? '' : k % 50 === 9 ? 'Die Lage im Hafen ist ruhig, und die Arbeiter bleiben bei ihrer Forderung nach mehr Geld.' : k % 50 === 11 ? '\u0000\u0001\u0002' : `${k % 28 + 1} June 2024\n\n“The port is shut again,” said ${names[k % 4]}. ${'x'.repeat(k)}`));
    const began = performance.now();
    await page.setInputFiles('#file', contents.map((text, k) => ({name: `article ${k}.txt`, mimeType: 'text/plain', buffer: Buffer.from(text)})));
    await page.waitForFunction(() => /documents analysed/.test(document.querySelector('#status').textContent), null, {timeout: 60000});
    console.log(`  200 files in ${((performance.now() - began) / 1000).toFixed(1)} s`);
    assert.equal(await page.locator('.index li').count(), 200);
    const failed = await page.locator('.index .failed').allTextContents();
    for (const why of ['There is no text in it.', 'This is no text and no web page.']) assert.equal(failed.filter(text => text.includes(why)).length, 4, why);
    assert.equal(failed.length, 8, 'what is empty or no text says why');
    assert.equal(await page.locator('.index .waiting').count(), 0);
    const counted = await page.evaluate(() => [shown.reduce((sum, model) => sum + model.quotes.length, 0), Summary.of(shown, Corpus.words).quotations]);
    assert.ok(counted[0] >= 180 && counted[0] === counted[1], 'all quotations are counted');
    assert.match(await page.textContent('.summary > .hint'), /in a language that is not analysed/);
    assert.match(await page.textContent('.figure:has-text("Who is quoted")'), /Ana Diaz/);
    await page.click('.index .entity >> nth=3');
    assert.match(await page.textContent('.back'), /article 3\.txt/);
    await close(page);
  },

  async 'an answer with nothing in it, and texts of one character, are shown as such'() {
    const page = await open({viewport: {width: 1440, height: 900}});
    await page.route('**/v1/documents:analyze', route => route.fulfill({json: {}}));
    await analyze(page, 'Nothing.');
    assert.equal(await page.textContent('.voices .none'), 'Nobody is quoted.');
    for (const key of ['2', '3', '4', '5']) await page.keyboard.press(key);
    assert.match(await page.textContent('.removed'), /Nothing that can be read was removed/);
    await page.unroute('**/v1/documents:analyze');
    for (const text of ['x', '“', '<p>', '1']) await analyze(page, text);
    await page.route('**/v1/documents:verifyQuotes', route => route.fulfill({json: {}}));
    await page.click('#to-check');
    await page.waitForSelector('#checking h1:has-text("No quotations in this draft")');
    await close(page);
  },

  async 'text that runs from right to left does so, in article, lists and fields'() {
    const page = await open({viewport: {width: 1440, height: 900}});
    const arabic = 'قالت الوزيرة يوم الاثنين إن الميناء سيبقى مغلقا حتى نهاية الأسبوع، ولم تجب عن أسئلة الصحفيين الذين انتظروا أمام المبنى.';
    await analyze(page, `${arabic}\n\n${arabic}`);
    assert.match(await page.textContent('.notice'), /in Arabic/);
    const side = await page.evaluate(() => {
      const block = document.querySelector('.block > p'), range = document.createRange();
      range.selectNodeContents(block);
      const lines = [...range.getClientRects()], box = block.getBoundingClientRect();
      return [box.right - lines.at(-1).right, lines.at(-1).left - box.left];
    });
    assert.ok(side[0] < 8 && side[1] > 20, `the last line begins at the right: ${side}`);
    await page.click('#chip');
    assert.equal(await page.evaluate(() => getComputedStyle(document.querySelector('#content')).direction), 'rtl');
    await accessible(page, 'right to left');
    await close(page);
  },

  async 'very long names and words stay within their columns'() {
    const long = `Maximiliane${'wilhelmine'.repeat(20)} von ${'Hohenberg-'.repeat(20)}Waldeck`;
    for (const width of [375, 1440]) {
      const page = await open({viewport: {width, height: 900}});
      await page.route('**/v1/documents:analyze', async route => {
        const answer = await (await route.fetch()).text();
        return route.fulfill({json: JSON.parse(answer.replaceAll('"Ana Diaz"', JSON.stringify(long)))});
      });
      await analyze(page, `“We won,” said Ana Diaz. “The port is open, and the ${'lock'.repeat(60)} is shut,” said Ana Diaz.\n\nShe said the port was shut, and that they would come back on Monday.`);
      assert.ok(await page.locator('.note').count() > 0);
      await page.setInputFiles('#file', {name: `${'long-name-'.repeat(20)}.txt`, mimeType: 'text/plain', buffer: Buffer.from('“We won,” said Ana Diaz.\n\n“We lost,” she said.')});
      await page.waitForSelector('#chip:has-text("long-name")', {state: 'attached'});
      if (width < 960) await page.click('.handle');
      assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), `no sideways scrolling at ${width}`);
      const over = await page.evaluate(() => [...document.querySelectorAll('.note')].filter(node => node.getBoundingClientRect().right > node.parentElement.getBoundingClientRect().right + 1).length);
      assert.equal(over, 0, 'notes stay in their margin');
      const outside = await page.evaluate(() => [...document.querySelectorAll('.note, .speaker, .tools button, .block > :first-child')].filter(node => node.checkVisibility() && node.scrollWidth > node.clientWidth + 1 && !node.matches('#chip')).map(node => node.className));
      assert.deepEqual(outside, []);
      await page.screenshot({path: `${out}/page-long-${width}.png`});
      await close(page);
    }
  },

  async 'errors say what to do'() {
    const small = await startServer('--max_document_bytes=5000');
    const page = await open({}, small.url);
    await page.fill('#content', 'x'.repeat(6000));
    await page.click('#analyze');
    const said = async part => { await statusIs(page, part); return page.textContent('#status'); };
    assert.equal(await said('too long'), 'This text is too long for the server: it takes 5.0 KB at once. Split it, or ask who runs the server for a higher limit.', 'once, and in no words of a developer');
    await page.fill('#content', ' \n ');
    await page.click('#analyze');
    assert.equal(await said('Paste'), 'Paste some text first, or choose a file.');
    await page.setInputFiles('#file', file('nothing.txt', ''));
    assert.equal(await said('There is'), 'nothing.txt was not analysed. There is no text in it. Choose another file, or paste the text.');
    await page.evaluate(() => unfold(true));
    await page.route('**/v1/documents:analyze', route => route.fulfill({status: 400, contentType: 'application/json', body: JSON.stringify({code: 3, message: 'the moon is in the way', details: [{reason: 'MOON_FULL', metadata: {moons: '1'}}]})}));
    await page.fill('#content', 'one');
    await page.click('#analyze');
    assert.equal(await said('moon'), 'The moon is in the way (moons 1).', 'what has no words here is the server’s own');
    await page.unroute('**/v1/documents:analyze');
    await page.route('**/v1/documents:analyze', route => route.fulfill({status: 429, contentType: 'application/json', body: JSON.stringify(
      {code: 8, message: "the server's queue is full; retry with back-off", details: [{reason: 'QUEUE_FULL', metadata: {retryAfterMillis: '50'}}]})}));
    await page.fill('#content', 'one');
    await page.click('#analyze');
    await statusIs(page, 'Try again in a moment');
    await page.unroute('**/v1/documents:analyze');
    await page.route('**/v1/documents:analyze', route => route.fulfill({status: 200, contentType: 'application/json', body: '{"quotes": ['}));
    await page.click('#analyze');
    await statusIs(page, 'The answer broke off');
    await page.unroute('**/v1/documents:analyze');
    await page.route('**/v1/documents:analyze', route => route.fulfill({status: 502, contentType: 'text/html', body: '<h1>Bad gateway</h1>'}));
    await page.click('#analyze');
    await statusIs(page, 'The server answered 502.');
    await page.unroute('**/v1/documents:analyze');
    small.process.kill('SIGKILL');
    await page.click('#analyze');
    await statusIs(page, 'cannot be reached');
    await close(page);
  },

  async 'motion stops where it is not wanted, and paper has no buttons'() {
    const page = await open({reducedMotion: 'reduce', viewport: {width: 1440, height: 900}});
    assert.equal(await page.evaluate(() => getComputedStyle(document.querySelector('.bar'), '::after').transitionProperty === 'width'), false);
    await page.emulateMedia({media: 'print'});
    for (const selector of ['#take', '.toolbar', '.tabs', '#form']) assert.ok(!await page.locator(selector).first().isVisible(), selector);
    assert.ok(await page.locator('.speaker').first().isVisible());
    await page.emulateMedia({media: 'screen'});
    const texts = () => page.locator('button').locator('visible=true').allTextContents();
    const nothingToPress = async what => {
      await page.emulateMedia({media: 'print'});
      assert.deepEqual([what, (await texts()).filter(text => /Save|Copy|Show|Fold|more|All documents|\?/.test(text))], [what, []]);
      await page.emulateMedia({media: 'screen'});
    };
    await analyze(page, PAGE.replace('</nav>', `${'<a href="/x">Section x</a>\n'.repeat(300)}</nav>`));
    for (const [tab, inside] of [['Text', 'Copy the text'], ['Removed', 'Show all lines']]) {
      await page.click(`[role=tab]:has-text("${tab}")`);
      assert.ok((await texts()).includes(inside), inside);
      await nothingToPress(tab);
    }
    await page.setInputFiles('#file', Array.from({length: 14}, (_, k) => file(`paper-${k}.txt`, `${SENTENCE} ${'It rained. '.repeat(k)}`)));
    await statusIs(page, '14 documents analysed');
    for (const inside of ['Save speakers as CSV', '4 more']) assert.ok((await texts()).includes(inside), inside);
    await nothingToPress('the summary');
    await page.click('.index .entity >> nth=0');
    await nothingToPress('one of many');
    await page.emulateMedia({media: 'print'});
    assert.match(await page.locator('.back').innerText(), /paper-0\.txt/, 'the name of the document stays');
    await page.emulateMedia({media: 'screen'});
    await page.click('text=All documents');
    const rows = page.locator('.figure:has(h2:text-is("In which document")) .measure');
    assert.equal(await rows.count(), 10);
    await page.evaluate(() => dispatchEvent(new Event('beforeprint')));
    await page.emulateMedia({media: 'print'});
    assert.equal(await rows.locator('visible=true').count(), 14, 'on paper all rows are shown');
    assert.equal(await page.evaluate(() => getComputedStyle(document.querySelector('.documents')).overflowY), 'visible', 'and all documents');
    await close(page);
  },

  async 'a screen reader hears the title, who wrote it, each paragraph and then who speaks in it, and the lists after the article'() {
    const page = await open({viewport: {width: 1440, height: 900}});
    const session = await page.context().newCDPSession(page);
    const {nodes} = await session.send('Accessibility.getFullAXTree');
    const byKey = new Map(nodes.map(node => [node.nodeId, node])), heard = [];
    const read = id => {
      const node = byKey.get(id);
      if (!node) return;
      if (!node.ignored && ['heading', 'StaticText', 'button', 'tab', 'textbox', 'combobox'].includes(node.role?.value)) heard.push(`${node.role.value}: ${node.name?.value}`);
      if (node.role?.value !== 'button') (node.childIds || []).forEach(read);
    };
    read(nodes[0].nodeId);
    const places = [/^textbox: Text or HTML of an article/, /^button: Analyse/, /^heading: Dock workers in Leith walk out over pay/, /^StaticText: By Rona Blair/, /^StaticText: “Nobody on this quay|^StaticText: .*seen that money/, /^button: she → Priya Okafor direct/, /^StaticText: .*I have asked for talks/, /^tab: Speakers/, /^heading: People/i, /^button: Priya Okafor .*quotation/]
      .map(part => [String(part), heard.findIndex(text => part.test(text))]);
    const order = places.map(([, at]) => at);
    assert.ok(order.every((at, k) => at >= 0 && (!k || at > order[k - 1])), JSON.stringify(places));
    assert.ok(heard.every(text => !/: (undefined|)$/.test(text)), 'everything has a name');
    await close(page);
  },

  async 'a checked draft is printed with what differs in each quotation'() {
    const page = await open({viewport: {width: 720, height: 1000}}, `${server.url}#check`, 'checked against');
    await page.evaluate(() => dispatchEvent(new Event('beforeprint')));
    await page.emulateMedia({media: 'print'});
    assert.equal(await page.locator('.on-paper .compared:visible').count(), 6, 'all that is not as the sources have it');
    for (const selector of ['.source-text', '.detail', '.stepper', '#chip']) assert.equal(await page.locator(selector).locator('visible=true').count(), 0, selector);
    await page.screenshot({path: `${out}/page-check-print.png`, fullPage: true});
    await page.emulateMedia({media: 'screen'});
    assert.equal(await page.locator('.on-paper .compared:visible').count(), 0);
    await close(page);
  },

  async 'on a phone one press analyses what was pasted, and the input folds away'() {
    const page = await open({viewport: {width: 375, height: 700}, hasTouch: true});
    await page.fill('#content', SENTENCE);
    await page.click('#analyze');
    await page.waitForSelector('.speaker:has-text("Fiona Reid")', {state: 'attached'});
    assert.match(await page.textContent('#chip'), /^Pasted text · \d+ bytes$/);
    assert.ok(!await page.locator('#content').isVisible());
    await close(page);
  },

  async 'on a phone the lists are a sheet, and nothing is wider than the screen'() {
    const page = await open({viewport: {width: 375, height: 700}});
    assert.ok(!await page.locator('.speaker').first().isVisible());
    await page.click('.handle');
    assert.ok(await page.locator('.speaker').first().isVisible());
    assert.equal(await page.getAttribute('.handle', 'aria-expanded'), 'true');
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), 'no sideways scrolling');
    assert.ok(await page.locator('.note').first().isVisible(), 'notes are under their paragraph');
    for (const width of [360, 375, 700]) {
      await page.setViewportSize({width, height: 700});
      const ends = await page.locator('[role=tab]').evaluateAll(tabs => tabs.map(tab => Math.round(tab.getBoundingClientRect().right)));
      assert.ok(Math.max(...ends) <= width - 12 + 1, `each tab is whole at ${width}: ${ends}`);
    }
    await close(page);
  },

  async 'the tabs are in one row, whatever their numbers'() {
    const page = await open();
    await page.evaluate(() => show([{...shown[0], removed: [{reason: 'navigation', label: 'navigation', place: 'Above the title', lines: Array(1113).fill('Section')}]}]));
    assert.match(await page.textContent('.tabs'), /Removed1,113$/);
    for (const width of [1440, 1280, 1024, 768, 360]) {
      await page.setViewportSize({width, height: 800});
      if (width < 960) await page.evaluate(() => reader.sheet(true));
      const tabs = await page.locator('[role=tab]').evaluateAll(nodes => nodes.map(node => node.getBoundingClientRect()).map(({top, right}) => [Math.round(top), Math.round(right)]));
      assert.equal(new Set(tabs.map(([top]) => top)).size, 1, `at ${width}`);
      await page.click('[role=tab]:has-text("Removed")');
      const [inside, last] = await page.evaluate(() => ['.tabs', '.tabs button:last-child'].map(selector => document.querySelector(selector).getBoundingClientRect().right));
      assert.ok(last <= inside + 1, `the last is reached at ${width}`);
      if (width > 960) assert.ok(tabs.every(([, right]) => right <= inside + 1), `all are seen at ${width}`);
      await page.click('[role=tab]:has-text("Speakers")');
    }
    await close(page);
  },

  async 'the lists cover no note: they stand beside the text, or the notes are below their paragraphs'() {
    const page = await open();
    const together = selector => page.evaluate(selector_ => {
      const {left, right} = document.querySelector(selector_).getBoundingClientRect();
      return [...document.querySelectorAll('.note button, .block > :first-child')].filter(node => node.checkVisibility()).map(node => node.getBoundingClientRect()).filter(box => box.right > left && box.left < right).length;
    }, selector);
    for (const width of [1440, 1201, 1199, 1024, 961]) {
      await page.setViewportSize({width, height: 800});
      assert.ok(await page.locator('.speaker').first().isVisible(), `nothing to open at ${width}`);
      assert.equal(await together('.panel'), 0, `at ${width}`);
    }
    for (const width of [959, 820]) {
      await page.setViewportSize({width, height: 800});
      assert.ok(await page.locator('.note').evaluateAll(notes => notes.every(note => note.getBoundingClientRect().top >= note.closest('.block').firstChild.getBoundingClientRect().bottom)), `below their paragraphs at ${width}`);
    }
    await close(page);
  },

  async 'in a headline a mark is as high as its line, and covers no other'() {
    const page = await open({viewport: {width: 1440, height: 900}});
    const heading = '“Nobody on this quay has ever seen any of that money in all the years of the port,” says Priya Okafor, who warns that the strike will go on for many weeks';
    await analyze(page, `<html><body><article><h1>${heading}</h1><p>${SENTENCE.repeat(6)}</p></article></body></html>`);
    const marks = () => page.locator('h1 .quote').evaluateAll(nodes => nodes.map(node => {
      const {backgroundColor, backgroundSize, paddingTop, borderBottomWidth} = getComputedStyle(node), line = parseFloat(getComputedStyle(node.closest('h1')).lineHeight);
      return [node.className.split(' ')[1], backgroundColor, paddingTop, borderBottomWidth, ...backgroundSize.split(', ').map(size => Math.abs(parseFloat(size.split(' ')[1]) - line) < 0.5)].join();
    }));
    assert.deepEqual(new Set(await marks()), new Set(['direct,rgba(0, 0, 0, 0),0px,0px,true,true', 'indirect,rgba(0, 0, 0, 0),0px,0px,true']));
    const drawn = () => page.locator('h1 .quote.direct').first().evaluate(node => getComputedStyle(node).backgroundImage);
    assert.doesNotMatch(await drawn(), /rgba\(0, 0, 0, 0\), rgba\(0, 0, 0, 0\)|repeating/);
    await page.uncheck('.toggle.direct input');
    assert.match(await drawn(), /^none$|rgba\(0, 0, 0, 0\)/, 'not marked when that is not wanted');
    await page.check('.toggle.direct input');
    await page.check('.toggle.patterns input');
    assert.match(await drawn(), /^repeating-linear-gradient.*, linear-gradient/);
    await close(page);
  },

  async 'on a phone a long list leaves its tabs and the handle as high as a short one does'() {
    const page = await open({viewport: {width: 375, height: 700}});
    const heights = () => page.evaluate(() => ['.handle', '.tabs', '.tabs button'].map(selector => Math.round(document.querySelector(selector).getBoundingClientRect().height)));
    await analyze(page, SENTENCE);
    await page.click('.handle');
    const short = await heights();
    await analyze(page, Array.from({length: 40}, (_, k) => `“The port is shut for day ${k},” said Tom ${'ABCDEFGHIJ'[k % 10]}${'aeiou'[k % 5]}${'lmnrst'[k % 6]}ton.`).join('\n\n'));
    await page.click('.handle');
    assert.ok(await page.evaluate(() => document.querySelector('.list').scrollHeight > document.querySelector('.list').clientHeight), 'the list is longer than its sheet');
    assert.deepEqual(await heights(), short);
    assert.ok(short[1] >= 24, `tabs are ${short[1]} px high`);
    await close(page);
  },

  async 'no violation is found by axe at four widths, light and dark, with everything open'() {
    const look = async (width, colorScheme) => {
      const page = await open({viewport: {width, height: 900}, colorScheme});
      if (width < 960) await page.click('text=What is marked');
      await page.screenshot({path: `${out}/page-${width}-${colorScheme}.png`});
      await accessible(page, `${width} ${colorScheme}`);
      if (width < 960) await page.click('.handle');
      for (const name of width === 1440 ? ['Names', 'Money', 'Text', 'Removed', 'Speakers'] : ['Removed', 'Speakers']) {
        await page.click(`[role=tab]:has-text("${name}")`);
        await accessible(page, `${width} ${colorScheme} ${name}`);
      }
      await page.click('.who >> nth=0');
      await accessible(page, `${width} ${colorScheme} one voice`);
      await page.click('#take');
      await page.click('.node > summary');
      await page.click('.call summary >> nth=0');
      await accessible(page, `${width} ${colorScheme} take away`);
      await page.keyboard.press('Escape');
      await page.keyboard.press('?');
      await accessible(page, `${width} ${colorScheme} keys`);
      await page.keyboard.press('Escape');
      await page.click('#to-check');
      await statusIs(page, 'checked against');
      await accessible(page, `${width} ${colorScheme} checked`);
      await page.screenshot({path: `${out}/page-check-${width}-${colorScheme}.png`});
      await page.click('#chip');
      await page.click('#checking .note:has-text("altered") button');
      await accessible(page, `${width} ${colorScheme} a draft with its sources`);
      await close(page);
    };
    for (const width of [375, 768, 1024, 1440]) await Promise.all(['light', 'dark'].map(scheme => look(width, scheme)));
  },

  async 'five kilobytes are painted within 100 ms of the answer'() {
    const page = await open();
    const text = `${SENTENCE} `.repeat(3).concat('\n\n').repeat(16);
    const milliseconds = await page.evaluate(async content => {
      const answer = await call(content, new AbortController().signal);
      const times = [];
      for (let k = 0; k < 5; ++k) {
        const begin = performance.now();
        show([Model.of(answer, content, 'text')]);
        await new Promise(resolve => requestAnimationFrame(() => setTimeout(resolve)));
        times.push(performance.now() - begin);
      }
      return Math.min(...times);
    }, text);
    console.log(`  painted after ${milliseconds.toFixed(0)} ms (best of five; others share the machine)`);
    assert.ok(milliseconds < 100);
    await close(page);
  },

  async 'a megabyte is drawn without blocking and scrolls at the rate of an empty page'() {
    const page = await open();
    const rate = () => page.evaluate(() => new Promise(resolve => {
      const times = [];
      const step = now => {
        times.push(now);
        window.scrollBy(0, 120);
        if (times.length < 90) requestAnimationFrame(step);
        else resolve(1000 * (times.length - 1) / (times.at(-1) - times[0]));
      };
      requestAnimationFrame(step);
    }));
    await page.evaluate(() => { document.body.style.minHeight = '30000px'; });
    const empty = await rate();
    await page.evaluate(() => { document.body.style.minHeight = ''; });
    const paragraph = `${SENTENCE} `.repeat(3) + '\n\n';
    const text = paragraph.repeat(Math.floor(900000 / Buffer.byteLength(paragraph)));
    const first = await page.evaluate(async content => {
      const answer = await call(content, new AbortController().signal);
      const begin = performance.now();
      show([Model.of(answer, content, 'text')]);
      await new Promise(resolve => requestAnimationFrame(() => setTimeout(resolve)));
      return performance.now() - begin;
    }, text);
    await page.waitForFunction(() => reader.article.done, null, {timeout: 60000});
    const full = await rate();
    console.log(`  first paint after ${first.toFixed(0)} ms; scrolls at ${full.toFixed(0)} frames a second, an empty page at ${empty.toFixed(0)}`);
    assert.ok(full > 0.8 * empty);
    await close(page);
  },
};

let failed = 0;
try {
  for (const [name, test] of Object.entries(tests)) {
    if (chosen.length && !chosen.some(part => name.includes(part))) continue;
    try {
      const began = performance.now();
      await test();
      console.log(`${name}: passed (${Math.round(performance.now() - began)} ms)`);
    } catch (error) {
      ++failed;
      console.log(`${name}: FAILED\n${error.stack}`);
    }
  }
} finally {
  await browser.close();
  server.process.kill('SIGKILL');
  both?.process.kill('SIGKILL');
}
process.exit(failed ? 1 : 0);
