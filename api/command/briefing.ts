import { existsSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { configOrExit } from '../config.ts';
import type { CopyOrder, IssueCopy } from '../answers/briefing-copy.ts';
import type { Refusal } from '../contract/index.ts';
import { BriefingKind } from '../contract/briefing-paper.ts';
import { BriefingForm } from '../contract/briefing.ts';
import { midnightOf } from '../desk/briefings/period.ts';
import { explain, withActions } from '../local/with-actions.ts';
import type { Lacks } from '../paper/lacks.ts';

export const help = `usage: npm run -s firstword -- briefing [--kind KIND] [--date DAY] [--claim N | --concern N] --out FILE

Writes an issue of the briefing to FILE, whose ending tells the form: .pdf .docx .html .txt. A released issue comes exactly as it was
filed. Where the archive has none of that period, it is made as the server would make it now, marked as a draft (草稿), and nothing
is kept of it: no number is taken, the journal is not touched. Runs beside a live server (through its local socket) or without one.

--kind     daily (the default), weekly, monthly or special
--date     the day in China that the issue is dated, as 2026-11-24; of a week's or a month's the last one up to that day.
           Left out: the newest whose period is over. Of a special report: the one in the archive of that day
--claim    a special report about this claim, by its number; until now, unless --date says which
--concern  the same about an entry of the ledger
--out      the file to write; one that is there already is refused

stdout  JSON {"file","bytes","sha256","kind","year","no","from","to","state","archived","filed"}
exit    0 written · 1 refused, or something is missing on this machine (the reason is on stderr, nothing is written) · 2 wrong use
`;

type Wanted = { readonly order: CopyOrder; readonly out: string };

export async function run(args: readonly string[]): Promise<number> {
  const wanted = wantedBy(args);
  if (typeof wanted === 'string') {
    process.stderr.write(`briefing: ${wanted}\n\n${help}`);
    return 2;
  }
  const { order, out } = wanted;
  if (existsSync(out)) return refused([`${out} 已经存在`, `${out} exists already: name another file, or move it away`]);
  const config = configOrExit();
  if (!existsSync(join(config.dataDir, 'journal')))
    return refused(['这里没有日志', `${config.dataDir} holds no journal: set DATA_DIR to the office's data folder`]);
  try {
    const copy = await withActions(config, (actions) => actions.issue(order));
    if (!('bytes' in copy)) return refused(wordsOf(copy, order));
    return written(copy, out);
  } catch (error) {
    const why = explain(error);
    if (why === null) throw error;
    return refused([why]);
  }
}

function refused(lines: readonly string[]): 1 {
  process.stderr.write(lines.map((line) => `briefing: ${line}\n`).join(''));
  return 1;
}

/** What was refused, or what this machine lacks, with what to do. */
function wordsOf(why: Refusal | Lacks, { form, kind, date, about }: CopyOrder): readonly string[] {
  if ('lacks' in why) {
    const others = form === 'pdf' ? '; .docx, .html and .txt are made without it' : '';
    return [why.zh, why.en + others, ...(why.install === '' ? [] : [`to get it: ${why.install}`])];
  }
  if (why.refused === 'not-found' && why.field === 'about')
    return [why.zh, `there is no ${about?.of ?? 'matter'} with the number ${about?.no ?? ''}`];
  if (why.refused === 'not-found' && kind === 'special')
    return [why.zh, `the archive has no such special report of ${date ?? ''}: leave --date out to make one until now`];
  return [why.zh, why.en];
}

/** Whole or not at all, and never over another file. */
function written({ bytes, notes, ...told }: IssueCopy, out: string): number {
  const fresh = `${out}.new-${process.pid}`;
  try {
    writeFileSync(fresh, bytes, { flag: 'wx', flush: true });
    if (existsSync(out)) return refused([`${out} came to be meanwhile: nothing was written`]);
    renameSync(fresh, out);
  } catch (error) {
    const why = diskFault(error, out);
    if (why === null) throw error;
    return refused([why]);
  } finally {
    rmSync(fresh, { force: true });
  }
  for (const { zh, en, install } of notes)
    process.stderr.write(`${zh}\n${en}${install === '' ? '' : ` (${install})`}\n`);
  if (told.state === 'released' && !told.filed)
    process.stderr.write(
      '这一格式尚未归档，是按签发的原文新做的\nthis form is not filed yet: it was made of what was released\n',
    );
  const { fromMs, toMs, ...issue } = told;
  const [from, to] = [fromMs, toMs].map((ms) => new Date(ms).toISOString());
  process.stdout.write(`${JSON.stringify({ file: out, bytes: bytes.length, ...issue, from, to })}\n`);
  return 0;
}

/** What the disk said; null for a bug. */
function diskFault(error: unknown, out: string): string | null {
  const code = error instanceof Error && 'code' in error ? error.code : null;
  const said = { ENOENT: 'its folder is not there', EACCES: 'it may not be written', EROFS: 'it may not be written' };
  const full = { ENOSPC: 'the disk is full', EDQUOT: 'the disk is full', ENOTDIR: 'its folder is none' };
  const why = Object.entries({ ...said, ...full }).find(([name]) => name === code)?.[1];
  return why === undefined ? null : `${out}: ${why}`;
}

const OPTIONS = {
  kind: { type: 'string' },
  date: { type: 'string' },
  claim: { type: 'string' },
  concern: { type: 'string' },
  out: { type: 'string' },
} as const;

/** The order, or what is wrong with it and what to give instead. */
function wantedBy(args: readonly string[]): Wanted | string {
  const values = valuesIn(args);
  if (typeof values === 'string') return values;
  const { date, out } = values;
  if (out === undefined || out === '') return 'say where to write it: --out FILE';
  const form = BriefingForm.safeParse(extname(out).slice(1).toLowerCase());
  if (!form.success) return `--out ${out}: the ending tells no form; it is one of .${BriefingForm.options.join(' .')}`;
  if (date !== undefined && midnightOf(date) === null)
    return `--date ${date} is no day; give one of the calendar as 2026-11-24`;
  const about = aboutOf(values);
  if (typeof about === 'string') return about;
  const kind = BriefingKind.safeParse(values.kind ?? (about === null ? 'daily' : 'special'));
  if (!kind.success) return `--kind ${values.kind ?? ''} is none; it is one of ${BriefingKind.options.join(', ')}`;
  if (kind.data === 'special' && about === null)
    return 'a special report is about something: give --claim N or --concern N';
  if (kind.data !== 'special' && about !== null)
    return `--kind ${kind.data} is about a period; a claim or a concern has --kind special`;
  return { order: { kind: kind.data, about, date: date ?? null, form: form.data }, out };
}

type Values = Partial<Record<keyof typeof OPTIONS, string>>;

function valuesIn(args: readonly string[]): Values | string {
  try {
    return parseArgs({ args: [...args], options: OPTIONS, strict: true }).values;
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    return error.message.split('. ')[0] ?? '';
  }
}

function aboutOf({ claim, concern }: Values): CopyOrder['about'] | string {
  if (claim !== undefined && concern !== undefined) return 'give --claim or --concern, not both';
  const of = claim === undefined ? 'concern' : 'claim';
  const number = claim ?? concern;
  if (number === undefined) return null;
  if (!/^[1-9]\d{0,8}$/.test(number)) return `--${of} ${number} is no number; the list of the screen shows it, as 12`;
  return { of, no: Number(number) };
}
