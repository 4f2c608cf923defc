import { createHash } from 'node:crypto';
import {
  AlertId,
  PostId,
  SourceId,
  type AlertView,
  type Overview,
  type PostView,
  type SpikeView,
} from '../../api/contract/index.ts';

/** A post on a screen; its id is made from its name. */
export function aPost(name: string, change: Partial<PostView> = {}): PostView {
  return {
    id: PostId.parse(createHash('md5').update(name).digest('hex')),
    source: SourceId.parse('s1'),
    sourceName: '论坛',
    kind: 'thread',
    title: name,
    text: '水黄了',
    publishedMs: 1_000,
    publishedKnown: true,
    seenMs: 1_000,
    topics: [],
    places: [],
    markers: [],
    rumor: 0,
    group: '0'.repeat(32),
    copies: 1,
    hasOriginal: false,
    sample: false,
    ...change,
  };
}

const A_SPIKE: SpikeView = {
  series: 'topic:water',
  level: 'yellow',
  score: 5,
  fromMs: 0,
  toMs: 1,
  count: 42,
  expected: 6,
  low: 3,
  high: 9,
  ratio: 7,
  voices: 31,
  sources: [],
  loudestShare: 0.4,
  copiesShare: 0.6,
  coverage: 1,
  historyDays: 28,
  zh: '有 42 条',
  en: '42 posts',
};

export function anAlert(id: string, change: Partial<AlertView> = {}): AlertView {
  return {
    id: AlertId.parse(id),
    level: 'yellow',
    peak: 'yellow',
    state: 'new',
    titleZh: '城东 · 自来水',
    titleEn: 'East · water',
    series: [],
    topics: [],
    places: [],
    raisedMs: 1_000,
    firstPostMs: 500,
    updatedMs: 1_000,
    recoveredMs: null,
    holder: null,
    holderName: null,
    snoozedUntilMs: null,
    spike: A_SPIKE,
    sample: false,
    ...change,
  };
}

export function anOverview(change: Partial<Overview> = {}): Overview {
  return {
    nowMs: 1_000,
    posts24h: 100,
    posts24hUsual: null,
    postsTotal: 1_000,
    sourcesWell: 1,
    sourcesFailing: 0,
    lastSeenMs: null,
    alerts: [],
    rising: [],
    chart: { stepMs: 1, points: [] },
    terms: [],
    newest: [],
    banners: [],
    ...change,
  };
}
