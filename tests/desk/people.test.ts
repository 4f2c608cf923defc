import assert from 'node:assert/strict';
import { PEOPLE_MAX } from '../../api/contract/index.ts';
import { rowAt, rowsOf, withRow } from '../../api/desk/table.ts';
import { hasAdministrator, personNamed } from '../../api/desk/people.ts';
import { aDesk, anEmptyDesk } from './scene.ts';

const add = (name: string, id = name) => ({ do: 'add-person', id, draft: { name, roles: ['monitor'] } });
const change = (id: string, to: object) => ({ do: 'change-person', id, change: to });

describe('people of the office', () => {
  it('the first administrator is made once', () => {
    const desk = anEmptyDesk();
    const answers = Array.from({ length: 50 }, (_, at) =>
      desk.ask('machine', { do: 'set-up', id: `p${at}`, name: `名${at}` }),
    );
    assert.equal(answers.filter((answer) => answer === 'person-added').length, 1);
    assert.equal(answers.filter((answer) => answer === 'set-up-done').length, 49);
  });

  it('colleagues alone leave the set-up open, until there is an administrator', () => {
    const desk = anEmptyDesk();
    assert.equal(desk.ask('terminal', add('mo')), 'person-added');
    assert.equal(desk.ask('machine', { do: 'set-up', id: 'x', name: 'mo' }), 'name-taken');
    assert.equal(desk.ask('machine', { do: 'set-up', id: 'ada', name: 'ada' }), 'person-added');
    assert.equal(desk.ask('machine', { do: 'set-up', id: 'eve', name: 'eve' }), 'set-up-done');
  });

  it('a stopped administrator is none', () => {
    const desk = anEmptyDesk();
    const boss = { do: 'add-person', id: 'boss', draft: { name: 'boss', roles: ['administrator'] } };
    desk.ask('terminal', boss);
    assert.equal(desk.ask('machine', { do: 'set-up', id: 'ada', name: 'ada' }), 'set-up-done');
    assert.equal(hasAdministrator(desk.state()), true);
    const [stopped] = rowsOf(desk.state().people).map((person) => ({ ...person, active: false }));
    assert.ok(stopped !== undefined);
    assert.equal(hasAdministrator({ ...desk.state(), people: withRow(desk.state().people, 'boss', stopped) }), false);
  });

  it('only an administrator, or whoever has a terminal, adds people', () => {
    const desk = aDesk();
    for (const name of ['mo', 'wei', 'ping', 'deng', 'lin', 'machine'] as const) {
      assert.equal(desk.ask(name, add('new')), 'no-permission', name);
    }
    assert.equal(desk.ask('ada', add('new')), 'person-added');
    assert.equal(desk.ask('terminal', add('newer')), 'person-added');
  });

  it('names are unique, whatever their width, case or outer spaces', () => {
    const desk = aDesk();
    for (const name of ['MO', ' mo ', 'ｍｏ']) assert.equal(desk.ask('ada', add(name, 'x')), 'name-taken', name);
    assert.equal(personNamed(desk.state(), 'Ｍo')?.id, 'mo');
  });

  it('the last active administrator keeps the role and the access', () => {
    const desk = aDesk();
    assert.equal(desk.ask('ada', change('ada', { roles: ['monitor'] })), 'last-administrator');
    assert.equal(desk.ask('ada', change('ada', { active: false })), 'last-administrator');
    assert.equal(desk.ask('ada', change('mo', { roles: ['administrator'] })), 'person-roles');
    assert.equal(desk.ask('ada', change('mo', { active: false })), 'person-stopped');
    assert.equal(
      desk.ask('ada', change('ada', { active: false })),
      'last-administrator',
      'a stopped one does not count',
    );
    assert.equal(desk.ask('ada', change('mo', { active: true })), 'person-restored');
    assert.equal(desk.ask('mo', change('ada', { active: false })), 'person-stopped');
  });

  it('whoever was stopped may do nothing', () => {
    const desk = aDesk();
    const close = { do: 'alert', id: 'a1', act: { act: 'close' } };
    desk.ask('ada', change('mo', { active: false }));
    assert.equal(desk.ask('mo', close), 'no-permission');
    desk.ask('ada', change('mo', { active: true }));
    assert.equal(desk.ask('mo', close), 'alert-close');
  });

  it('there is a limit', () => {
    const desk = aDesk();
    for (let at = desk.state().people.size; at < PEOPLE_MAX; at += 1) desk.ask('ada', add(`n${at}`));
    assert.equal(desk.ask('ada', add('more')), 'limit-reached');
  });

  it('a change that changes nothing writes nothing', () => {
    const desk = aDesk();
    assert.equal(desk.ask('ada', change('mo', { roles: ['monitor'], active: true })), 'nothing');
    assert.equal(desk.ask('ada', change('nobody', { active: true })), 'not-found');
    assert.equal(rowAt(desk.state().people, 'mo')?.name, 'mo');
  });
});
