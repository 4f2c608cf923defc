import type { z } from 'zod';

/** What is wrong with one field, in both languages. Never the value, and no key that the caller chose. */
export type IssueWords = { readonly zh: string; readonly en: string };

/**
 * Our own words for what a schema found. zod's Chinese names types in English (`期望 string >=3 字符`), repeats unknown keys, and
 * cannot tell a field that is missing from a wrong one.
 */
export function issueWords(issue: z.core.$ZodRawIssue): IssueWords {
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined ? MISSING : WRONG_TYPE;
    case 'too_small':
      return sized(issue.origin, Number(issue.minimum), 'least');
    case 'too_big':
      return sized(issue.origin, Number(issue.maximum), 'most');
    case 'invalid_value':
    case 'invalid_union':
      return issue.input === undefined
        ? MISSING
        : { zh: '不是可选的值', en: 'not one of the values that can be chosen' };
    case 'invalid_format':
      return { zh: '格式不正确', en: 'of a wrong form' };
    case 'not_multiple_of':
      return { zh: `应为 ${issue.divisor} 的整数倍`, en: `a multiple of ${issue.divisor} is wanted` };
    case 'unrecognized_keys':
      return { zh: '含有未知的项', en: 'it has a key that is not known' };
    default:
      return { zh: '内容无效', en: 'not valid' };
  }
}

const MISSING: IssueWords = { zh: '缺少此项', en: 'missing' };
const WRONG_TYPE: IssueWords = { zh: '类型不正确', en: 'of a wrong type' };

function sized(origin: string, size: number, edge: 'least' | 'most'): IssueWords {
  const [zh, en] = edge === 'least' ? ['至少', 'at least'] : ['最多', 'at most'];
  if (origin === 'string') {
    if (edge === 'least' && size === 1) return { zh: '不能为空', en: 'empty' };
    return { zh: `${zh} ${size} 个字`, en: `${en} ${size} characters` };
  }
  if (origin === 'array' || origin === 'set' || origin === 'map' || origin === 'object')
    return { zh: `${zh} ${size} 项`, en: `${en} ${size} entries` };
  return edge === 'least'
    ? { zh: `不能小于 ${size}`, en: `not less than ${size}` }
    : { zh: `不能大于 ${size}`, en: `not more than ${size}` };
}

/** A path as the refusal tells it. A key that no schema would have was made up by the caller, and may hold anything. */
export function fieldOf(path: readonly PropertyKey[]): string {
  const isOurs = (key: PropertyKey): boolean => typeof key === 'number' || /^[A-Za-z]\w{0,30}$/.test(String(key));
  const strange = path.findIndex((key) => !isOurs(key));
  return (strange < 0 ? path : path.slice(0, strange)).map(String).join('.');
}
