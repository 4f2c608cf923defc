import assert from 'node:assert/strict';
import { WATCHES_MAX } from '../../api/contract/index.ts';
import { apply, DESK_FOLD } from '../../api/desk/desk.ts';
import { may } from '../../api/desk/roles.ts';
import { FIRST_STATE } from '../../api/desk/state.ts';
import { emptyTable, rowAt, rowsOf, withoutRow, withRow } from '../../api/desk/table.ts';
import { aDesk, NOON_MS } from './scene.ts';

const POST = 'a'.repeat(32);
const SHA = 'b'.repeat(64);
const watch = (id: string, name: string, text = '') => ({ do: 'add-watch', id, draft: { name, criteria: { text } } });
const row = { file: 'topics', label: 'water', words: '停水', weight: 2, origin: 'hand' };
const place = {
  file: 'places',
  id: 'qinghe:xf',
  name: '幸福小区',
  level: 'estate',
  parent: null,
  aliases: ['幸福里'],
  sample: true,
};

describe('watched searches', () => {
  it('a search is watched and let go', () => {
    const desk = aDesk();
    assert.equal(desk.ask('wei', watch('w1', '停水', '停水 通知')), 'watch-added');
    const kept = rowAt(desk.state().watches, 'w1');
    assert.deepEqual([kept?.name, kept?.criteria.text, kept?.addedBy], ['停水', '停水 通知', 'wei']);
    assert.equal(desk.ask('wei', watch('w2', '停水')), 'name-taken');
    assert.equal(desk.ask('lin', watch('w2', '停电')), 'no-permission');
    assert.equal(desk.ask('mo', { do: 'remove-watch', id: 'w1' }), 'watch-removed');
    assert.equal(desk.ask('mo', { do: 'remove-watch', id: 'w1' }), 'not-found');
  });

  it('no person is watched: neither by the name of the search nor by its words', () => {
    for (const [name, text] of [
      ['王小明', '停水'],
      ['停水', '王小明'],
      ['停水', '停水 "王小明" 小区'],
    ]) {
      assert.equal(aDesk().ask('mo', watch('w', name ?? '', text)), 'person-name', `${name} ${text}`);
    }
  });

  it('there is a limit', () => {
    const desk = aDesk();
    for (let at = 0; at < WATCHES_MAX; at += 1) desk.ask('mo', watch(`w${at}`, `词${at}`));
    assert.equal(desk.ask('mo', watch('more', '再来')), 'limit-reached');
  });

  it('one whose words were erased is no longer watched, not watched without words', () => {
    const entry = { n: 1, atMs: NOON_MS, actor: 'mo', kind: 'watch-added', body: { id: 'w', criteria: {} } };
    assert.equal(apply(FIRST_STATE, { ...entry, texts: { name: null, text: null } }).watches.size, 0);
    assert.equal(apply(FIRST_STATE, { ...entry, texts: { name: 'a', text: 'b' } }).watches.size, 1);
  });
});

describe('lexicon edits', () => {
  it('the last edit of a row stands', () => {
    const desk = aDesk();
    assert.equal(desk.ask('mo', { do: 'edit-lexicon', edit: { act: 'put', row } }), 'lexicon-edited');
    desk.ask('ada', { do: 'edit-lexicon', edit: { act: 'remove', row } });
    desk.ask('mo', { do: 'edit-lexicon', edit: { act: 'put', row: { ...row, words: '断水' } } });
    const edits = rowsOf(desk.state().lexicon).map(({ act, row: { file } }) => `${act} ${file}`);
    assert.deepEqual(edits.sort(), ['put topics', 'remove topics']);
    assert.equal(desk.ask('lin', { do: 'edit-lexicon', edit: { act: 'put', row } }), 'no-permission');
  });

  it('no row is made of a person’s name, and one that slipped in can be taken out', () => {
    const desk = aDesk();
    for (const wrong of [
      { ...row, words: '停水+王小明' },
      { ...place, name: '王小明' },
      { ...place, aliases: ['王小明'] },
    ]) {
      assert.equal(desk.ask('mo', { do: 'edit-lexicon', edit: { act: 'put', row: wrong } }), 'person-name');
      assert.equal(desk.ask('mo', { do: 'edit-lexicon', edit: { act: 'remove', row: wrong } }), 'lexicon-edited');
    }
  });

  it('places of the sample go with the sample', () => {
    const desk = aDesk();
    const draft = { id: 's', kind: 'list', name: '新闻', url: 'http://127.0.0.1:9000/' };
    desk.ask('machine', { do: 'add-sample', sources: [draft] });
    desk.ask('mo', { do: 'edit-lexicon', edit: { act: 'put', row: place } });
    desk.ask('mo', { do: 'edit-lexicon', edit: { act: 'put', row } });
    desk.ask('ada', { do: 'remove-sample', posts: 0 });
    assert.deepEqual(
      rowsOf(desk.state().lexicon).map((edit) => edit.row.file),
      ['topics'],
    );
  });
});

