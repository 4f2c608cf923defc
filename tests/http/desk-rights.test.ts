import assert from 'node:assert/strict';
import { ROUTES, type RouteKey, type RouteSpec } from '../../api/contract/index.ts';
import { CITIZEN_ROUTES } from '../../api/contract/routes-citizens.ts';
import { CLAIM_ROUTES } from '../../api/contract/routes-claims.ts';
import { CLOCK_ROUTES } from '../../api/contract/routes-clocks.ts';
import { CONCERN_ROUTES } from '../../api/contract/routes-concerns.ts';
import { EFFECT_ROUTES } from '../../api/contract/routes-effect.ts';
import { INQUIRY_ROUTES } from '../../api/contract/routes-inquiries.ts';
import { PUBLISHING_ROUTES } from '../../api/contract/routes-publishing.ts';
import { STATEMENT_ROUTES } from '../../api/contract/routes-statements.ts';
import { mayCall, type Case, type Whose } from '../desk/generated/cases.ts';
import { CLAIM_CASES, CLOCK_CASES, INQUIRY_CASES } from '../desk/generated/claim-cases.ts';
import { OFFICE_CASES } from '../desk/generated/office-cases.ts';
import { CONCERN_CASES, CONSULTATION_CASES, STATEMENT_CASES } from '../desk/generated/statement-cases.ts';
import type { Caller } from '../desk/generated/world.ts';
import { aDeskScene, openConcern, ORIGINAL, PEOPLE, type DeskScene } from './desk-scene.ts';
import type { Answer } from '../support/server.ts';

const DESK_KEYS = Object.keys({
  ...CLAIM_ROUTES,
  ...INQUIRY_ROUTES,
  ...CLOCK_ROUTES,
  ...STATEMENT_ROUTES,
  ...PUBLISHING_ROUTES,
  ...CONCERN_ROUTES,
  ...CITIZEN_ROUTES,
  ...EFFECT_ROUTES,
}) as RouteKey[];

/** What each path names: an object that exists; of the deliveries none does. */
const OBJECTS: readonly (readonly [prefix: string, id: string])[] = [
  ['/api/claims/', 'c1'],
  ['/api/inquiries/', 'i1'],
  ['/api/statements/', 's1'],
  ['/api/concerns/', 'n1'],
  ['/api/consultations/', 'k1'],
  ['/api/bodies/', 'water-company'],
  ['/api/channels/', 'ch1'],
  ['/api/inbox/', 'request'],
  ['/api/deliveries/', 'given-up'],
];

/** Routes whose body says which act it is, with the cases of the desk that they reach. */
const ACT_ROUTES: readonly (readonly [key: RouteKey, cases: Readonly<Record<string, Case>>, prefix: string])[] = [
  ['POST /api/claims/{id}/acts', CLAIM_CASES, 'claim/'],
  ['POST /api/inquiries/{id}/acts', INQUIRY_CASES, 'inquiry/'],
  ['POST /api/claims/{id}/clocks', CLOCK_CASES, 'clock/'],
  ['POST /api/statements/{id}/acts', STATEMENT_CASES, 'statement/'],
  ['POST /api/concerns/{id}/acts', CONCERN_CASES, 'concern/'],
  ['POST /api/consultations/{id}/acts', CONSULTATION_CASES, 'consultation/'],
  ['POST /api/statement-rules', OFFICE_CASES, 'statement-rule/'],
];
/** An act of the wire that the desk knows by another name. */
const ON_WIRE: Readonly<Record<string, readonly [name: string, fields: object]>> = {
  'attach-text': ['attach', { text: '水有怪味', firstSeenMs: 1 }],
  'attach-post': ['attach', { post: 'a'.repeat(32) }],
};

type Act = { readonly name: string; readonly whose: Whose; readonly body: Readonly<Record<string, unknown>> };

/** Every act that a route's body can say. */
function actsOf(key: RouteKey, cases: Readonly<Record<string, Case>>, prefix: string): readonly Act[] {
  const body = (ROUTES[key] as RouteSpec).body as unknown as {
    readonly options: readonly { readonly shape: { readonly act: { readonly value: string } } }[];
  };
  return body.options.map(({ shape }) => {
    const name = shape.act.value;
    const [known, fields] = ON_WIRE[name] ?? [name, null];
    const tried = cases[`${prefix}${known}`] ?? assert.fail(`${key}: no case for ${name}`);
    const act = tried.command(tried.from[0] ?? '-')['act'] as Readonly<Record<string, unknown>>;
    return { name, whose: tried.whose, body: fields === null ? act : { act: name, ...fields } };
  });
}

