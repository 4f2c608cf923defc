import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, globSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const STAMP = 'dashboard/dist/.stamp';

/** A hash of everything that the screens are built from. */
export function screenStamp(root: string): string {
  const hash = createHash('sha256');
  const files = globSync(
    ['dashboard/**/*.{ts,svelte,css,html,svg,json,ico,webmanifest}', 'api/contract/*.ts', 'package-lock.json'],
    {
      cwd: root,
      exclude: (name) => name === 'dist',
    },
  );
  for (const file of files.toSorted()) hash.update(file).update(readFileSync(join(root, file)));
  return hash.digest('hex');
}

/** Builds the dashboard unless what is built is of these very files. False where the build failed. */
export function buildIfStale(root: string, say: (line: string) => void): boolean {
  const stamp = screenStamp(root);
  const stampFile = join(root, STAMP);
  if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp) return true;
  say('building the screens …');
  const vite = join(root, 'node_modules/vite/bin/vite.js');
  const { status } = spawnSync(
    process.execPath,
    [vite, 'build', '--config', 'dashboard/vite.config.ts', '--logLevel', 'warn'],
    { cwd: root, stdio: ['ignore', process.stderr, process.stderr] },
  );
  if (status !== 0) {
    say('the screens could not be built: see above; `npm ci` puts the tools in place');
    return false;
  }
  writeFileSync(stampFile, stamp);
  return true;
}
