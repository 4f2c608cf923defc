import type { Browser } from 'puppeteer-core';
import { launch, make, type PressBrowserOptions } from './press-browser.ts';
import type { PressAnswer, PressOrder } from './press-wire.ts';

/** The process that holds Chromium for the press. It ends with the process that started it. */
const [executablePath = '', profileDir = '', timeout = '', root = ''] = process.argv.slice(2);
const options: PressBrowserOptions = {
  executablePath,
  profileDir,
  isRoot: root === 'root',
  timeoutMs: Number(timeout),
};
let browser: Promise<Browser> | null = null;

function say(answer: PressAnswer): void {
  if (process.connected) process.send?.(answer);
}

async function started(): Promise<Browser> {
  browser ??= launch(options);
  const running = await browser;
  if (running.connected) return running;
  browser = launch(options);
  return browser;
}

async function work({ n, job }: PressOrder): Promise<void> {
  try {
    const running = await started();
    say({ kind: 'started', browserPid: running.process()?.pid ?? 0 });
    say({ kind: 'made', n, made: await make(running, job, options.timeoutMs) });
  } catch (error) {
    browser = null;
    say({ kind: 'failed', n, why: error instanceof Error ? error.message : String(error) });
  }
}

process.on('message', (order: PressOrder) => void work(order));
process.on('disconnect', () => process.exit(0));
