import type { Term } from '../contract/index.ts';
import { rowsOf } from '../desk/table.ts';
import type { PostFilter } from '../posts/port.ts';
import type { Parts } from './parts.ts';

type TermParts = Pick<Parts, 'posts' | 'isPersonName' | 'desk'>;

export const TERMS_SHOWN_MAX = 12;
/** A term must be in so many posts now: below that any word "rises". */
const COUNT_MIN = 3;
/** Added to both counts, so that a word never seen before does not rise without end. */
const SMOOTHING = 2;
const RATIO_MIN = 1.5;
/** Words of talk, not of a subject. */
const EVERYDAY = new Set(
  '我们 你们 他们 大家 一个 这个 那个 什么 怎么 没有 不是 就是 还是 现在 今天 昨天 明天 时候 知道 可以 已经 自己 有人 真的 因为 所以 但是 如果 一下 一直 有点 这样 那样 是不是 有没有 请问 谢谢 感觉 觉得 希望 需要 进行 工作 相关 问题 情况 表示 记者 本报 日前 近日 为了 以及 通过 其中 多少 起来 出来 下来 上午 下午 晚上 早上 小时 分钟'.split(
    ' ',
  ),
);

/**
 * Terms that more posts under `now` carry than posts under `usual` do, by the ratio of their shares. Never a person's name: no
 * list of terms may become a list of people.
 */
export async function risenTerms(parts: TermParts, now: PostFilter, usual: PostFilter): Promise<Term[]> {
  const [current, before] = await Promise.all([parts.posts.termCounts(now), parts.posts.termCounts(usual)]);
  if (current.posts === 0) return [];
  // A site's name stands on each of its pages and says nothing.
  const ownNames = rowsOf(parts.desk.state().sources)
    .map((source) => source.name)
    .join(' ');
  const usualCounts = new Map(before.terms.map(({ id, count }) => [id, count]));
  const terms = current.terms
    .filter(({ id, count }) => count >= COUNT_MIN && isSubject(id) && !ownNames.includes(id))
    .map(({ id, count }) => {
      const usualCount = usualCounts.get(id) ?? 0;
      const expected = before.posts === 0 ? 0 : (usualCount / before.posts) * current.posts;
      const ratio = (count + SMOOTHING) / (expected + SMOOTHING);
      return { term: id, count, usual: Number(expected.toFixed(1)), ratio: Number(ratio.toFixed(1)) };
    })
    .filter(({ ratio }) => ratio >= RATIO_MIN)
    .toSorted((a, b) => b.ratio * Math.log(b.count + 1) - a.ratio * Math.log(a.count + 1));
  return withoutParts(terms.filter(({ term }) => !parts.isPersonName(term)).slice(0, 3 * TERMS_SHOWN_MAX)).slice(
    0,
    TERMS_SHOWN_MAX,
  );
}

function isSubject(term: string): boolean {
  return /^\p{Script=Han}{2,8}$/u.test(term) && !EVERYDAY.has(term);
}

/** 自来 goes where 自来水 stands with as many posts. */
function withoutParts(terms: readonly Term[]): Term[] {
  return terms.filter(
    (term) =>
      !terms.some((other) => other !== term && other.term.includes(term.term) && other.count >= term.count * 0.8),
  );
}
