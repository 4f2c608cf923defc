import assert from 'node:assert/strict';
import { CONCERN_FILES_MAX, DIARY_FREE_MAX } from '../../../api/contract/concern.ts';
import { HOUR_MS, NOON_MS } from '../scene.ts';
import { act, aLedger, aLedgerAt, ASSIGN, concernOf, DAY_MS, HOUSING, OPEN, REPORT, SETTLE, WATER } from './ledger.ts';

describe('the way of a concern', () => {
  it('goes from 立项 to 办结 and 回访, each step dated in the diary with who took it', () => {
    const desk = aLedger();
    assert.equal(act(desk, 'mo', OPEN), 'concern-opened');
    assert.equal(act(desk, 'mo', ASSIGN, NOON_MS + HOUR_MS), 'concern-assigned');
    assert.equal(act(desk, 'deng', { act: 'answer', text: '已派人去贴' }, NOON_MS + 2 * HOUR_MS), 'concern-answered');
    assert.equal(act(desk, 'deng', REPORT, NOON_MS + 3 * HOUR_MS), 'concern-reported');
    assert.equal(act(desk, 'wei', SETTLE, NOON_MS + 4 * HOUR_MS), 'concern-settled');
    const asked = { act: 'revisit', how: 'call', satisfaction: 'pleased', note: '说贴了' };
    assert.equal(act(desk, 'mo', asked, NOON_MS + 5 * HOUR_MS), 'concern-revisited');
    const concern = concernOf(desk);
    assert.deepEqual(
      concern.diary.map(({ act: name, by }) => `${name} ${by}`),
      ['open mo', 'assign mo', 'answer deng', 'report deng', 'settle wei', 'revisit mo'],
    );
    assert.deepEqual(
      [concern.state, concern.solved, concern.satisfaction, concern.respondedMs, concern.version],
      ['settled', true, 'pleased', NOON_MS + 2 * HOUR_MS, 6],
    );
  });

  it('the usual deadline is five working days on: a Wednesday noon ends the next Wednesday noon', () => {
    assert.equal(concernOf(aLedgerAt('assigned')).dueMs, NOON_MS + 7 * DAY_MS);
  });

  it('a deadline that is past, or a year off, is none', () => {
    const desk = aLedgerAt('new');
    for (const dueMs of [NOON_MS, NOON_MS - 1, NOON_MS + 366 * DAY_MS])
      assert.equal(act(desk, 'mo', { ...ASSIGN, dueMs }), 'due-wrong');
    assert.equal(act(desk, 'mo', { ...ASSIGN, dueMs: NOON_MS + 365 * DAY_MS }), 'concern-assigned');
  });

  it('it is settled only with an outcome', () => {
    const desk = aLedgerAt('reported');
    assert.equal(act(desk, 'mo', { ...SETTLE, outcome: '  ' }), 'outcome-missing');
    assert.equal(concernOf(desk).state, 'reported');
  });

  it('given back it waits to be assigned again, and says by whom and why', () => {
    const desk = aLedgerAt('assigned');
    assert.equal(act(desk, 'deng', { act: 'give-back', note: '' }), 'reason-missing');
    assert.equal(act(desk, 'deng', { act: 'give-back', note: '小区公告栏归住建局管' }), 'concern-returned');
    const { state, body, dueMs, returns } = concernOf(desk);
    assert.deepEqual([state, body, dueMs, returns.map((each) => each.body)], ['new', null, null, [WATER]]);
  });

  it('what does not do is sent back, and the first word stays', () => {
    const desk = aLedgerAt('reported');
    assert.equal(
      act(desk, 'mo', { act: 'send-back', note: '缺照片', dueMs: null }, NOON_MS + DAY_MS),
      'concern-sent-back',
    );
    const { state, respondedMs, outcome, clockFromMs } = concernOf(desk);
    assert.deepEqual([state, respondedMs, outcome, clockFromMs], ['assigned', NOON_MS, '', NOON_MS + DAY_MS]);
  });

  it('to another department it starts anew; to the same one its first word stays', () => {
    const desk = aLedgerAt('assigned');
    act(desk, 'deng', { act: 'answer', text: '在查' });
    assert.equal(act(desk, 'mo', ASSIGN), 'reason-missing');
    act(desk, 'mo', { ...ASSIGN, others: [], note: '协办不需要了' }, NOON_MS + HOUR_MS);
    assert.deepEqual([concernOf(desk).respondedMs, concernOf(desk).assignedMs], [NOON_MS, NOON_MS]);
    act(desk, 'mo', { ...ASSIGN, body: HOUSING, others: [], note: '归住建局' }, NOON_MS + 2 * HOUR_MS);
    assert.deepEqual([concernOf(desk).respondedMs, concernOf(desk).assignedMs], [null, NOON_MS + 2 * HOUR_MS]);
  });

  it('with the same department the deadline stays: another one is an extension, which others grant', () => {
    const desk = aLedgerAt('assigned');
    const { dueMs, clockFromMs } = concernOf(desk);
    const again = { ...ASSIGN, others: [], note: '协办不需要了' };
    assert.equal(act(desk, 'mo', { ...again, dueMs: NOON_MS + 30 * DAY_MS }, NOON_MS + DAY_MS), 'concern-role');
    assert.equal(act(desk, 'mo', again, NOON_MS + DAY_MS), 'concern-assigned');
    assert.deepEqual([concernOf(desk).dueMs, concernOf(desk).clockFromMs], [dueMs, clockFromMs]);
  });

  it('a body that is not in use, or not listed, is not assigned', () => {
    const desk = aLedgerAt('new');
    assert.equal(act(desk, 'mo', { ...ASSIGN, body: 'nobody' }), 'not-found');
    const draft = { name: '县住建局', contact: '', people: [], active: false };
    desk.ask('ping', { do: 'office', act: { act: 'body-change', id: HOUSING, draft } });
    assert.equal(act(desk, 'mo', ASSIGN), 'body-inactive');
  });
});

