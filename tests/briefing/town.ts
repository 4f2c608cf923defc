import type { BriefingParts } from '../../api/answers/briefing-parts.ts';
import { openDeskRoom, type DeskRoom } from '../../api/answers/desk-room.ts';
import type { RaisedRecord } from '../../api/answers/parts.ts';
import { PersonId, type Lexicon, type NewPost } from '../../api/contract/index.ts';
import { DeskCommand } from '../../api/desk/desk.ts';
import { openJournal, type Journal } from '../../api/journal/journal.ts';
import { StoreAway, type PostStore } from '../../api/posts/port.ts';
import { openSqlitePosts } from '../../api/posts/sqlite.ts';
import type { RaisedAlert } from '../../api/warning/alert.ts';
import { RULES } from '../desk/scene.ts';
import { aFolder } from '../journal/scene.ts';
import { aPost } from '../support/post.ts';

export const HOUR_MS = 3_600_000;
export const DAY_MS = 24 * HOUR_MS;
/** 2026-11-27 07:00 in China. */
export const END_MS = Date.UTC(2026, 10, 26, 23);

/** An office with a real store, a real journal and a clock that a test sets. */
export type Town = {
  readonly parts: BriefingParts;
  readonly journal: Journal;
  readonly room: DeskRoom;
  readonly store: PostStore;
  /** What was put, as a test counts it by hand. */
  readonly rows: NewPost[];
  readonly raised: RaisedRecord[];
  setNow(ms: number): void;
  put(posts: readonly NewPost[]): Promise<void>;
  /** Asks the desk; the refusal's code, or ''. */
  ask(by: string, command: Readonly<Record<string, unknown>>, atMs: number): string;
  close(): Promise<void>;
};

const label = (id: string, zh: string) => ({ id, zh, en: id, bias: 0, rows: [] });
const place = (id: string, name: string, level: 'county' | 'estate' | 'village') => ({
  ...{ id, name, level, parent: null, aliases: [], sample: false },
});
export const LEXICON: Lexicon = {
  version: 1,
  topics: [
    label('water', '供水排水'),
    label('health', '医疗卫生'),
    label('housing', '住房物业'),
    label('traffic', '交通'),
  ],
  markers: [],
  tones: [],
  rumor: label('rumor', ''),
  places: [place('county', '清河县', 'county'), place('e1', '东湖花园', 'estate'), place('v1', '白沙村', 'village')],
};

export async function aTown(
  isPersonName: (text: string) => boolean = RULES.isPersonName,
  startMs = END_MS - 40 * DAY_MS,
): Promise<Town> {
  const folder = aFolder();
  let nowMs = startMs;
  const journal = openJournal({ dir: folder.dir, now: () => nowMs });
  const room = openDeskRoom(journal, RULES, () => nowMs);
  const store = await openSqlitePosts({ dir: folder.dir });
  const rows: NewPost[] = [];
  const raised: RaisedRecord[] = [];
  const parts: BriefingParts = {
    posts: store,
    desk: room,
    journal,
    raised: { all: () => raised, get: () => null, put: () => undefined, remove: () => undefined },
    lexicon: () => LEXICON,
    tokensOf: (texts) => Promise.resolve(texts.map((text) => text.split(/\s+/u).filter((token) => token !== ''))),
    isPersonName,
  };
  return {
    ...{ parts, journal, room, store, rows, raised },
    setNow: (ms) => (nowMs = Math.max(nowMs, ms)),
    async put(posts) {
      rows.push(...posts);
      for (let at = 0; at < posts.length; at += 1_000) await store.put(posts.slice(at, at + 1_000));
    },
    ask(by, command, atMs) {
      nowMs = Math.max(nowMs, atMs);
      const actor =
        by === 'machine' ? ({ kind: 'machine' } as const) : ({ kind: 'person', id: PersonId.parse(by) } as const);
      return room.command(DeskCommand.parse(command), actor)?.refused ?? '';
    },
    async close() {
      await store.close();
      journal.close();
      folder.close();
    },
  };
}

/** One of each role, departments, and four sources; everything before the period. */
export function staffed(town: Town, atMs = END_MS - 39 * DAY_MS): Town {
  town.ask('machine', { do: 'set-up', id: 'ada', name: '周敏' }, atMs);
  const staff = { mo: '林岚', wei: '陈书', ping: '陈立', lin: '顾县', deng: '邓水' };
  const roles = { mo: ['monitor'], wei: ['writer'], ping: ['approver'], lin: ['leader'], deng: ['department'] };
  for (const [id, name] of Object.entries(staff)) {
    town.ask('ada', { do: 'add-person', id, draft: { name, roles: roles[id as keyof typeof roles] } }, atMs);
  }
  const body = { name: '县供水公司', contact: '', people: ['deng'] };
  town.ask('ada', { do: 'office', act: { act: 'body-add', id: 'water-company', draft: body } }, atMs);
  for (const [id, name] of SOURCES) {
    const draft = { kind: 'board', name, url: `http://${id}.example.org/`, everyMin: 15 };
    town.ask('mo', { do: 'add-source', id, draft }, atMs);
  }
  return town;
}

export const SOURCES = [
  ['forum', '清河论坛'],
  ['news', '清河新闻网'],
  ['estate', '东湖业主'],
  ['quiet', '老年大学'],
] as const;

/** The same number of posts on each of the days before the period, so that a band is known. */
export function someDays(perDay: number, given: Parameters<typeof aPost>[0] = {}, days = 28): readonly NewPost[] {
  return Array.from({ length: days * perDay }, (_, at) => {
    const day = Math.floor(at / perDay) + 1;
    const atMs = END_MS - day * DAY_MS - 12 * HOUR_MS + (at % perDay) * 60_000;
    const { text = '今天 天气 不错', ...rest } = given;
    return aPost({
      ...rest,
      id: `day-${day}-${at}-${text}`,
      text,
      seenMs: atMs,
      source: 'forum',
      voice: `v${at % 9}`,
    });
  });
}

export function anAlert(id: string, change: Partial<RaisedAlert> = {}): RaisedRecord {
  const raisedMs = END_MS - 5 * HOUR_MS;
  const alert: RaisedAlert = {
    ...{ id, series: ['topic:water'], level: 'orange', score: 9, peakLevel: 'orange', spikes: [] },
    ...{ sinceMs: raisedMs - HOUR_MS, firstSeenMs: raisedMs, updatedMs: raisedMs, endedMs: null, recovered: false },
    ...{ tellMs: raisedMs, toldScore: 9 },
    ...change,
  };
  return { id, raisedMs: alert.firstSeenMs, alert, toldMs: alert.tellMs };
}

/** A store that does not answer. */
export function awayStore(store: PostStore): PostStore {
  const away = () => Promise.reject(new StoreAway('away'));
  return {
    ...store,
    search: away,
    count: away,
    voices: away,
    countsBySource: away,
    groupSizes: away,
    termCounts: away,
  };
}
