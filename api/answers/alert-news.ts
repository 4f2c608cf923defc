import { LEVEL_ZH, rankOf, type Banner } from '../contract/index.ts';
import type { LiveNews } from '../live/live.ts';
import type { LookoutParts } from '../lookout/lookout.ts';
import { alertView } from './alert-view.ts';
import type { Parts, RaisedRecord } from './parts.ts';

export type AlertNews = LookoutParts['onAlerts'] & {
  /** Somebody did something with this one. */
  readonly one: (id: string) => void;
  /** At a start: what was raised and not told before the process ended is told now. */
  readonly untold: () => void;
};

/** Older news is no news (as a line that waits): it is seen in the list of alerts. */
const UNTOLD_MS = 48 * 3_600_000;

/** Tells the open screens of alerts, and the office's channel where the level asks for it. */
export function createAlertNews(
  parts: Told,
  publish: (news: LiveNews) => void,
  onError: (error: unknown) => void,
): AlertNews {
  const one = (id: string): void => {
    const record = parts.raised.get(id);
    if (record !== null) publish({ kind: 'alert', alert: alertView(parts, record) });
  };
  const all: LookoutParts['onAlerts'] = (news) => {
    for (const { alert, tell } of news) {
      one(alert.id);
      const record = parts.raised.get(alert.id);
      if (tell && record !== null) tellChannels(parts, record);
    }
  };
  const untold = (): void => {
    const waiting = parts.raised.all().filter(({ alert, toldMs }) => alert.tellMs > toldMs);
    for (const record of waiting) {
      try {
        tellChannels(parts, record);
      } catch (error) {
        // It stays to be told, by the next start: a full disk must not keep this one from coming up.
        onError(error);
      }
    }
  };
  return Object.assign(all, { one, untold });
}

/** As an alert is written down: that it is to be told lies in the same write, so a kill before it is told leaves that to the next start. */
export function raisedRecord(alert: RaisedRecord['alert'], held: RaisedRecord | null): RaisedRecord {
  return { id: alert.id, raisedMs: alert.firstSeenMs, alert, toldMs: held?.toldMs ?? 0 };
}

type Told = Pick<Parts, 'raised' | 'desk' | 'lexicon' | 'now' | 'postRoom'>;

/** Told first, noted then: a kill in between tells it once more at the next start, and as one line while the first waits. */
function tellChannels(parts: Told, record: RaisedRecord): void {
  const { id, tellMs } = record.alert;
  const note = (): void => {
    const held = parts.raised.get(id);
    if (held !== null) parts.raised.put({ ...held, toldMs: Math.max(held.toldMs, tellMs) });
  };
  const alert = alertView(parts, record);
  const { channelLevel } = parts.desk.state().settings;
  const isLow = alert.state === 'snoozed' || rankOf(alert.level) < rankOf(channelLevel);
  if (isLow || parts.now() - tellMs > UNTOLD_MS) return note();
  const line = `舆情提示${LEVEL_ZH[alert.level]} ${alert.titleZh}：${alert.spike.zh}`;
  parts.postRoom.tell(line, alert.level === 'red', `alert ${id} ${tellMs}`, note);
}

/** Tells the screens of the system's own troubles, and the channel of each grave one when it begins. */
export function createBannerNews(
  parts: Pick<Parts, 'postRoom'>,
  publish: (news: LiveNews) => void,
): (banners: readonly Banner[]) => void {
  let known: ReadonlySet<string> = new Set();
  return (banners) => {
    publish({ kind: 'banners', banners: [...banners] });
    for (const { code, level, zh } of banners)
      if (level === 'risk' && !known.has(code)) parts.postRoom.tell(`系统提示：${zh}`, true);
    known = new Set(banners.map((banner) => banner.code));
  };
}
