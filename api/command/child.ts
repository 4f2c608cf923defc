import { COMMANDS, isCommand } from './commands.ts';

/** One command in its own process: help on stdout, a bug as exit 1 with its stack on stderr. */
const [name = '', ...args] = process.argv.slice(2);
if (!isCommand(name)) process.exit(2);
// A reader that stops reading (`| head`) is no fault.
process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1));
const command = await COMMANDS[name].load();
if (args.includes('--help')) {
  process.stdout.write(`${command.help.trimEnd()}\n`);
  process.exit(0);
}
const code = await command.run(args);
await new Promise<void>((done) => process.stdout.write('', () => done()));
process.exit(code);
