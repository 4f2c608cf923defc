import assert from 'node:assert/strict';
import type { Delivery } from '../../api/contract/index.ts';
import type { Answer } from '../support/server.ts';
import { aDeskScene, type DeskScene } from './desk-scene.ts';

describe('a delivery that was given up', function () {
  this.timeout(30_000);
  let scene: DeskScene;
  before(async () => {
    scene = await aDeskScene();
  });
  after(async () => {
    await scene.server.stop();
    assert.deepEqual(scene.server.errors, []);
  });

  const call = (by: string, method: string, path: string): Promise<Answer> =>
    scene.server.call(method, path, { cookie: scene.cookies[by] ?? '' });
  const codeOf = async (by: string, id: string): Promise<string> => {
    const { status, json } = await call(by, 'POST', `/api/deliveries/${id}/again`);
    return `${status} ${(json as { refused?: string }).refused ?? (json as Delivery).state}`;
  };
  const givenUp = (about: string, channel = 'ch1'): string => {
    const { deliveries } = scene.server.running.parts;
    const added = deliveries.add('情况通报', '{"title":"停水","lines":[]}', { channel, about });
    return deliveries.giveUp(added?.id ?? '', '对方没有响应')?.id ?? assert.fail();
  };
  const rowOf = async (id: string): Promise<Delivery | undefined> =>
    ((await call('the-administrator', 'GET', '/api/deliveries')).json as readonly Delivery[]).find(
      (each) => each.id === id,
    );

  it('is sent again at the word of those who publish or run the system, and the journal has who', async () => {
    const id = givenUp('s2');
    assert.equal((await rowOf(id))?.again, true);
    for (const by of ['the-monitor', 'wei', 'the-leader', 'the-department'])
      assert.equal(await codeOf(by, id), '403 no-permission', by);
    assert.equal(await codeOf('signer', id), '200 waiting');
    const row = await rowOf(id);
    assert.deepEqual([row?.state, row?.tries, row?.why, row?.again], ['waiting', 0, null, undefined]);
    const [entry] = scene.server.running.parts.journal.latest(0, 1);
    assert.deepEqual(
      [entry?.kind, entry?.actor, entry?.body],
      ['delivery-again', scene.ids['signer'], { delivery: id, channel: 'ch1', statement: 's2' }],
    );
    assert.equal(await codeOf('the-administrator', id), '409 delivery-not-again', 'it waits already');
  });

  it('is not, where it is a digest of the past, a statement that is not out, or a channel that is gone', async () => {
    assert.equal(await codeOf('signer', givenUp('')), '409 delivery-not-again');
    assert.equal(await codeOf('signer', givenUp('s1')), '404 not-found');
    assert.equal(await codeOf('signer', givenUp('s2', 'removed')), '409 channel-missing');
    assert.equal(await codeOf('signer', 'nobody'), '404 not-found');
  });
});
