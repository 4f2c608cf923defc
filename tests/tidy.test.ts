import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CONFIG_KEYS } from '../api/config-keys.ts';
import { COMMANDS } from '../api/command/commands.ts';
import { functionsOf, importsOf, quantile, root, scriptOf, trackedFiles, type Import } from './support/source-files.ts';

const product = trackedFiles('api', 'crawler', 'dashboard');
const everything = trackedFiles('api', 'crawler', 'dashboard', 'tests');
const imports = product.flatMap(importsOf);

/** Who may import whom: folder → what its files may reach, besides their own folder. */
const MAY: readonly (readonly [RegExp, RegExp])[] = [
  [/^dashboard\//, /^(?:dashboard|api\/contract)\//],
  [/^crawler\//, /^(?:crawler|api\/contract)\//],
  [/^api\/contract\//, /^api\/contract\//],
  [/^api\/analysis\//, /^api\/(?:contract|analysis)\//],
  [/^api\/warning\//, /^api\/(?:contract|warning)\//],
  [/^api\/desk\//, /^api\/(?:contract|desk)\//],
  [/^api\/effect\//, /^api\/(?:contract|desk|effect)\//],
  [/^api\/briefing\//, /^api\/(?:contract|desk|effect|briefing)\//],
  [/^api\/drill\//, /^api\/(?:contract|desk|drill)\//],
  [/^api\/paper\//, /^api\/(?:contract\/|paper\/|journal\/entry\.ts)/],
  [/^api\/posts\//, /^api\/(?:contract|posts)\//],
  [/^api\/journal\//, /^api\/(?:contract|journal)\//],
  [/^api\/files\//, /^api\/(?:contract|files)\//],
  [/^api\/work\//, /^api\/(?:contract|work)\//],
  [/^api\/channels\//, /^api\/(?:contract|channels)\//],
  [/^api\/intake\//, /^api\/(?:contract|intake|analysis\/|posts\/port\.ts)/],
  [/^api\/lookout\//, /^api\/(?:contract\/|lookout\/|warning\/|posts\/port\.ts)/],
  [/^api\/http\//, /^api\/(?:contract|http)\//],
  [/^api\/publisher\//, /^api\/(?:contract|publisher)\//],
  [/^api\/live\//, /^api\/(?:contract|live)\//],
];

function outside(list: readonly Import[]): readonly string[] {
  return list.flatMap(({ from, target }) => {
    const rule = MAY.find(([folder]) => folder.test(from));
    return rule === undefined || rule[1].test(target) ? [] : [`${from} → ${target}`];
  });
}

describe('the house', () => {
  it('keeps files short: median ≤ 100 lines, 90th percentile ≤ 200, none above 400', () => {
    const lines = product.map((file) => file.lines);
    assert.ok(quantile(lines, 0.5) <= 100, `median ${quantile(lines, 0.5)}`);
    assert.ok(quantile(lines, 0.9) <= 200, `90th percentile ${quantile(lines, 0.9)}`);
    assert.deepEqual(
      everything.filter((file) => file.lines > 400).map((file) => `${file.path}: ${file.lines}`),
      [],
    );
    const components = product.filter((file) => file.path.endsWith('.svelte') && file.lines > 250);
    assert.deepEqual(
      components.map((file) => `${file.path}: ${file.lines}`),
      [],
    );
  });

  it('keeps functions short: 90th percentile ≤ 40 lines, none above 70', () => {
    const sizes = product.flatMap(functionsOf);
    assert.ok(
      quantile(
        sizes.map((size) => size.lines),
        0.9,
      ) <= 40,
    );
    assert.deepEqual(
      sizes.filter((size) => size.lines > 70).map((size) => `${size.path} ${size.name}: ${size.lines}`),
      [],
    );
  });

  it('imports one way', () => {
    assert.ok(imports.length > 100);
    assert.deepEqual(outside(imports), []);
    assert.deepEqual(outside([{ from: 'crawler/main.ts', target: 'api/main.ts', typeOnly: false }]).length, 1);
  });

  it('takes types only from the contract into the dashboard', () => {
    const values = imports.filter(
      ({ from, target, typeOnly }) => from.startsWith('dashboard/') && target.startsWith('api/') && !typeOnly,
    );
    assert.deepEqual(
      values.map(({ from, target }) => `${from} → ${target}`),
      [],
    );
  });

  it('names the adapters of the store in main.ts alone', () => {
    const naming = imports.filter(
      ({ from, target }) => /^api\/posts\/(?:sqlite|elasticsearch)/.test(target) && !from.startsWith('api/posts/'),
    );
    assert.deepEqual(
      [...new Set(naming.map((each) => each.from))].filter((from) => from !== 'api/main.ts'),
      [],
    );
  });

  it('reads the environment at the entry points alone', () => {
    const entry = /(?:^|\/)(?:config|main|start)\.ts$|\/command\/|\/launch\/|vite\.config\.ts$/;
    const readers = product.filter(
      (file) => !entry.test(file.path) && /process\.env\b/.test(withoutComments(scriptOf(file))),
    );
    assert.deepEqual(
      readers.map((file) => file.path),
      [],
    );
  });

  it('has no any, no !, no ignored types, no raw HTML, no swallowed error', () => {
    const slip =
      /:\s*any\b|\bas any\b|<any>|@ts-(?:ignore|nocheck|expect-error)|catch\s*(?:\([^)]*\))?\s*\{\s*\}|\benum\s+\w+\s*\{/;
    const slips = product.filter((file) => slip.test(withoutComments(scriptOf(file))) || file.text.includes('{@html'));
    assert.deepEqual(
      slips.map((file) => file.path),
      [],
    );
  });

  it('calls nothing utils, helpers, common, manager, service, base or impl', () => {
    const empty = /(?:^|[/-])(?:utils?|helpers?|common|managers?|services?|base|impl)(?:[.-]|\/|$)/i;
    assert.deepEqual(
      everything.map((file) => file.path).filter((path) => empty.test(path)),
      [],
    );
  });
});

describe('the papers', () => {
  const read = (path: string): string => readFileSync(join(root, path), 'utf8');

  it('list every key of the configuration with its default', () => {
    const example = read('.env.example');
    for (const { name, standard, about } of CONFIG_KEYS) {
      assert.ok(example.includes(`# ${about}\n${name}=${standard}\n`), name);
    }
    const listed = [...example.matchAll(/^([A-Z_]+)=/gm)].map((match) => match[1]);
    assert.deepEqual(listed.toSorted(), CONFIG_KEYS.map((key) => key.name).toSorted());
  });

  it('list every command in both READMEs', () => {
    for (const name of Object.keys(COMMANDS)) {
      assert.ok(read('README.md').includes(`\`${name}\``), `README.md: ${name}`);
      assert.ok(read('README.zh-CN.md').includes(`\`${name}\``), `README.zh-CN.md: ${name}`);
    }
  });

  it('lead through files that are there', () => {
    const named = [...read('api/README.md').matchAll(/`([a-z-]+\/[a-z/-]+(?:\.ts)?\/?)`/g)].map(
      (match) => match[1] ?? '',
    );
    assert.ok(named.length > 15);
    const missing = named.filter((path) => !existsSync(join(root, path)) && !existsSync(join(root, 'api', path)));
    assert.deepEqual(missing, []);
  });

  it('give a reason for every dependency', () => {
    const { dependencies, devDependencies } = JSON.parse(read('package.json')) as Record<
      string,
      Record<string, string>
    >;
    const contributing = read('CONTRIBUTING.md');
    for (const name of Object.keys({ ...dependencies, ...devDependencies }))
      assert.ok(contributing.includes(`\`${name}\``), name);
  });

  it('keep each decision to 30 lines', () => {
    const entries = read('DECISIONS.md').split(/^## /m).slice(1);
    assert.ok(entries.length > 0);
    for (const entry of entries) {
      assert.match(entry, /^\d{4}-\d{2}-\d{2} · /);
      assert.ok(entry.trim().split('\n').length <= 30, entry.slice(0, 60));
    }
  });

  it('carry no secret, no registry and no path of one machine', () => {
    const listed = execFileSync('git', ['ls-files'], { cwd: root, encoding: 'utf8' }).trim().split('\n');
    const wrong = /\/(?:home|root|Users)\/[a-z]|-----BEGIN [A-Z ]*PRIVATE KEY|"resolved": "http/;
    const bad = listed
      .filter((path) => /\.(?:ts|js|json|md|svelte|css|csv|html|yaml|xml|sh)$/.test(path))
      .filter((path) => {
        const text = readIfPresent(path);
        return path !== 'tests/tidy.test.ts' && wrong.test(text);
      });
    assert.deepEqual(bad, []);
  });
});

function withoutComments(code: string): string {
  return code.replace(/\/\*[\s\S]*?\*\/|(?<!:)\/\/[^\n]*/g, '');
}

function readIfPresent(path: string): string {
  try {
    return readFileSync(join(root, path), 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return '';
    throw error;
  }
}
