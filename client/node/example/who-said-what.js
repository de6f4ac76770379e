// who-said-what.js SERVER FILE…: prints who said what in each file.
import {readFileSync} from 'node:fs';
import {Client} from 'textanalysis-client';

const [server, ...paths] = process.argv.slice(2);
const client = new Client(server);
for (const path of paths) {
  const {quotes} = await client.analyze(readFileSync(path));
  for (const {speaker, content} of quotes) console.log(`${speaker?.name || '(nobody named)'}: ${content}`);
}
client.close();
