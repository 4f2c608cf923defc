import { narrow } from './privacy-digits.ts';
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

/**
 * A run of digits with short gaps, e.g. "+86 138-1234-5678". Each character is looked at by one alternative only, so the
 * time is linear. A run of fewer than five digits can be nothing personal and is passed over by `maskNumbers`.
 */
const RUN =
  /[+＋(（]?[0-9０-９]+(?:[ \t\u00a0\u3000\u2002-\u200d\-－‐-―−~～._·•・/／()（）]{1,3}[0-9０-９]+)*(?:[ \-]?[xXｘＸ](?![A-Za-z0-9]))?/g;
const GROUP = /[0-9]+/g;
/** No number written in groups has more of them than this: eleven single digits behind a country code. */
const GROUPS_MAX = 13;
/** How far before a bare local number its cue word may stand. */
const CUE_REACH = 16;
const PHONE_CUE =
  /(?:电话|電話|手机|手機|座机|固话|热线|联系方式|联系|传真|致电|拨打|来电|短号|号码|呼叫|tel|phone|mobile|fax|call|☎|📞|☏)[^0-9\n。；]{0,8}$/i;
const MONEY_AFTER = /^\s*(?:元|块|万|亿|千|美元|人次|人|吨|平方|立方|公里|米|票|次|个|件|股|%|％)/;

interface Group {
  readonly digits: string;
  readonly start: number;
  readonly end: number;
}

/** A run cut into its groups, with what surrounds it. Positions count within the run. */
interface Run {
  readonly text: string;
  readonly groups: readonly Group[];
  readonly last: 'X' | '';
  readonly after: string;
}

interface Hit {
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

function isServiceLine(run: Run, index: number): number {
  if (!/^[48]00/.test(run.groups[index]?.digits ?? '')) return 0;
  for (let taken = 1; taken <= 4; taken++)
    if (/^[48]00\d{7}$/.test(joined(run.groups.slice(index, index + taken)))) return taken;
  return 0;
}

function rewrite(run: Run, cuedAtStart: boolean): { readonly text: string; readonly lastMasked: boolean } {
  let out = '';
  let kept = 0;
  let cued = cuedAtStart;
  let lastMasked = false;
  for (let index = 0; index < run.groups.length;) {
    const service = isServiceLine(run, index);
    const hit = service
      ? null
      : ((index === 0 ? international(run) : null) ??
        wholeGroup(run, index) ??
        landline(run, index) ??
        grouped(run, index) ??
        localAfterCue(run, index, cued));
    lastMasked = hit !== null;
    if (hit) {
      const end = run.groups[index + hit.taken - 1]?.end ?? 0;
      let start = index === 0 ? 0 : (run.groups[index]?.start ?? 0);
      if (/^[(（]/.test(run.text) && index === 0 && !/[)）]/.test(run.text.slice(0, end))) start = 1;
      out += run.text.slice(kept, start) + hit.mark;
      kept = end;
      cued = true;
    }
    index += hit?.taken ?? (service || 1);
  }
  if (lastMasked && run.last) return { text: out, lastMasked };
  return { text: out + run.text.slice(kept), lastMasked };
}

/** Masks phones, identity cards and bank cards written with ASCII or full-width digits. Linear in the length of the text. */
export function maskNumbers(text: string): string {
  let previousEnd = -1;
  let previousMasked = false;
  return text.replace(RUN, (found: string, at: number) => {
    const plain = narrow(found);
    const groups: Group[] = [];
    for (const match of plain.matchAll(GROUP))
      groups.push({ digits: match[0], start: match.index, end: match.index + match[0].length });
    if (plain.length < 7) return found;
    const before = text.slice(Math.max(0, at - CUE_REACH), at);
    const between = previousEnd < 0 ? '' : text.slice(previousEnd, Math.min(at, previousEnd + 6));
    const chained = previousMasked && previousEnd + between.length === at && /^[\s、,，/或和及;；]*$/.test(between);
    const end = at + found.length;
    const run: Run = {
      text: plain,
      groups,
      last: /x$/i.test(plain) ? 'X' : '',
      after: text.slice(end, end + 6),
    };
    const { text: out, lastMasked } = rewrite(run, chained || PHONE_CUE.test(before));
    previousEnd = end;
    previousMasked = lastMasked;
    return out === plain ? found : out;
  });
}