describe('more time', () => {
  it('is asked for with a reason, granted by who decides, and ends later than before', () => {
    const desk = aLedgerAt('assigned');
    const { dueMs } = concernOf(desk);
    const toMs = (dueMs ?? 0) + DAY_MS;
    assert.equal(act(desk, 'deng', { act: 'ask-extension', toMs, note: '' }), 'reason-missing');
    assert.equal(act(desk, 'deng', { act: 'ask-extension', toMs: dueMs, note: '等材料' }), 'due-wrong');
    assert.equal(act(desk, 'deng', { act: 'ask-extension', toMs, note: '等材料' }), 'concern-extension-asked');
    assert.equal(concernOf(desk).dueMs, dueMs);
    assert.equal(act(desk, 'mo', { act: 'extend', toMs, note: '同意' }), 'concern-role');
    assert.equal(act(desk, 'lin', { act: 'extend', toMs, note: '同意' }), 'concern-extended');
    assert.deepEqual([concernOf(desk).dueMs, concernOf(desk).extensionAsked], [toMs, null]);
    assert.equal(act(desk, 'ping', { act: 'refuse-extension', note: '不必' }), 'extension-none');
  });
});

describe('satisfaction', () => {
  const says = (request: string, satisfaction: string) => ({ act: 'satisfied', request, satisfaction });
  it('the least satisfied of the last words counts, and the same word twice is one', () => {
    const desk = aLedgerAt('settled');
    assert.equal(act(desk, 'machine', says('r1', 'pleased')), 'concern-satisfaction');
    assert.equal(act(desk, 'machine', says('r1', 'pleased')), 'nothing');
    act(desk, 'machine', says('r2', 'not'));
    assert.equal(concernOf(desk).satisfaction, 'not');
    act(desk, 'machine', says('r2', 'fair'));
    assert.equal(concernOf(desk).satisfaction, 'fair');
  });

  it('nobody but the machine speaks for a citizen', () => {
    for (const name of ['mo', 'ada', 'deng', 'lin'] as const)
      assert.equal(act(aLedgerAt('settled'), name, says('r1', 'pleased')), 'no-permission', name);
  });

  it('done again it is counted, and asked again', () => {
    const desk = aLedgerAt('settled');
    act(desk, 'machine', says('r1', 'not'));
    assert.equal(act(desk, 'mo', { act: 'redo', note: '', dueMs: null }), 'reason-missing');
    assert.equal(act(desk, 'mo', { act: 'redo', note: '又没贴', dueMs: null }, NOON_MS + DAY_MS), 'concern-redone');
    const { state, redone, settledMs, satisfaction, body } = concernOf(desk);
    assert.deepEqual([state, redone, settledMs, satisfaction, body], ['assigned', 1, null, null, WATER]);
    act(desk, 'deng', REPORT, NOON_MS + DAY_MS);
    act(desk, 'mo', SETTLE, NOON_MS + DAY_MS);
    assert.equal(concernOf(desk).satisfaction, null);
  });
});

