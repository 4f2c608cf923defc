import { rankOf, type Banner } from '../contract/index.ts';
import type { LiveNews } from '../live/live.ts';
import type { LookoutParts } from '../lookout/lookout.ts';
import { alertView } from './alert-view.ts';
import type { Parts } from './parts.ts';

const LEVEL_ZH = { blue: '四级', yellow: '三级', orange: '二级', red: '一级' } as const;

export type AlertNews = LookoutParts['onAlerts'] & {
  /** Somebody did something with this one. */
  readonly one: (id: string) => void;
};

/** Tells the open screens of alerts, and the office's channel where the level asks for it. */
export function createAlertNews(parts: Parts, publish: (news: LiveNews) => void): AlertNews {
  const one = (id: string): ReturnType<typeof alertView> | null => {
    const record = parts.raised.get(id);
    if (record === null) return null;
    const alert = alertView(parts, record);
    publish({ kind: 'alert', alert });
    return alert;
  };
  const all: LookoutParts['onAlerts'] = (news) => {
    for (const { alert: raised, tell } of news) {
      const alert = one(raised.id);
      const { channelLevel } = parts.desk.state().settings;
      if (alert === null || !tell || alert.state === 'snoozed' || rankOf(alert.level) < rankOf(channelLevel)) continue;
      parts.postRoom.tell(
        `舆情提示${LEVEL_ZH[alert.level]} ${alert.titleZh}：${alert.spike.zh}`,
        alert.level === 'red',
      );
    }
  };
  return Object.assign(all, { one: (id: string) => void one(id) });
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
