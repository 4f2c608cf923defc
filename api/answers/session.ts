import { randomUUID } from 'node:crypto';
import { isRefusal, PersonId, refuse, type Person, type Refusal, type SessionView } from '../contract/index.ts';
import { personNamed } from '../desk/people.ts';
import { rowAt } from '../desk/table.ts';
import type { Call, Handlers } from '../http/handler.ts';
import { isSetUp } from './people.ts';
import { byPerson, type Parts } from './parts.ts';

type Keys =
  | 'GET /api/state'
  | 'POST /api/set-up'
  | 'POST /api/link'
  | 'POST /api/session'
  | 'GET /api/session'
  | 'DELETE /api/session'
  | 'GET /api/me/sessions'
  | 'DELETE /api/me/sessions/{id}'
  | 'PUT /api/me/password';

type Opener = Pick<Call<'POST /api/session'>, 'setSession' | 'device'>;

/** Set-up, log-in, log-out, one's own sessions and password. */
export function sessionAnswers(parts: Parts): Pick<Handlers, Keys> {
  return {
    'GET /api/state': () => ({ setUp: isSetUp(parts), version: parts.version, drill: parts.config.drill }),
    'POST /api/set-up': (call) => setUp(parts, call),
    'POST /api/link': (call) => useLink(parts, call),
    'POST /api/session': (call) => logIn(parts, call),
    'GET /api/session': ({ actor }) => sessionView(parts, actor.person),
    'DELETE /api/session': ({ actor, setSession }) => {
      parts.sessions.end(actor.person.id, actor.sessionId);
      parts.onSessionEnded(actor.sessionId);
      setSession(null);
      return null;
    },
    'GET /api/me/sessions': ({ actor }) =>
      parts.sessions
        .list(actor.person.id)
        .map(({ id, sinceMs, lastMs, device }) => ({ id, sinceMs, lastMs, device, current: id === actor.sessionId })),
    'DELETE /api/me/sessions/{id}': ({ params, actor }) => {
      if (!parts.sessions.end(actor.person.id, params.id)) return refuse('not-found');
      parts.onSessionEnded(params.id);
      return null;
    },
    'PUT /api/me/password': (call) => changePassword(parts, call),
  };
}

function sessionView(parts: Parts, person: Person): SessionView {
  const { settings, sample } = parts.desk.state();
  return {
    person,
    version: parts.version,
    office: settings.office,
    sample: sample === 'present',
    drill: parts.config.drill,
  };
}

/** A fresh session; whatever cookie the browser had before is replaced. */
function open(parts: Parts, person: Person, { setSession, device }: Opener): SessionView {
  setSession(parts.sessions.open(person.id, device));
  return sessionView(parts, person);
}

async function setUp(parts: Parts, call: Call<'POST /api/set-up'>): Promise<SessionView | Refusal> {
  const { token, name, password } = call.body;
  // Tries are counted by token and network: one count for all links would make colleagues wait for each other.
  if (isSetUp(parts)) return refuse('set-up-done');
  const slowed = parts.throttle.attempt(token, call.network);
  if (slowed !== null) return slowed;
  const link = parts.links.look(token);
  if (isRefusal(link)) return link;
  if (link.purpose !== 'set-up') return refuse('link-used');
  const id = PersonId.parse(randomUUID());
  // The password first: a weak one must not use the link up. The record without its person is harmless and goes again.
  const weak = await parts.passwords.set(id, password, name);
  if (weak !== null) return weak;
  // Looked up before the link is used up, or a name that a colleague has would cost the only link.
  const isTaken = personNamed(parts.desk.state(), name) !== null;
  const used = isTaken ? refuse('name-taken', { name }, 'name') : parts.links.use(token);
  const refused = isRefusal(used) ? used : parts.desk.command({ do: 'set-up', id, name }, { kind: 'machine' });
  const person = rowAt(parts.desk.state().people, id);
  if (refused !== null || person === undefined) {
    parts.passwords.remove(id);
    return refused ?? refuse('set-up-done');
  }
  parts.throttle.passed(token, call.network);
  return open(parts, person, call);
}

async function useLink(parts: Parts, call: Call<'POST /api/link'>): Promise<SessionView | Refusal> {
  const { token, password } = call.body;
  const slowed = parts.throttle.attempt(token, call.network);
  if (slowed !== null) return slowed;
  const link = parts.links.look(token);
  if (isRefusal(link)) return link;
  const person = link.person === null ? undefined : rowAt(parts.desk.state().people, link.person);
  if (link.purpose !== 'password' || person?.active !== true) return refuse('link-used');
  // Of two who use the link at once, the one that comes too late must not leave a password behind.
  const useUp = (): Refusal | null => {
    const used = parts.links.use(token);
    return isRefusal(used) ? used : null;
  };
  const notSet = await parts.passwords.set(person.id, password, person.name, useUp);
  if (notSet !== null) return notSet;
  parts.throttle.passed(token, call.network);
  for (const old of parts.sessions.list(person.id)) parts.onSessionEnded(old.id);
  parts.sessions.endAll(person.id);
  const refused = parts.desk.command({ do: 'record-password', person: person.id }, { kind: 'person', id: person.id });
  return refused ?? open(parts, person, call);
}

async function changePassword(parts: Parts, call: Call<'PUT /api/me/password'>): Promise<Refusal | null> {
  const { body, actor, network } = call;
  const { id, name } = actor.person;
  // An open session that somebody else sits at must not be a way to guess the password.
  const slowed = parts.throttle.attempt(`change ${id}`, network);
  if (slowed !== null) return slowed;
  const right = await parts.passwords.check(id, body.old);
  if (isRefusal(right)) return right;
  if (!right) return refuse('wrong-password', {}, 'old');
  parts.throttle.passed(`change ${id}`, network);
  const refused =
    (await parts.passwords.set(id, body.password, name)) ??
    parts.desk.command({ do: 'record-password', person: id }, byPerson(actor));
  if (refused !== null) return refused;
  for (const other of parts.sessions.list(id)) if (other.id !== actor.sessionId) parts.onSessionEnded(other.id);
  parts.sessions.endAll(id, actor.sessionId);
  return null;
}

async function logIn(parts: Parts, call: Call<'POST /api/session'>): Promise<SessionView | Refusal> {
  const { name, password } = call.body;
  const slowed = parts.throttle.attempt(name, call.network);
  if (slowed !== null) return slowed;
  const named = personNamed(parts.desk.state(), name);
  const person = named?.active === true ? named : undefined;
  const right = await parts.passwords.check(person?.id ?? null, password);
  if (isRefusal(right)) return right;
  if (!right || person === undefined) return refuse('wrong-password');
  parts.throttle.passed(name, call.network);
  return open(parts, person, call);
}
