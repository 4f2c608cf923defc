import { SMALL_COUNT } from '../contract/index.ts';
import { html, type Html } from './html.ts';
import { moment } from './moment.ts';
import { up } from './words.ts';

export type Shown = { readonly name: string; readonly count: number };
export type StatementLink = { readonly path: string; readonly title: string };

/** 征求意见 as the public may see it: one that was started. Drafts have no such form, so they cannot appear. */
export type PublicConsultation = {
  readonly id: string;
  readonly no: number;
  readonly title: string;
  readonly question: string;
  readonly whom: string;
  readonly options: readonly string[];
  readonly fromMs: number;
  readonly untilMs: number;
  /** `over`: takes no more answers, what was taken over is not said yet. */
  readonly phase: 'open' | 'over' | 'concluded' | 'withdrawn';
  /** 还有 6 天; '' when it is not open. The page is written anew when it changes. */
  readonly left: string;
  /** When its phase began. */
  readonly sinceMs: number;
  /** Everybody counted so far; not shown while it is open, so that nobody follows the many. */
  readonly total: number;
  readonly byOption: readonly Shown[];
  readonly byGroup: readonly Shown[];
  readonly taken: readonly { readonly what: string; readonly taken: boolean; readonly why: string }[];
  readonly decision: string;
  /** Why it was withdrawn. */
  readonly reason: string;
  readonly announced: StatementLink | null;
  readonly answered: StatementLink | null;
};

export const PHASE_WORDS: Readonly<Record<PublicConsultation['phase'], string>> = {
  open: '正在征求意见',
  over: '已截止，正在整理',
  concluded: '已公布采纳情况',
  withdrawn: '已撤回',
};

export function consultationPath({ no }: Pick<PublicConsultation, 'no'>): string {
  return `consultations/${no}.html`;
}

/** A small number of people could be told apart: it is not shown. */
export function shownCount(count: number): string {
  return count > 0 && count < SMALL_COUNT ? `<${SMALL_COUNT}` : String(count);
}

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

const BEIJING_MS = 8 * HOUR_MS;
const dayOf = (ms: number): number => Math.floor((ms + BEIJING_MS) / DAY_MS);

/** The time that is left, in words: days of the calendar, hours on the last one. '' when there is none. */
export function leftWords(untilMs: number, nowMs: number): string {
  const leftMs = untilMs - nowMs;
  if (leftMs <= 0) return '';
  const days = dayOf(untilMs) - dayOf(nowMs);
  if (days > 0) return `还有 ${days} 天`;
  return leftMs >= HOUR_MS ? `还有 ${Math.floor(leftMs / HOUR_MS)} 小时` : '还有不到 1 小时';
}

/** The line under a title, on its page and in lists. */
export function periodLine({ phase, fromMs, untilMs, left, sinceMs }: PublicConsultation): Html {
  const end =
    phase === 'withdrawn'
      ? html`<span>撤回于 ${moment(sinceMs)}（北京时间）</span>`
      : html`<span>${moment(fromMs)} 至 ${moment(untilMs)}（北京时间）</span>`;
  return html`<span class="kind">${PHASE_WORDS[phase]}</span>
    ${end}${left === '' ? null : html` <strong>${left}</strong>`}`;
}

/** Lists: what is open first, then results, the newest first. `depth`: folders between the page and the root. */
export function consultationItems(shown: readonly PublicConsultation[], depth = 0): Html {
  return html`<ol class="list">
    ${shown.map(
      (each) =>
        html`<li>
          <article>
            <h3><a href="${up(depth)}${consultationPath(each)}">${each.title}</a></h3>
            <p class="meta">${periodLine(each)}</p>
          </article>
        </li> `,
    )}
  </ol>`;
}
