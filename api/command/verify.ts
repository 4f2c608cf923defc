import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { configOrExit } from '../config.ts';
import { DESK_FOLD } from '../desk/desk.ts';
import { verifyJournal, type Verified } from '../journal/check.ts';
import type { Head } from '../journal/entry.ts';
import { isSnapshotRight } from '../journal/fold.ts';
import { openJournal } from '../journal/journal.ts';
import { isFile, verifyIssue } from './verify-issue.ts';

export const help = `usage: npm run -s firstword -- verify [FILE] [--head N:HASH | --head-file FILE]

Reads the whole journal and finds any tampering: an edited entry or text, a gap, a wrong order, a tail that was cut, a chain
that was made anew, a cached state that differs from what the entries say. Runs beside a live server and changes nothing.

FILE         a file of the briefing (.pdf, .docx, .html, .txt): says whether it is an issue that was released, letter for letter,
             which one, by whom, and whether the entry of the journal that it rests on is in the chain
--head       a head that was kept elsewhere (printed in a briefing, sent out): entry number and hash. With it, a journal that
             was cut or made anew together with its own head file is found too.
--head-file  the same, from a file that holds what this command printed before
stdout       JSON {"ok":true,"entries":N,"head":{"n":N,"hash":"…"}}, or {"ok":false,"at":N,"zh":"…","en":"…"};
             of a FILE {"ok","sha256","zh","en","why"?,"issue"?}: why is not-released, redacted or head
exit         0 the journal holds, and FILE was released · 1 it does not, or was not (why on stderr) · 2 wrong use
`;

export async function run(args: readonly string[]): Promise<number> {
  const wanted = wantedBy(args);
  if (wanted === 'wrong') {
    process.stderr.write(help);
    return 2;
  }
  if (wanted.file !== null && !isFile(wanted.file)) {
    process.stderr.write(`verify: 没有这份文件\nverify: there is no file ${wanted.file}\n\n${help}`);
    return 2;
  }
  const dir = join(configOrExit().dataDir, 'journal');
  const verified = verify(dir, wanted.anchor ?? undefined);
  if (verified.ok && wanted.file !== null) return tellIssue(dir, wanted.file);
  process.stdout.write(JSON.stringify(verified) + '\n');
  if (verified.ok) return 0;
  process.stderr.write(`第 ${verified.at} 条:${verified.zh}\nentry ${verified.at}: ${verified.en}\n`);
  return 1;
}

async function tellIssue(dir: string, file: string): Promise<number> {
  const journal = openJournal({ dir, now: Date.now });
  try {
    const told = await verifyIssue(journal, file);
    process.stdout.write(JSON.stringify(told) + '\n');
    process.stderr.write(`${told.zh}\n${told.en}\n`);
    return told.ok ? 0 : 1;
  } finally {
    journal.close();
  }
}

function verify(dir: string, anchor: Head | undefined): Verified {
  const verified = verifyJournal(dir, anchor);
  if (!verified.ok) return verified;
  const journal = openJournal({ dir, now: Date.now });
  try {
    if (isSnapshotRight(journal, DESK_FOLD)) return verified;
  } finally {
    journal.close();
  }
  const zh = '状态缓存与日志不符，请停止系统并删除 journal/snapshot.sqlite';
  const en = 'the cached state is not what the journal says: stop the system and delete journal/snapshot.sqlite';
  return { ok: false, at: verified.head.n, zh, en };
}

/** Null: none was given. */
function wantedBy(args: readonly string[]): { readonly file: string | null; readonly anchor: Head | null } | 'wrong' {
  try {
    const options = { head: { type: 'string' }, 'head-file': { type: 'string' } } as const;
    const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true });
    const [named = null, ...more] = positionals;
    if (more.length > 0) return 'wrong';
    const file = values['head-file'];
    const text = file === undefined ? values.head : readFileSync(file, 'utf8');
    if (text === undefined) return { file: named, anchor: null };
    const [, n, hash] =
      /^\s*(\d+):([0-9a-f]{64})\s*$/.exec(text) ?? /"n":(\d+),"hash":"([0-9a-f]{64})"/.exec(text) ?? [];
    return n === undefined || hash === undefined ? 'wrong' : { file: named, anchor: { n: Number(n), hash } };
  } catch (error) {
    if (error instanceof Error && 'code' in error) return 'wrong';
    throw error;
  }
}
