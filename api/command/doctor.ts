import { spawnSync } from 'node:child_process';
import { existsSync, globSync, accessSync, constants, statfsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { readConfig, readEnvFile } from '../config.ts';
import type { CalendarDay } from '../contract/index.ts';
import { yearsMissing } from '../desk/clocks/calendar.ts';
import { DESK_FOLD } from '../desk/desk.ts';
import { foldJournal } from '../journal/fold.ts';
import { openJournal } from '../journal/journal.ts';
import { fontsOf, listFonts } from '../paper/fonts.ts';

export const help = `usage: npm run -s firstword -- doctor

Says what this machine lacks and the command that gets it. Prints one line a part on stdout: "good", "missing" (with the command) or
"wrong". Runs beside a live server or without one; changes nothing.

exit: 0 everything that is needed to run is there, 1 something is missing that is needed, 2 wrong use
`;

type Finding = {
  readonly part: string;
  readonly state: 'good' | 'missing' | 'wrong';
  readonly say: string;
  readonly needed: boolean;
};

const FREE_BYTES_MIN = 1024 ** 3;

export async function run(args: readonly string[]): Promise<number> {
  if (args.length > 0) {
    process.stderr.write(`doctor takes no arguments: ${args.join(' ')}\n\n${help}`);
    return 2;
  }
  const findings = [
    configuration(),
    nodeVersion(),
    segmenter(await jieba()),
    dataFolder(),
    browser(),
    await fonts(),
    java(),
    tool('mvn', 'maven'),
    holidays(),
  ];
  for (const { part, state, say } of findings) process.stdout.write(`${state.padEnd(8)} ${part}: ${say}\n`);
  return findings.some((finding) => finding.needed && finding.state !== 'good') ? 1 : 0;
}

function configuration(): Finding {
  const read = readConfig(process.env, readEnvFile(process.cwd()));
  if ('config' in read)
    return { part: 'configuration', state: 'good', say: 'every key is known and valid', needed: true };
  const say = read.problems.map(({ key, what, fix }) => `${key}: ${what}; ${fix}`).join(' · ');
  return { part: 'configuration', state: 'wrong', say, needed: true };
}

function nodeVersion(): Finding {
  const good = Number(process.versions.node.split('.')[0]) >= 24;
  return {
    part: 'node',
    state: good ? 'good' : 'missing',
    say: good ? process.version : 'start with `npm run`, which brings Node 26',
    needed: true,
  };
}

async function jieba(): Promise<boolean> {
  try {
    await import('nodejieba');
    return true;
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    return false;
  }
}

function segmenter(there: boolean): Finding {
  const say = there ? 'nodejieba loads' : 'nodejieba was not compiled: apt-get install -y python3 make g++ && npm ci';
  return { part: 'segmenter', state: there ? 'good' : 'missing', say, needed: true };
}

function dataFolder(): Finding {
  const read = readConfig(process.env, readEnvFile(process.cwd()));
  const dir = 'config' in read ? read.config.dataDir : 'data';
  const there = nearest(dir);
  try {
    accessSync(there, constants.W_OK);
  } catch (error) {
    return {
      part: 'data folder',
      state: 'wrong',
      say: `${dir} cannot be written (${String((error as NodeJS.ErrnoException).code)}): set DATA_DIR`,
      needed: true,
    };
  }
  const { bavail, bsize } = statfsSync(there);
  const free = Number(bavail) * Number(bsize);
  const say = `${(free / 1024 ** 3).toFixed(1)} GB free in ${dir}`;
  return { part: 'data folder', state: free > FREE_BYTES_MIN ? 'good' : 'wrong', say, needed: true };
}

/** The folder itself, or the nearest one above it that is there. */
function nearest(dir: string): string {
  return existsSync(dir) || dirname(dir) === dir ? dir : nearest(dirname(dir));
}

/** The years that deadlines reach into: a county office learns here too that the next one's holidays are to be entered. */
function holidays(): Finding {
  const read = readConfig(process.env, readEnvFile(process.cwd()));
  const part = 'holidays';
  try {
    const missing = yearsMissing('config' in read ? ownDays(read.config.dataDir) : [], Date.now());
    const say = `those of ${missing.join(', ')} are not entered: an administrator adds them under /duty/calendar once they are announced`;
    return missing.length === 0
      ? { part, state: 'good', say: "this year's and the next one's are entered", needed: false }
      : { part, state: 'missing', say, needed: false };
  } catch (error) {
    const say = `the journal cannot be read (${error instanceof Error ? error.message : String(error)})`;
    return { part, state: 'wrong', say, needed: false };
  }
}

/** What the office itself entered; none where it was never started. */
function ownDays(dataDir: string): readonly CalendarDay[] {
  const dir = join(dataDir, 'journal');
  if (!existsSync(dir)) return [];
  const journal = openJournal({ dir, now: Date.now });
  try {
    return foldJournal(journal, DESK_FOLD).state.calendar;
  } finally {
    journal.close();
  }
}

function onPath(program: string): boolean {
  return (process.env['PATH'] ?? '').split(':').some((folder) => folder !== '' && existsSync(join(folder, program)));
}

function browser(): Finding {
  const named = process.env['PUPPETEER_EXECUTABLE_PATH'] ?? process.env['CHROME_PATH'] ?? '';
  const there = (named !== '' && existsSync(named)) || ['chromium', 'chromium-browser', 'google-chrome'].some(onPath);
  const say = there
    ? 'a browser for pages that need one, and for PDF'
    : 'rendered sources rest, and no PDF: apt-get install -y chromium';
  return { part: 'chromium', state: there ? 'good' : 'missing', say, needed: false };
}

async function fonts(): Promise<Finding> {
  const { state, missing, install } = fontsOf(await listFonts());
  const says = {
    good: 'the four faces of an official paper',
    some: `papers are set with others for ${missing.join('、')}: ${install}`,
    none: `no Chinese font, so no PDF and no pictures: ${install}`,
    unknown: 'nobody can tell without fc-list: apt-get install -y fontconfig',
  };
  const isGood = state === 'good';
  return { part: 'fonts', state: isGood ? 'good' : 'missing', say: says[state], needed: false };
}

function java(): Finding {
  const homes = [
    join(process.env['JAVA_HOME'] ?? '/nowhere', 'bin/java'),
    ...globSync('/usr/lib/jvm/*/bin/java'),
    'java',
  ];
  const majors = homes.map((path) =>
    Number(/version "(\d+)/.exec(spawnSync(path, ['-version'], { encoding: 'utf8' }).stderr ?? '')?.[1] ?? 0),
  );
  const there = majors.some((major) => major >= 21);
  const say = there
    ? 'JDK 21 or later, for the tests on Elasticsearch'
    : 'the tests on Elasticsearch are skipped: apt-get install -y openjdk-25-jdk-headless';
  return { part: 'java', state: there ? 'good' : 'missing', say, needed: false };
}

function tool(program: string, name: string): Finding {
  const there = onPath(program);
  const say = there ? 'there' : `the tests on Elasticsearch are skipped: apt-get install -y ${name}`;
  return { part: program, state: there ? 'good' : 'missing', say, needed: false };
}
