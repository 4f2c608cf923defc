import { parseArgs } from 'node:util';
import { text } from 'node:stream/consumers';
import { mkdirSync } from 'node:fs';
import { configOrExit } from '../config.ts';
import { PersonDraft, Role } from '../contract/index.ts';
import { openDeskParts } from '../desk-parts.ts';
import { addUser } from '../local/actions.ts';
import { connectLocal } from '../local/client.ts';

export const help = `usage: npm run -s firstword -- user add --name NAME --role ROLE [--role ROLE …] --password-stdin

Adds a colleague; the password is one line on stdin. Roles: ${Role.options.join(', ')}.
Runs beside a live server (through its local socket) or without one.

exit: 0 added, 1 refused (the reason is on stderr), 2 wrong use
`;

const OPTIONS = {
  name: { type: 'string' },
  role: { type: 'string', multiple: true },
  'password-stdin': { type: 'boolean' },
} as const;

function wrong(message: string): number {
  process.stderr.write(`${message}\n\n${help}`);
  return 2;
}

/** The options, or what they say wrongly: a mistyped one must not be passed over. */
function valuesIn(args: readonly string[]) {
  try {
    return parseArgs({ args, options: OPTIONS, strict: true }).values;
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    return error.message.split('. ')[0] ?? '';
  }
}

export async function run(args: readonly string[]): Promise<number> {
  const [verb, ...rest] = args;
  if (verb !== 'add') return wrong('user: only `user add` is known');
  const values = valuesIn(rest);
  if (typeof values === 'string') return wrong(`user add: ${values}`);
  if (values['password-stdin'] !== true)
    return wrong('user add: the password is read from stdin: give --password-stdin');
  const read = PersonDraft.safeParse({ name: values.name, roles: values.role });
  if (!read.success)
    return wrong(`user add: ${read.error.issues[0]?.path.join('.') ?? ''}: ${read.error.issues[0]?.message ?? ''}`);
  const password = (await text(process.stdin)).replace(/\r?\n$/, '');
  const config = configOrExit();
  mkdirSync(config.dataDir, { recursive: true });
  const running = await connectLocal(config.dataDir);
  const refused = running === null ? await offline() : await running.addUser(read.data, password);
  if (refused !== null) {
    process.stderr.write(`${refused.en}\n${refused.zh}\n`);
    return 1;
  }
  process.stderr.write(`added ${read.data.name} as ${read.data.roles.join(', ')}\n`);
  return 0;

  async function offline(): ReturnType<typeof addUser> {
    const parts = openDeskParts(config, Date.now);
    try {
      return await addUser(parts, read.data ?? { name: '', roles: [] }, password);
    } finally {
      parts.close();
    }
  }
}
