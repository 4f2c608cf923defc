import type { Criteria, DeskRule, Figure, FigureQuery, PaperSpan, SpanMark } from '../contract/index.ts';
import { SMALL_COUNT, type BodyId } from '../contract/index.ts';
import { deskRows, type DeskFacts } from './desk-rule.ts';
import type { Span } from './period.ts';

/** The numbers, each once: a number that stands twice is one figure. */
export type Figures = {
  of(value: number, query: FigureQuery): PaperSpan;
  posts(counted: { readonly criteria: Criteria; readonly count: number }): PaperSpan;
  /** Under 5 neither the number nor the figure says it. */
  voices(value: number, criteria: Criteria): PaperSpan;
  desk(rule: DeskRule, span: Span, body?: BodyId | null): PaperSpan;
  /** How many rows a desk's rule has, for the words around the figure. */
  count(rule: DeskRule, span: Span, body?: BodyId | null): number;
  all(): readonly Figure[];
};

export function createFigures(facts: DeskFacts): Figures {
  const figures: Figure[] = [];
  const places = new Map<string, number>();
  const put = (figure: Figure): PaperSpan => {
    const key = JSON.stringify([figure.query, figure.shown]);
    const at = places.get(key) ?? figures.push(figure) - 1;
    places.set(key, at);
    return { text: figure.shown, figure: at };
  };
  const of: Figures['of'] = (value, query) => put({ value, shown: String(value), query });
  // A share asks for its two numbers and then prints them; most rules go through every concern.
  const counts = new Map<string, number>();
  const count: Figures['count'] = (rule, { fromMs, toMs }, body = null) => {
    const key = JSON.stringify([rule, body, fromMs, toMs]);
    const held = counts.get(key) ?? deskRows(facts, rule, { body, fromMs, toMs, atMs: toMs }).length;
    counts.set(key, held);
    return held;
  };
  return {
    of,
    count,
    posts: ({ criteria, count: value }) => of(value, { of: 'posts', criteria }),
    voices: (value, criteria) => {
      const small = value < SMALL_COUNT;
      return put({
        value: small ? null : value,
        shown: small ? `<${SMALL_COUNT}` : String(value),
        query: { of: 'voices', criteria },
      });
    },
    desk: (rule, { fromMs, toMs }, body = null) =>
      of(count(rule, { fromMs, toMs }, body), { of: 'desk', rule, body, fromMs, toMs }),
    all: () => figures,
  };
}

type Part = string | PaperSpan | readonly PaperSpan[];

/** Texts and figures in one line; neighbours that are both plain text become one. */
export function line(...parts: readonly Part[]): PaperSpan[] {
  const spans = parts.flatMap((part) =>
    typeof part === 'string' ? [{ text: part }] : Array.isArray(part) ? part : [part],
  );
  const joined: PaperSpan[] = [];
  for (const span of spans as PaperSpan[]) {
    if (span.text === '') continue;
    const last = joined.at(-1);
    if (last !== undefined && isPlain(last) && isPlain(span))
      joined[joined.length - 1] = { text: last.text + span.text };
    else joined.push(span);
  }
  return joined;
}

const isPlain = ({ figure, mark }: PaperSpan): boolean => figure === undefined && mark === undefined;

export function marked(text: string, mark: SpanMark): PaperSpan {
  return { text, mark };
}

/** The words of a cell or sentence. */
export function textOf(spans: readonly PaperSpan[]): string {
  return spans.map(({ text }) => text).join('');
}
