import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { keepDocument } from '../../api/answers/briefing-papers.ts';
import { redactIssues } from '../../api/answers/briefing-redact.ts';
import type { BriefingDetail } from '../../api/contract/briefing-view.ts';
import { BriefingId } from '../../api/contract/briefing.ts';
import { isRefusal, PostId } from '../../api/contract/index.ts';
import { aFinding, aMade } from '../briefing/made.ts';
import { SEVEN_MS } from '../desk/rows.ts';
import { startTestServer, type Answer, type TestServer } from '../support/server.ts';

const DAY_MS = 24 * 3_600_000;
const POST = PostId.parse('c'.repeat(32));
const SAID = '三号楼的老人说水是黄的';

/** What a released issue leaves behind: with those it was sent to, in the archive, and after somebody asked to be forgotten. */
describe('an issue that is out', function () {
  this.timeout(60_000);
  let server: TestServer;
  let hook: Server;
  const nowMs = SEVEN_MS - 3_600_000;
  const heard: { readonly body: string; readonly signature: string }[] = [];
  let arrived = (): void => undefined;
  const cookies = new Map<string, string>();
  let channel = '';

  const as = (name: string, method: string, path: string, body?: unknown): Promise<Answer> =>
    server.call(method, path, { cookie: cookies.get(name) ?? '', ...(body === undefined ? {} : { body }) });
  const detail = async (id: string): Promise<BriefingDetail> =>
    (await as('lin', 'GET', `/api/briefings/${id}`)).json as BriefingDetail;
  const parts = () => server.running.parts;

  /** An issue of that day with a typical post in it, released to the channel. */
  async function released(day: number): Promise<BriefingId> {
    const toMs = SEVEN_MS - day * DAY_MS;
    const id = BriefingId.parse(`daily-2026-11-${25 - day}`);
    const post = { post: POST, source: '县论坛', publishedMs: toMs - 1, text: SAID };
    const made = aMade({ fromMs: toMs - DAY_MS, toMs, no: day });
    const hot = { ...made.sections[1], findings: [aFinding('hot:a', ['自来水发黄', '42 条'], [post])] };
    const sections = made.sections.map((section) => (section.id === 'hot' ? { ...section, ...hot } : section));
    const sha256 = await keepDocument(parts(), { ...made, sections });
    assert.ok(!isRefusal(sha256));
    const file = { sha256, atMs: nowMs, n: 1, hash: 'e'.repeat(64), lacking: [] };
    const act = { act: 'make', kind: 'daily', about: null, year: 2026, no: day, fromMs: toMs - DAY_MS, toMs } as const;
    const wanted = { do: 'briefing', id, act: { ...act, made: file, sample: false } } as const;
    assert.equal(parts().desk.command(wanted, { kind: 'machine' }), null);
    await tell(id, 'mo', { act: 'judge', version: 1, paragraphs: ['建议加密检测，回应住户关切。'] });
    await tell(id, 'mo', { act: 'submit' });
    await server.running.briefingWatch.look();
    const { sha256: paper } = await detail(id);
    await tell(id, 'ping', { act: 'release', paper, channels: [channel] });
    await server.running.briefingWatch.look();
    return id;
  }
  async function tell(id: string, name: string, act: object): Promise<void> {
    const { status, text } = await as(name, 'POST', `/api/briefings/${id}/acts`, act);
    assert.equal(status, 200, text);
  }

  before(async () => {
    hook = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        const signature = String(request.headers['x-firstword-signature']);
        heard.push({ body: Buffer.concat(chunks).toString(), signature });
        response.end();
        if (heard.at(-1)?.body.includes('"briefing"') === true) arrived();
      });
    });
    await new Promise<void>((done) => hook.listen(0, '127.0.0.1', done));
    const { port } = hook.address() as AddressInfo;
    server = await startTestServer({ allowPrivate: [`127.0.0.1:${port}`] }, () => nowMs);
    for (const [name, role] of [
      ['ada', 'administrator'],
      ['mo', 'monitor'],
      ['ping', 'approver'],
      ['lin', 'leader'],
    ] as const)
      cookies.set(name, await server.logIn(name, [role]));
    const words = { name: '县领导', audience: '', alerts: true, statements: false };
    const address = { kind: 'webhook', url: `http://127.0.0.1:${port}/` };
    const made = await as('ada', 'POST', '/api/channels', { ...words, address });
    assert.equal(made.status, 200, made.text);
    channel = (made.json as { id: string }).id;
  });
  after(async () => {
    await server.stop();
    hook.close();
    assert.deepEqual(server.errors, []);
  });

  it('goes to the channels that were chosen, once, and the issue tells to whom and when', async () => {
    const told = new Promise<void>((done) => {
      arrived = done;
    });
    const id = await released(1);
    await told;
    await server.running.briefingWatch.look();
    const bodies = heard.map(({ body }) => JSON.parse(body) as { title: string; briefing?: { id: string } });
    const ours = bodies.filter(({ briefing }) => briefing?.id === id);
    assert.equal(ours.length, 1);
    assert.match(ours[0]?.title ?? '', /日报2026年第1期（内部）/);
    assert.match(heard.at(-1)?.signature ?? '', /^sha256=/);
    const { sent, channels } = await detail(id);
    assert.deepEqual(
      sent.map((each) => each.channel),
      [channel],
    );
    assert.equal(channels.find((each) => each.id === channel)?.chosen, true);
  });

  it('again means one more round to each of them', async () => {
    const told = new Promise<void>((done) => {
      arrived = done;
    });
    await tell('daily-2026-11-24', 'ping', { act: 'send-again' });
    await told;
    assert.equal((await detail('daily-2026-11-24')).sent.length, 2);
  });

  it('goes to no channel that only takes statements for the public', async () => {
    const words = { name: '媒体', audience: '', alerts: false, statements: true };
    const address = { kind: 'webhook', url: 'http://127.0.0.1:9/' };
    const made = await as('ada', 'POST', '/api/channels', { ...words, address });
    const { id } = made.json as { id: string };
    const plan = (await as('ping', 'GET', '/api/briefings/plan')).json as object;
    const refused = await as('ping', 'PUT', '/api/briefings/plan', { ...plan, channels: [id] });
    assert.equal((refused.json as { refused: string }).refused, 'briefing-channel');
  });

  it('a post that was erased leaves the issue and its forms, and the issue says so', async () => {
    const id = 'daily-2026-11-24';
    const before = await detail(id);
    assert.ok(JSON.stringify(before.paper).includes(SAID));
    const old = [before.sha256, ...before.briefing.files.map(({ sha256 }) => sha256)];
    assert.ok(old.length > 1);
    parts().erasures.add([{ what: 'post', id: POST, atMs: nowMs }]);
    const form = await as('lin', 'GET', `/api/briefings/${id}/files/html`);
    assert.ok(!form.text.includes(SAID), 'a filed form is not given out any more');
    assert.equal(await redactIssues(parts(), [POST], ['回应住户关切']), 1);
    await server.running.briefingWatch.look();
    const after = await detail(id);
    const said = JSON.stringify(after.paper);
    assert.ok(!said.includes(SAID) && !said.includes('回应住户关切'));
    assert.match(said, /应本人请求/);
    assert.ok(after.briefing.redactedMs !== null);
    assert.ok(
      after.briefing.files.some((file) => file.form === 'txt'),
      'the forms are made anew',
    );
    for (const sha256 of old) assert.equal(await parts().files.find(sha256), null, sha256);
    const list = await as('mo', 'GET', `/api/briefings?q=${encodeURIComponent('回应住户关切')}`);
    assert.equal((list.json as { total: number }).total, 0);
  });

  it('what a restored backup brings back of it goes at the first look, for the archive is made anew', async () => {
    const id = await released(2);
    const { paper } = await detail(id);
    assert.ok(!JSON.stringify(paper).includes(SAID));
    const held = server;
    await held.stop(true);
    rmSync(join(held.config.dataDir, 'archive'), { recursive: true });
    server = await startTestServer({ dataDir: held.config.dataDir }, () => nowMs);
    const list = await as('mo', 'GET', `/api/briefings?q=${encodeURIComponent('发黄')}`);
    assert.equal((list.json as { total: number }).total, 2, list.text);
  });
});
