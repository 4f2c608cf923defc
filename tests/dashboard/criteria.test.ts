import assert from 'node:assert/strict';
import { addressOf } from '../../dashboard/lib/api.ts';
import { filtersOf, toggled, wantedOf } from '../../dashboard/screens/search/criteria.ts';

const NOW_MS = Date.UTC(2026, 10, 23, 8);
const DAY_MS = 86_400_000;

describe('the address of a search', () => {
  it('holds every filter, and gives it back', () => {
    const query = new URLSearchParams('q=停水&topics=water,heat&places=p1&group=g&from=5&to=9');
    const wanted = wantedOf(query, NOW_MS);
    assert.deepEqual(wanted.topics, ['water', 'heat']);
    assert.equal(wanted.text, '停水');
    assert.equal(wanted.fromMs, 5);
    const again = new URLSearchParams(Object.entries(filtersOf(wanted)).filter(([, value]) => value !== ''));
    assert.deepEqual(wantedOf(again, NOW_MS), wanted);
  });

  it('a range counts back from now and leaves fixed ends aside', () => {
    const wanted = wantedOf(new URLSearchParams('range=week&from=5&to=9'), NOW_MS);
    assert.equal(wanted.fromMs, NOW_MS - 7 * DAY_MS);
    assert.equal(wanted.toMs, 0);
  });

  it('nonsense in the address is no filter', () => {
    const wanted = wantedOf(new URLSearchParams('from=-1&to=x&range=century'), NOW_MS);
    assert.equal(wanted.fromMs, 0);
    assert.equal(wanted.toMs, 0);
  });

  it('choosing twice is not choosing', () => {
    assert.equal(toggled(['a', 'b'], 'a'), 'b');
    assert.equal(toggled(['b'], 'a'), 'b,a');
  });
});

describe('the address of a route', () => {
  it('fills the path and encodes what is filled in', () => {
    assert.deepEqual(addressOf('GET /api/alerts/{id}', { id: 'a/1' }), { method: 'GET', address: '/api/alerts/a%2F1' });
    assert.equal(addressOf('GET /api/alerts', {}, { state: 'open' }).address, '/api/alerts?state=open');
  });
});
