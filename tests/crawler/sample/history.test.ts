import assert from 'node:assert/strict';
import { DAY_MS } from '../../../crawler/sample/calendar.ts';
import { HISTORY_DAYS, historyRows } from '../../../crawler/sample/history.ts';
import { SITE_NAMES } from '../../../crawler/sample/town.ts';
import { TOWN_STARTED_MS } from '../../support/town.ts';

const ROWS = [...historyRows(TOWN_STARTED_MS)];
const timeOf = (row: { readonly publishedAt: string }) => Date.parse(row.publishedAt);

describe('the history of the sample town', () => {
  it('is a month that ends where the live day begins', () => {
    const times = ROWS.map(timeOf);
    const endMs = TOWN_STARTED_MS - DAY_MS;
    assert.ok(Math.max(...times) < endMs && Math.max(...times) > endMs - DAY_MS / 4);
    assert.ok(Math.min(...times) >= endMs - HISTORY_DAYS * DAY_MS);
    assert.ok(ROWS.length / HISTORY_DAYS >= 150 && ROWS.length / HISTORY_DAYS <= 220, `${ROWS.length}`);
  });

  it('is the same each time, and no id stands twice', () => {
    assert.deepEqual([...historyRows(TOWN_STARTED_MS)], ROWS);
    assert.equal(new Set(ROWS.map((row) => row.id)).size, ROWS.length);
  });

  it('bears the names of the sites', () => {
    assert.deepEqual(new Set(ROWS.map((row) => row.source)), new Set(Object.values(SITE_NAMES)));
  });

  it('is varied: hardly a text stands twice', () => {
    const long = ROWS.filter((row) => row.text.length > 15);
    assert.ok(new Set(long.map((row) => row.text)).size / long.length > 0.97);
  });

  it('has one small stir ten days ago', () => {
    const stir = ROWS.filter((row) => row.id.startsWith('event'));
    const day = stir.map((row) => Math.round((TOWN_STARTED_MS - timeOf(row)) / DAY_MS));
    assert.ok(stir.length >= 20 && day.every((days) => days >= 9 && days <= 10));
  });

  it('is made in well under a second', () => {
    const fromMs = performance.now();
    assert.ok([...historyRows(TOWN_STARTED_MS + DAY_MS)].length > 4000);
    assert.ok(performance.now() - fromMs < 1000);
  });
});
