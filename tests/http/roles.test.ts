import assert from 'node:assert/strict';
import { ROLES, ROUTES, type Role, type RouteKey, type RouteSpec } from '../../api/contract/index.ts';
import { CRAWLER_TOKEN, startTestServer, type Answer, type TestServer } from '../support/server.ts';

const KEYS = Object.keys(ROUTES) as RouteKey[];
/** Logging out ends the session that the rest of the table is tried with. */
const LAST: RouteKey = 'DELETE /api/session';
const FREE_ROUTES_MAX = 8;

type Caller = {
  readonly name: string;
  readonly roles: readonly Role[];
  readonly headers: Readonly<Record<string, string>>;
};

describe('who may call what', function () {
  this.timeout(60_000);
  let server: TestServer;
  before(async () => (server = await startTestServer()));
  after(() => server.stop());

  it('a door whose role nobody has yet says so, and who gives it', async () => {
    const cookie = await server.logIn('the first', ['monitor']);
    const { json } = await server.call('GET', '/api/tasks', { headers: { cookie } });
    assert.match((json as { zh: string }).zh, /本单位还没有人担任承办单位人员，管理员可以在“设置”的“人员”里授予角色。/);
  });
  for (const role of ROLES) {
    it(`${role}: every route answers as the table says`, async () => {
      const cookie = await server.logIn(`one ${role}`, [role]);
      await tryAll({ name: role, roles: [role], headers: { cookie } });
    });
  }
  it('nobody: only the free routes answer', () => tryAll({ name: 'nobody', roles: [], headers: {} }));
  it('a crawler: its token opens the crawlers’ routes and nothing else', () =>
    tryAll({ name: 'crawler', roles: [], headers: { authorization: `Bearer ${CRAWLER_TOKEN}` } }));
  it('a session that is none opens nothing', () =>
    tryAll({ name: 'nobody', roles: [], headers: { cookie: `firstword=${'A'.repeat(43)}` } }));
  it('several roles: what one of them may', async () => {
    const cookie = await server.logIn('two roles', ['department', 'leader']);
    await tryAll({ name: 'both', roles: ['department', 'leader'], headers: { cookie } });
  });

  it('the OpenAPI document lists every route with who may call it', async () => {
    const { json } = await server.call('GET', '/api/openapi.json');
    const { paths } = json as { paths: Record<string, Record<string, { security: unknown[]; 'x-roles': string[] }>> };
    const listed = Object.entries(paths).flatMap(([path, verbs]) =>
      Object.entries(verbs).map(([verb, operation]) => ({ key: `${verb.toUpperCase()} ${path}`, operation })),
    );
    assert.deepEqual(listed.map(({ key }) => key).toSorted(), KEYS.toSorted());
    for (const { key, operation } of listed) {
      const { allow } = ROUTES[key as RouteKey] as RouteSpec;
      assert.equal(operation.security.length === 0, allow === 'free', key);
      assert.deepEqual(operation['x-roles'], Array.isArray(allow) ? allow : [], key);
    }
    const free = listed.filter(({ operation }) => operation.security.length === 0);
    assert.ok(free.length <= FREE_ROUTES_MAX, `${free.length} routes need no session`);
  });

  it('no caller made the server stumble', () => assert.deepEqual(server.errors, []));

  async function tryAll(caller: Caller): Promise<void> {
    const isHere = caller.name !== 'nobody' && caller.name !== 'crawler';
    for (const key of [...KEYS.filter((each) => each !== LAST), LAST]) {
      const spec: RouteSpec = ROUTES[key];
      const [method = '', path = ''] = key.split(' ');
      const body = spec.body === undefined ? {} : { body: { nothing: 'of use' } };
      const answer = await server.call(method, path.replaceAll('{id}', 'nosuchthing'), {
        headers: caller.headers,
        ...body,
      });
      assert.equal(stopOf(answer), wantedStop(spec, caller, isHere), `${caller.name} · ${key} · ${answer.status}`);
      assert.ok(answer.status < 500 || answer.status === 503, `${key}: ${answer.status} ${answer.text}`);
    }
  }
});

function wantedStop({ allow }: RouteSpec, { name, roles }: Caller, isHere: boolean): string | null {
  if (allow === 'free') return null;
  if (allow === 'crawler') return name === 'crawler' ? null : '401 wrong-token';
  if (!isHere) return '401 no-session';
  if (allow === 'session') return null;
  return roles.some((role) => allow.includes(role)) ? null : '403 no-permission';
}

/** The gate that turned the caller away, or null. A wrong password is a 401 of its own, inside the gate. */
function stopOf({ status, json }: Answer): string | null {
  const refused = (json as { refused?: string } | null)?.refused ?? '';
  return ['no-session', 'no-permission', 'wrong-token', 'foreign-origin'].includes(refused)
    ? `${status} ${refused}`
    : null;
}
