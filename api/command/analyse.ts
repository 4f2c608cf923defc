import { createInterface } from 'node:readline';
import { createAnalyser } from '../analysis/analyse.ts';
import { loadLexicon } from '../analysis/lexicon.ts';
import { LEXICONS_DIR } from '../analysis/script.ts';
import { createSegmenter } from '../analysis/segment.ts';
import { readTextLine } from '../analysis/text-lines.ts';

export const help = `usage: firstword analyse [--lexicons DIR] < POSTS.jsonl

Tags texts and prints why. Nothing is stored.
  stdin   one {"id", "text", "title"?} a line
  stdout  one {"id", "tokens", "topics": [{"id", "score", "words"}], "markers": [{"family", "words"}], "rumor",
          "places": [{"id", "name", "words"}], "tone", "fingerprint"} a line, in the order of the input
  --lexicons DIR   a folder of lexicon files in place of the shipped ones; a file that it lacks is taken from those
exit codes: 0 done, 1 a line or a lexicon file was refused (all good lines are still printed), 2 wrong use`;

function lexiconsDir(args: readonly string[]): string | null {
  if (args.length === 0) return LEXICONS_DIR;
  const [flag, dir] = args;
  return args.length === 2 && flag === '--lexicons' && dir ? dir : null;
}

/** Runs the command; see `help`. */
export async function run(args: readonly string[]): Promise<number> {
  const dir = lexiconsDir(args);
  if (dir === null) {
    process.stderr.write(`${help}\n`);
    return 2;
  }
  const loaded = loadLexicon(dir);
  if ('problems' in loaded) {
    for (const { file, line, reason } of loaded.problems) process.stderr.write(`${file} line ${line}: ${reason}\n`);
    return 1;
  }
  const analyse = createAnalyser(loaded.lexicon, createSegmenter());
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
    const { tokens, topics, markers, rumor, places, tone, fingerprint } = analyse(read.text, read.title);
    const row = { id: read.id, tokens, topics, markers, rumor, places, tone, fingerprint };
    if (!process.stdout.write(`${JSON.stringify(row)}\n`))
      await new Promise((resolve) => process.stdout.once('drain', resolve));
  }
  return code;
}
