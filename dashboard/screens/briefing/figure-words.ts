import type { Text } from '../../text/zh.ts';
import type { FigureQuery } from './types.ts';

type Words = Text['briefing'];
type Criteria = Extract<FigureQuery, { of: 'posts' }>['criteria'];
type Named = (kind: 'topics' | 'places' | 'markers' | 'sources', id: string) => string;
type Moment = (ms: number) => string;

/** How a number was counted, as sentences: what, over which time, narrowed to what. */
export function figureWords(
  query: FigureQuery,
  words: Words,
  named: Named,
  moment: Moment,
  body = '',
): readonly string[] {
  const f = words.figure;
  const span = (fromMs: number, toMs: number): string => f.span(moment(fromMs), moment(toMs));
  switch (query.of) {
    case 'posts':
      return [f.posts, ...criteriaWords(query.criteria, words, named, moment)];
    case 'voices':
      return [f.voices, ...criteriaWords(query.criteria, words, named, moment)];
    case 'usual':
      return [
        f.usual(query.end === 'low' ? f.low : f.high, String(query.periods)),
        ...criteriaWords(query.criteria, words, named, moment),
      ];
    case 'claim-posts':
      return [f.claimPosts, span(query.fromMs, query.toMs)];
    case 'effect':
      return [query.what === 'repeats' ? f.repeats : f.mentions, span(query.fromMs, query.toMs)];
    case 'desk':
      return [
        words.rules[query.rule],
        span(query.fromMs, query.toMs),
        ...(query.body === null ? [] : [f.body(body === '' ? query.body : body)]),
      ];
  }
}

function criteriaWords(criteria: Criteria, { figure: f }: Words, named: Named, moment: Moment): readonly string[] {
  const lists = (['topics', 'places', 'markers', 'sources'] as const).flatMap((kind) =>
    criteria[kind].map((id) => named(kind, id)),
  );
  return [
    ...(criteria.fromMs === 0 || criteria.toMs === 0 ? [] : [f.span(moment(criteria.fromMs), moment(criteria.toMs))]),
    ...(criteria.text === '' ? [] : [f.words(criteria.text)]),
    ...(lists.length === 0 ? [] : [f.of(lists.join(' · '))]),
  ];
}
