import type { Approval, PublishedPoint, Statement, StatementState } from '../../contract/index.ts';
import { textOf, type Fact, type FoldEntry } from '../entry.ts';
import type { DeskState } from '../state.ts';
import { nextNo } from '../sample-rows.ts';
import { rowAt, withRow } from '../table.ts';
import { formOf } from './form.ts';
import { issueOf } from './reading.ts';
import { PersonId } from '../../contract/index.ts';

type StatementFact = Extract<Fact, { readonly body: { readonly statement: Statement['id'] } }>;

export function applyStatements(state: DeskState, fact: Fact, entry: FoldEntry): DeskState {
  if (fact.kind === 'statement-opened') return opened(state, fact.body, entry);
  if (!isOfStatement(fact)) return state;
  const held = rowAt(state.statements, fact.body.statement);
  if (held === undefined) return state;
  // Two drafts on one matter: which of them is the first word is known when it is out.
  const issue = fact.kind === 'statement-published' ? issueOf(state, held.claim) : held.issue;
  const next = { ...changed(held, fact, entry), issue, version: held.version + 1 };
  const kept = { ...state, statements: withRow(state.statements, held.id, next) };
  return fact.kind === 'statement-published' ? correct(kept, next, entry) : kept;
}

function isOfStatement(fact: Fact): fact is StatementFact {
  return fact.kind.startsWith('statement-') && 'statement' in fact.body;
}

function opened(
  state: DeskState,
  body: Extract<Fact, { kind: 'statement-opened' }>['body'],
  entry: FoldEntry,
): DeskState {
  const statement: Statement = {
    id: body.statement,
    no: nextNo(state, 'statements'),
    version: 1,
    claim: body.claim,
    kind: body.kind,
    issue: issueOf(state, body.claim),
    state: 'draft',
    openedMs: entry.atMs,
    by: PersonId.parse(entry.actor),
    versions: [],
    comments: [],
    approvals: [],
    signOffs: [],
    channels: [],
    publishAtMs: null,
    publishedMs: null,
    points: [],
    corrects: body.corrects,
    correctedBy: null,
    handedTo: [],
    steps: [{ state: 'draft', atMs: entry.atMs, by: entry.actor, note: '' }],
    sample: body.sample,
  };
  return { ...state, statements: withRow(state.statements, statement.id, statement) };
}

/** The row after one entry about it. */
function changed(held: Statement, fact: StatementFact, entry: FoldEntry): Statement {
  const { atMs, actor } = entry;
  switch (fact.kind) {
    case 'statement-saved':
      return saved(held, fact.body, entry);
    case 'statement-commented': {
      const comment = { atMs, by: actor, text: textOf(entry, 'text'), onVersion: fact.body.onVersion };
      return { ...held, comments: [...held.comments, comment] };
    }
    case 'statement-submitted':
      return moved(held, 'submitted', entry);
    case 'statement-returned':
      return moved(voided(held, atMs, 'returned'), 'draft', entry);
    case 'statement-signed-off': {
      const { body, sha256 } = fact.body;
      const by = PersonId.parse(actor);
      return { ...held, signOffs: [...held.signOffs, { body, signedBy: textOf(entry, 'signedBy'), sha256, atMs, by }] };
    }
    case 'statement-approved': {
      const approval: Approval = { ...of(fact.body.sha256, actor, atMs), emergency: false };
      return moved({ ...held, approvals: [...held.approvals, approval] }, 'approved', entry);
    }
    case 'statement-emergency':
      return telephoned(held, fact.body, entry);
    case 'statement-countersigned': {
      const approvals = held.approvals.map((each) =>
        each.by === actor && each.sha256 === fact.body.sha256 && each.emergency
          ? { ...each, countersignedMs: each.countersignedMs ?? atMs }
          : each,
      );
      return { ...held, approvals };
    }
    case 'statement-released': {
      const { channels, publishAtMs, points } = fact.body;
      return moved({ ...held, channels, publishAtMs, points: worded(points, entry) }, 'scheduled', entry);
    }
    case 'statement-stopped':
      return moved({ ...voided(held, atMs, 'stopped'), publishAtMs: null, points: [] }, 'stopped', entry);
    case 'statement-handed':
      return { ...held, handedTo: [...held.handedTo, { to: textOf(entry, 'to'), atMs, by: actor }] };
    case 'statement-published':
      return moved({ ...held, publishedMs: atMs, points: worded(fact.body.points, entry) }, 'published', entry);
    default:
      return held;
  }
}

function of(sha256: string, by: string, atMs: number): Omit<Approval, 'emergency'> {
  return { sha256, by: PersonId.parse(by), atMs, countersignedMs: null };
}

function moved(held: Statement, state: StatementState, entry: FoldEntry, note = textOf(entry, 'note')): Statement {
  return { ...held, state, steps: [...held.steps, { state, atMs: entry.atMs, by: entry.actor, note }] };
}

/** A save takes the text back to the draft: an approval was of another text, and stays in sight as void. */
function saved(held: Statement, body: Extract<Fact, { kind: 'statement-saved' }>['body'], entry: FoldEntry): Statement {
  const version = {
    n: held.versions.length + 1,
    atMs: entry.atMs,
    by: PersonId.parse(entry.actor),
    sha256: body.sha256,
    form: formOf(body, entry),
  };
  const next = { ...voided(held, entry.atMs, 'saved'), versions: [...held.versions, version] };
  return held.state === 'draft' ? next : moved(next, 'draft', entry, '');
}

function voided(held: Statement, atMs: number, why: NonNullable<Approval['voided']>['why']): Statement {
  return {
    ...held,
    approvals: held.approvals.map((each) => (each.voided === undefined ? { ...each, voided: { atMs, why } } : each)),
  };
}

/** Two approvals at once. Whoever writes them down and is one of the two has signed by it. */
function telephoned(
  held: Statement,
  body: Extract<Fact, { kind: 'statement-emergency' }>['body'],
  entry: FoldEntry,
): Statement {
  const approvals = body.approvers.map((by): Approval => {
    const own = by === entry.actor;
    return {
      ...of(body.sha256, by, entry.atMs),
      emergency: true,
      countersignedMs: own ? entry.atMs : null,
      typedBy: PersonId.parse(entry.actor),
    };
  });
  return moved({ ...held, approvals: [...held.approvals, ...approvals] }, 'approved', entry);
}

function worded(points: readonly Pick<PublishedPoint, 'point' | 'verdict'>[], entry: FoldEntry): PublishedPoint[] {
  return points.map(({ point, verdict }, at) => ({
    point,
    verdict,
    text: textOf(entry, `point${at}`),
    basis: textOf(entry, `basis${at}`),
  }));
}

/** The one that was corrected stays readable and says by what. */
function correct(state: DeskState, correction: Statement, entry: FoldEntry): DeskState {
  const old = correction.corrects === null ? undefined : rowAt(state.statements, correction.corrects);
  if (old === undefined) return state;
  const next = { ...moved(old, 'corrected', entry, ''), correctedBy: correction.id, version: old.version + 1 };
  return { ...state, statements: withRow(state.statements, old.id, next) };
}