describe('limits of a concern', () => {
  it('notes stop before the diary is full, the way does not', () => {
    const desk = aLedgerAt('assigned');
    for (let at = concernOf(desk).diary.length; at < DIARY_FREE_MAX; at += 1)
      assert.equal(act(desk, 'mo', { act: 'note', text: `第 ${at} 行` }), 'concern-noted');
    assert.equal(act(desk, 'mo', { act: 'note', text: '再一行' }), 'limit-reached');
    assert.equal(act(desk, 'ping', { act: 'urge', text: '抓紧' }), 'limit-reached');
    assert.equal(act(desk, 'deng', REPORT), 'concern-reported');
    assert.equal(act(desk, 'mo', SETTLE), 'concern-settled');
  });

  it('files are counted over all acts', () => {
    const desk = aLedgerAt('assigned');
    const file = (at: number) => ({
      sha256: at.toString(16).padStart(64, '0'),
      name: `${at}.pdf`,
      kind: 'pdf',
      bytes: 9,
    });
    for (let at = 0; at < CONCERN_FILES_MAX; at += 10) {
      const files = Array.from({ length: 10 }, (_, index) => file(at + index));
      assert.equal(act(desk, 'deng', { act: 'answer', text: '材料', files }), 'concern-answered');
    }
    assert.equal(act(desk, 'deng', { act: 'answer', text: '材料', files: [file(999)] }), 'limit-reached');
    assert.equal(concernOf(desk).files[0]?.name, '0.pdf');
  });
});

describe('where a concern comes from', () => {
  it('its title names a matter, never a person', () => {
    assert.equal(act(aLedger(), 'mo', { ...OPEN, title: '王小明家停水' }), 'person-name');
  });

  it('one citizen’s request opens one concern, and a 12345 row comes by an import alone', () => {
    const desk = aLedger();
    const request = { ...OPEN, origin: { from: 'request', request: 'r1' } };
    assert.equal(act(desk, 'mo', request), 'concern-opened');
    assert.equal(act(desk, 'mo', request, NOON_MS, 'n2'), 'concern-there');
    assert.equal(act(desk, 'mo', { ...OPEN, origin: { from: '12345', number: 'A-1' } }, NOON_MS, 'n2'), 'bad-input');
  });

  it('the same 12345 list a second time adds nothing', () => {
    const desk = aLedger();
    const row = (id: string, number: string) => ({
      id,
      number,
      title: '路灯不亮',
      text: '北街',
      topics: [],
      places: [],
      heardMs: null,
    });
    const command = { do: 'import-concerns', rows: [row('a', 'GD-001'), row('b', 'GD-002'), row('c', 'GD-001')] };
    assert.equal(desk.ask('mo', command), 'concern-opened,concern-opened');
    assert.equal(desk.ask('mo', command), 'nothing');
    assert.equal(desk.ask('deng', command), 'concern-role');
    assert.equal(desk.state().concerns.size, 2);
  });
});
