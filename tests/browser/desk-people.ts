import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import puppeteer, { type Browser, type Page } from 'puppeteer-core';
import { addUser } from '../../api/local/actions.ts';
import type { Role } from '../../api/contract/index.ts';
import { noteComplaints } from '../support/browser.ts';
import { PASSWORD, type TestServer } from '../support/server.ts';
import { root } from '../support/source-files.ts';
import { fill, press, shown } from './desk-hands.ts';

/** Somebody at the office, before a browser of his own: cookies, storage and windows apart from the others'. */
export type Person = { readonly name: string; readonly page: Page };

export type Room = {
  /** Adds a person to the office; he logs in. */
  seat(name: string, roles: readonly Role[]): Promise<Person>;
  /** A browser without any session. */
  stranger(): Promise<Page>;
  /** What the browsers complained of. */
  readonly complaints: readonly string[];
  /** Writes what each sees to `shots/`. */
  shoot(): Promise<void>;
  close(): Promise<void>;
};

/** One Chromium; each person has a browser context of his own in it. */
export async function openRoom(path: string, server: TestServer): Promise<Room> {
  const args = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const browser: Browser = await puppeteer.launch({ executablePath: path, args });
  const complaints: string[] = [];
  const seated: Person[] = [];
  const stranger = async (): Promise<Page> => {
    const context = await browser.createBrowserContext();
    const page = await context.newPage();
    await page.setViewport({ width: 1440, height: 1000 });
    noteComplaints(page, complaints);
    return page;
  };
  return {
    complaints,
    stranger,
    seat: async (name, roles) => {
      assert.equal(await addUser(server.running.parts, { name, roles: [...roles] }, PASSWORD), null);
      const page = await stranger();
      await page.goto(`${server.url}/`);
      await fill(page, 'login-name', name);
      await fill(page, 'login-password', PASSWORD);
      await press(page, 'login-submit');
      await shown(page, 'live-state');
      seated.push({ name, page });
      return { name, page };
    },
    shoot: async () => {
      mkdirSync(join(root, 'shots'), { recursive: true });
      for (const { name, page } of seated)
        writeFileSync(join(root, `shots/failed-${name}.png`), await page.screenshot());
    },
    close: () => browser.close(),
  };
}
