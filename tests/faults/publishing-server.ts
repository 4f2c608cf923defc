import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { configOrExit } from '../../api/config.ts';
import { startServer } from '../../api/main.ts';

/** The server as it runs, which ends itself, as kill -9 would, at the step of publishing that the file `kill-at` of its folder names. */
const config = configOrExit();
const named = join(config.dataDir, 'kill-at');
const running = await startServer(config, {
  onError: (error) => process.stderr.write(`${String(error)}\n`),
  onPublishStep(step) {
    if (existsSync(named) && readFileSync(named, 'utf8') === step) process.kill(process.pid, 'SIGKILL');
  },
});
process.stdout.write(`${running.firstUrl}\n`);
process.once('SIGTERM', () => void running.close().then(() => process.exit(0)));
