import { pino } from 'pino';
import { configOrExit } from '../config.ts';
import { explain } from '../local/with-actions.ts';
import { startServer } from '../main.ts';

export const help = `usage: npm run -s firstword -- serve

Runs the API, the screens and the public page, without a crawler (npm start runs both). Prints the address to begin at on stdout:
a one-time set-up link until there is an administrator. Logs go to stderr. Ends on SIGINT and SIGTERM.

exit: 0 ended, 1 could not start (the reason is on stderr), 2 wrong use
`;

export async function run(args: readonly string[]): Promise<number> {
  if (args.length > 0) {
    process.stderr.write(`serve takes no arguments: ${args.join(' ')}\n\n${help}`);
    return 2;
  }
  const config = configOrExit();
  const log = pino({ level: config.logLevel, base: null }, pino.destination(2));
  const onError = (error: unknown, id?: string): void =>
    log.error({ id, error: error instanceof Error ? error.stack : String(error) }, 'error');
  try {
    const running = await startServer(config, { onError });
    // Listened for before the address is told: whoever reads it may end this at once.
    const told = new Promise<void>((done) => {
      for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => done());
    });
    process.stdout.write(`${running.firstUrl}\n`);
    log.info({ port: running.port, store: config.store }, 'the desk is open');
    await told;
    await running.close();
    return 0;
  } catch (error) {
    const why = explain(error) ?? listenProblem(error);
    if (why === null) throw error;
    process.stderr.write(`cannot start: ${why}\n`);
    return 1;
  }
}

function listenProblem(error: unknown): string | null {
  const code = (error as NodeJS.ErrnoException | null)?.code;
  if (code === 'EADDRINUSE') return 'the port is taken; stop what uses it, or set PORT to another one';
  if (code === 'EADDRNOTAVAIL') return 'HOST is no address of this machine; set HOST to 127.0.0.1 or 0.0.0.0';
  if (code === 'EACCES') return 'a folder or port may not be used by this user; see DATA_DIR and PORT';
  return null;
}
