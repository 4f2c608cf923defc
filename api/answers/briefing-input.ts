import type { BriefingAbout, Lacking } from '../contract/index.ts';
import type { EffectRow, IssueInput, PostsInput, SourceGapRow } from '../briefing/input.ts';
import { DAY_MS } from '../briefing/period.ts';
import type { DeskState } from '../desk/state.ts';
import { rowAt, rowsOf } from '../desk/table.ts';
import { StoreAway } from '../posts/port.ts';
import { effectRows } from './briefing-effect.ts';
import { sourceGaps } from './briefing-gaps.ts';
import { alertRows, stateAt, type Asked, type BriefingParts } from './briefing-parts.ts';
import { postsInput } from './briefing-posts.ts';
import { trailOf } from './briefing-trail.ts';
import { placeName } from './names.ts';

export { headBefore, type Asked, type BriefingParts } from './briefing-parts.ts';

const PAPER_NAME = '社情民意';
/** Voices are kept so long. */
const VOICE_DAYS = 30;

/** Gathers what an issue is made of. A store that is away leaves its part out and says so in `lacking`; nothing is thrown for it. */
export async function gatherIssue(parts: BriefingParts, asked: Asked): Promise<IssueInput> {
  const state = stateAt(parts, asked.head);
  const own: BriefingParts = { ...parts, desk: { ...parts.desk, state: () => state } };
  const stored = await unlessAway(gatherPosts(own, asked));
  const posts = 'away' in stored ? null : stored.posts;
  return {
    ...{ kind: asked.kind, about: asked.about, fromMs: asked.fromMs, toMs: asked.toMs },
    ...{ year: asked.year, no: asked.no, before: asked.before },
    head: asked.head,
    paperName: asked.paperName ?? PAPER_NAME,
    state,
    names: namesOf(own, posts),
    alerts: alertRows(own),
    posts,
    effects: 'away' in stored ? [] : stored.effects,
    trail: trailOf(parts.journal, asked, state),
    gaps: 'away' in stored ? [] : stored.gaps,
    marks: asked.marks ?? [],
    lacking: 'away' in stored ? [{ what: 'store', why: stored.away }] : lackingOf(asked, posts, state),
  };
}

type Stored = {
  readonly posts: PostsInput;
  readonly effects: readonly EffectRow[];
  readonly gaps: readonly SourceGapRow[];
};

async function gatherPosts(parts: BriefingParts, asked: Asked): Promise<Stored> {
  const posts = await postsInput(parts, asked);
  const effects = await effectRows(parts, asked, posts.silences);
  return { posts, effects, gaps: asked.about === null ? await sourceGaps(parts, asked, posts) : [] };
}

async function unlessAway(asked: Promise<Stored>): Promise<Stored | { readonly away: string }> {
  try {
    return await asked;
  } catch (error) {
    if (!(error instanceof StoreAway)) throw error;
    return { away: error.full ? '磁盘已满，帖文库读不到' : '帖文库没有应答，恢复后补齐' };
  }
}

function lackingOf(asked: Asked, posts: PostsInput | null, state: DeskState): readonly Lacking[] {
  if (posts === null) return [];
  const crawled = rowsOf(state.sources).filter(({ url }) => url !== null).length;
  const lacking: Lacking[] = [];
  if (posts.total.count === 0 && asked.about === null) {
    lacking.push({ what: 'sources', why: crawled === 0 ? '尚未设置信源' : '本期没有任何信源采集到帖文' });
  }
  if (posts.total.usual === null && asked.kind !== 'special') {
    lacking.push({ what: 'history', why: '以往同期数据不足，未列出平常范围' });
  }
  if (asked.toMs - asked.fromMs > VOICE_DAYS * DAY_MS) {
    lacking.push({ what: 'voices', why: '声音只保留 30 天，更早的不计入' });
  }
  return lacking;
}

function namesOf(parts: BriefingParts, posts: PostsInput | null): IssueInput['names'] {
  const { topics } = parts.lexicon();
  const places = [...new Set((posts?.hot ?? []).flatMap(({ place }) => place ?? []))].toSorted();
  return {
    topics: Object.fromEntries(topics.map(({ id, zh }) => [id, zh])),
    places: Object.fromEntries(places.map((id) => [id, placeName(parts, id)])),
  };
}

/** What a special report covers: from the first post, or the concern's opening, to now. Null where there is no such row. */
export function specialSpan(state: DeskState, about: BriefingAbout, nowMs: number) {
  if (about.of === 'concern') {
    const concern = rowAt(state.concerns, about.concern);
    return concern === undefined
      ? null
      : { fromMs: Math.min(concern.heardMs ?? concern.openedMs, concern.openedMs), toMs: nowMs };
  }
  const claim = rowAt(state.claims, about.claim);
  return claim === undefined
    ? null
    : { fromMs: Math.min(claim.firstPostMs ?? claim.knownMs, claim.knownMs), toMs: nowMs };
}
