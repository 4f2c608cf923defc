import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BriefingDetail } from '../../api/contract/briefing-view.ts';
import { fileForms } from '../../api/answers/briefing-forms.ts';
import { redactIssue } from '../../api/answers/briefing-redact.ts';
import { rowAt } from '../../api/desk/table.ts';
import { startTestServer, type TestServer } from '../support/server.ts';
import { run, type Ended } from './child.ts';

const DAY_MS = 24 * 3_600_000;
/** Yesterday in China: its issue's period is over at any hour. */
const DAY = new Date(Date.now() + 8 * 3_600_000 - DAY_MS).toISOString().slice(0, 10);
const ID = `daily-${DAY}`;

type Told = { sha256: string; state: string; archived: boolean; filed: boolean; no: number; kind: string };
type Verified = {
  ok: boolean;
  why?: string;
  issue?: { no: number; released: { by: string }; head: { inChain: boolean } };
};

describe('an issue in a file, and what such a file is', function () {
  this.timeout(60_000);
  let dir: string;
  let server: TestServer;
  const cookies = new Map<string, string>();
  const isUp = { server: true };

  const written = (name: string, ...more: readonly string[]): Promise<Ended> =>
    run(['briefing', '--date', DAY, '--out', name, ...more], dir, { DATA_DIR: server.config.dataDir });
  const verify = (name: string): Promise<Ended> => run(['verify', name], dir, { DATA_DIR: server.config.dataDir });
  const told = ({ code, out, err }: Ended): Told => {
    assert.equal(code, 0, err);
    return JSON.parse(out) as Told;
  };
  const bytesOf = (name: string): Buffer => readFileSync(join(dir, name));
  const act = async (name: string, body: object): Promise<void> => {
    const options = { cookie: cookies.get(name) ?? '', body };
    const { status, text } = await server.call('POST', `/api/briefings/${ID}/acts`, options);
    assert.equal(status, 200, text);
  };
  const form = async (wanted: string): Promise<string> => {
    const cookie = cookies.get('mo') ?? '';
    return (await server.call('GET', `/api/briefings/${ID}/files/${wanted}`, { cookie })).text;
  };

  before(async () => {
    dir = mkdtempSync(join(tmpdir(), 'briefing-'));
    server = await startTestServer();
    for (const [name, role] of [
      ['ada', 'administrator'],
      ['mo', 'monitor'],
      ['ping', 'approver'],
    ] as const)
      cookies.set(name, await server.logIn(name, [role]));
    const body = { title: '城东片区停水没有通知', text: '城东片区停水没有通知，请核实', origin: { from: 'visit' } };
    await server.call('POST', '/api/concerns', { cookie: cookies.get('mo') ?? '', body });
  });
  after(async () => {
    if (isUp.server) await server.stop();
    else rmSync(server.config.dataDir, { recursive: true, force: true });
    rmSync(dir, { recursive: true, force: true });
    assert.deepEqual(server.errors, []);
  });

  it('where the archive has none it is a draft, kept nowhere, and the same that the server makes then', async () => {
    const { parts } = server.running;
    const before = parts.journal.head();
    const { state, archived, no } = told(await written('draft.html'));
    assert.deepEqual([state, archived, no], ['draft', false, 1]);
    assert.deepEqual(parts.journal.head(), before);
    assert.match(bytesOf('draft.html').toString(), /草稿/);
    const body = { kind: 'daily', date: DAY };
    const made = await server.call('POST', '/api/briefings', { cookie: cookies.get('mo') ?? '', body });
    assert.equal(made.status, 200, made.text);
    assert.equal(bytesOf('draft.html').toString(), await form('html'));
    const again = told(await written('again.html'));
    assert.deepEqual([again.archived, again.filed], [true, false]);
    assert.deepEqual(bytesOf('again.html'), bytesOf('draft.html'));
  });

  it('a draft is not one that was released', async () => {
    const { code, out, err } = await verify('draft.html');
    assert.equal(code, 1);
    assert.equal((JSON.parse(out) as Verified).why, 'not-released');
    assert.match(err, /不是已签发的简报[\s\S]*not one that was released/);
  });

  it('a released one is exactly the file of the archive, beside a server and without one', async () => {
    const { text } = await server.call('GET', `/api/briefings/${ID}`, { cookie: cookies.get('ping') ?? '' });
    const { version } = (JSON.parse(text) as BriefingDetail).briefing;
    await act('mo', { act: 'judge', version, paragraphs: ['建议先通知后停水。'] });
    await act('mo', { act: 'submit' });
    const seen = await server.call('GET', `/api/briefings/${ID}`, { cookie: cookies.get('ping') ?? '' });
    await act('ping', { act: 'release', paper: (seen.json as BriefingDetail).sha256, channels: [] });
    await server.running.briefingWatch.look();
    const beside = told(await written('out.txt'));
    assert.deepEqual([beside.state, beside.archived, beside.filed], ['released', true, true]);
    const { files } = rowAt(server.running.parts.desk.state().briefings, ID) ?? { files: [] };
    assert.equal(files.find((file) => file.form === 'txt')?.sha256, beside.sha256);
    assert.equal(createHash('sha256').update(bytesOf('out.txt')).digest('hex'), beside.sha256);
    assert.equal(bytesOf('out.txt').toString(), await form('txt'));
  });

  it('is known by its bytes: which it is, who released it, and that its entry is in the chain', async () => {
    const { code, out, err } = await verify('out.txt');
    assert.equal(code, 0, err);
    const { ok, issue } = JSON.parse(out) as Verified;
    assert.deepEqual([ok, issue?.no, issue?.released.by, issue?.head.inChain], [true, 1, 'ping', true]);
    assert.match(err, /第 1 期.*ping.*在链上/);
    writeFileSync(join(dir, 'edited.txt'), bytesOf('out.txt').toString().replace('停水', '通水'));
    const edited = await verify('edited.txt');
    assert.deepEqual([edited.code, (JSON.parse(edited.out) as Verified).why], [1, 'not-released']);
  });

  it('a file that is there is not written over, and a period that is not over is refused', async () => {
    const held = bytesOf('out.txt');
    const { code, err } = await written('out.txt');
    assert.deepEqual([code, /exists already/.test(err)], [1, true]);
    assert.deepEqual(bytesOf('out.txt'), held);
    const ahead = await run(['briefing', '--date', '2100-01-01', '--out', 'ahead.txt'], dir, {
      DATA_DIR: server.config.dataDir,
    });
    assert.deepEqual([ahead.code, /not over/.test(ahead.err)], [1, true]);
    const nowhere = await run(['briefing', '--claim', '77', '--out', 'claim.txt'], dir, {
      DATA_DIR: server.config.dataDir,
    });
    assert.deepEqual([nowhere.code, /no claim with the number 77/.test(nowhere.err)], [1, true]);
    const folder = await written(join('none', 'a.txt'));
    assert.deepEqual([folder.code, /folder is not there/.test(folder.err)], [1, true]);
  });

  it('words were taken out since: the older file is void, and says so', async () => {
    const { parts } = server.running;
    const row = rowAt(parts.desk.state().briefings, ID);
    assert.ok(row !== undefined);
    assert.equal(await redactIssue(parts, row, ['城东片区停水没有通知', '建议先通知后停水']), true);
    const redacted = rowAt(parts.desk.state().briefings, ID);
    assert.ok(redacted !== undefined);
    // Without a browser the watch would look again in ten minutes.
    await fileForms(parts, redacted);
    const { code, out, err } = await verify('out.txt');
    assert.deepEqual([code, (JSON.parse(out) as Verified).why], [1, 'redacted']);
    assert.match(err, /已作废/);
    told(await written('redacted.txt'));
    assert.equal((await verify('redacted.txt')).code, 0);
  });

  it('without a server: the same file, and a draft of another kind; without a browser no PDF, and nothing half', async () => {
    await server.stop(true);
    isUp.server = false;
    const alone = told(await written('alone.txt'));
    assert.deepEqual([alone.filed, bytesOf('alone.txt').equals(bytesOf('redacted.txt'))], [true, true]);
    const week = told(await written('week.html', '--kind', 'weekly'));
    assert.deepEqual([week.kind, week.state, week.archived], ['weekly', 'draft', false]);
    const env = { DATA_DIR: server.config.dataDir, PATH: '/nowhere' };
    const { code, err } = await run(['briefing', '--date', DAY, '--out', 'week.pdf', '--kind', 'weekly'], dir, env);
    assert.equal(code, 1);
    assert.match(err, /Chromium[\s\S]*to get it: apt-get install chromium/);
    assert.ok(!existsSync(join(dir, 'week.pdf')));
    assert.deepEqual(
      readdirSync(dir).filter((name) => name.includes('.new-')),
      [],
    );
    const empty = await run(['briefing', '--out', 'no.txt'], dir, { DATA_DIR: join(dir, 'empty') });
    assert.deepEqual(
      [empty.code, /holds no journal/.test(empty.err), existsSync(join(dir, 'empty'))],
      [1, true, false],
    );
  });
});
