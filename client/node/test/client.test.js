import assert from 'node:assert/strict';
import {execFileSync, spawn} from 'node:child_process';
import {mkdtempSync, readFileSync, symlinkSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {createInterface} from 'node:readline';
import {after, before, test} from 'node:test';
import {Client, TextAnalysisError, fromServiceError} from '../dist/index.js';

const root = new URL('../../../', import.meta.url);
const binary = process.env.TA_TEST_SERVER ?? new URL('build/service/textanalysis_server', root).pathname;
const text = '😀 “The port is shut,” said Zoë Reid in Edinburgh.';
let server, client;

// -> [process, address] of a server with these flags.
async function serve(...flags) {
  const process = spawn(binary, ['--address=127.0.0.1:0', '--drain_delay=0s', ...flags]);
  let address;
  for await (const line of createInterface(process.stderr)) {
    address = '127.0.0.1:' + JSON.parse(line).port;
    break;
  }
  process.stderr.resume();
  return [process, address];
}

before(async () => {
  let address;
  [server, address] = await serve('--max_document_bytes=20000');
  client = new Client(address);
});
after(() => {
  client.close();
  server.kill('SIGKILL');
});

test('offsets slice JavaScript strings', async () => {
  const answer = await client.analyze(text);
  const [quote] = answer.quotes;
  const [span] = quote.contentSpans;
  assert.equal(answer.cleanedDocument.text.slice(span.beginOffset, span.endOffset), 'The port is shut,');
  assert.equal(quote.speaker.name, 'Zoë Reid');
});

test('errors are typed', async () => {
  await assert.rejects(client.clean(''), error => error instanceof TextAnalysisError && error.reason === 'DOCUMENT_EMPTY' &&
                                                  error.field === 'document.content');
});

const page = `<nav><a href=/>Home</a></nav><article><h1>Port</h1><p>${text}</p><p>Ana Diaz believes the mill will close. She paid £4m.</p></article>`;

test('options reach the server', async () => {
  const quoteOptions = {attributionTypes: ['ATTRIBUTION_TYPE_BELIEF']}, entityOptions = {types: ['ENTITY_TYPE_MONEY']};
  const all = await client.analyze(page, {quoteOptions, entityOptions, cleanOptions: {omitSegments: true}, modelTier: 'MODEL_TIER_FAST'});
  assert.deepEqual(all.quotes.map(q => q.speaker.name), ['Ana Diaz']);
  assert.deepEqual(all.entities.map(e => e.name), ['£4m']);
  assert.deepEqual(all.cleanedDocument.segments ?? [], []);
  assert.equal((await client.extractQuotes(Buffer.from(page), {quoteOptions})).quotes.length, 1);
  assert.equal((await client.extractEntities(page, {entityOptions})).entities.length, 1);
  assert.deepEqual((await client.analyze(page, {features: ['FEATURE_CLEAN']})).quotes ?? [], []);
  for await (const answer of client.analyzeMany([['a', page]], {quoteOptions})) assert.equal(answer.response.quotes.length, 1);
  await assert.rejects(client.analyze(text, {modelTier: 'MODEL_TIER_ACCURATE'}), {reason: 'MODEL_TIER_NOT_SERVED'});
});

test('calls end by their own time or signal', async () => {
  await assert.rejects(client.analyze(text, {timeoutMs: 0}), {code: 4});
  await assert.rejects(client.analyze(text, {signal: AbortSignal.abort()}), {code: 1});
  const controller = new AbortController();
  const endless = (function* () {
    for (let k = 0; ; ++k) yield [String(k), text];
  })();
  await assert.rejects(async () => {
    for await (const answer of client.analyzeMany(endless, {signal: controller.signal})) if (answer.id) controller.abort();
  }, {code: 1});
});

async function refusal(flag, token) {
  const [process, address] = await serve(flag);
  const caller = new Client(address, {token});
  try {
    await caller.clean('x');
    return 'none';
  } catch (error) {
    assert.ok(error instanceof TextAnalysisError);
    return error.reason;
  } finally {
    caller.close();
    process.kill('SIGKILL');
  }
}

test('refused callers are told why', async () => {
  const tokens = '--token_file=' + new URL('tests/golden/tokens', root).pathname;
  assert.equal(await refusal(tokens, ''), 'TOKEN_MISSING');
  assert.equal(await refusal(tokens, 'wrong'), 'TOKEN_UNKNOWN');
  assert.equal(await refusal(tokens, 'abc'), 'none');
});

test('bad ids of items are told', async () => {
  const long = text.repeat(250);
  const reasons = new Set();
  for await (const {error} of client.analyzeMany([['', text], ['a', long], ['a', long]])) {
    if (error) reasons.add(error.reason);
  }
  assert.deepEqual(reasons, new Set(['INVALID_ITEM_ID', 'DUPLICATE_ITEM_ID']));
});

test('a stream answers every item, errors in their place', async () => {
  const items = Array.from({length: 40}, (_, k) => [String(k), k === 5 ? '' : text]);
  const answers = new Map();
  for await (const answer of client.analyzeMany(items)) answers.set(answer.id, answer);
  assert.equal(answers.size, 40);
  assert.equal(answers.get('5').error.reason, 'DOCUMENT_EMPTY');
  assert.ok(answers.get('6').response.quotes.length);
});

test('what the items throw is thrown', async () => {
  async function* items() {
    yield ['a', text];
    throw new RangeError('no such article');
  }
  await assert.rejects(async () => {
    for await (const answer of client.analyzeMany(items())) assert.ok(answer.response);
  }, RangeError);
  await assert.rejects(async () => {
    for await (const answer of client.analyzeMany([['a', text], 1])) assert.ok(answer.response);
  }, TypeError);
});

// What changes by itself (versions) or by rounding (probabilities), and what the loader adds to proto3's JSON form.
const leftOut = new Set(['confidence', 'score', 'salience', 'extractionConfidence', 'engineVersion', 'modelVersion']);
function comparable(value, oneofs) {
  if (Array.isArray(value)) return value.map(v => comparable(v, oneofs));
  if (value === null || typeof value !== 'object') return value;
  const entries = Object.entries(value).filter(([key, v]) => !leftOut.has(key) && !(Array.isArray(v) && !v.length) &&
                                                             !(oneofs && typeof v === 'string' && v in value));
  return Object.fromEntries(entries.map(([key, v]) => [key, comparable(v, oneofs)]));
}

const cases = JSON.parse(readFileSync(new URL('tests/golden/clients.json', root), 'utf8'));
for (const {name, method, request, response, error} of cases) {
  test(`golden: ${name}`, async () => {
    if (request.document.rawContent) request.document.rawContent = Buffer.from(request.document.rawContent, 'base64');
    const got = await new Promise(resolve => client.stub[method](request, (failed, answer) => resolve(failed ?? answer)));
    if (error) {
      const {reason, field} = fromServiceError(got);
      assert.deepEqual({reason, field}, {reason: error.reason, field: error.field});
    } else {
      assert.deepEqual(comparable(JSON.parse(JSON.stringify(got)), true), comparable(response, false));
    }
  });
}

test("the README's lines compile as strict TypeScript in a project of their own", () => {
  const here = new URL('..', import.meta.url).pathname;
  const folder = mkdtempSync(join(tmpdir(), 'textanalysis-'));
  const [, lines] = readFileSync(join(here, 'README.md'), 'utf8').match(/```js\n([^]*?)```/);
  writeFileSync(join(folder, 'example.mts'), `declare const article: string;\n${lines}`);
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({
    compilerOptions: {strict: true, module: 'nodenext', target: 'es2022', noEmit: true, types: ['node'], paths: {'textanalysis-client': [join(here, 'dist/index.d.ts')]}},
    files: ['example.mts'],
  }));
  symlinkSync(join(here, 'node_modules'), join(folder, 'node_modules'));
  execFileSync(join(here, 'node_modules/.bin/tsc'), ['-p', folder], {stdio: 'pipe'});
});

test('documents of any size are told that they are too large', async () => {
  const huge = 'x'.repeat(70 << 20);
  await assert.rejects(client.clean(huge), error => error instanceof TextAnalysisError && error.reason === 'DOCUMENT_TOO_LARGE' &&
                                                   Number(error.metadata.actualBytes) > Number(error.metadata.maxBytes));
  const answers = {};
  for await (const {id, error} of client.analyzeMany([['a', huge], ['b', text], ['c', huge]])) answers[id] = error?.reason ?? '';
  assert.deepEqual(answers, {a: 'DOCUMENT_TOO_LARGE', b: '', c: 'DOCUMENT_TOO_LARGE'});
});

test('the largest answers arrive', async () => {
  const [process, address] = await serve();
  const large = new Client(address), words = 'word '.repeat(1_600_000);
  try {
    assert.equal((await large.clean(words)).cleanedDocument.text, words.trimEnd());
  } finally {
    large.close();
    process.kill('SIGKILL');
  }
});
