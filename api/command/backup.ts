import { parseArgs } from 'node:util';
import { makeBackup } from '../backup/make.ts';
import { BackupRefused } from '../backup/manifest.ts';
import { configOrExit } from '../config.ts';

export const help = `usage: npm run -s firstword -- backup --out FILE

Writes one file with the journal, its texts, the work records, the lexicons of the data folder and, with STORE=sqlite, the posts.
Not in it: voices and their keys, sessions, one-time links, leases, the secret file, the list of erasures. Keep the secret file
and the list of erasures (DATA_DIR/erasures) elsewhere: a restore needs the list.
Runs beside a live server. Needs room for a second copy of the data in DATA_DIR while it works.

stdout  JSON {"file","bytes","content","entries","head","parts"}; "content" is the hash that a restore prints again
exit    0 done · 1 refused (the reason is on stderr) · 2 wrong use
`;

export async function run(args: readonly string[]): Promise<number> {
  const out = outOf(args);
  if (out === null) {
    process.stderr.write(help);
    return 2;
  }
  const config = configOrExit();
  try {
    const { manifest, bytes } = await makeBackup(config.dataDir, out, { nowMs: Date.now(), store: config.store });
    const { content, head, parts } = manifest;
    const shown = { file: out, bytes, content, entries: head.n, head, parts: parts.map((part) => part.name) };
    process.stdout.write(JSON.stringify(shown) + '\n');
    if (config.store === 'elasticsearch')
      process.stderr.write('the posts lie in Elasticsearch: back the cluster up as well\n');
    return 0;
  } catch (error) {
    if (!(error instanceof BackupRefused)) throw error;
    process.stderr.write(`refused: ${error.message}\n`);
    return 1;
  }
}

function outOf(args: readonly string[]): string | null {
  try {
    return parseArgs({ args: [...args], options: { out: { type: 'string' } } }).values.out ?? null;
  } catch {
    // parseArgs throws for nothing but wrong use.
    return null;
  }
}
