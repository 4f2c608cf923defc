import assert from 'node:assert/strict';
import { handlingAt } from '../../api/desk/alerts.ts';
import { draft } from '../../api/desk/entry.ts';
import { refusePersonName } from '../../api/desk/person-text.ts';
import { AlertId, PersonId } from '../../api/contract/index.ts';
import { aDesk, HOUR_MS, NOON_MS } from './scene.ts';

const rules = { isPersonName: () => false };

describe('what staff type', () => {
  it('holds no personal number in the journal', () => {
    const { texts } = draft('alert-close', { alert: AlertId.parse('a1') }, { note: '已电话13977010001回复 @墨客' });
    assert.deepEqual(texts, { note: '已电话〔电话〕回复 @〔用户〕' });
  });

  it('holds none in a note, whatever is done with the alert', () => {
    const desk = aDesk();
    const note = '停水，已电话13977010001';
    const acts = [
      { act: 'hand-over', to: 'wei', note },
      { act: 'snooze', untilMs: NOON_MS + HOUR_MS, note },
      { act: 'false-alarm', note },
      { act: 'reopen', note },
      { act: 'close', note },
    ];
    for (const act of acts) desk.ask('mo', { do: 'alert', id: 'a1', act });
    assert.deepEqual(
      handlingAt(desk.state(), AlertId.parse('a1'), NOON_MS).timeline.map((item) => [item.act, item.note]),
      acts.map(({ act }) => [act, '停水，已电话〔电话〕']),
    );
  });

  it('is staff’s own name, which stays', () => {
    const { texts } = draft('person-added', { id: PersonId.parse('p1'), roles: ['monitor'] }, { name: '王@新闻科' });
    assert.deepEqual(texts, { name: '王@新闻科' });
  });

  it('names and watches nothing by a personal number, but hotlines and what is masked already pass', () => {
    for (const text of ['热线13977010001', '冀A·71234', 'someone@example.org', '@墨客', '加微信：abc_12345'])
      assert.equal(refusePersonName(rules, text, 'name')?.refused, 'personal-number', text);
    for (const text of ['12345热线', '北门停水\u200b', '〔电话〕', '2026年供暖'])
      assert.equal(refusePersonName(rules, text, 'name'), null);
  });
});
