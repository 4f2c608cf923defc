import assert from 'node:assert/strict';
import { PersonId, type Role } from '../../api/contract/index.ts';
import { maskText } from '../../api/contract/privacy.ts';
import { DeskCommand } from '../../api/desk/desk.ts';
import { rowAt, rowsOf } from '../../api/desk/table.ts';
import { CALLERS, type Caller } from '../desk/generated/world.ts';
import { aForm } from '../desk/statements/writing.ts';
import { aPost, aPostId } from '../support/post.ts';
import { startTestServer, type TestServer } from '../support/server.ts';

/** Where the claim was first told: monitoring staff alone may read it. */
export const ORIGINAL = 'https://forum.example.org/thread-8841';
export const AUTHOR_TEXT = '自来水 有 怪味 快 转发';

/** Those who can log in: one of each role, two roles, and somebody of another department. */
export const PEOPLE: readonly Caller[] = CALLERS.filter(({ roles }) => roles.length > 0);
/** Whom the office's own rows are by; they try nothing themselves. */
const STAFF: Readonly<Record<string, readonly Role[]>> = { wei: ['writer'], signer: ['approver'], third: ['approver'] };

export type DeskScene = {
  readonly server: TestServer;
  readonly cookies: Readonly<Record<string, string>>;
  /** Ids that the server made: people by name, the request in the inbox. */
  readonly ids: Readonly<Record<string, string>>;
  /** What a person of the office did, by name. */
  tell(by: string, command: Readonly<Record<string, unknown>>): void;
};

/** The real server with one row of everything: claim `c1`, another `c2`, inquiry `i1`, statement `s1`, concern `n1` … */
export async function aDeskScene(): Promise<DeskScene> {
  const server = await startTestServer();
  const cookies: Record<string, string> = {};
  for (const { name, roles } of PEOPLE) cookies[name] = await server.logIn(name, roles);
  for (const [name, roles] of Object.entries(STAFF)) cookies[name] = await server.logIn(name, roles);
  const { parts } = server.running;
  const ids: Record<string, string> = {};
  for (const { id, name } of rowsOf(parts.desk.state().people)) ids[name] = id;
  const tell = (by: string, command: Readonly<Record<string, unknown>>): void => {
    const actor = { kind: 'person', id: PersonId.parse(ids[by]) } as const;
    assert.equal(parts.desk.command(DeskCommand.parse(command), actor), null, JSON.stringify(command));
  };
  await parts.posts.put([aPost({ id: 'first', text: AUTHOR_TEXT, url: ORIGINAL, seenMs: Date.now() - 3_600_000 })]);
  const scene = { server, cookies, ids, tell };
  fill(scene);
  publish(scene, 's2');
  const kept = parts.inbox.add({ kind: 'check', text: maskText('请核实自来水'), where: maskText(''), about: null });
  ids['request'] = kept?.request.id ?? assert.fail('the inbox is full');
  return scene;
}

function fill({ ids, tell }: DeskScene): void {
  const people = (name: string): readonly string[] => [ids[name] ?? assert.fail(name)];
  const body = (id: string, name: string, who: string): void => {
    const draft = { name, contact: '值班室', people: people(who) };
    tell('the-administrator', { do: 'office', act: { act: 'body-add', id, draft } });
  };
  body('water-company', '县供水公司', 'the-department');
  body('public-works', '县住建局', 'other-department');
  for (const id of ['c1', 'c2']) openClaim(tell, id);
  const inquiry = {
    act: 'send',
    claim: 'c1',
    point: 'p3',
    body: 'water-company',
    question: '水质如何',
    contact: '值班室',
  };
  tell('the-monitor', { do: 'inquiry', id: 'i1', act: inquiry });
  const works = { ...inquiry, point: null, body: 'public-works', question: '路面何时修好' };
  tell('the-monitor', { do: 'inquiry', id: 'i2', act: works });
  aStatementIn(tell, 's1');
  aStatementIn(tell, 's2');
  openConcern(tell, 'n1', 'water-company');
  openConcern(tell, 'n2', 'public-works');
  const draft = { title: '停水安排', question: '夜间还是分片', options: ['夜间', '分片'], untilMs: Date.now() + 9e7 };
  tell('the-monitor', { do: 'consultation', id: 'k1', act: { act: 'open', ...draft } });
  const channel = { id: 'ch1', kind: 'webhook', address: true, name: '官网', audience: '', alerts: false };
  tell('the-administrator', { do: 'keep-channel', ...channel, statements: true });
}

type Tell = DeskScene['tell'];

function openClaim(tell: Tell, id: string): void {
  const post = aPostId('first');
  const variant = { id: 'v1', text: '自来水有怪味快转发', post, group: post, firstSeenMs: Date.now() };
  const opening = {
    title: `城东的水${id}`,
    topics: [],
    places: [],
    origin: { from: 'group', post },
    knownMs: Date.now(),
  };
  const act = (fields: Readonly<Record<string, unknown>>, fresh: string): void =>
    tell('the-monitor', { do: 'claim', id, act: fields, fresh });
  act({ act: 'open', ...opening, firstPostMs: null, variants: [variant] }, 'f0');
  act({ act: 'take' }, 'f1');
  const piece = { act: 'evidence-add', kind: 'capture', from: '县论坛', obtainedMs: Date.now(), note: '网页存证' };
  act({ ...piece, title: '原帖', url: ORIGINAL }, 'e1');
  act({ ...piece, title: '检测报告', kind: 'measurement', from: '县疾控中心' }, 'e2');
  for (const point of ['p1', 'p2', 'p3']) act({ act: 'point-add', text: `要点${id}${point}` }, point);
  const verdict = { act: 'verdict', point: 'p1', verdict: 'true', evidence: ['e1', 'e2'], note: '已检测' };
  act({ ...verdict, concern: { open: false, reason: '已在台账' } }, 'f2');
}

/** A draft with a whole text by Wei, as far as `draft`. */
export function aStatementIn(tell: Tell, id: string): void {
  const act = (fields: object): void => tell('wei', { do: 'statement', id, act: fields });
  act({ act: 'open', kind: 'notice', claim: null, corrects: null });
  const verified = [{ text: '县疾控中心检测6个点位，均未检出。', evidence: [] }];
  act({ act: 'save', base: 1, form: aForm({ verified, nextMs: Date.now() + 3_600_000 }) });
}

/** A concern that is with a department. It came from a post: who complained is not its matter. */
export function openConcern(tell: Tell, id: string, body: string): void {
  const origin = { from: 'post', post: aPostId('first') };
  const open = { act: 'open', title: '抢修没有通知', text: '只发在两个群里', topics: [], places: [], origin };
  tell('the-monitor', { do: 'concern', id, act: open });
  tell('the-monitor', { do: 'concern', id, act: { act: 'assign', body } });
}

function publish(scene: DeskScene, id: string): void {
  const { tell, server } = scene;
  const sha256 = statementHash(scene, id);
  const act = (by: string, fields: object): void => tell(by, { do: 'statement', id, act: { ...fields, sha256 } });
  act('wei', { act: 'submit' });
  act('signer', { act: 'approve' });
  act('signer', { act: 'release', channels: ['page'], publishAtMs: null });
  const out = DeskCommand.parse({ do: 'statement', id, act: { act: 'out', sha256 } });
  assert.equal(server.running.parts.desk.command(out, { kind: 'machine' }), null);
}

export function statementHash({ server }: DeskScene, id: string): string {
  const statement = rowAt(server.running.parts.desk.state().statements, id);
  return statement?.versions.at(-1)?.sha256 ?? assert.fail(id);
}