describe('who may do what over HTTP, with objects that exist', function () {
  this.timeout(120_000);
  let scene: DeskScene;
  before(async () => (scene = await aDeskScene()));
  afterEach(() => assert.deepEqual(scene.server.errors, []));
  after(() => scene.server.stop());

  const idFor = (path: string): string => {
    const id = OBJECTS.find(([prefix]) => path.startsWith(prefix))?.[1] ?? '';
    return id === 'request' ? (scene.ids['request'] ?? '') : id;
  };
  const call = (caller: Caller, key: RouteKey, id: string | null = null, body?: unknown): Promise<Answer> => {
    const [method = '', path = ''] = key.split(' ');
    const cookie = scene.cookies[caller.name] ?? '';
    return scene.server.call(method, path.replaceAll('{id}', id ?? idFor(path)), { cookie, body });
  };
  const gate = ({ allow }: RouteSpec, { roles }: Caller): boolean =>
    allow === 'free' || allow === 'session' || (Array.isArray(allow) && roles.some((role) => allow.includes(role)));

  it('each reading route shows its row to those whom it is open to, and the original to nobody else', async () => {
    const reading = DESK_KEYS.filter((key) => key.startsWith('GET '));
    assert.ok(reading.length > 20, String(reading.length));
    for (const key of reading)
      for (const caller of PEOPLE) {
        // What came of a statement is known of one that is out.
        const answer = await call(caller, key, key.includes('/statements/{id}/effect') ? 's2' : null);
        const where = `${caller.name} · ${key} · ${answer.status} ${answer.text.slice(0, 200)}`;
        // A difference between versions names them in its query.
        const wanted = key.endsWith('/diff') ? 400 : 200;
        assert.equal(answer.status, gate(ROUTES[key], caller) ? wanted : 403, where);
        const ofDesk = caller.roles.some((role) => ['monitor', 'writer', 'approver', 'administrator'].includes(role));
        if (!ofDesk) assert.ok(!answer.text.includes(ORIGINAL), `${where}: an original address`);
        if (!ofDesk) assert.ok(!answer.text.includes('forum.example.org'), where);
      }
  });

  it('monitoring staff see where a piece of evidence was taken', async () => {
    const [monitor] = PEOPLE.filter(({ name }) => name === 'the-monitor');
    const { text } = await call(monitor ?? assert.fail(), 'GET /api/claims/{id}');
    assert.ok(text.includes(ORIGINAL), 'else the test before this one looks for nothing');
  });

  it('who is turned away is told whose it is', async () => {
    const leader = PEOPLE.find(({ name }) => name === 'the-leader') ?? assert.fail();
    const { json } = await call(leader, 'POST /api/claims', null, { title: 'x', origin: { from: 'hand' } });
    assert.match((json as { zh: string }).zh, /监测员、撰稿人、审批人/);
  });

  for (const [key, cases, prefix] of ACT_ROUTES) {
    it(`${key}: each act for each role, as the table of rights says`, async () => {
      const acts = actsOf(key, cases, prefix);
      for (const act of acts) {
        // What is refused first: the rows are then as they were.
        const [refused, done] = [false, true].map((may) =>
          PEOPLE.filter((caller) => mayCall(caller, act.whose) === may),
        );
        for (const caller of refused ?? []) await tryAct(key, act, caller, false);
        for (const caller of done ?? []) await tryAct(key, act, caller, true);
      }
      // A route is open to exactly those of whom some act of it is.
      const { allow } = ROUTES[key];
      for (const caller of PEOPLE.filter(({ name }) => name.startsWith('the-')))
        assert.equal(
          gate({ ...ROUTES[key], allow }, caller),
          acts.some(({ whose }) => mayCall(caller, whose)),
          `${key} · ${caller.name}`,
        );
    });
  }

  let made = 0;
  async function tryAct(key: RouteKey, { name, body }: Act, caller: Caller, may: boolean): Promise<void> {
    let id: string | null = null;
    if (key.startsWith('POST /api/concerns/')) {
      // Each gets one of its own: what one gave back is no longer with the other.
      id = `n-${(made += 1)}`;
      openConcern(scene.tell, id, 'water-company');
    }
    const answer = await call(caller, key, id, body);
    const where = `${caller.name} · ${key} · ${name} · ${answer.status} ${answer.text.slice(0, 200)}`;
    assert.ok(answer.status < 500, where);
    const isHidden = caller.name === 'other-department' && answer.status === 404;
    if (!may) assert.ok(answer.status === 403 || isHidden, where);
    // The row may have moved on; that it is this person's act is what is asked.
    else assert.ok([200, 400, 409, 422].includes(answer.status) || namesOther(answer), where);
  }

  /** What an act names besides its row may not be there: a body, a file, a text that another act took away. */
  function namesOther({ status, json }: Answer): boolean {
    return status === 404 && (json as { refused: string }).refused === 'not-found';
  }

  it('routes without acts open to their roles and to nobody else', async () => {
    const acting = new Set<string>(ACT_ROUTES.map(([key]) => key));
    const writing = DESK_KEYS.filter((key) => !key.startsWith('GET ') && !acting.has(key));
    for (const key of writing)
      for (const caller of PEOPLE) {
        const spec: RouteSpec = ROUTES[key];
        // What cannot be read is refused behind the gate and before anything is done.
        const answer = await call(caller, key, null, spec.body === undefined ? undefined : { nothing: 'of use' });
        const where = `${caller.name} · ${key} · ${answer.status} ${answer.text.slice(0, 160)}`;
        assert.ok(answer.status < 500, where);
        assert.equal(answer.status === 403, !gate(spec, caller), where);
      }
  });
});
