import assert from 'node:assert/strict';
import { wantedOf } from '../../dashboard/screens/search/criteria.ts';
import { countFigure, figureView } from '../../api/answers/briefing-figure.ts';
import { gatherIssue } from '../../api/answers/briefing-input.ts';
import { filterOf } from '../../api/answers/filter.ts';
import { makeIssue } from '../../api/briefing/make.ts';
import { earlierSpans } from '../../api/briefing/period.ts';
import { endedPeriods } from '../../api/desk/briefings/period.ts';
import { Criteria, MadeIssue, type Figure, type FigureQuery, type NewPost } from '../../api/contract/index.ts';
import { DESK_FOLD } from '../../api/desk/desk.ts';
import type { DeskState } from '../../api/desk/state.ts';
import { rowAt, rowsOf } from '../../api/desk/table.ts';
import { formOf } from '../../api/publisher/words.ts';
import { chanceFrom, type Chance } from '../desk/generated/chance.ts';
import { perform } from '../desk/generated/office.ts';
import { someOptions, aPost } from '../support/post.ts';
import { countPlainly } from './plain-desk.ts';
import { anAlert, aTown, DAY_MS, HOUR_MS, SOURCES, type Town } from './town.ts';

const RUNS = 3;
const COMMANDS = 130;
const POSTS = 1_500;
const KINDS = ['daily', 'weekly', 'monthly'] as const;

/** Seeded: `SEED=… mocha …` plays the same once more. */
describe('each number of an issue', function () {
  this.timeout(60_000);
  const seed = Number(process.env['SEED'] ?? Math.floor(Math.random() * 1e9));
  for (let run = 0; run < RUNS; run += 1)
    it(`is what a count by hand over store and journal gives (seed ${seed + run})`, async () => {
      const town = await aTown();
      try {
        await check(town, seed + run, KINDS[run % KINDS.length] ?? 'daily');
      } finally {
        await town.close();
      }
    });
});

async function check(town: Town, seed: number, kind: (typeof KINDS)[number]): Promise<void> {
  const chance = chanceFrom(seed);
  const lastMs = playDesk(town, seed, chance);
  const plan = { atMin: 7 * 60, weekday: 1 };
  // The end of the period that holds the last act.
  const dueMs = lastMs + (kind === 'daily' ? DAY_MS : kind === 'weekly' ? 7 * DAY_MS : 31 * DAY_MS);
  const span = endedPeriods(kind, plan, dueMs, 0, 1)[0] ?? assert.fail('no period');
  await town.put(somePosts(town, chance, span));
  const head = town.journal.head();
  const asked = { kind, about: null, fromMs: span.fromMs, toMs: span.toMs, year: 2026, no: 1, before: null, head };
  const made = makeIssue(await gatherIssue(town.parts, asked));
  MadeIssue.parse(made);
  const again = makeIssue(await gatherIssue(town.parts, asked));
  assert.equal(JSON.stringify(again), JSON.stringify(made), 'the same store and journal give the same bytes');
  assert.ok(made.figures.length > 20, `${made.figures.length} figures`);
  for (const [at, figure] of made.figures.entries()) await checkFigure(town, made, at, figure);
  checkSpans(made);
}

async function checkFigure(town: Town, made: MadeIssue, at: number, figure: Figure): Promise<void> {
  const what = JSON.stringify(figure);
  assert.equal(figure.value, byHand(town, figure.query), `by hand: ${what}`);
  assert.equal(await countFigure(town.parts, figure.query, made.toMs), figure.value, `counted again: ${what}`);
  assert.equal(figure.shown, figure.value === null ? '<5' : String(figure.value), what);
  const view = await figureView(town.parts, made, at, made.toMs);
  assert.deepEqual(view?.changed, { zh: '', en: '' }, what);
  if (figure.query.of === 'desk') assert.equal(view?.rows.length, Math.min(200, figure.value ?? 0), what);
  if (typeof view?.search !== 'string' || figure.query.of === 'voices') return;
  const wanted = wantedOf(new URL(view.search, 'http://office').searchParams, made.toMs);
  const found = await town.store.search(await filterOf(town.parts, Criteria.parse(wanted)), someOptions({ limit: 1 }));
  assert.equal(found.total, figure.value, `behind its link ${view.search}: ${what}`);
}

