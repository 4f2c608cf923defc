import { narrow } from './privacy-digits.ts';
import { type Group, hitAt, type Run, serviceLine } from './privacy-runs.ts';

/**
 * A run of digits with short gaps, e.g. "+86 138-1234-5678". Each character is looked at by one alternative only, so the
 * time is linear. A run of fewer than five digits can be nothing personal and is passed over by `maskNumbers`.
 */
const RUN =
  /[+＋(（]?[0-9０-９]+(?:[ \t\u00a0\u3000\u2002-\u200d\-－‐-―−~～._·•・/／()（）]{1,3}[0-9０-９]+)*(?:[ -]?[xXｘＸ](?![A-Za-z0-9]))?/g;
const GROUP = /[0-9]+/g;
/** How far before a bare local number its cue word may stand. */
const CUE_REACH = 16;
const PHONE_CUE =
  /(?:电话|電話|手机|手機|座机|固话|热线|联系方式|联系|传真|致电|拨打|来电|短号|号码|呼叫|tel|phone|mobile|fax|call|☎|📞|☏)[^0-9\n。；]{0,8}$/i;
/** Marks of an earlier masking, the first perhaps cut: 〔电话〕 is no cue word. */
const MARKS = /(?:^[^〔]{0,4}|〔[^〕]{0,4})〕/g;

function rewrite(run: Run, cuedAtStart: boolean): { readonly text: string; readonly lastMasked: boolean } {
  let out = '';
  let kept = 0;
  let cued = cuedAtStart;
  let lastMasked = false;
  for (let index = 0; index < run.groups.length;) {
    const service = serviceLine(run, index);
    const hit = service ? null : hitAt(run, index, cued);
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
    const before = text.slice(Math.max(0, at - CUE_REACH), at).replace(MARKS, '〔〕');
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
