import { isHotline, MARK } from './privacy-marks.ts';
import {
  isAreaCode,
  isCardGrouping,
  isIdentity,
  isIdentityGrouping,
  isLandline,
  isMobile,
  isMobileGrouping,
  isTimeStamp,
} from './privacy-shapes.ts';

/** No number written in groups has more of them than this: eleven single digits behind a country code. */
const GROUPS_MAX = 13;
const MONEY_AFTER = /^\s*(?:元|块|万|亿|千|美元|人次|人|吨|平方|立方|公里|米|票|次|个|件|股|%|％)/;

/** Neighbouring digits of a run. */
export interface Group {
  readonly digits: string;
  readonly start: number;
  readonly end: number;
}

/** A run cut into its groups, with what surrounds it. Positions count within the run. */
export interface Run {
  readonly text: string;
  readonly groups: readonly Group[];
  readonly last: 'X' | '';
  readonly after: string;
}

/** Something personal that begins at a group. */
export interface Hit {
  readonly mark: string;
  /** How many groups are taken, counted from the one asked about. */
  readonly taken: number;
}

function joined(groups: readonly Group[]): string {
  return groups.map((group) => group.digits).join('');
}

function gapsAlike(run: Run, from: number, to: number): boolean {
  const gaps = new Set<string>();
  for (let i = from + 1; i < to; i++) gaps.add(run.text.slice(run.groups[i - 1]?.end, run.groups[i]?.start).trim());
  return gaps.size <= 1;
}

function wholeGroup(run: Run, index: number): Hit | null {
  const digits = run.groups[index]?.digits ?? '';
  const isLast = index === run.groups.length - 1;
  if (isLast && run.last && (digits.length === 17 || digits.length === 14)) return { mark: MARK.identity, taken: 1 };
  if (digits.length < 10) return null;
  const bare = digits.replace(/^(?:00?86|86|0)(?=1[3-9]\d{9}$)/, '');
  if (isMobile(bare) || isLandline(digits)) return { mark: MARK.phone, taken: 1 };
  if (digits.length < 13 || isTimeStamp(digits)) return null;
  if (isIdentity(digits)) return { mark: MARK.identity, taken: 1 };
  const isDecimal = index > 0 && run.text[(run.groups[index]?.start ?? 0) - 1] === '.';
  if (isDecimal || (isLast && MONEY_AFTER.test(run.after))) return null;
  return { mark: MARK.card, taken: 1 };
}

function landline(run: Run, index: number): Hit | null {
  const area = run.groups[index]?.digits ?? '';
  if (!isAreaCode(area)) return null;
  for (let taken = 2; taken <= 3; taken++) {
    const groups = run.groups.slice(index, index + taken);
    if (groups.length < taken || !isLandline(joined(groups))) continue;
    const end = groups[taken - 1]?.end ?? 0;
    const extension = run.groups[index + taken];
    const hasExtension =
      extension && extension.digits.length <= 5 && /^[-－—–]$/.test(run.text.slice(end, extension.start));
    return { mark: MARK.phone, taken: taken + (hasExtension ? 1 : 0) };
  }
  return null;
}

function international(run: Run): Hit | null {
  if (!/^[+＋]/.test(run.text) && !/^00[1-9]/.test(run.groups[0]?.digits ?? '')) return null;
  let digits = '';
  let taken = 0;
  for (const group of run.groups) {
    if (digits.length + group.digits.length > 15) break;
    digits += group.digits;
    taken++;
    if (/^(?:00)?86(?:1[3-9]\d{9}|[1-9]\d{1,2}[2-8]\d{7})$/.test(digits)) return { mark: MARK.phone, taken };
  }
  return digits.length >= 9 && !MONEY_AFTER.test(run.after) ? { mark: MARK.phone, taken } : null;
}

/** Lengths at which a grouped number can be complete: a mobile (with 86, 0086), an identity card, a card. */
const MOBILE_SUMS: ReadonlySet<number> = new Set([11, 13, 15]);
const IDENTITY_SUMS: ReadonlySet<number> = new Set([14, 15, 17, 18]);

function grouped(run: Run, index: number): Hit | null {
  let digits = '';
  const sizes: number[] = [];
  let hit: Hit | null = null;
  for (let end = index; end < run.groups.length && sizes.length < GROUPS_MAX; end++) {
    const group = run.groups[end];
    if (!group || digits.length + group.digits.length > 19) break;
    digits += group.digits;
    sizes.push(group.digits.length);
    if (MOBILE_SUMS.has(digits.length) && isGroupedMobile(run, index, sizes, digits))
      return { mark: MARK.phone, taken: sizes.length };
    if (sizes.length > 5) continue;
    const isEnd = end === run.groups.length - 1;
    if (IDENTITY_SUMS.has(digits.length) && isGroupedIdentity(sizes, digits, isEnd ? run.last : ''))
      hit = { mark: MARK.identity, taken: sizes.length };
    else if (
      hit?.mark !== MARK.identity &&
      digits.length >= 13 &&
      isCardGrouping(sizes) &&
      gapsAlike(run, index, end + 1)
    )
      hit = { mark: MARK.card, taken: sizes.length };
  }
  return hit;
}

function isGroupedMobile(run: Run, index: number, sizes: readonly number[], digits: string): boolean {
  const mobile = digits.replace(/^(?:00)?86(?=1)/, '');
  const own = mobile === digits ? sizes : sizes.slice(1);
  return isMobile(mobile) && isMobileGrouping(own, gapsAlike(run, index, index + sizes.length));
}

function isGroupedIdentity(sizes: readonly number[], digits: string, last: string): boolean {
  return isIdentity(digits + last) && isIdentityGrouping(last ? withLast(sizes) : sizes);
}

function withLast(sizes: readonly number[]): number[] {
  return sizes.map((size, index) => (index === sizes.length - 1 ? size + 1 : size));
}

function localAfterCue(run: Run, index: number, cued: boolean): Hit | null {
  if (!cued) return null;
  const first = run.groups[index]?.digits ?? '';
  const second = run.groups[index + 1]?.digits ?? '';
  if (isHotline(first) || isHotline(first + second)) return null;
  if (/^[1-9]\d{6,11}$/.test(first) && !/^(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])$/.test(first))
    return { mark: MARK.phone, taken: 1 };
  return /^[2-9]\d{2,3}$/.test(first) && second.length === 4 && !/^20\d\d$/.test(first)
    ? { mark: MARK.phone, taken: 2 }
    : null;
}

/** How many groups from `index` on make up a 400 or 800 line; 0 if none. */
export function serviceLine(run: Run, index: number): number {
  if (!/^[48]00/.test(run.groups[index]?.digits ?? '')) return 0;
  for (let taken = 1; taken <= 4; taken++)
    if (/^[48]00\d{7}$/.test(joined(run.groups.slice(index, index + taken)))) return taken;
  return 0;
}

/** What begins at the group `index` of a run, if it has the shape of something personal; `cued` says that a word for a phone stands before. */
export function hitAt(run: Run, index: number, cued: boolean): Hit | null {
  return (
    (index === 0 ? international(run) : null) ??
    wholeGroup(run, index) ??
    landline(run, index) ??
    grouped(run, index) ??
    localAfterCue(run, index, cued)
  );
}