/** A figure stands in the text as it is shown, and no count stands there that is none. */
function checkSpans(made: MadeIssue): void {
  for (const { id, findings } of made.sections)
    for (const { key, cells } of findings)
      for (const span of cells.flat()) {
        if (span.figure !== undefined) assert.equal(made.figures[span.figure]?.shown, span.text, key);
        else if (id !== 'method')
          assert.doesNotMatch(span.text, /\d+ ?(?:条|个|件|份|项)(?!月|工作日)/u, `${key}: ${span.text}`);
      }
}

function playDesk(town: Town, seed: number, chance: Chance): number {
  let lastMs = 0;
  perform(seed, COMMANDS, town.room.state, (command, actor, atMs) => {
    lastMs = atMs;
    town.setNow(atMs);
    town.room.command(command, actor);
  });
  for (const [id, name] of SOURCES) {
    const draft = { kind: 'board', name, url: `http://${id}.example.org/`, everyMin: 15 };
    town.ask('fang', { do: 'add-source', id, draft }, lastMs);
  }
  for (let at = 0; at < 6; at += 1) {
    const raisedMs = lastMs - chance.below(40) * HOUR_MS;
    const level = chance.pick(['blue', 'yellow', 'orange', 'red'] as const);
    town.raised.push(
      anAlert(`al${at}`, { firstSeenMs: raisedMs, peakLevel: level, series: [`topic:${chance.pick(TOPICS)}`] }),
    );
    const act = chance.pick([
      { act: 'false-alarm', note: '同一段广告' },
      { act: 'snooze', untilMs: lastMs + 60 * HOUR_MS, note: '等检测' },
      { act: 'take' },
      null,
    ]);
    if (act !== null) town.ask(chance.pick(['mo', 'wei', 'fang']), { do: 'alert', id: `al${at}`, act }, lastMs);
  }
  // Some claims get variants that stand for groups of posts.
  for (const claim of rowsOf(town.room.state().claims)
    .toSorted((a, b) => a.no - b.no)
    .slice(0, 3)) {
    for (const at of [0, 1]) {
      const group = aPost({ id: `group-${claim.no}-${at}` }).post.id;
      const variant = {
        id: `gv${claim.no}-${at}`,
        text: `说法 ${claim.no} ${at}`,
        post: group,
        group,
        firstSeenMs: lastMs,
      };
      town.ask('fang', { do: 'claim', id: claim.id, act: { act: 'attach', variant } }, lastMs);
    }
  }
  return lastMs;
}

const TOPICS = ['water', 'health', 'housing', 'traffic'] as const;
const WORDS = ['水压', '停水', '发黄', '检测', '通知', '公交', '站点', '医保', '排队', '电梯', '物业', '收费'];

function somePosts(town: Town, chance: Chance, span: { fromMs: number; toMs: number }): NewPost[] {
  const reach = 9 * (span.toMs - span.fromMs);
  const titles = rowsOf(town.room.state().statements).flatMap((each) =>
    each.publishedMs === null ? [] : formOf(each).title,
  );
  return Array.from({ length: POSTS }, (_, at) => {
    const recent = chance.happens(0.4);
    const publishedMs =
      span.toMs + DAY_MS / 4 - Math.floor(chance.next() * (recent ? 2 * (span.toMs - span.fromMs) : reach));
    const isCopy = chance.happens(0.15);
    const title = titles.length > 0 && chance.happens(0.05) ? ` ${chance.pick(titles)}` : '';
    return aPost({
      id: at < 6 ? `group-${Math.floor(at / 2) + 1}-${at % 2}` : `post-${at}`,
      text: `${Array.from({ length: 5 }, () => chance.pick(WORDS)).join(' ')}${title}`,
      source: chance.pick(['forum', 'forum', 'news', 'estate']),
      topics: TOPICS.filter(() => chance.happens(0.3)),
      places: ['county', ...(chance.happens(0.4) ? [chance.pick(['e1', 'v1'])] : [])],
      voice: chance.happens(0.9) ? `v${chance.below(40)}` : null,
      seenMs: publishedMs,
      publishedMs,
      ...(isCopy && at >= 6 ? { group: `group-${1 + chance.below(3)}-${chance.below(2)}` } : {}),
    });
  });
}

