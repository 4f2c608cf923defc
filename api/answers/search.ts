import { createHash, randomUUID } from 'node:crypto';
import { setImmediate as othersTurn } from 'node:timers/promises';
import {
  EXPORT_ROWS_MAX,
  PAGE_POSTS_MAX,
  refuse,
  WatchId,
  type Criteria,
  type PersonId,
  type Post,
  type Refusal,
  type SearchQuery,
  type SearchReply,
} from '../contract/index.ts';
import { coverExcerpt } from '../contract/privacy.ts';
import { rowAt, rowsOf } from '../desk/table.ts';
import type { Handlers } from '../http/handler.ts';
import { chinaTime } from './china-time.ts';
import { exportOf } from './csv.ts';
import { DAY_MS, filterOf, stepFor } from './filter.ts';
import { placeName, sourceName } from './names.ts';
import { byPerson, type Parts } from './parts.ts';
import { postViews } from './post-view.ts';

type Keys =
  | 'POST /api/search'
  | 'POST /api/search/export'
  | 'GET /api/posts/{id}'
  | 'POST /api/posts/{id}/original'
  | 'GET /api/watches'
  | 'POST /api/watches'
  | 'DELETE /api/watches/{id}';

/** 检索: search, export, the address of an original, saved searches. */
export function searchAnswers(parts: Parts): Pick<Handlers, Keys> {
  return {
    'POST /api/search': ({ body }) => search(parts, body),
    'POST /api/search/export': ({ body, actor }) => exported(parts, body, actor.person.id),
    'GET /api/posts/{id}': async ({ params }) => {
      const views = await postViews(parts, await parts.posts.get([params.id]), false);
      return views[0] ?? refuse('not-found');
    },
    'POST /api/posts/{id}/original': async ({ params, actor }) => {
      const [post] = await parts.posts.get([params.id]);
      if (post === undefined || post.url === null) return refuse('not-found');
      const by = byPerson(actor);
      return parts.desk.command({ do: 'record-original', post: post.id }, by) ?? { url: post.url };
    },
    'GET /api/watches': () => rowsOf(parts.desk.state().watches).toSorted((a, b) => a.addedMs - b.addedMs),
    'POST /api/watches': ({ body, actor }) => {
      const id = WatchId.parse(randomUUID());
      const by = byPerson(actor);
      const refused = parts.desk.command({ do: 'add-watch', id, draft: body }, by);
      if (refused !== null) return refused;
      void parts.lookout.recount([`watch:${id}`]);
      return rowAt(parts.desk.state().watches, id) ?? refuse('not-found');
    },
    'DELETE /api/watches/{id}': ({ params, actor }) =>
      parts.desk.command({ do: 'remove-watch', id: params.id }, byPerson(actor)),
  };
}

async function search(parts: Parts, query: SearchQuery): Promise<SearchReply> {
  const startedMs = performance.now();
  const filter = await filterOf(parts, query);
  const nowMs = parts.now();
  const fromMs = query.fromMs > 0 ? query.fromMs : nowMs - parts.config.retentionDays * DAY_MS;
  const stepMs = stepFor((query.toMs === 0 ? nowMs : query.toMs) - fromMs);
  const first = query.cursor === '';
  const found = await parts.posts.search(filter, {
    sort: query.sort,
    limit: query.limit,
    cursor: first ? null : query.cursor,
    facets: first,
    stepMs,
  });
  const none = { topics: [], places: [], markers: [], sources: [], kinds: [] };
  const facets = found.facets ?? none;
  return {
    total: found.total,
    sampled: found.sampled,
    posts: await postViews(parts, found.posts, false),
    cursor: found.cursor,
    facets: {
      topics: [...facets.topics],
      places: [...facets.places],
      markers: [...facets.markers],
      sources: [...facets.sources],
      kinds: [...facets.kinds],
    },
    histogram: { stepMs, buckets: [...found.histogram] },
    tookMs: Math.round(performance.now() - startedMs),
  };
}

/** Rows made before others have their turn. */
const ROWS_A_TURN = 5;
const HEADER = ['发布时间', '信源', '标题', '正文', '议题', '地点', '传言特征'];

async function exported(parts: Parts, criteria: Criteria, person: PersonId): Promise<string | Refusal> {
  const filter = await filterOf(parts, criteria);
  const posts: Post[] = [];
  let cursor: string | null = null;
  do {
    const page = await parts.posts.search(filter, {
      sort: 'newest',
      limit: PAGE_POSTS_MAX,
      cursor,
      facets: false,
      stepMs: DAY_MS,
    });
    posts.push(...page.posts);
    cursor = page.cursor;
  } while (cursor !== null && posts.length < EXPORT_ROWS_MAX);
  const rows: (readonly string[])[] = [];
  for (const post of posts.slice(0, EXPORT_ROWS_MAX)) {
    rows.push(exportRow(parts, post));
    // Ten thousand texts take seconds to cover: others are heard in between.
    if (rows.length % ROWS_A_TURN === 0) await othersTurn();
  }
  const csv = exportOf(parts.config.drill, [HEADER, ...rows]);
  const command = {
    do: 'record-export',
    what: JSON.stringify(criteria).slice(0, 2_000),
    rows: rows.length,
    sha256: createHash('sha256').update(csv).digest('hex'),
  } as const;
  return parts.desk.command(command, { kind: 'person', id: person }) ?? csv;
}

/** No address, no floor, no tone, no voice. */
function exportRow(parts: Parts, post: Post): readonly string[] {
  const { topics, markers } = parts.lexicon();
  const label = (labels: readonly { id: string; zh: string }[], id: string): string =>
    labels.find((each) => each.id === id)?.zh ?? id;
  return [
    chinaTime(post.publishedMs),
    sourceName(parts, post.source),
    coverExcerpt(post.title),
    coverExcerpt(post.text),
    post.topics.map((id) => label(topics, id)).join('、'),
    post.places.map((id) => placeName(parts, id)).join('、'),
    post.markers.map((id) => label(markers, id)).join('、'),
  ];
}
