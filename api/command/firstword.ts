import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { COMMANDS, isCommand } from './commands.ts';

/** `npm run -s firstword -- COMMAND …`: starts the command's file as a child and ends as it ends. */
const [name = '', ...args] = process.argv.slice(2);
if (isCommand(name)) {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'child.ts'), name, ...args], { stdio: 'inherit' });
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => child.kill(signal));
  child.on('exit', (code, signal) => process.exit(code ?? (signal === null ? 1 : 128)));
} else {
  const asked = name === '' || name === '--help' || name === 'help';
  const lines = Object.entries(COMMANDS).map(([command, { about }]) => `  ${command.padEnd(10)} ${about}`);
  const usage = `usage: npm run -s firstword -- COMMAND [--help]\n\n${lines.join('\n')}\n`;
  if (asked) process.stdout.write(usage);
  else process.stderr.write(`${name}: no such command\n\n${usage}`);
  process.exit(asked && name !== '' ? 0 : 2);
}
