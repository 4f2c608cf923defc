import { execFile } from 'node:child_process';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Missing } from './elasticsearch.ts';

const run = promisify(execFile);
const HERE = join(import.meta.dirname, 'elasticsearch');
const CACHE = join(import.meta.dirname, '../../node_modules/.cache/elasticsearch');
const JAVA_MIN = 21;

export type Home = { readonly java: string; readonly classes: string; readonly home: string };

/** The folder of a JDK that can run the server: `JAVA_HOME`, or the newest of the system's. */
export function findJdk(): string | null {
  const root = '/usr/lib/jvm';
  const installed = existsSync(root) ? readdirSync(root).map((name) => join(root, name)) : [];
  const named = process.env['JAVA_HOME'];
  const fit = [...(named === undefined ? [] : [named]), ...installed].filter((folder) => versionOf(folder) >= JAVA_MIN);
  return fit[0] ?? null;
}

function versionOf(folder: string): number {
  const release = join(folder, 'release');
  if (!existsSync(release) || !existsSync(join(folder, 'bin', 'javac'))) return 0;
  return Number(/JAVA_VERSION="(\d+)/.exec(readFileSync(release, 'utf8'))?.[1] ?? 0);
}

/** Fetches the jars and lays them out as a home, once a version; later calls find it there. */
export async function prepare(java: string): Promise<Home | Missing> {
  const version = /<elasticsearch.version>([^<]+)/.exec(readFileSync(join(HERE, 'pom.xml'), 'utf8'))?.[1] ?? '';
  const ready = join(CACHE, version);
  const home: Home = { java, classes: join(ready, 'classes'), home: join(ready, 'home') };
  if (existsSync(ready)) return home;
  const draft = `${ready}.${process.pid}`;
  mkdirSync(draft, { recursive: true });
  try {
    const fetched = await fetchJars(join(draft, 'jars'));
    if (fetched !== null) return fetched;
    layOut(join(draft, 'jars'), join(draft, 'home'), version);
    const lib = join(draft, 'home', 'lib', '*');
    await run(join(java, 'bin', 'javac'), ['-cp', lib, '-d', join(draft, 'classes'), join(HERE, 'Start.java')]);
    // Another process may have been quicker; its result is the same.
    if (!existsSync(ready)) renameSync(draft, ready);
    return home;
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
}

async function fetchJars(jars: string): Promise<Missing | null> {
  const args = ['-B', '-q', '-f', join(HERE, 'pom.xml'), 'dependency:copy-dependencies', `-DoutputDirectory=${jars}`];
  try {
    await run('mvn', args, { timeout: 300_000 });
    return null;
  } catch (error) {
    const isAbsent = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    return { missing: isAbsent ? 'apt-get install maven' : `mvn ${args.join(' ')}` };
  }
}

/** The network module keeps its jars apart and describes itself; all others are the server's. */
function layOut(jars: string, home: string, version: string): void {
  const module = join(home, 'modules', 'transport-netty4');
  for (const folder of [module, join(home, 'lib'), join(home, 'config'), join(home, 'plugins')])
    mkdirSync(folder, { recursive: true });
  for (const jar of readdirSync(jars))
    copyFileSync(join(jars, jar), join(/^(netty|transport-netty4)-/.test(jar) ? module : join(home, 'lib'), jar));
  const about = {
    name: 'transport-netty4',
    description: 'HTTP and transport on Netty',
    version,
    'elasticsearch.version': version,
    'java.version': String(JAVA_MIN),
    classname: 'org.elasticsearch.transport.netty4.Netty4Plugin',
  };
  const lines = Object.entries(about).map(([key, value]) => `${key}=${value}\n`);
  writeFileSync(join(module, 'plugin-descriptor.properties'), lines.join(''));
}
