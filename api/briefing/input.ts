import type {
  AlertId,
  BriefingAbout,
  BriefingKind,
  ClaimId,
  ConcernId,
  Criteria,
  EffectKind,
  Lacking,
  Level,
  MadeIssue,
  StatementId,
  TypicalPost,
} from '../contract/index.ts';
import type { DeskState } from '../desk/state.ts';
import type { Span } from './period.ts';
import type { Usual } from './usual.ts';

/** Everything that an issue is made of: plain data, so that the same gives the same bytes. */
export type IssueInput = Span & {
  readonly kind: BriefingKind;
  readonly about: BriefingAbout | null;
  readonly year: number;
  readonly no: number;
  /** 社情民意, of the plan. */
  readonly paperName: string;
  readonly head: { readonly n: number; readonly hash: string };
  readonly before: MadeIssue | null;
  /** The desk as of `head`. */
  readonly state: DeskState;
  readonly names: {
    readonly topics: Readonly<Record<string, string>>;
    readonly places: Readonly<Record<string, string>>;
  };
  readonly alerts: readonly AlertRow[];
  /** Null while the store is away. */
  readonly posts: PostsInput | null;
  readonly effects: readonly EffectRow[];
  readonly trail: Trail;
  readonly gaps: readonly SourceGapRow[];
  readonly marks: readonly MarkRow[];
  readonly lacking: readonly Lacking[];
};

/** An alert as the machine raised it, with its title in words. How people handled it is in the state. */
export type AlertRow = {
  readonly id: AlertId;
  readonly level: Level;
  readonly title: string;
  readonly series: readonly string[];
  readonly raisedMs: number;
  readonly sinceMs: number;
  readonly endedMs: number | null;
  readonly sample: boolean;
};

/** A count with what it was counted by. `usual` is null where too little is known. */
export type Counted = { readonly criteria: Criteria; readonly count: number; readonly usual: Usual | null };

export type HotRow = Counted & {
  /** `topic:water|place:3`. */
  readonly series: string;
  readonly topic: string;
  readonly place: string | null;
  /** The true count; under 5 it leaves the issue as null. */
  readonly voices: number;
  readonly peak: Span & { readonly count: number };
  readonly last: Span & { readonly count: number };
  readonly line: readonly (number | null)[];
  readonly terms: readonly string[];
  readonly typical: readonly TypicalPost[];
};

export type Bin = { readonly atMs: number; readonly count: number | null; readonly usual: Usual | null };

type SourceLine = { readonly source: string; readonly name: string; readonly counts: readonly number[] };
export type ClaimCount = {
  readonly claim: ClaimId;
  /** In the period, and since the first post. */
  readonly count: number;
  readonly firstMs: number;
  readonly total: number;
  /** Of a special report: by source over the bins, loudest first. */
  readonly spread: {
    readonly stepMs: number;
    readonly bins: readonly number[];
    readonly lines: readonly SourceLine[];
  } | null;
};

export type PostsInput = {
  readonly total: Counted;
  readonly before: { readonly criteria: Criteria; readonly count: number } | null;
  /** Posts by source in the period. */
  readonly read: Readonly<Record<string, number>>;
  readonly bins: readonly Bin[];
  readonly binMs: number;
  readonly hot: readonly HotRow[];
  readonly claims: readonly ClaimCount[];
  /** The last post before the period's end, and the first of all. */
  readonly lastMs: number | null;
  readonly firstMs: number | null;
  /** Hours without any post in which there usually are some. */
  readonly silences: readonly Span[];
  /** All posts of the period are of the sample town. */
  readonly sample: boolean;
};

export type EffectSpan = Span & { readonly count: number };
export type EffectRow = {
  readonly statement: StatementId;
  /** Since it was published, up to the period's end. */
  readonly repeats: EffectSpan;
  readonly mentions: EffectSpan;
  /** In the window before the moment, and in the last one. */
  readonly prior: EffectSpan | null;
  readonly last: EffectSpan | null;
  readonly windowMs: number;
  readonly stepMs: number;
  readonly finding: EffectKind;
  readonly fellBefore: boolean;
  readonly bins: readonly {
    readonly atMs: number;
    readonly repeats: number | null;
    readonly mentions: number | null;
  }[];
};

/** An entry of the journal that the issue prints: settings, rules, the lexicon, sources that were paused. */
export type TrailRow = {
  readonly n: number;
  readonly atMs: number;
  readonly by: string;
  readonly kind: string;
  readonly body: Readonly<Record<string, unknown>>;
  /** What was typed beside it. */
  readonly note: string;
  /** What stood before it, of settings. */
  readonly was: Readonly<Record<string, unknown>>;
};

/** `more`: of those that are not printed, how many of each kind. */
export type Trail = {
  readonly rows: readonly TrailRow[];
  readonly more: readonly { readonly kind: string; readonly count: number }[];
};

export type SourceGapRow = {
  readonly source: string;
  readonly name: string;
  readonly fromMs: number | null;
  readonly why: string;
};

/** 批示: a mark of an earlier issue. */
export type MarkRow = {
  /** 日报第 3 期. */
  readonly issue: string;
  readonly key: string;
  readonly about: string;
  readonly text: string;
  readonly by: string;
  readonly atMs: number;
  readonly dueMs: number;
  readonly body: string;
  readonly concern: ConcernId;
};
