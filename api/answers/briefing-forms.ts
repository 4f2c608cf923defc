import { FileHash, isRefusal, refuse, type FileKind, type Refusal } from '../contract/index.ts';
import type { Paper } from '../contract/briefing-paper.ts';
import { BriefingForm, type Briefing } from '../contract/briefing.ts';
import { FILE_BYTES_MAX } from '../contract/file.ts';
import { fileNameOf } from '../files/name.ts';
import type { Download } from '../http/handler.ts';
import { sha256Of } from '../paper/canonical.ts';
import { paperDocx } from '../paper/docx.ts';
import { paperHtml } from '../paper/html.ts';
import { isLacks, type Lacks } from '../paper/lacks.ts';
import type { Press } from '../paper/press.ts';
import { paperText } from '../paper/text.ts';
import { paperNow, type PaperNow } from './briefing-papers.ts';
import type { Parts } from './parts.ts';

export type FormParts = Pick<Parts, 'files' | 'desk' | 'erasures' | 'onDeskChanged'> & { readonly press: Press };

/** A form with what it had to do without. */
export type Pressed = { readonly bytes: Uint8Array; readonly without: Lacks | null };
type Pictures = Readonly<Record<string, string>>;

const MACHINE = { kind: 'machine' } as const;

/** One form of a paper. Without a browser there is no PDF, and page and Word come without the charts' pictures. */
async function pressed(
  press: Press,
  paper: Paper,
  form: BriefingForm,
  drawn: Pictures | Lacks,
): Promise<Pressed | Lacks> {
  const without = isLacks(drawn) ? drawn : null;
  const pictures = isLacks(drawn) ? {} : drawn;
  switch (form) {
    case 'txt':
      return { bytes: new TextEncoder().encode(paperText(paper)), without: null };
    case 'html':
      return { bytes: new TextEncoder().encode(paperHtml(paper, pictures)), without };
    case 'docx':
      return { bytes: await paperDocx(paper, pictures), without };
    case 'pdf': {
      if (without !== null) return without;
      const pdf = await press.pdf(paperHtml(paper, pictures));
      return isLacks(pdf) ? pdf : { bytes: pdf, without: null };
    }
  }
}

/** One form with the pictures that it needs. */
export async function pressForm(press: Press, paper: Paper, form: BriefingForm): Promise<Pressed | Lacks> {
  return pressed(press, paper, form, form === 'txt' ? {} : await press.pictures(paper.charts));
}

export function isLacking(value: Pressed | Lacks): value is Lacks {
  return isLacks(value);
}

/** The form for a reader: a released issue's as it was filed, else made now. Refuses `briefing-away`, `briefing-form`. */
export async function formFor(parts: FormParts, row: Briefing, form: BriefingForm): Promise<Download | Refusal> {
  const now = await paperNow(parts, row);
  if (isRefusal(now)) return now;
  const { paper } = now;
  const filed = filedForm(row, now, form);
  const held = filed === null ? null : await parts.files.read(filed);
  if (held !== null) return { ...held, name: nameOf(paper, row, held.file.kind) };
  const made = await pressForm(parts.press, paper, form);
  if (isLacking(made)) return refuse('briefing-form', { whyZh: made.zh, whyEn: made.en });
  const { bytes } = made;
  const sha256 = FileHash.parse(sha256Of(bytes));
  return { file: { sha256, kind: form, bytes: bytes.length }, name: nameOf(paper, row, form), bytes: once(bytes) };
}

/** The hash that the form was filed under; null where it was not, or what was filed is void. */
export function filedForm({ files }: Briefing, { isStale }: PaperNow, form: BriefingForm): string | null {
  return isStale ? null : (files.find((each) => each.form === form)?.sha256 ?? null);
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield await Promise.resolve(bytes);
}

/** `清河县社情民意日报2026年第12期（草稿）.pdf` */
export function nameOf({ title }: Pick<Paper, 'title'>, { year, no, state }: Briefing, kind: FileKind): string {
  return fileNameOf(`${title}${year}年第${no}期${state === 'released' ? '' : '（草稿）'}`, kind);
}

/** Makes and files what a released issue has not yet. What cannot be made whole now is tried again; the reason, or null. */
export async function fileForms(parts: FormParts, row: Briefing): Promise<Lacks | null> {
  const missing = BriefingForm.options.filter((form) => !row.files.some((file) => file.form === form));
  if (row.released === null || missing.length === 0) return null;
  const now = await paperNow(parts, row);
  if (isRefusal(now)) return null;
  const { paper } = now;
  const drawn = await parts.press.pictures(paper.charts);
  let lacks: Lacks | null = null;
  for (const form of missing) {
    // Without its pictures a form is not filed: none is made to be thrown away, at every try.
    const made = isLacks(drawn) && form !== 'txt' ? drawn : await pressed(parts.press, paper, form, drawn);
    const without = isLacking(made) ? made : made.without;
    if (isLacking(made) || without !== null) lacks ??= without;
    else await fileOne(parts, row, form, made.bytes);
  }
  return lacks;
}

async function fileOne(parts: FormParts, { id }: Briefing, form: BriefingForm, bytes: Uint8Array): Promise<void> {
  const put = await parts.files.put([bytes], { bytesMax: FILE_BYTES_MAX, as: form });
  if (isRefusal(put)) return;
  const act = { act: 'file', form, sha256: put.file.sha256, bytes: put.file.bytes } as const;
  if (parts.desk.command({ do: 'briefing', id, act }, MACHINE) === null) parts.onDeskChanged('briefing', id);
}

/** A form for those that it is sent to: as filed, else as well as it can be made now. Null where it cannot. */
export async function attachable(
  { files, press }: Pick<FormParts, 'files' | 'press'>,
  row: Briefing,
  now: PaperNow,
  form: BriefingForm,
): Promise<{ readonly sha256: string; readonly name: string; readonly bytes: number } | null> {
  const filed = filedForm(row, now, form);
  const held = filed === null ? null : await files.find(filed);
  if (held !== null) return { sha256: held.sha256, name: nameOf(now.paper, row, held.kind), bytes: held.bytes };
  const made = await pressForm(press, now.paper, form);
  if (isLacking(made)) return null;
  const put = await files.put([made.bytes], { bytesMax: FILE_BYTES_MAX, as: form });
  if (isRefusal(put)) return null;
  return { sha256: put.file.sha256, name: nameOf(now.paper, row, form), bytes: put.file.bytes };
}
