import assert from 'node:assert/strict';
import { isRefusal, PersonId } from '../../api/contract/index.ts';
import { createLinks, LINK_MS_OF, type Links } from '../../api/work/links.ts';
import { aScene } from './scene.ts';

const ANNA = PersonId.parse('anna');

describe('links of several kinds', () => {
  let scene: ReturnType<typeof aScene>;
  let links: Links;
  beforeEach(() => {
    scene = aScene();
    links = createLinks(scene.work);
  });
  afterEach(() => scene.close());
  const works = (token: string): boolean => !isRefusal(links.look(token));

  it('one for an inquiry ends neither the set-up link nor that of another inquiry', () => {
    const setUp = links.make({ purpose: 'set-up', person: null });
    const first = links.make({ purpose: 'answer', person: null, about: 'i1' });
    const other = links.make({ purpose: 'answer', person: null, about: 'i2' });
    const renewed = links.make({ purpose: 'answer', person: null, about: 'i1' });
    assert.deepEqual(
      [setUp, first, other, renewed].map(({ token }) => works(token)),
      [true, false, true, true],
    );
    assert.deepEqual([...links.open('answer')].toSorted(), ['i1', 'i2']);
  });

  it('what is answered or closed has no link left', () => {
    const one = links.make({ purpose: 'answer', person: null, about: 'i1' });
    links.endAbout('answer', 'i1');
    assert.equal(works(one.token), false);
    assert.equal(links.open('answer').size, 0);
  });

  it('whoever is stopped can acknowledge nothing; a password link ends no acknowledgement', () => {
    const ack = links.make({ purpose: 'acknowledge', person: ANNA, about: 'c1 answer' });
    links.make({ purpose: 'password', person: ANNA });
    assert.equal(works(ack.token), true);
    links.end(null);
    assert.equal(works(ack.token), true);
    links.end(ANNA);
    assert.equal(works(ack.token), false);
  });

  it('each kind runs out in its own time', () => {
    const answer = links.make({ purpose: 'answer', person: null, about: 'i1' });
    const ack = links.make({ purpose: 'acknowledge', person: ANNA, about: 'c1 answer' });
    scene.tick(LINK_MS_OF.acknowledge);
    assert.deepEqual([works(answer.token), works(ack.token)], [true, false]);
    scene.tick(LINK_MS_OF.answer);
    assert.equal(works(answer.token), false);
  });
});
