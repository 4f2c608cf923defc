import type { AlertView } from '../../api/contract/index.ts';

export type Toast = {
  readonly id: number;
  readonly text: string;
  readonly alert: AlertView | null;
};

/** More than these at once is noise; the oldest goes. */
const TOASTS_MAX = 3;
/** An alert stays until it is read or dismissed; a word about an act goes by itself. */
const NOTE_MS = 6_000;

let last = 0;
let toasts = $state.raw<readonly Toast[]>([]);

export const toastsNow = (): readonly Toast[] => toasts;

function add(text: string, alert: AlertView | null): number {
  last += 1;
  const others = alert === null ? toasts : toasts.filter((toast) => toast.alert?.id !== alert.id);
  toasts = [...others, { id: last, text, alert }].slice(-TOASTS_MAX);
  return last;
}

export function dismiss(id: number): void {
  toasts = toasts.filter((toast) => toast.id !== id);
}

/** The alert is open: its toast has done its work. */
export function dismissAlert(alertId: string): void {
  toasts = toasts.filter((toast) => String(toast.alert?.id) !== alertId);
}

/** A word about what was done. */
export function note(text: string): void {
  const id = add(text, null);
  setTimeout(() => dismiss(id), NOTE_MS);
}

/** A new alert. */
export function announce(alert: AlertView): void {
  add('', alert);
}
