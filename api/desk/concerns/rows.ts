import type { BodyId, Concern, FileRef, Satisfaction } from '../../contract/index.ts';
import { DIARY_MAX, type Revisit } from '../../contract/concern.ts';
import { textOf, type Fact, type FoldEntry } from '../entry.ts';

type Body<Kind extends Fact['kind']> = Extract<Fact, { kind: Kind }>['body'];

export function openedRow(no: number, body: Body<'concern-opened'>, entry: FoldEntry): Concern {
  const { atMs, actor: by } = entry;
  return {
    id: body.concern,
    no,
    version: 1,
    title: textOf(entry, 'title'),
    text: textOf(entry, 'text'),
    topics: body.topics,
    places: body.places,
    origin: body.origin,
    openedMs: atMs,
    heardMs: body.heardMs ?? null,
    by,
    state: 'new',
    body: null,
    others: [],
    dueMs: null,
    clockFromMs: null,
    assignedMs: null,
    respondedMs: null,
    reportedMs: null,
    measures: [],
    outcome: '',
    solved: false,
    files: [],
    publicAnswer: '',
    settledMs: null,
    satisfaction: null,
    askedMs: null,
    revisits: [],
    urges: [],
    extensions: [],
    extensionAsked: null,
    returns: [],
    redone: 0,
    reminded: [],
    marks: [],
    diary: [{ atMs, by, act: 'open', text: '', body: null }],
    sample: body.sample,
  };
}

/** With one more line of the diary. Beyond the limit the oldest leave the row; the journal keeps all. */
export function withLine(
  held: Concern,
  entry: FoldEntry,
  act: string,
  text: string,
  body: BodyId | null = null,
): Concern {
  const line = { atMs: entry.atMs, by: entry.actor, act, text, body };
  return { ...held, diary: [...held.diary, line].slice(-DIARY_MAX) };
}

export function attached(held: Concern, files: readonly Omit<FileRef, 'name'>[], entry: FoldEntry): Concern {
  const named = files.map((file, at): FileRef => ({ ...file, name: textOf(entry, `name${at}`) }));
  const fresh = named.filter(({ sha256 }) => !held.files.some((other) => other.sha256 === sha256));
  return { ...held, files: [...held.files, ...fresh] };
}

/** With the same department it stays its own: the moment of its first word is kept. */
export function assigned(held: Concern, body: Body<'concern-assigned'>, entry: FoldEntry): Concern {
  const isSame = held.body === body.body;
  return {
    ...withLine(
      held,
      entry,
      isSame && held.state === 'assigned' ? 'reassign' : 'assign',
      textOf(entry, 'note'),
      body.body,
    ),
    state: 'assigned',
    body: body.body,
    others: body.others,
    dueMs: body.dueMs,
    clockFromMs: isSame && held.state === 'assigned' ? held.clockFromMs : entry.atMs,
    assignedMs: isSame && held.assignedMs !== null ? held.assignedMs : entry.atMs,
    respondedMs: isSame ? held.respondedMs : null,
    reportedMs: null,
    extensionAsked: isSame ? held.extensionAsked : null,
  };
}

type Back = Extract<Fact, { kind: 'concern-sent-back' | 'concern-redone' }>;

/** 退回补办 and 重办. One that the office had settled by itself goes back to be assigned. */
export function redone(held: Concern, { kind, body }: Back, entry: FoldEntry): Concern {
  const isRedo = kind === 'concern-redone';
  const hasBody = held.body !== null;
  return {
    ...withLine(held, entry, isRedo ? 'redo' : 'send-back', textOf(entry, 'note'), held.body),
    state: hasBody ? 'assigned' : 'new',
    dueMs: hasBody ? body.dueMs : null,
    clockFromMs: hasBody ? entry.atMs : null,
    reportedMs: null,
    settledMs: null,
    outcome: '',
    solved: false,
    publicAnswer: '',
    satisfaction: null,
    askedMs: null,
    redone: held.redone + (isRedo ? 1 : 0),
  };
}

type Heard = Extract<Fact, { kind: 'concern-revisited' | 'concern-satisfaction' }>;

/** One more word on the outcome. Each citizen's last word counts, and the last of what staff heard. */
export function heard(held: Concern, fact: Heard, entry: FoldEntry): Concern {
  const byReceipt = fact.kind === 'concern-satisfaction';
  const revisit: Revisit = {
    atMs: entry.atMs,
    by: entry.actor,
    how: byReceipt ? 'receipt' : fact.body.how,
    request: byReceipt ? fact.body.request : null,
    satisfaction: fact.body.satisfaction,
    note: textOf(entry, 'note'),
  };
  const revisits = [...held.revisits, revisit];
  return {
    ...withLine(held, entry, byReceipt ? 'satisfied' : 'revisit', revisit.satisfaction),
    revisits,
    satisfaction: leastSatisfied(revisits, held.settledMs ?? 0),
    askedMs: held.askedMs ?? entry.atMs,
  };
}

const WORST_FIRST: readonly Satisfaction[] = ['not', 'fair', 'pleased'];

function leastSatisfied(revisits: readonly Revisit[], sinceMs: number): Satisfaction | null {
  const last = new Map<string, Satisfaction>();
  for (const { atMs, request, satisfaction } of revisits) {
    if (atMs >= sinceMs) last.set(request ?? 'staff', satisfaction);
  }
  const words = [...last.values()];
  return WORST_FIRST.find((word) => words.includes(word)) ?? null;
}
