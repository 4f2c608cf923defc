import { createInterface } from 'node:readline';
import { groupTexts, GROUP_TEXTS_MAX } from '../analysis/group.ts';
import { loadLexicon } from '../analysis/lexicon.ts';
import { LEXICONS_DIR } from '../analysis/script.ts';
import { readTextLine } from '../analysis/text-lines.ts';

export const help = `usage: firstword group < TEXTS.jsonl

Finds texts that say the same thing, in the same words or in others.
  stdin   one {"id", "text"} a line, at most ${GROUP_TEXTS_MAX} of them
  stdout  one {"id", "group"} a line, in the order of the input; equal numbers are one group
exit codes: 0 done, 1 a line was refused (the good ones are grouped) or there were too many, 2 wrong use`;

/** Runs the command; see `help`. */
export async function run(args: readonly string[]): Promise<number> {
  if (args.length > 0) {
    process.stderr.write(`${help}\n`);
    return 2;
  }
  const ids: (string | number)[] = [];
  const texts: string[] = [];
  let code = 0;
  let number = 0;
  for await (const line of createInterface({ input: process.stdin, crlfDelay: Infinity })) {
    number++;
    if (line.trim() === '') continue;
    const read = readTextLine(line);
    if ('reason' in read) {
      process.stderr.write(`line ${number}: ${read.reason}\n`);
      code = 1;
      continue;
    }
    if (ids.length === GROUP_TEXTS_MAX) {
      process.stderr.write(`more than ${GROUP_TEXTS_MAX} texts\n`);
      return 1;
    }
    ids.push(read.id);
    texts.push(read.text);
  }
  const loaded = loadLexicon(LEXICONS_DIR);
  const places = 'lexicon' in loaded ? loaded.lexicon.places.flatMap(({ name, aliases }) => [name, ...aliases]) : [];
  const groups = groupTexts(texts, places);
  for (const [index, id] of ids.entries()) process.stdout.write(`${JSON.stringify({ id, group: groups[index] })}\n`);
  return code;
}
