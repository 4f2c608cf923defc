import type { ClockView } from '../../api/contract/index.ts';

/** How a clock (时限) looks. `stopped`: it no longer counts, because the matter went another way. */
export type Look = 'running' | 'soon' | 'over' | 'paused' | 'done' | 'stopped';

/** `leftMs` is negative once it is over; of what is done, how early (or late) it was. `used` is the share of the whole, 0..1. */
export type Countdown = { readonly look: Look; readonly leftMs: number; readonly used: number };

type Running = Pick<ClockView, 'state' | 'startMs' | 'endMs' | 'doneMs'>;

const LOOKS: Readonly<Record<ClockView['state'], Look>> = {
  running: 'running',
  soon: 'soon',
  over: 'over',
  paused: 'paused',
  suspended: 'paused',
  met: 'done',
  missed: 'done',
  ended: 'stopped',
};

/** The server says how a clock stands; between two of its words, the screen's own ticking takes it over the end. */
export function countdownOf(view: Running, nowMs: number): Countdown {
  const leftMs = view.endMs - (view.doneMs ?? nowMs);
  const wholeMs = Math.max(1, view.endMs - view.startMs);
  const used = Math.min(1, Math.max(0, 1 - leftMs / wholeMs));
  const look = LOOKS[view.state];
  return { look: leftMs <= 0 && (look === 'running' || look === 'soon') ? 'over' : look, leftMs, used };
}
