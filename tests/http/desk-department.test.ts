import assert from 'node:assert/strict';
import type { Answer } from '../support/server.ts';
import { aPostId } from '../support/post.ts';
import { aDeskScene, AUTHOR_TEXT, openConcern, ORIGINAL, type DeskScene } from './desk-scene.ts';

/** A department sees and answers what was sent to it, and nothing of who complained. */
describe('a department over HTTP', function () {
  this.timeout(60_000);
  let scene: DeskScene;
  before(async () => (scene = await aDeskScene()));
  afterEach(() => assert.deepEqual(scene.server.errors, []));
  after(() => scene.server.stop());

  const call = (by: string, method: string, path: string, body?: unknown): Promise<Answer> =>
    scene.server.call(method, path, { cookie: scene.cookies[by] ?? '', body });
  const idsOf = ({ json }: Answer): readonly string[] => (json as { id: string }[]).map(({ id }) => id);

  it('its lists hold its own and nobody else’s', async () => {
    for (const [by, inquiry, concern] of [
      ['the-department', 'i1', 'n1'],
      ['other-department', 'i2', 'n2'],
    ] as const) {
      assert.deepEqual(idsOf(await call(by, 'GET', '/api/tasks')), [inquiry]);
      assert.deepEqual(idsOf(await call(by, 'GET', '/api/concern-tasks')), [concern]);
    }
  });

  it('who complained, and where, is in none of its replies', async () => {
    for (const path of ['/api/tasks', '/api/concern-tasks']) {
      const { text } = await call('the-department', 'GET', path);
      for (const trace of [ORIGINAL, aPostId('first'), AUTHOR_TEXT.replaceAll(' ', ''), '县论坛', 'the-monitor'])
        assert.ok(!text.includes(trace), `${path}: ${trace}`);
    }
  });

  it('what is with another one is not there for it, whatever it tries', async () => {
    const answer = { act: 'answer', text: '已经办理', signedBy: '主任' };
    const tried: readonly (readonly [string, object])[] = [
      ['/api/inquiries/i2/acts', answer],
      ['/api/inquiries/i2/acts', { act: 'give-back', note: '不是我们的' }],
      ['/api/concerns/n2/acts', { act: 'answer', text: '已派人' }],
      ['/api/concerns/n2/acts', { act: 'report', outcome: '已修好', solved: true }],
      ['/api/concerns/n2/acts', { act: 'give-back', note: '不是我们的' }],
      ['/api/concerns/n2/acts', { act: 'note', text: '看过' }],
      ['/api/concerns/n2/acts', { act: 'answer', text: '代为答复', body: 'public-works' }],
    ];
    for (const [path, body] of tried) {
      const { status, text } = await call('the-department', 'POST', path, body);
      assert.ok(status === 403 || status === 404, `${path} ${JSON.stringify(body)}: ${status} ${text}`);
      assert.ok(!text.includes('县住建局'), text);
    }
    for (const path of ['/api/claims/c1', '/api/claims', '/api/concerns/n1', '/api/statements/s1', '/api/inbox'])
      assert.equal((await call('the-department', 'GET', path)).status, 403, path);
  });

  it('a file of another one is not there for it', async () => {
    const server = scene.server;
    const upload = await fetch(`${server.url}/api/files?name=report.txt`, {
      method: 'POST',
      headers: {
        cookie: scene.cookies['other-department'] ?? '',
        origin: server.url,
        'sec-fetch-site': 'same-origin',
        'content-type': 'application/octet-stream',
      },
      body: '路面检测记录，合格。',
    });
    assert.equal(upload.status, 200);
    const file = (await upload.json()) as { sha256: string };
    const answer = { act: 'answer', text: '见附件', signedBy: '主任', files: [file] };
    assert.equal((await call('other-department', 'POST', '/api/inquiries/i2/acts', answer)).status, 200);
    const path = `/api/files/${file.sha256}`;
    assert.equal((await call('other-department', 'GET', path)).status, 200);
    assert.equal((await call('the-monitor', 'GET', path)).status, 200);
    assert.equal((await call('the-department', 'GET', path)).status, 404);
  });

  it('what it reports stays with the office, and once it is given back it is gone from its list', async () => {
    openConcern(scene.tell, 'n3', 'water-company');
    const back = { act: 'give-back', note: '属于住建' };
    assert.equal((await call('the-department', 'POST', '/api/concerns/n3/acts', back)).status, 200);
    assert.deepEqual(idsOf(await call('the-department', 'GET', '/api/concern-tasks')), ['n1']);
    const more = { act: 'note', text: '再看一眼' };
    assert.equal((await call('the-department', 'POST', '/api/concerns/n3/acts', more)).status, 404);
  });

  it('somebody who is taken off the list of a department has its things no more', async () => {
    const off = { name: '县住建局', contact: '', people: [], active: true };
    assert.equal((await call('the-administrator', 'PUT', '/api/bodies/public-works', off)).status, 200);
    assert.deepEqual(idsOf(await call('other-department', 'GET', '/api/tasks')), []);
    assert.deepEqual(idsOf(await call('other-department', 'GET', '/api/concern-tasks')), []);
    const answer = { act: 'answer', text: '补充', signedBy: '主任' };
    assert.equal((await call('other-department', 'POST', '/api/inquiries/i2/acts', answer)).status, 403);
  });
});
