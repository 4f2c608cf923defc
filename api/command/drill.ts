import { parseArgs } from 'node:util';
import { mkdirSync } from 'node:fs';
import { configOrExit } from '../config.ts';
import { DRILL_MINUTES_MAX, DRILL_MINUTES_MIN, DRILL_SPEED_MAX, DrillDraft } from '../contract/index.ts';
import { readRunning } from '../launch/drill-folder.ts';
import { freshDrillId, runDrill } from '../launch/drill.ts';

export const help = `usage: npm run -s firstword -- drill [--speed N] [--minutes N]

Plays the sample town's rumor in a second office: records of its own under DATA_DIR/drills, on a free port of this machine, marked 演练
everywhere, with no public page and no channel. The office's active people log in with their own names and passwords. The clocks are
shortened by the same factor as the rumor. Its address goes to stderr; the result sheet goes to stdout as JSON and into the journal;
everything else is removed. It ends after its time, on SIGINT or SIGTERM, or on the screen.

  --speed N     how many times as fast as life, 1 to ${DRILL_SPEED_MAX} (5)
  --minutes N   how long it may last, ${DRILL_MINUTES_MIN} to ${DRILL_MINUTES_MAX} (60)

exit: 0 ended and scored, 1 could not run (the reason is on stderr), 2 wrong use
`;

const OPTIONS = {
  speed: { type: 'string' },
  minutes: { type: 'string' },
  /** Given by the server: end when it is gone. */
  attached: { type: 'boolean' },
  id: { type: 'string' },
} as const;

export async function run(args: readonly string[]): Promise<number> {
  const options = readOptions(args);
  if (typeof options === 'string') {
    process.stderr.write(`${options}\n\n${help}`);
    return 2;
  }
  const config = configOrExit();
  if (config.drill || readRunning(config.dataDir) !== null) {
    process.stderr.write('a drill is on already; end it first\n');
    return 1;
  }
  mkdirSync(config.dataDir, { recursive: true });
  const stopped = new Promise<void>((done) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => done());
    if (options.attached) process.stdin.once('end', () => done()).resume();
  });
  const result = await runDrill(config, {
    ...options,
    stopped,
    environment: process.env,
    say: (line) => void process.stderr.write(`${line}\n`),
    onOpen: (url) => void process.stderr.write(`演练 drill: ${url}\n`),
  });
  process.stdout.write(`${JSON.stringify(result, null, 2)}\n`);
  return 0;
}

type Options = DrillDraft & { readonly id: string; readonly attached: boolean };

function readOptions(args: readonly string[]): Options | string {
  try {
    const { values } = parseArgs({ args: [...args], options: OPTIONS, strict: true });
    const { speed, minutes, attached = false, id = freshDrillId() } = values;
    const read = DrillDraft.safeParse({
      ...(speed === undefined ? {} : { speed: Number(speed) }),
      ...(minutes === undefined ? {} : { minutes: Number(minutes) }),
    });
    if (!read.success)
      return read.error.issues.map(({ path, message }) => `--${path.join('.')}: ${message}`).join('\n');
    return /^[\w-]{1,64}$/.test(id) ? { ...read.data, id, attached } : '--id: letters, digits and dashes';
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    return error.message;
  }
}
