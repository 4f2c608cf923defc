import type { PromiseMade, Section } from '../contract/index.ts';
import { deadlinesAt, type Deadline } from './deadlines.ts';
import { line, marked } from './figures.ts';
import type { IssueInput } from './input.ts';
import { finding, section, type Making } from './section.ts';
import { lengthText, timeText } from './words.ts';

/** Deadlines that one issue names at most; the nearest. */
export const PROMISES_MAX = 200;

export type Late = Deadline & { readonly promisedMs: number };

/** What the last issue named with a deadline that has passed, and that is still not done. One that was put off is among it. */
export function lateOf({ before, state, toMs }: Pick<IssueInput, 'before' | 'state' | 'toMs'>): readonly Late[] {
  const running = new Map(deadlinesAt(state, toMs).map((deadline) => [deadline.key, deadline]));
  return (before?.promises ?? []).flatMap(({ key, dueMs }) => {
    const deadline = running.get(key);
    return deadline === undefined || dueMs > toMs ? [] : [{ ...deadline, promisedMs: dueMs }];
  });
}

/** 上期承诺未办结: comes first, and only where there is something. */
export function promisedSection({ input }: Making): Section | null {
  const { toMs } = input;
  const rows = lateOf(input).map((late) => {
    const isPutOff = late.dueMs > toMs;
    const when = isPutOff
      ? line(marked(`未按期完成，已延至 ${timeText(late.dueMs)}`, 'strong'))
      : line(marked(`已超时 ${lengthText(toMs - late.promisedMs)}`, 'late'));
    return finding(
      `promised:${late.key}`,
      [line(late.text), line(late.who), line(`原定 ${timeText(late.promisedMs)}`), when],
      { link: late.link },
    );
  });
  if (rows.length === 0) return null;
  return section('promised', '上期列出、至今未办结', '', rows, { columns: ['事项', '责任主体', '期限', '现状'] });
}

/** Every deadline that runs or is over: the next issue says what became of it. */
export function promisesOf({ state, toMs, about }: Pick<IssueInput, 'state' | 'toMs' | 'about'>): PromiseMade[] {
  return deadlinesAt(state, toMs)
    .filter(({ key, link }) => about === null || isAbout(about, key, link))
    .slice(0, PROMISES_MAX)
    .map(({ key, text, dueMs }) => ({ key, text, dueMs }));
}

/** Of a special report: the deadlines of its own claim or concern. */
function isAbout(about: NonNullable<IssueInput['about']>, key: string, link: string): boolean {
  return about.of === 'concern' ? key === `concern:${about.concern}` : link === `/claims/${about.claim}`;
}
