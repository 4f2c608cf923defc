import { randomUUID } from 'node:crypto';
import { DESK, PersonId, refuse, type Person, type PersonDraft, type Refusal } from '../contract/index.ts';
import type { z } from 'zod';
import { hasAdministrator } from '../desk/people.ts';
import { may, type Actor } from '../desk/roles.ts';
import { rowAt, rowsOf } from '../desk/table.ts';
import type { Handlers } from '../http/handler.ts';
import { byPerson, type Parts } from './parts.ts';

type Keys =
  | 'GET /api/people'
  | 'GET /api/colleagues'
  | 'POST /api/people'
  | 'PATCH /api/people/{id}'
  | 'POST /api/people/{id}/link';

type Link = { readonly url: string; readonly untilMs: number };

export function isSetUp(parts: Pick<Parts, 'desk'>): boolean {
  return hasAdministrator(parts.desk.state());
}

/** 设置 · 人员: the office's own staff, their roles, and one-time links for passwords. */
export function peopleAnswers(parts: Parts): Pick<Handlers, Keys> {
  const sorted = (): Person[] => rowsOf(parts.desk.state().people).toSorted((a, b) => a.addedMs - b.addedMs);
  return {
    'GET /api/people': sorted,
    'GET /api/colleagues': () =>
      sorted()
        .filter((person) => person.active && may(person.roles, DESK))
        .map(({ id, name }) => ({ id, name })),
    'POST /api/people': ({ body, actor }) => {
      const person = addPerson(parts, body, byPerson(actor));
      if ('refused' in person) return person;
      const link = makeLink(parts, person.id, byPerson(actor));
      return 'refused' in link ? link : { person, link };
    },
    'PATCH /api/people/{id}': ({ params, body, actor }) => {
      const refused = parts.desk.command({ do: 'change-person', id: params.id, change: body }, byPerson(actor));
      if (refused !== null) return refused;
      const person = rowAt(parts.desk.state().people, params.id);
      if (person === undefined) return refuse('not-found');
      if (!person.active) {
        parts.sessions.endAll(person.id);
        parts.links.end(person.id);
      }
      parts.onPeopleChanged(person.id);
      return person;
    },
    'POST /api/people/{id}/link': ({ params, actor }) => makeLink(parts, params.id, byPerson(actor)),
  };
}

/** Adds a colleague, who has no password yet. */
export function addPerson(
  parts: Pick<Parts, 'desk'>,
  draft: z.infer<typeof PersonDraft>,
  actor: Actor,
): Person | Refusal {
  const id = PersonId.parse(randomUUID());
  const refused = parts.desk.command({ do: 'add-person', id, draft }, actor);
  return refused ?? rowAt(parts.desk.state().people, id) ?? refuse('not-found');
}

/** A one-time link for a first or a lost password. Earlier ones of the same person end. */
function makeLink(parts: Parts, id: PersonId, actor: Actor): Link | Refusal {
  if (rowAt(parts.desk.state().people, id)?.active !== true) return refuse('not-found');
  const refused = parts.desk.command({ do: 'record-link', person: id }, actor);
  if (refused !== null) return refused;
  const { token, untilMs } = parts.links.make({ purpose: 'password', person: id });
  return { url: `${parts.config.baseUrl}/#link=${token}`, untilMs };
}
