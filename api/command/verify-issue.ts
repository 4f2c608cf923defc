import { createHash } from 'node:crypto';
import { createReadStream, statSync } from 'node:fs';
import { chinaMoment } from '../briefing/words.ts';
import { filedIssue, type FiledIssue } from '../desk/briefings/proof.ts';
import { KIND_WORDS } from '../desk/briefings/words.ts';
import type { Entry, Head, Journal } from '../journal/journal.ts';

const PAGE_ENTRIES = 1_000;

export type IssueVerified = {
  readonly ok: boolean;
  readonly sha256: string;
  readonly why?: 'not-released' | 'redacted' | 'head';
  readonly zh: string;
  readonly en: string;
  readonly issue?: Omit<FiledIssue, 'head'> & { readonly head: Head & { readonly inChain: boolean } };
};

/** Whether there is a file of this name. */
export function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;
}

/** Whether the file is an issue that was released, by a journal that was found to hold. */
export async function verifyIssue(journal: Journal, path: string): Promise<IssueVerified> {
  const sha256 = await hashOf(path);
  const filed = filedIssue(entriesOf(journal), sha256);
  if (filed === null) {
    const zh = '不是已签发的简报：日志里没有这份文件（草稿、改动过的文件、另存或重新打印的文件都不是签发版）';
    const en =
      'not one that was released: the journal knows no such file (a draft, an edited file, or one that was saved or printed anew)';
    return { ok: false, sha256, why: 'not-released', zh, en };
  }
  const inChain = isInChain(journal, filed.head) && isInChain(journal, filed.released);
  const issue = { ...filed, head: { ...filed.head, inChain } };
  const [zh, en] = wordsOf(filed);
  if (!inChain) {
    const [what, whatEn] = ['所据日志不在链上', 'the entry that it rests on is not in the chain'];
    return { ok: false, sha256, why: 'head', zh: `${zh}，但${what}`, en: `${en}, but ${whatEn}`, issue };
  }
  if (filed.voidMs !== null) {
    const at = chinaMoment(filed.voidMs);
    const [what, whatEn] = [`已于 ${at} 应本人请求删去个人信息，这份是删去之前的旧文件，已作废`, `void since ${at}`];
    const enAll = `${en}; ${whatEn}: words were taken out at a person's request, and another file took its place`;
    return { ok: false, sha256, why: 'redacted', zh: `${zh}；${what}`, en: enAll, issue };
  }
  const { n } = filed.head;
  return {
    ok: true,
    sha256,
    zh: `${zh}；所据日志至第 ${n} 条，在链上`,
    en: `${en}; it rests on entry ${n}, which is in the chain`,
    issue,
  };
}

function wordsOf({ kind, year, no, toMs, released, sample, form }: FiledIssue): readonly [zh: string, en: string] {
  const [zh, en] = KIND_WORDS[kind];
  const [to, at] = [chinaMoment(toMs), chinaMoment(released.atMs)];
  return [
    `${sample ? '（示例）' : ''}已签发的${zh} ${year} 年第 ${no} 期（截至 ${to}，${form}），${released.by}于 ${at} 签发`,
    `${sample ? '(sample) ' : ''}a released ${en} issue, no. ${no} of ${year} (until ${to}, ${form}), released by ${released.by} at ${at}`,
  ];
}

function isInChain(journal: Journal, { n, hash }: Head): boolean {
  return n === 0 || journal.read(n, 1)[0]?.hash === hash;
}

function* entriesOf(journal: Journal): Generator<Entry> {
  for (let n = 1; ;) {
    const page = journal.read(n, PAGE_ENTRIES);
    yield* page;
    if (page.length < PAGE_ENTRIES) return;
    n += page.length;
  }
}

async function hashOf(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path)) hash.update(chunk as Uint8Array);
  return hash.digest('hex');
}
