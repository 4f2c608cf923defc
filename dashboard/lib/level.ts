import type { AlertView } from '../../api/contract/index.ts';

export type Level = AlertView['level'];

/** Calm to grave. */
export const LEVELS: readonly Level[] = ['blue', 'yellow', 'orange', 'red'];

export const rankOf = (level: Level): number => LEVELS.indexOf(level);

const OPEN = new Set<AlertView['state']>(['new', 'acknowledged', 'snoozed']);
export const isOpen = (alert: AlertView): boolean => OPEN.has(alert.state);

/** Gravest first; those that nobody has before others; snoozed and recovered ones last; then what more people talk of, then the newest. */
export function byUrgency(a: AlertView, b: AlertView): number {
  const rest = (alert: AlertView): number =>
    alert.state === 'snoozed' || !isOpen(alert) ? 2 : alert.recoveredMs === null ? 0 : 1;
  return (
    rest(a) - rest(b) ||
    rankOf(b.level) - rankOf(a.level) ||
    Number(a.holder !== null) - Number(b.holder !== null) ||
    b.spike.count - a.spike.count ||
    b.raisedMs - a.raisedMs
  );
}
