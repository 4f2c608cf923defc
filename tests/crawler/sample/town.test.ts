import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { maskText } from '../../../api/contract/privacy.ts';
import { DAY_MS, HOUR_MS, wallOf } from '../../../crawler/sample/calendar.ts';
import { PLACE_NAMES } from '../../../crawler/sample/grammar.ts';
import type { TownPost } from '../../../crawler/sample/town.ts';
import { townPosts } from '../../../crawler/sample/town.ts';
import { TOWN_STARTED_MS } from '../../support/town.ts';

const WEEK = townPosts(TOWN_STARTED_MS + DAY_MS, TOWN_STARTED_MS + 8 * DAY_MS, TOWN_STARTED_MS);

function countIn(posts: readonly TownPost[], fromHour: number, toHour: number): number {
  return posts.filter(({ publishedMs }) => {
    const { hour } = wallOf(publishedMs);
    return hour >= fromHour && hour < toHour;
  }).length;
}

describe('the sample town', () => {
  it('is the same each time it is asked', () => {
    const again = townPosts(TOWN_STARTED_MS + DAY_MS, TOWN_STARTED_MS + 8 * DAY_MS, TOWN_STARTED_MS);
    assert.deepEqual(again, WEEK);
  });

  it('is one town, however it is cut in time', () => {
    const halves = [0, 12].flatMap((hours) => {
      const fromMs = TOWN_STARTED_MS + hours * HOUR_MS;
      return townPosts(fromMs, fromMs + 12 * HOUR_MS, TOWN_STARTED_MS);
    });
    assert.deepEqual(halves, townPosts(TOWN_STARTED_MS, TOWN_STARTED_MS + DAY_MS, TOWN_STARTED_MS));
  });

  it('finds the same ordinary texts after a restart', () => {
    const [fromMs, toMs] = [TOWN_STARTED_MS + DAY_MS, TOWN_STARTED_MS + 2 * DAY_MS];
    const restarted = townPosts(fromMs, toMs, TOWN_STARTED_MS - 10 * DAY_MS);
    assert.deepEqual(townPosts(fromMs, toMs, TOWN_STARTED_MS), restarted);
  });

  it('writes 150 to 220 texts a day', () => {
    const perDay = WEEK.length / 7;
    assert.ok(perDay >= 150 && perDay <= 220, `${perDay} a day`);
    const before = townPosts(TOWN_STARTED_MS - DAY_MS, TOWN_STARTED_MS, TOWN_STARTED_MS).length;
    assert.ok(before >= 120 && before <= 230, `${before} in the day before the start`);
  });

  it('is quiet at night, never silent, and loudest in the evening', () => {
    const [night, morning, evening] = [countIn(WEEK, 0, 6), countIn(WEEK, 7, 11), countIn(WEEK, 18, 22)];
    assert.ok(night / 42 > 0.3 && night / 42 < 2.5, `${night / 42} an hour at night`);
    assert.ok(morning / 28 > 6 && evening / 28 > 9, `${morning / 28} and ${evening / 28} an hour by day`);
  });

  it('brings something new every few minutes by day', () => {
    const times = WEEK.filter(({ publishedMs }) => wallOf(publishedMs).hour >= 8 && wallOf(publishedMs).hour < 22);
    const gaps = times.slice(1).map((post, at) => post.publishedMs - (times[at]?.publishedMs ?? 0));
    const middle = gaps.toSorted((a, b) => a - b)[Math.floor(gaps.length / 2)] ?? Infinity;
    assert.ok(middle <= 6 * 60_000, `${middle / 60_000} minutes`);
  });

  it('speaks on all four sites, of every topic, in many words', () => {
    assert.equal(new Set(WEEK.map((post) => post.site)).size, 4);
    assert.ok(new Set(WEEK.map((post) => post.topic)).size >= 14);
    const texts = new Set(WEEK.filter((post) => post.text.length > 15).map((post) => post.text));
    assert.ok(texts.size / WEEK.filter((post) => post.text.length > 15).length > 0.98);
    assert.ok(WEEK.every((post) => !/[{}]|undefined|。。|，。/.test(post.title + post.text)));
  });

  it('answers after what is answered', () => {
    for (const post of WEEK.filter((one) => one.floor > 1)) {
      const earlier = WEEK.find(
        (one) => one.thread === post.thread && one.site === post.site && one.floor === post.floor - 1,
      );
      assert.ok(earlier === undefined || earlier.publishedMs < post.publishedMs);
    }
  });

  it('holds no personal number', () => {
    for (const post of WEEK) assert.equal(String(maskText(post.text)), post.text);
  });

  it('speaks only of places that the lexicon knows', () => {
    const listed = readFileSync('lexicons/local.csv', 'utf8').split(/[\n,|]/);
    for (const name of PLACE_NAMES) assert.ok(listed.includes(name), name);
  });
});
