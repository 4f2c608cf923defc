import { createInterface } from 'node:readline';
import { z } from 'zod';
import { isAllowed, parseRobots } from '../robots-rules.ts';

export const help = `robots < JSONL

Tells for each line {id, robots, agent, url} whether the text of a robots.txt lets the agent (its bare name) read the address.
stdin: JSONL; stdout: JSONL {id, allowed}. A line that cannot be read is named on stderr by its number and passed over.
Exit: 0 all lines read, 1 a line was refused, 2 wrong use.`;

const Case = z.object({
  id: z.union([z.string(), z.number()]),
  robots: z.string(),
  agent: z.string(),
  url: z.string(),
});

function readCase(line: string): z.infer<typeof Case> | null {
  try {
    return Case.safeParse(JSON.parse(line)).data ?? null;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

export async function run(args: readonly string[]): Promise<number> {
  if (args.length > 0) {
    process.stderr.write(`${help}\n`);
    return 2;
  }
  let number = 0;
  let isWhole = true;
  for await (const line of createInterface({ input: process.stdin, crlfDelay: Infinity })) {
    number++;
    if (line.trim() === '') continue;
    const read = readCase(line);
    if (read) {
      const allowed = isAllowed(parseRobots(read.robots), read.agent, read.url);
      process.stdout.write(`${JSON.stringify({ id: read.id, allowed })}\n`);
    } else {
      isWhole = false;
      process.stderr.write(`line ${number}: not {id, robots, agent, url}\n`);
    }
  }
  return isWhole ? 0 : 1;
}
