// The playground in headless Chromium: playground_test.mjs SERVER_BINARY OUT_FOLDER. Screenshots go to OUT_FOLDER.
import assert from 'node:assert/strict';
import {spawn} from 'node:child_process';
import {mkdirSync, readFileSync} from 'node:fs';
import {createRequire} from 'node:module';
import {createInterface} from 'node:readline';
import {chromium} from 'playwright-core';

const [binary, out] = process.argv.slice(2);
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const SENTENCE = '“The port is shut,” said Fiona Reid in Edinburgh. She told Reuters that it would open on 3 June 2024.';
mkdirSync(out, {recursive: true});

async function startServer(...flags) {
  const process_ = spawn(binary, ['--address=127.0.0.1:0', '--http_address=127.0.0.1:0', '--drain_delay=0s', '--access_log=false', ...flags]);
  for await (const line of createInterface(process_.stderr)) {
    process_.stderr.resume();
    return {process: process_, url: `http://127.0.0.1:${JSON.parse(line).http_port}/`};
  }
}

const server = await startServer();
const browser = await chromium.launch({executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu']});

// A page that fails on any error or dialog of the document, and on any request to elsewhere.
async function open(options = {}, url = server.url) {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  page.problems = [];
  page.on('pageerror', error => page.problems.push(String(error)));
  page.on('dialog', dialog => {
    page.problems.push(`dialog: ${dialog.message()}`);
    dialog.dismiss();
  });
  page.on('request', request => request.url().startsWith(url) || page.problems.push(`request: ${request.url()}`));
  await page.goto(url);
  return page;
}

async function analyze(page, text) {
  await page.fill('#content', text);
  await page.click('#analyze');
  await page.waitForFunction(() => document.querySelector('#status').textContent.includes('quotations'), null, {timeout: 30000});
}

async function close(page) {
  assert.deepEqual(page.problems, []);
  await page.context().close();
}

const tests = {
  async 'paste, analyse, hover'() {
    const page = await open();
    await analyze(page, SENTENCE);
    assert.equal(await page.textContent('.article .quote'), 'The port is shut,');
    assert.match(await page.textContent('aside'), /Fiona Reid \(\d\)/);
    await page.hover('.article .quote');
    assert.ok(await page.locator('.speaker.lit', {hasText: 'Fiona Reid'}).count() > 0, 'the quotation is joined to its speaker');
    assert.ok(await page.locator('.cue.lit', {hasText: 'said'}).count() > 0);
    await page.hover('.mention.person');
    assert.ok(await page.locator('.mention.person.lit').count() >= 1);
    await page.uncheck('.filters .person input');
    assert.equal(await page.locator('.mention.person').count(), 0);
    assert.ok(await page.locator('.mention.geopolitical').count() > 0);
    await page.fill('.filters input[type=range]', '1');
    assert.equal(await page.locator('.article .quote').count(), 0, 'nothing is as sure as that');
    await page.click('text=JSON');
    assert.match(await page.textContent('pre'), /"QUOTE_FORM_DIRECT"/);
    await page.click('text=Call it');
    assert.match(await page.textContent('#panel'), /curl -s http:\/\/127.0.0.1/);
    await close(page);
  },

  async 'removed lines are shown on demand, with their reason'() {
    const page = await open();
    await page.selectOption('#sample', {index: 1});
    await page.waitForSelector('.article .gone', {state: 'attached'});
    assert.ok(!(await page.locator('.article .gone').first().isVisible()));
    assert.equal(await page.locator('.article h2').count(), 1, 'the title alone is a heading');
    await page.check('text=show what was removed');
    assert.ok(await page.locator('.article .gone', {hasText: 'Read more'}).isVisible());
    assert.match(await page.locator('.article .gone', {hasText: 'Read more'}).getAttribute('title'), /^removed: /);
    await close(page);
  },

  async 'keyboard only'() {
    const page = await open();
    await page.keyboard.press('Tab');
    assert.equal(await page.evaluate(() => document.activeElement.id), 'content');
    await page.keyboard.type('“We won,” said Ana Diaz.');
    await page.keyboard.press('Control+Enter');
    await page.waitForSelector('.article .quote');
    await page.focus('aside li button');
    assert.ok(await page.locator('.lit').count() > 0);
    await page.focus('[role=tab]');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Enter');
    assert.match(await page.textContent('pre'), /cleanedDocument/);
    await close(page);
  },

  async 'a link restores the state'() {
    const page = await open();
    await analyze(page, SENTENCE);
    const again = await open();
    await again.goto('about:blank');
    await again.goto(page.url());
    await again.waitForSelector('.article .quote');
    assert.equal(await again.inputValue('#content'), SENTENCE);
    again.problems = again.problems.filter(p => !p.includes('about:blank'));
    await close(again);
    await close(page);
  },

  async 'pasted markup never runs'() {
    const page = await open();
    const payloads = ['<script>alert(1)</script>', '<img src=x onerror=alert(2)>', '<svg onload=alert(3)>', '<a href="javascript:alert(4)">x</a>',
      '<iframe srcdoc="<script>alert(5)</script>">', '<b onmouseover=alert(6)>bold</b>'];
    await analyze(page, `<html><body><article><h1>Title</h1>${payloads.map(p => `<p>${SENTENCE} ${p}</p>`).join('')}</article></body></html>`);
    await page.check('text=show what was removed');
    await analyze(page, payloads.map(p => `${SENTENCE} ${p}`).join('\n\n'));
    for (const name of ['JSON', 'Call it', 'Marked up']) await page.click(`text=${name}`);
    await page.hover('.article p');
    await page.waitForTimeout(200);
    await close(page);
  },

  async 'errors say what to do'() {
    const small = await startServer('--max_document_bytes=1000');
    const page = await open({}, small.url);
    const said = () => page.waitForFunction(() => document.querySelector('#status.error')?.textContent).then(h => h.jsonValue());
    await page.fill('#content', 'x'.repeat(1200));
    await page.click('#analyze');
    assert.match(await said(), /maxBytes 1000/);
    await page.route('**/v1/documents:analyze', route => route.fulfill({status: 429, contentType: 'application/json', body: JSON.stringify(
      {code: 8, message: "the server's queue is full; retry with back-off", details: [{metadata: {retryAfterMillis: '50'}}]})}));
    await page.fill('#content', 'one');
    await page.click('#analyze');
    await page.waitForFunction(() => document.querySelector('#status').textContent.includes('queue is full'));
    await page.unroute('**/v1/documents:analyze');
    small.process.kill('SIGKILL');
    await page.click('#analyze');
    await page.waitForFunction(() => document.querySelector('#status').textContent.includes('cannot be reached'));
    await close(page);
  },

  async 'a megabyte is drawn and scrolls'() {
    const page = await open();
    const paragraph = `${SENTENCE} `.repeat(3) + '\n\n';
    const text = paragraph.repeat(Math.floor(900000 / Buffer.byteLength(paragraph)));
    await page.evaluate(t => { document.querySelector('#content').value = t; }, text);
    await page.click('#analyze');
    await page.waitForSelector('.article .quote', {timeout: 30000});
    const frames = await page.evaluate(() => new Promise(resolve => {
      const times = [];
      const step = now => {
        times.push(now);
        window.scrollBy(0, 120);
        if (times.length < 90) requestAnimationFrame(step);
        else resolve(1000 * (times.length - 1) / (times.at(-1) - times[0]));
      };
      requestAnimationFrame(step);
    }));
    console.log(`  scrolls at ${frames.toFixed(0)} frames a second`);
    await close(page);
  },

  async 'no violation found by axe, at four sizes and colours'() {
    for (const width of [375, 1440]) {
      for (const colorScheme of ['light', 'dark']) {
        const page = await open({viewport: {width, height: 900}, colorScheme});
        await page.selectOption('#sample', {index: 1});
        await page.waitForSelector('.article .quote');
        await page.screenshot({path: `${out}/playground-${width}-${colorScheme}.png`, fullPage: width === 375});
        await page.evaluate(axe);
        const {violations} = await page.evaluate(() => axe.run());
        assert.deepEqual(violations.map(v => [v.id, v.nodes.map(n => n.target).slice(0, 3)]), []);
        await close(page);
      }
    }
  },

  async 'the result is painted soon after the answer'() {
    const page = await open();
    await page.selectOption('#sample', {index: 1});
    await page.waitForSelector('.article .quote');
    const milliseconds = await page.evaluate(async () => {
      const content = document.querySelector('#content').value;
      const answer = await (await fetch('v1/documents:analyze', {method: 'POST', headers: {'Content-Type': 'application/json'},
        body: JSON.stringify({document: {content, type: 'DOCUMENT_TYPE_PLAIN_TEXT'}, encodingType: 'ENCODING_TYPE_UTF16'})})).json();
      const begin = performance.now();
      View.draw(document.querySelector('#panel'), answer, content);
      await new Promise(resolve => requestAnimationFrame(() => requestAnimationFrame(resolve)));
      return performance.now() - begin;
    });
    console.log(`  painted after ${milliseconds.toFixed(0)} ms`);
    await close(page);
  },
};

try {
  for (const [name, test] of Object.entries(tests)) {
    await test();
    console.log(`${name}: passed`);
  }
} finally {
  await browser.close();
  server.process.kill('SIGKILL');
}
