import assert from 'node:assert/strict';
import { MINUTE_MS } from '../../../crawler/sample/calendar.ts';
import { outbreakPosts } from '../../../crawler/sample/outbreak.ts';
import { OUTBREAK_AFTER_MS, OUTBREAK_POSTS } from '../../../crawler/sample/town.ts';
import { TOWN_STARTED_MS } from '../../support/town.ts';

const FROM_MS = TOWN_STARTED_MS + OUTBREAK_AFTER_MS;
const ALL = outbreakPosts(TOWN_STARTED_MS);
const RUMOR = ALL.filter((post) => post.publishedMs >= FROM_MS);
const within = (fromMin: number, toMin: number) =>
  RUMOR.filter(
    ({ publishedMs }) => publishedMs >= FROM_MS + fromMin * MINUTE_MS && publishedMs < FROM_MS + toMin * MINUTE_MS,
  );

describe('the outbreak', () => {
  it('begins in the forum two minutes after the start', () => {
    assert.equal(RUMOR[0]?.site, 'forum');
    assert.equal(RUMOR[0].publishedMs, TOWN_STARTED_MS + 2 * MINUTE_MS);
    assert.equal(RUMOR.length, OUTBREAK_POSTS);
  });

  it('is told by 12 to 16 people on all four sites within five minutes', () => {
    const first = within(0, 5);
    assert.ok(first.length >= 12 && first.length <= 16, `${first.length}`);
    assert.equal(new Set(first.map((post) => post.site)).size, 4);
    assert.equal(new Set(RUMOR.map((post) => post.author)).size, RUMOR.length);
    const loudest = first.filter((post) => post.site === 'forum').length;
    assert.ok(first.length - loudest >= 6, 'enough of it stands outside the forum');
  });

  it('grows for twenty minutes, then ebbs', () => {
    const [growth, after, late] = [within(5, 20).length, within(20, 60).length / 40, within(60, 400).length / 340];
    assert.ok(
      growth / 15 > 2 && growth / 15 > after && after > late && late > 0,
      `${growth / 15} ${after} ${late} a minute`,
    );
  });

  it('names the water in each post', () => {
    for (const post of RUMOR) assert.match(`${post.title}${post.text}`, /自来水|水厂|水库/);
  });

  it('pastes one text again and again, and says the rest in many ways', () => {
    const pasted = RUMOR.filter((post) => post.text.includes('紧急扩散'));
    assert.ok(pasted.length >= 6 && pasted.length <= 30, `${pasted.length}`);
    assert.ok(new Set(RUMOR.map((post) => post.text)).size > RUMOR.length / 2);
  });

  it('is partly true: the notice of a repair stood on the portal an hour before', () => {
    const notice = ALL.find((post) => post.author === '县供水公司');
    assert.equal(notice?.site, 'portal');
    assert.ok(notice.publishedMs <= TOWN_STARTED_MS - 55 * MINUTE_MS);
    assert.match(notice.text, /短时浑浊/);
  });

  it('has numbers of its own at each start', () => {
    const serials = (startedMs: number) =>
      outbreakPosts(startedMs).map((post) => `${post.site} ${post.thread} ${post.floor}`);
    assert.equal(new Set(serials(TOWN_STARTED_MS)).size, ALL.length);
    const both = new Set([...RUMOR.map((post) => `${post.site} ${post.thread}`)]);
    const next = outbreakPosts(TOWN_STARTED_MS + 7 * MINUTE_MS).slice(4);
    assert.ok(next.every((post) => !both.has(`${post.site} ${post.thread}`)));
  });
});
