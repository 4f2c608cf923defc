import assert from 'node:assert/strict';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { ChannelView, JournalItem, StatementDeliveries } from '../../api/contract/index.ts';
import type { StatementDetail } from '../../api/contract/statement-view.ts';
import { startReceiver, type Receiver } from '../browser/desk-scene.ts';
import { aForm } from '../desk/statements/writing.ts';
import { PASSWORD } from '../support/server.ts';
import { openDesk, until, WHOLE, type Desk } from './processes.ts';

/** Where the process ends itself; a number: so many milliseconds after the last click. */
const KILLS = WHOLE
  ? (['begun', 'written', 'journaled', 'queued', 'finished', 0, 5, 10, 15, 20, 30, 40, 60, 90] as const)
  : (['written', 'journaled'] as const);
const START_MS = 20_000;

type Call = (method: string, path: string, body?: unknown) => Promise<unknown>;

describe('kill -9 while a statement goes out, on the server as it runs', function () {
  this.timeout(60_000 + KILLS.length * 30_000);
  let desk: Desk;
  let receiver: Receiver;
  let channel: ChannelView;
  let [wei, ping] = [null, null] as unknown as [Call, Call];

  before(async () => {
    receiver = await startReceiver();
    desk = await openDesk([receiver.host], {}, undefined, [join(import.meta.dirname, 'publishing-server.ts')]);
    await desk.startApi();
    channel = (await desk.ask('POST', '/api/channels', {
      name: '融媒体中心',
      audience: '全县',
      alerts: false,
      statements: true,
      address: { kind: 'webhook', url: receiver.url },
    })) as ChannelView;
    wei = await seated(desk, 'wei', 'writer');
    ping = await seated(desk, 'ping', 'approver');
  });
  after(async () => {
    await desk?.close();
    receiver?.close();
  });

  for (const [at, kill] of KILLS.entries())
    it(`${typeof kill === 'number' ? `${kill} ms after the last click` : `after "${kill}"`}: out once, everywhere`, async () => {
      const title = `清河县新闻办关于城东片区供水情况的通报之${at + 1}`;
      const { id, no, sha256 } = await approved(title);
      const named = join(desk.dataDir, 'kill-at');
      if (typeof kill === 'string') writeFileSync(named, kill);
      const release = { act: 'release', channels: ['page', String(channel.id)], sha256 };
      const clicked = ping('POST', `/api/statements/${id}/acts`, release).catch(() => null);
      if (typeof kill === 'string') await desk.apiEnded();
      else {
        await wait(kill);
        await desk.kill('api');
      }
      await clicked;
      rmSync(named, { force: true });
      await desk.startApi();
      const { statement } = (await wei('GET', `/api/statements/${id}`)) as StatementDetail;
      // Killed before the click was written down, it stands where it stood, and anybody sees it: it is clicked again.
      if (statement.state === 'approved') {
        assert.equal(typeof kill, 'number', 'a step of publishing comes after the click');
        assert.ok(!(await (await fetch(`${desk.publicUrl}/index.html`)).text()).includes(title));
        await ping('POST', `/api/statements/${id}/acts`, release);
      }
      const told = await until(
        'everybody was told',
        START_MS,
        async () => (await wei('GET', `/api/statements/${id}/deliveries`)) as StatementDeliveries,
        ({ deliveries }) => deliveries.every(({ state }) => state === 'sent'),
      );
      assert.deepEqual(
        told.deliveries.map((each) => each.channel),
        ['page', channel.id],
      );
      assert.equal((await receiver.heard(at + 1)).title, title);
      assert.equal(receiver.count(), at + 1, 'the receiver heard it once');
      const journal = (await desk.ask('GET', '/api/journal')) as readonly JournalItem[];
      const since = journal.slice(
        0,
        journal.findIndex((entry) => entry.kind === 'statement-opened'),
      );
      assert.equal(since.filter((entry) => entry.kind === 'statement-published').length, 1);
      assert.equal(await timesIn('index.html', `statements/${no}.html`), 1);
      assert.equal(await timesIn('feed.xml', `urn:firstword:statement:${id}`), 1);
      assert.equal(await timesIn('feed.json', `urn:firstword:statement:${id}`), 1);
      assert.equal((await fetch(`${desk.publicUrl}/statements/${no}.html`)).status, 200);
    });

  it('the journal verifies after all of it', async () => {
    await desk.end('api');
    const verified = await desk.command('verify');
    assert.equal(verified.code, 0, verified.out + verified.err);
  });

  async function timesIn(path: string, words: string): Promise<number> {
    return (await (await fetch(`${desk.publicUrl}/${path}`)).text()).split(words).length - 1;
  }

  async function approved(
    title: string,
  ): Promise<{ readonly id: string; readonly no: number; readonly sha256: string }> {
    const { id, no } = ((await wei('POST', '/api/statements', { kind: 'notice' })) as StatementDetail).statement;
    const verified = [{ text: '县疾控中心检测6个点位，均未检出。', evidence: [] }];
    const form = aForm({ title, verified, nextMs: Date.now() + 3_600_000 });
    const { lint } = (await wei('POST', `/api/statements/${id}/versions`, { base: 1, form })) as StatementDetail;
    await wei('POST', `/api/statements/${id}/acts`, { act: 'submit', sha256: lint.sha256 });
    await ping('POST', `/api/statements/${id}/acts`, { act: 'approve', sha256: lint.sha256 });
    return { id, no, sha256: lint.sha256 };
  }
});

/** A colleague of one role, who came in by his one-time link. */
async function seated(desk: Desk, name: string, role: string): Promise<Call> {
  const { link } = (await desk.ask('POST', '/api/people', { name, roles: [role] })) as { link: { url: string } };
  const headers = { 'content-type': 'application/json', origin: desk.url, 'sec-fetch-site': 'same-origin' };
  const token = new URL(link.url).hash.replace('#link=', '');
  const body = JSON.stringify({ token, password: PASSWORD });
  const made = await fetch(`${desk.url}/api/link`, { method: 'POST', headers, body });
  assert.equal(made.status, 200, await made.text());
  const cookie = (made.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
  return async (method, path, sent) => {
    const answer = await fetch(desk.url + path, {
      method,
      headers: { ...headers, cookie },
      ...(sent === undefined ? {} : { body: JSON.stringify(sent) }),
    });
    const text = await answer.text();
    assert.ok(answer.ok, `${method} ${path}: ${answer.status} ${text.slice(0, 300)}`);
    return JSON.parse(text);
  };
}
