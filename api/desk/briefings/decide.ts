import {
  BRIEFING_EDITS_MAX,
  BRIEFINGS_MAX,
  BRIEFING_READS_MAX,
  type Briefing,
  type BriefingPlan,
} from '../../contract/briefing.ts';
import { refuse, RIGHTS, type Refusal } from '../../contract/index.ts';
import { draft, type EntryDraft } from '../entry.ts';
import { actorName, forbidden, type Actor } from '../roles.ts';
import type { DeskState } from '../state.ts';
import { rowAt } from '../table.ts';
import type { ActOf, BriefingCommand, DeskBriefingAct } from './command.ts';
import { decideMark } from './mark.ts';
import { briefingIdAt, yearOf } from './period.ts';
import { refuseChannels, refuseRelease } from './release.ts';
import { nextIssueNo } from './rows.ts';
import { BRIEFING_RULES, BY_PERSON, refuseState } from './words.ts';

type Decided = readonly EntryDraft[] | Refusal;

/** 简报, from the draft that the machine makes to the issue that is released and read. */
export function decideBriefings(state: DeskState, command: BriefingCommand, actor: Actor, nowMs: number): Decided {
  if (command.do === 'plan-briefings')
    return forbidden(state, actor, RIGHTS['briefing-plan']) ?? planned(state, command.plan);
  const { id, act } = command;
  const { right, machine } = BRIEFING_RULES[act.act];
  if (right === null && actor.kind !== 'machine') return refuse('no-permission');
  if (actor.kind === 'terminal' && BY_PERSON.includes(act.act)) return refuse('no-permission');
  const wrong = forbidden(state, actor, right === null ? [] : RIGHTS[right], machine === true);
  if (wrong !== null) return wrong;
  if (act.act === 'make') return made(state, id, act, nowMs);
  const held = rowAt(state.briefings, id);
  if (held === undefined) return refuse('not-found');
  return refuseState(held, act.act) ?? decideAct(state, held, act, actor, nowMs);
}

/** One issue for a kind and the day that it is dated, and never two of one number. */
function made(state: DeskState, id: Briefing['id'], act: ActOf<'make'>, nowMs: number): Decided {
  const { kind, about, year, no, fromMs, toMs, made: file, sample } = act;
  if (toMs > nowMs) return refuse('briefing-ahead');
  const isRight = kind === 'special' ? about !== null : about === null && id === briefingIdAt(kind, toMs);
  if (!isRight || fromMs >= toMs || year !== yearOf(toMs)) return refuse('bad-input', { what: 'kind' }, 'kind');
  if (about !== null && !isThere(state, about)) return refuse('not-found', {}, 'about');
  const there = rowAt(state.briefings, id);
  if (there !== undefined) return refuse('briefing-there', { no: there.no });
  if (state.briefings.size >= BRIEFINGS_MAX) return refuse('limit-reached', { limit: BRIEFINGS_MAX });
  if (no !== nextIssueNo(state, kind, year)) return refuse('briefing-number', { no });
  return [draft('briefing-made', { briefing: id, kind, about, year, no, fromMs, toMs, made: file, sample })];
}

function isThere(state: DeskState, about: NonNullable<Briefing['about']>): boolean {
  return about.of === 'claim'
    ? rowAt(state.claims, about.claim) !== undefined
    : rowAt(state.concerns, about.concern) !== undefined;
}

function decideAct(
  state: DeskState,
  held: Briefing,
  act: Exclude<DeskBriefingAct, { act: 'make' }>,
  actor: Actor,
  nowMs: number,
): Decided {
  const briefing = held.id;
  switch (act.act) {
    case 'remake':
      if (held.made.sha256 === act.made.sha256) return [];
      return [draft('briefing-remade', { briefing, made: act.made, sample: act.sample })];
    case 'judge':
      return judged(held, act);
    case 'move':
    case 'comment':
    case 'leave-out':
    case 'put-back':
      return edited(held, act);
    case 'submit':
      return [draft('briefing-submitted', { briefing })];
    case 'return':
      return [draft('briefing-returned', { briefing }, { note: act.note })];
    case 'release': {
      const { paper, channels, head } = act;
      return (
        refuseRelease(state, held, act, actorName(actor)) ??
        refuseChannels(state, channels) ?? [draft('briefing-released', { briefing, paper, channels, ...head })]
      );
    }
    case 'read': {
      const known = held.reads.some(({ by }) => by === actorName(actor)) || held.reads.length >= BRIEFING_READS_MAX;
      return known ? [] : [draft('briefing-read', { briefing })];
    }
    case 'mark':
      return decideMark(state, held, act, nowMs);
    case 'send-again':
      return [draft('briefing-sent-again', { briefing }, { note: act.note })];
    case 'file': {
      const { form, sha256, bytes } = act;
      // Two that made it at once: the first is the one that was sent.
      const known = held.files.some((file) => file.form === form);
      return known ? [] : [draft('briefing-filed', { briefing, form, sha256, bytes })];
    }
    case 'redact':
      if ((act.paper === null) !== (held.released === null)) return refuse('bad-input', { what: 'paper' }, 'paper');
      return [draft('briefing-redacted', { briefing, made: act.made, paper: act.paper })];
  }
}

/** Refused where somebody else wrote in the meantime: neither text is lost unseen. */
function judged(held: Briefing, { version, paragraphs }: ActOf<'judge'>): Decided {
  if (version < (held.judgedVersion ?? 0)) return refuse('briefing-changed', {}, 'paragraphs');
  const isSame =
    paragraphs.length === held.judgement.length && paragraphs.every((text, at) => text === held.judgement[at]);
  if (isSame) return [];
  const texts = Object.fromEntries(paragraphs.map((text, at) => [`p${at}`, text]));
  return [draft('briefing-judged', { briefing: held.id, paragraphs: paragraphs.length }, texts)];
}

function edited(held: Briefing, act: ActOf<'move' | 'comment' | 'leave-out' | 'put-back'>): Decided {
  if (held.edits.length >= BRIEFING_EDITS_MAX) return refuse('limit-reached', { limit: BRIEFING_EDITS_MAX });
  const before = act.act === 'move' ? act.before : null;
  const texts = 'text' in act ? { text: act.text } : undefined;
  return [draft('briefing-edited', { briefing: held.id, act: act.act, key: act.key, before }, texts)];
}

function planned(state: DeskState, plan: BriefingPlan): Decided {
  const { name, reportsTo, copiesTo, ...times } = plan;
  const held = state.briefingPlan;
  const isSame = (Object.keys(plan) as (keyof BriefingPlan)[]).every(
    (key) => JSON.stringify(plan[key]) === JSON.stringify(held[key]),
  );
  if (isSame) return [];
  if (plan.reviewer !== null && rowAt(state.people, plan.reviewer)?.active !== true)
    return refuse('bad-input', { what: 'to' }, 'reviewer');
  return (
    refuseChannels(state, plan.channels) ?? [draft('briefings-planned', { plan: times }, { name, reportsTo, copiesTo })]
  );
}