/** The plain reading: over the rows that were put and the rows of the desk. */
function byHand(town: Town, query: FigureQuery): number | null {
  switch (query.of) {
    case 'posts':
      return matching(town, query.criteria).length;
    case 'voices': {
      const voices = new Set(matching(town, query.criteria).flatMap(({ voice }) => voice ?? []));
      return voices.size < 5 ? null : voices.size;
    }
    case 'usual':
      return usualByHand(town, query);
    case 'claim-posts': {
      const groups = rowAt(town.room.state().claims, query.claim)?.variants.map(({ group }) => group) ?? [];
      return inSpan(town, query).filter(({ post }) => groups.includes(post.group)).length;
    }
    case 'effect':
      return effectByHand(town, query);
    case 'desk': {
      const read = new Map<string, number>();
      for (const { post } of inSpan(town, query)) read.set(post.source, (read.get(post.source) ?? 0) + 1);
      const alerts = town.raised.map(({ alert }) => ({ id: alert.id as never, raisedMs: alert.firstSeenMs }));
      return countPlainly(
        asOf(town, query.toMs),
        alerts.filter(({ raisedMs }) => raisedMs < query.toMs),
        read,
        query.rule,
        query,
      );
    }
  }
}

/** The desk as it was at that moment: the fold of what had been written until then. */
function asOf({ journal }: Town, ms: number): DeskState {
  const entries = journal.read(1, 5_000).filter(({ atMs }) => atMs < ms);
  return entries.reduce(DESK_FOLD.apply, DESK_FOLD.initial);
}

const inSpan = ({ rows }: Town, { fromMs, toMs }: { fromMs: number; toMs: number }): NewPost[] =>
  rows.filter(({ post }) => post.publishedMs >= fromMs && post.publishedMs < toMs);

function matching(town: Town, criteria: Criteria): NewPost[] {
  const has = (own: readonly string[], asked: readonly string[]): boolean =>
    asked.length === 0 || asked.some((id) => own.includes(id));
  return inSpan(town, criteria).filter(
    ({ post }) => has(post.topics, criteria.topics) && has(post.places, criteria.places),
  );
}

function usualByHand(town: Town, { criteria, end, periods }: Extract<FigureQuery, { of: 'usual' }>): number | null {
  const firstMs = Math.min(...town.rows.map(({ post }) => post.publishedMs));
  const counts = earlierSpans(criteria, periods)
    .filter((span) => span.fromMs >= firstMs && inSpan(town, span).length > 0)
    .map((span) => matching(town, { ...criteria, ...span }).length)
    .toSorted((a, b) => a - b);
  const place = end === 'low' ? Math.floor(0.1 * (counts.length - 1)) : Math.ceil(0.9 * (counts.length - 1));
  return counts[place] ?? null;
}

function effectByHand(town: Town, query: Extract<FigureQuery, { of: 'effect' }>): number | null {
  const state = town.room.state();
  const statement = rowAt(state.statements, query.statement);
  if (statement === undefined) return null;
  const held = statement.claim === null ? undefined : rowAt(state.claims, statement.claim);
  const claim = held?.mergedInto ? rowAt(state.claims, held.mergedInto) : held;
  const form = formOf(statement);
  const carries = (text: string, tokens: readonly string[]): boolean => ` ${tokens.join(' ')} `.includes(` ${text} `);
  const official = form.fact === '' ? form.lead : form.fact;
  const phrases = [form.title, official].filter((text) => text.length >= 8).map(firstSentence);
  const rows = inSpan(town, query);
  const mentions = rows.filter(
    ({ post }) =>
      post.publishedMs >= (statement.publishedMs ?? 0) && phrases.some((text) => carries(text, post.tokens)),
  );
  if (query.what === 'mentions') return mentions.length;
  const groups = claim?.variants.flatMap(({ group }) => group ?? []) ?? [];
  const typed = claim?.variants.filter(({ group }) => group === null).map(({ text }) => firstSentence(text)) ?? [];
  return rows.filter(
    (row) =>
      !mentions.includes(row) &&
      !claim?.dismissedPosts.includes(row.post.id) &&
      (groups.includes(row.post.group) || typed.some((text) => carries(text, row.post.tokens))),
  ).length;
}

function firstSentence(text: string): string {
  return (text.split(/[。！？!?\n]/u).find((part) => part.trim().length >= 8) ?? text).trim().slice(0, 40).trim();
}