describe('settings and traces', () => {
  it('administrators change settings; nothing is written where nothing changes', () => {
    const desk = aDesk();
    const change = { do: 'change-settings', change: { office: '清河县网信办', alertBudget: 3 } };
    assert.equal(desk.ask('mo', change), 'no-permission');
    assert.equal(desk.ask('ada', change), 'settings-changed');
    assert.equal(desk.ask('ada', change), 'nothing');
    assert.equal(desk.ask('ada', { do: 'change-channel', kind: 'none', set: true }), 'channel-changed');
    const { office, alertBudget, digestMin, channelSet } = desk.state().settings;
    assert.deepEqual([office, alertBudget, digestMin, channelSet], ['清河县网信办', 3, 10, false]);
  });

  const TRACES: readonly (readonly [object, string, readonly string[]])[] = [
    [{ do: 'record-original', post: POST }, 'original-opened', ['mo', 'ada']],
    [{ do: 'record-lead', post: POST, channel: 'chat-group' }, 'lead-entered', ['mo', 'wei', 'ping', 'ada']],
    [{ do: 'record-export', what: '停水', rows: 9, sha256: SHA }, 'export-made', ['mo', 'wei', 'ping', 'ada']],
    [{ do: 'record-link', person: 'mo' }, 'link-made', ['ada']],
    [{ do: 'record-password', person: 'mo' }, 'password-set', ['mo']],
    [{ do: 'record-import', posts: 1, refused: 0, sha256: SHA }, 'import-run', ['ada']],
  ];
  for (const [command, kind, who] of TRACES) {
    it(`${kind} is written for ${who.join(', ')} alone`, () => {
      for (const name of ['ada', 'mo', 'wei', 'ping', 'deng', 'lin'] as const) {
        const answer = aDesk().ask(name, { ...command });
        assert.equal(answer, who.includes(name) ? kind : 'no-permission', name);
      }
    });
  }

  it('roles are what the table of routes allows', () => {
    assert.equal(may(['leader'], ['monitor', 'leader']), true);
    assert.equal(may(['leader'], ['monitor']), false);
    assert.equal(may([], 'session'), true);
    assert.equal(may(['administrator'], 'crawler'), false);
  });
});

describe('the fold', () => {
  it('entries of unknown kinds and bodies change nothing', () => {
    const { state } = aDesk();
    const entry = { n: 9, atMs: NOON_MS, actor: 'x', texts: {} };
    assert.equal(apply(state(), { ...entry, kind: 'from-the-future', body: {} }), state());
    assert.equal(apply(state(), { ...entry, kind: 'person-roles', body: { id: 'mo', roles: ['emperor'] } }), state());
    assert.equal(apply(state(), { ...entry, kind: 'person-stopped', body: { id: '__proto__' } }), state());
  });

  it('a state comes back whole from a snapshot, and nothing else is taken for one', () => {
    const state = aDesk().state();
    assert.deepEqual(DESK_FOLD.parse(JSON.parse(JSON.stringify(state))), state);
    for (const other of [null, 1, {}, { ...state, people: [] }]) assert.equal(DESK_FOLD.parse(other), null);
  });

  it('a table never changes in place', () => {
    const one = withRow(emptyTable<number>(), 'a', 1);
    const two = withRow(withRow(one, 'a', 2), 'b', 3);
    assert.deepEqual([one.size, rowAt(one, 'a'), two.size, rowAt(two, 'a')], [1, 1, 2, 2]);
    assert.deepEqual([withoutRow(two, 'a').size, withoutRow(two, 'c').size, rowAt(two, 'toString')], [1, 2, undefined]);
  });
});
