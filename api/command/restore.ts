import { dirname } from 'node:path';
import { parseArgs } from 'node:util';
import { postsAreOpen } from '../backup/held.ts';
import { BackupRefused } from '../backup/manifest.ts';
import { restoreBackup } from '../backup/restore.ts';
import { configOrExit, type Config } from '../config.ts';
import { PostId } from '../contract/index.ts';
import { connectLocal } from '../local/client.ts';
import { openPosts } from '../main.ts';

export const help = `usage: npm run -s firstword -- restore FILE [--replace] [--erasures FILE]

Puts a backup in the place of DATA_DIR. Everything is checked before anything is touched. Does not run beside a live server:
stop it first.

--replace   replace what DATA_DIR holds (else a DATA_DIR that is not empty is refused)
--erasures  the list of erasures, kept outside the backups (else DATA_DIR/erasures). Without it a backup made after an erasure is
            refused; with it, what was erased since is erased again.
stdout      JSON {"content","entries","head"}; "content" is the hash that backup printed
exit        0 done · 1 refused (the reason is on stderr; nothing was changed) · 2 wrong use
`;

export async function run(args: readonly string[]): Promise<number> {
  const asked = argumentsOf(args);
  if (asked === null) {
    process.stderr.write(help);
    return 2;
  }
  const config = configOrExit();
  const { dataDir } = config;
  try {
    if (postsAreOpen(dataDir) || (await connectLocal(dataDir)) !== null) {
      throw new BackupRefused(`a process is at work on ${dataDir}; stop it first`);
    }
    const { replace, erasures } = asked;
    const options = { replace, erasures, erasePosts: erasePosts.bind(null, config) };
    const { content, head } = await restoreBackup(asked.file, dataDir, options);
    process.stdout.write(JSON.stringify({ content, entries: head.n, head }) + '\n');
    return 0;
  } catch (error) {
    if (!(error instanceof BackupRefused)) throw error;
    process.stderr.write(`refused: ${error.message}\n`);
    return 1;
  }
}

/** Erases in an unpacked store of SQLite posts; `postsDir` is the folder `posts` of a data folder. */
async function erasePosts(config: Config, postsDir: string, ids: readonly string[]): Promise<void> {
  const store = await openPosts({ ...config, store: 'sqlite', dataDir: dirname(postsDir) }, Date.now);
  try {
    await store.erase(ids.map((id) => PostId.parse(id)));
  } finally {
    await store.close();
  }
}

function argumentsOf(args: readonly string[]): { file: string; replace: boolean; erasures: string | null } | null {
  try {
    const options = { replace: { type: 'boolean', default: false }, erasures: { type: 'string' } } as const;
    const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true });
    const [file] = positionals;
    if (file === undefined || positionals.length !== 1) return null;
    return { file, replace: values.replace, erasures: values.erasures ?? null };
  } catch {
    // parseArgs throws for nothing but wrong use.
    return null;
  }
}
