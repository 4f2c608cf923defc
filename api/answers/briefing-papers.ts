import { FileHash, isRefusal, refuse, type Refusal } from '../contract/index.ts';
import { MadeIssue, Paper, type Finding, type Section } from '../contract/briefing-paper.ts';
import type { Briefing } from '../contract/briefing.ts';
import { boundPaper, paperOf, releasedText } from '../briefing/paper.ts';
import { bytesOf } from '../files/files.ts';
import { rowAt, rowsOf } from '../desk/table.ts';
import { canonical, sha256Of } from '../paper/canonical.ts';
import type { Parts } from './parts.ts';

/** Far above a month's issue with forty rows in each section: about 400 kB. */
export const PAPER_BYTES_MAX = 4_000_000;
/** What stands where a typical post was erased at a person's request. */
const ERASED_POST = '（应本人请求已删除）';

type PaperParts = Pick<Parts, 'files' | 'desk' | 'erasures'>;

/** Keeps a made issue or a released paper under the hash of its canonical JSON. Refuses as the file store does. */
export async function keepDocument(
  { files }: Pick<Parts, 'files'>,
  document: MadeIssue | Paper,
): Promise<FileHash | Refusal> {
  const bytes = new TextEncoder().encode(canonical(document));
  const put = await files.put([bytes], { bytesMax: PAPER_BYTES_MAX, as: 'json' });
  return isRefusal(put) ? put : put.file.sha256;
}

/** The issue as the machine made it; null where its file is not there, or is none. */
export async function readMade(parts: PaperParts, sha256: string): Promise<MadeIssue | null> {
  const raw = await readRaw(parts, sha256, MadeIssue);
  return raw === null ? null : blankErased(parts, raw);
}

export type Shape<Document> = { safeParse(value: unknown): { readonly success: boolean; readonly data?: Document } };

/** A document as it lies in the file store. */
export async function readRaw<Document>(
  parts: Pick<Parts, 'files'>,
  sha256: string,
  shape: Shape<Document>,
): Promise<Document | null> {
  return shape.safeParse(await readJson(parts, sha256)).data ?? null;
}

async function readJson({ files }: Pick<Parts, 'files'>, sha256: string): Promise<unknown> {
  const bytes = (await files.find(sha256))?.kind === 'json' ? await bytesOf(files, sha256) : null;
  if (bytes === null || bytes.length > PAPER_BYTES_MAX) return null;
  const text = Buffer.from(bytes).toString('utf8');
  // What was changed on the disk is not the issue.
  return sha256Of(text) === sha256 ? JSON.parse(text) : null;
}

/** Posts that were erased since are in no issue, whatever a restored backup brings back. */
export function blankErased<Document extends MadeIssue>(
  { erasures }: Pick<Parts, 'erasures'>,
  document: Document,
): Document {
  const isErased = (finding: Finding): boolean => finding.posts.some(({ post }) => erasures.has('post', post));
  const blanked = (finding: Finding): Finding =>
    isErased(finding)
      ? {
          ...finding,
          posts: finding.posts.map((each) => (erasures.has('post', each.post) ? { ...each, text: ERASED_POST } : each)),
        }
      : finding;
  const section = (each: Section): Section => ({ ...each, findings: each.findings.map(blanked) });
  return { ...document, sections: document.sections.map(section) };
}

/** `isStale`: something in it was erased since; its filed forms are void. */
export type PaperNow = { readonly paper: Paper; readonly sha256: FileHash; readonly isStale: boolean };

/** The paper as it reads now, with the hash that a release binds. A released one is what was released. Refuses `briefing-away`. */
export async function paperNow(parts: PaperParts, briefing: Briefing): Promise<PaperNow | Refusal> {
  const { released } = briefing;
  const names = staffNames(parts);
  if (released !== null) {
    const raw = await readRaw(parts, released.paper, Paper);
    if (raw === null) return refuse('briefing-away');
    const paper = { ...blankErased(parts, raw), releasedText: releasedText(briefing, names) };
    return { paper, sha256: released.paper, isStale: holdsErased(parts, raw) };
  }
  const made = await readMade(parts, briefing.made.sha256);
  if (made === null) return refuse('briefing-away');
  const paper = paperOf(made, briefing, names, parts.desk.state().briefingPlan);
  return { paper, sha256: FileHash.parse(sha256Of(canonical(boundPaper(paper)))), isStale: false };
}

function holdsErased({ erasures }: Pick<Parts, 'erasures'>, { sections }: MadeIssue): boolean {
  const posts = sections.flatMap(({ findings }) => findings.flatMap((finding) => finding.posts));
  return posts.some(({ post, text }) => text !== ERASED_POST && erasures.has('post', post));
}

export function staffNames({ desk }: Pick<Parts, 'desk'>): Readonly<Record<string, string>> {
  return { ...Object.fromEntries(rowsOf(desk.state().people).map(({ id, name }) => [id, name])), machine: '系统' };
}

/** The issue of this kind that came before, by the end of its period. */
export function briefingBefore(
  { desk }: Pick<Parts, 'desk'>,
  { kind, about, toMs }: Pick<Briefing, 'kind' | 'about' | 'toMs'>,
): Briefing | null {
  return neighbours(desk, { kind, about }).findLast((each) => each.toMs < toMs) ?? null;
}

export function briefingAfter({ desk }: Pick<Parts, 'desk'>, row: Briefing): Briefing | null {
  return neighbours(desk, row).find((each) => each.toMs > row.toMs) ?? null;
}

function neighbours(desk: Parts['desk'], { kind, about }: Pick<Briefing, 'kind' | 'about'>): readonly Briefing[] {
  const wanted = JSON.stringify(about);
  return rowsOf(desk.state().briefings)
    .filter((each) => each.kind === kind && JSON.stringify(each.about) === wanted)
    .toSorted((a, b) => a.toMs - b.toMs);
}

export function briefingAt({ desk }: Pick<Parts, 'desk'>, id: string): Briefing | null {
  return rowAt(desk.state().briefings, id) ?? null;
}
