import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

/** What installs a Chromium on a Debian. */
export const BROWSER_INSTALL = 'apt-get install chromium';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

function isRunnable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error) return false;
    throw error;
  }
}

/** The Chromium of this machine: what is named (`PUPPETEER_EXECUTABLE_PATH`, `CHROME_PATH`), else the first of its usual names on the path; null where there is none. */
export function findBrowser(named: readonly (string | undefined)[], searchPath: string): string | null {
  const given = named.filter((path) => path !== undefined && path !== '');
  const usual = searchPath
    .split(delimiter)
    .filter((folder) => folder !== '')
    .flatMap((folder) => NAMES.map((name) => join(folder, name)));
  return [...given, ...usual].find((path) => path !== undefined && isRunnable(path)) ?? null;
}
