import { TASKS_MAX, type Inquiry, type InquiryTask, type InquiryView, type PersonId } from '../contract/index.ts';
import { coverExcerpt, maskText } from '../contract/privacy.ts';
import { bodiesOf } from '../desk/concerns/rules.ts';
import { rowAt, rowsOf } from '../desk/table.ts';
import type { Parts } from './parts.ts';
import { actorNamed } from './staff-names.ts';

type ViewParts = Pick<Parts, 'desk' | 'now' | 'links'>;

function isOverdue(inquiry: Inquiry, nowMs: number): boolean {
  return inquiry.state === 'sent' && nowMs >= inquiry.dueMs;
}

function pointText({ desk }: Pick<Parts, 'desk'>, inquiry: Inquiry): string | null {
  const points = rowAt(desk.state().claims, inquiry.claim)?.points ?? [];
  return points.find(({ id }) => id === inquiry.point)?.text ?? null;
}

/** Inquiries of a claim as the office sees them, newest first. */
export function inquiryViews(parts: ViewParts, inquiries: readonly Inquiry[]): InquiryView[] {
  const linked = parts.links.open('answer');
  return inquiries
    .map((inquiry) => ({
      ...inquiry,
      bodyName: rowAt(parts.desk.state().bodies, inquiry.body)?.name ?? '',
      pointText: pointText(parts, inquiry),
      sentByName: actorNamed(parts, inquiry.sentBy),
      overdue: isOverdue(inquiry, parts.now()),
      linked: linked.has(inquiry.id),
    }))
    .toSorted((a, b) => b.no - a.no);
}

/**
 * One inquiry as its department sees it: the question and the point, with persons and homes covered. Neither the claim nor who
 * asked, circulated or complained is in it.
 */
export function inquiryTask(parts: Pick<Parts, 'desk' | 'now'>, inquiry: Inquiry): InquiryTask {
  const { settings, bodies } = parts.desk.state();
  const { id, no, question, contact, sentMs, dueMs, state, reminders } = inquiry;
  return {
    id,
    no,
    office: settings.office,
    bodyName: rowAt(bodies, inquiry.body)?.name ?? '',
    about: coverExcerpt(maskText(pointText(parts, inquiry) ?? '')),
    question,
    contact,
    sentMs,
    dueMs,
    state,
    overdue: isOverdue(inquiry, parts.now()),
    reminded: reminders.length > 0,
    answers: inquiry.answers.map(({ text, signedBy, atMs, files, sha256 }) => ({
      text,
      signedBy,
      atMs,
      files,
      sha256,
    })),
    // What the office notes at the close is its own.
    note: state === 'closed' ? '' : inquiry.note,
  };
}

/** What was sent to the departments that a person answers for: open first, by deadline, then the newest. */
export function tasksOf(parts: Pick<Parts, 'desk' | 'now'>, person: PersonId): InquiryTask[] {
  const state = parts.desk.state();
  const own = bodiesOf(state, person);
  const rank = ({ state }: Inquiry): number => (state === 'sent' ? 0 : 1);
  return rowsOf(state.inquiries)
    .filter(({ body }) => own.has(body))
    .toSorted((a, b) => rank(a) - rank(b) || (rank(a) === 0 ? a.dueMs - b.dueMs : b.sentMs - a.sentMs))
    .slice(0, TASKS_MAX)
    .map((inquiry) => inquiryTask(parts, inquiry));
}
