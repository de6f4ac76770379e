// The calls that the page makes, as commands and programs that make them elsewhere: [name, text] each. Texts come from files, so any size will do.
'use strict';

const Calls = (() => {
  const RPC = 'textanalysis.v1.TextAnalysisService';
  const PORT = document.documentElement.dataset.grpcPort || 50051;  // Of gRPC, as the server says; the usual one where it has none.
  const MAX_ANSWER_BYTES = 1 << 28;  // grpcurl's own limit is 4 MB.
  const GO_PACKAGE = 'github.com/textanalysis/textanalysis/client/go';

  const looksLikeHtml = text => /^\s*</.test(text);
  const shell = (origin, hostname, path, method) => [
    ['curl', `curl -s ${origin}/${path} -H 'Content-Type: application/json' --data-binary @request.json`],
    ['grpcurl', `grpcurl -plaintext -max-msg-sz ${MAX_ANSWER_BYTES} -d @ ${hostname}:${PORT} ${RPC}/${method} < request.json`]];

  const ended = ['if err != nil {', '\tlog.Fatal(err)', '}'];
  // A whole program; `lines` make `answer` of `client`, and print it.
  function goProgram(hostname, packages, usesSchema, lines) {
    const imports = [...packages.map(name => `"${name}"`), '', `textanalysis "${GO_PACKAGE}"`, ...(usesSchema ? [`pb "${GO_PACKAGE}/textanalysispb"`] : [])];
    const body = [`client, err := textanalysis.Dial("${hostname}:${PORT}", textanalysis.Options{})`, ...ended, ...lines];
    const indented = list => list.map(line => line && `\t${line}`).join('\n');
    return `package main\n\nimport (\n${indented(imports)}\n)\n\nfunc main() {\n${indented(body)}\n}`;
  }
  const goTier = tier => (tier ? `, textanalysis.WithTier(pb.ModelTier_${tier})` : '');
  const goText = (text, variable) => (looksLikeHtml(text) ? `HTML(${variable}, "utf-8")` : `Text(string(${variable}))`);

  // Analyze, of a text in `file`; `tier` is a value of ModelTier, or ''.
  function analyze({origin, hostname, file, text, tier}) {
    return [...shell(origin, hostname, 'v1/documents:analyze', 'Analyze'),
      ['Python', `from textanalysis_client import Client\n\nwith Client("${hostname}:${PORT}") as client:\n    answer = client.analyze(open("${file}", encoding="utf-8").read()${tier && `, tier="${Model.short(tier)}"`})\n`
        + '    for quote in answer.quotes:\n        print(quote.speaker.name, "—", quote.content)'],
      ['Node', `import {readFileSync} from 'node:fs';\nimport {Client} from 'textanalysis-client';\n\nconst client = new Client('${hostname}:${PORT}');\n`
        + `const answer = await client.analyze(readFileSync('${file}', 'utf8')${tier && `, {modelTier: '${tier}'}`});\nfor (const {speaker, content} of answer.quotes) console.log(speaker?.name, '—', content);\nclient.close();`],
      ['Go', goProgram(hostname, ['context', 'fmt', 'log', 'os'], !!tier, [
        `article, err := os.ReadFile("${file}")`, ...ended,
        `answer, err := client.Analyze(context.Background(), textanalysis.${goText(text, 'article')}${goTier(tier)})`, ...ended,
        'for _, quote := range answer.Quotes {', '\tfmt.Println(quote.Speaker.GetName(), "—", quote.Content)', '}'])]];
  }

  // VerifyQuotes, of a draft in `file` and of sources in files that are called source-….
  function verify({origin, hostname, file, text, tier}) {
    return [...shell(origin, hostname, 'v1/documents:verifyQuotes', 'VerifyQuotes'),
      ['Command', `textanalysis verify ${file} --embedded --source source-*`],
      ['Python', `from pathlib import Path\nfrom textanalysis_client import Client, messages\n\nsources = {path.name: path.read_text(encoding="utf-8") for path in sorted(Path(".").glob("source-*"))}\nwith Client("${hostname}:${PORT}") as client:\n`
        + `    answer = client.verify_quotes(open("${file}", encoding="utf-8").read(), sources${tier && `, tier="${Model.short(tier)}"`})\n    for one in answer.verifications:\n        print(messages.QuoteVerdict.Name(one.verdict), one.content)`],
      ['Node', `import {readdirSync, readFileSync} from 'node:fs';\nimport {Client} from 'textanalysis-client';\n\nconst names = readdirSync('.').filter(name => name.startsWith('source-'));\nconst sources = Object.fromEntries(names.map(name => [name, readFileSync(name, 'utf8')]));\n`
        + `const client = new Client('${hostname}:${PORT}');\nconst answer = await client.verifyQuotes(readFileSync('${file}', 'utf8'), sources${tier && `, {modelTier: '${tier}'}`});\nfor (const {verdict, content} of answer.verifications) console.log(verdict, content);\nclient.close();`],
      ['Go', goProgram(hostname, ['context', 'fmt', 'log', 'os', 'path/filepath'], true, [
        `draft, err := os.ReadFile("${file}")`, ...ended, 'names, err := filepath.Glob("source-*")', ...ended,
        'var sources []*pb.SourceDocument', 'for _, name := range names {', '\ttext, err := os.ReadFile(name)', ...ended.map(line => `\t${line}`),
        '\tsources = append(sources, textanalysis.Source(name, textanalysis.Any(text)))', '}',
        `answer, err := client.VerifyQuotes(context.Background(), textanalysis.${goText(text, 'draft')}, sources${goTier(tier)})`, ...ended,
        'for _, one := range answer.Verifications {', '\tfmt.Println(one.Verdict, one.Content)', '}'])]];
  }

  // What to call the file of a text.
  const fileOf = (stem, text) => `${stem}.${looksLikeHtml(text) ? 'html' : 'txt'}`;

  return {analyze, verify, fileOf};
})();
