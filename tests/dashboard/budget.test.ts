import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { build } from 'vite';

const ROOT = join(import.meta.dirname, '../..');
/** DESIGN: the script of the first screen, gzipped. */
const FIRST_SCREEN_BYTES_MAX = 150_000;
const BUILD_MS_MAX = 90_000;

type Chunk = {
  readonly file: string;
  readonly imports?: readonly string[];
  readonly dynamicImports?: readonly string[];
};
type Manifest = Readonly<Record<string, Chunk>>;

/** A chunk and all that it cannot do without. */
function closureOf(manifest: Manifest, names: readonly string[]): ReadonlySet<string> {
  const found = new Set<string>();
  const queue = [...names];
  for (let name = queue.pop(); name !== undefined; name = queue.pop()) {
    if (found.has(name)) continue;
    found.add(name);
    queue.push(...(manifest[name]?.imports ?? []));
  }
  return found;
}

describe('the first screen', function () {
  this.timeout(BUILD_MS_MAX);
  let out = '';
  let manifest: Manifest = {};

  before(async () => {
    out = await mkdtemp(join(tmpdir(), 'firstword-screens-'));
    await build({
      configFile: join(ROOT, 'dashboard/vite.config.ts'),
      logLevel: 'error',
      build: { outDir: out, manifest: true },
    });
    manifest = JSON.parse(await readFile(join(out, '.vite/manifest.json'), 'utf8')) as Manifest;
  });
  after(() => rm(out, { recursive: true, force: true }));

  const bytesOf = async (names: ReadonlySet<string>): Promise<number> => {
    const sizes = await Promise.all(
      [...names].map(async (name) => gzipSync(await readFile(join(out, manifest[name]?.file ?? ''))).length),
    );
    return sizes.reduce((sum, size) => sum + size, 0);
  };
  const named = (end: string): string => {
    const name = Object.keys(manifest).find((key) => key.endsWith(end));
    assert.ok(name !== undefined, `no chunk ${end}`);
    return name;
  };

  it('is within its budget, charts and the texts of one language included', async () => {
    const texts = [named('text/zh-first.ts')];
    const names = closureOf(manifest, [named('index.html'), named('Overview.svelte'), named('lib/chart.ts'), ...texts]);
    const bytes = await bytesOf(names);
    assert.ok(bytes <= FIRST_SCREEN_BYTES_MAX, `${bytes} bytes`);
  });

  it('is drawn before the charts come', () => {
    const needed = closureOf(manifest, [named('index.html'), named('Overview.svelte')]);
    assert.ok(!needed.has(named('lib/chart.ts')));
    assert.ok([...needed].every((name) => !/chart-\w+\.js$/.test(manifest[name]?.file ?? '')));
  });

  it('carries no script in the page itself, as the policy of the server asks', async () => {
    const html = await readFile(join(out, 'index.html'), 'utf8');
    assert.ok([...html.matchAll(/<script\b([^>]*)>([^<]*)/g)].every((match) => match[2] === ''));
    assert.ok(!/\son\w+=|javascript:/i.test(html));
  });
});
