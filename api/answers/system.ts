import { RIGHTS, type Banner, type Health, type SourceHealth } from '../contract/index.ts';
import { yearOverdue } from '../desk/clocks/calendar.ts';
import { rowsOf } from '../desk/table.ts';
import type { Handlers } from '../http/handler.ts';
import { SILENT_MS } from './crawler-roll.ts';
import type { Parts } from './parts.ts';
import { removeSample } from './sample.ts';

type Keys = 'GET /api/health' | 'GET /api/banners' | 'DELETE /api/sample';

/** How the system fares, and the sample's removal. */
export function systemAnswers(parts: Parts): Pick<Handlers, Keys> {
  return {
    'GET /api/health': () => health(parts),
    'GET /api/banners': () => [...parts.banners()],
    'DELETE /api/sample': ({ actor }) => removeSample(parts, actor),
  };
}

async function health(parts: Parts): Promise<Health> {
  const { posts } = await parts.posts.stats();
  const head = parts.journal.head();
  return {
    version: parts.version,
    startedMs: parts.startedMs,
    store: parts.config.store,
    storeLag: parts.banners().some((banner) => banner.code === 'store-lag'),
    posts,
    journalEntries: head.n,
    journalHead: head.hash,
    crawlers: [...parts.crawlers.list()],
    memoryMb: Math.round(process.memoryUsage().rss / 1_048_576),
    retentionDays: parts.config.retentionDays,
  };
}

export type StoreTrouble = { readonly kind: 'lag' | 'full'; readonly sinceMs: number } | null;

type BannerParts = Pick<Parts, 'crawlers' | 'desk' | 'leases' | 'now'>;

/** What the desk must know of the system: silence, a store that lags, a full disk. "No data" must never look like "quiet". */
export function bannersOf(parts: BannerParts, trouble: StoreTrouble): readonly Banner[] {
  const nowMs = parts.now();
  const banners: Banner[] = [];
  const add = (level: Banner['level'], code: string, zh: string, en: string, sinceMs: number | null): void => {
    banners.push({ level, code, zh, en, sinceMs });
  };
  if (trouble?.kind === 'full') {
    add(
      'risk',
      'read-only',
      '磁盘空间不足，系统处于只读状态。腾出空间后会自动恢复。',
      'The disk is full: read-only until there is room.',
      trouble.sinceMs,
    );
  }
  if (trouble?.kind === 'lag') {
    add(
      'warning',
      'store-lag',
      '索引滞后：帖文库暂时无法写入，新帖文稍后补上。',
      'The index lags: the store cannot be written now; new posts will follow.',
      trouble.sinceMs,
    );
  }
  const sources = rowsOf(parts.desk.state().sources).filter((source) => source.url !== null && !source.paused);
  const silentMs = nowMs - parts.crawlers.lastMs();
  if (sources.length > 0 && silentMs > SILENT_MS) {
    add(
      'risk',
      'crawler-silent',
      '采集程序没有响应，数字可能不完整。请确认采集程序正在运行。',
      'No crawler answers: the numbers may be incomplete. Check that the crawler runs.',
      nowMs - silentMs,
    );
  }
  if (parts.crawlers.outboxFull()) {
    add(
      'warning',
      'outbox-full',
      '采集程序的待发区已满，采集已放慢。',
      "A crawler's outbox is full; it has slowed down.",
      null,
    );
  }
  const failing = sources
    .map((source) => parts.leases.health(source))
    .filter(({ state }) => ['failing', 'set-aside', 'resting'].includes(state));
  if (sources.length > 0 && failing.length === sources.length) {
    banners.push({
      level: 'risk',
      code: 'all-sources-failing',
      zh: '所有信源都读取失败，现在没有新帖文进来。',
      en: 'Every source fails: no new posts come in.',
      sinceMs: lastSuccessOf(failing),
      path: '/sources',
    });
  }
  return [...banners, ...calendarBanner(parts)];
}

/** Without the year's holidays its clocks count a holiday as a day worked: for those who can enter them. */
function calendarBanner({ desk, now }: Pick<BannerParts, 'desk' | 'now'>): readonly Banner[] {
  const overdue = yearOverdue(desk.state().calendar, now());
  if (overdue === null) return [];
  const { year, sinceMs } = overdue;
  return [
    {
      level: 'warning',
      code: 'calendar-missing',
      zh: `${year} 年节假日安排还没有录入，那一年的时限暂按周末休息计算。国务院办公厅的通知公布后，请在工作日历里补充。`,
      en: `The holidays of ${year} are not entered: clocks of that year rest on weekends alone. Enter them in the calendar once they are announced.`,
      sinceMs,
      roles: [...RIGHTS['rule-change']],
      path: '/duty/calendar',
    },
  ];
}

/** When the last of them was still read; null where none ever was. */
function lastSuccessOf(failing: readonly SourceHealth[]): number | null {
  const times = failing.flatMap(({ lastSuccessMs }) => (lastSuccessMs === null ? [] : [lastSuccessMs]));
  return times.length === 0 ? null : Math.max(...times);
}

/** Said while the clock is in doubt (see `work/believed-time.ts`), which was noticed at `sinceMs`. */
export function clockBanner(sinceMs: number): Banner {
  return {
    level: 'warning',
    code: 'clock-jumped',
    zh: '服务器时钟跳变或停机较久，到期数据暂缓删除。请核对服务器时间；时钟平稳运行三天后恢复。',
    en: "The server's clock jumped, or it was off for long: nothing is deleted by the new time until that has run steadily for three days. Check the clock.",
    sinceMs,
  };
}
