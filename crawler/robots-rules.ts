/** RFC 9309: a reader must take at least 500 KiB; what is longer is cut there. */
export const ROBOTS_BYTES_MAX = 500 * 1024;
/** No honest file comes near; a file of nothing but rules is still read in milliseconds. */
const LINES_MAX = 20_000;
const LINE_CHARS_MAX = 16_664;
/** Longer waits than this would starve a source of its visits; whoever wants that disallows. */
export const CRAWL_DELAY_MAX_MS = 30_000;

type Rule = { readonly allow: boolean; readonly pattern: string };
type Group = { readonly agents: string[]; readonly rules: Rule[]; delayMs: number | null };
/** A robots.txt as groups, in the order of the file. */
export type Robots = { readonly groups: readonly Readonly<Group>[] };

const KEYS: readonly (readonly [RegExp, 'agent' | 'allow' | 'disallow' | 'delay'])[] = [
  [/^user-?\s?agent/i, 'agent'],
  [/^allow/i, 'allow'],
  // The misspellings are those that Google's reader accepts.
  [/^(?:disallow|dissallow|dissalow|disalow|diasllow|disallaw)/i, 'disallow'],
  [/^crawl-?delay/i, 'delay'],
];

function readLine(line: string): readonly ['agent' | 'allow' | 'disallow' | 'delay', string] | null {
  const bare = line.slice(0, LINE_CHARS_MAX).replace(/#.*$/s, '').trim();
  const parts = bare.includes(':')
    ? [bare.slice(0, bare.indexOf(':')), bare.slice(bare.indexOf(':') + 1)]
    : /^\S+\s+\S+$/.test(bare)
      ? bare.split(/\s+/)
      : [];
  const [key = '', value = ''] = parts.map((part) => part.trim());
  const kind = KEYS.find(([shape]) => shape.test(key))?.[1];
  return kind ? [kind, value] : null;
}

/** `*`, or the letters that the name begins with, in small. */
function agentOf(value: string): string {
  return /^\*(?:\s|$)/.test(value) ? '*' : (/^[a-zA-Z_-]*/.exec(value)?.[0] ?? '').toLowerCase();
}

/** Percent-escapes in capitals, and what is not ASCII escaped, as addresses are compared. */
function escapedPattern(pattern: string): string {
  return pattern
    .replace(/%[0-9a-f]{2}/gi, (escape) => escape.toUpperCase())
    .replace(/[^\u0000-\u007f]+/gu, (text) => encodeURIComponent(text.toWellFormed()));
}

/** Reads a robots.txt. Whatever is no rule is passed over; nothing is an error (RFC 9309, with the leniency of Google's reader). */
export function parseRobots(text: string): Robots {
  const groups: Group[] = [];
  let open: Group | null = null;
  let isNaming = false;
  for (const line of wholeLines(text).split(/\r\n|\r|\n/, LINES_MAX)) {
    const read = readLine(line);
    if (!read) continue;
    const [kind, value] = read;
    if (kind === 'agent') {
      if (!open || !isNaming) groups.push((open = { agents: [], rules: [], delayMs: null }));
      open.agents.push(agentOf(value));
      isNaming = true;
      continue;
    }
    if (!open) continue;
    if (kind === 'delay') {
      const seconds = Number.parseFloat(value);
      if (seconds >= 0) open.delayMs = Math.min(seconds * 1000, CRAWL_DELAY_MAX_MS);
      continue;
    }
    isNaming = false;
    open.rules.push(...ruleOf(kind === 'allow', value));
  }
  return { groups };
}

/** The part of a file that is read: a line that the limit cuts through is left out, for half a rule is another rule. */
function wholeLines(text: string): string {
  const part = text.slice(0, ROBOTS_BYTES_MAX);
  return (part.length < text.length ? part.replace(/[^\r\n]*$/, '') : part).replace(/^\ufeff/, '');
}

function ruleOf(allow: boolean, value: string): readonly Rule[] {
  const pattern = escapedPattern(value);
  const directory = allow ? /^(.*\/)index\.html?$/.exec(pattern)?.[1] : undefined;
  return [{ allow, pattern }, ...(directory === undefined ? [] : [{ allow, pattern: `${directory}$` }])];
}

/** The groups that speak to an agent: those that name it, else those for everyone. */
function groupsFor({ groups }: Robots, agent: string): readonly Readonly<Group>[] {
  const own = groups.filter(({ agents }) => agents.includes(agent.toLowerCase()));
  return own.length > 0 ? own : groups.filter(({ agents }) => agents.includes('*'));
}

/** True where a pattern with `*` and a closing `$` matches the beginning of a path. Linear for each part between two stars. */
function isMatch(pattern: string, path: string): boolean {
  const isWhole = pattern.endsWith('$');
  const parts = (isWhole ? pattern.slice(0, -1) : pattern).split('*');
  const [first = '', ...rest] = parts;
  if (!path.startsWith(first)) return false;
  const last = isWhole ? rest.pop() : undefined;
  let at = first.length;
  for (const part of rest) {
    const found = path.indexOf(part, at);
    if (found < 0) return false;
    at = found + part.length;
  }
  if (!isWhole) return true;
  return last === undefined ? at === path.length : path.length - last.length >= at && path.endsWith(last);
}

/** Path and query of an address as it is written, `/` where there are none. */
function pathOf(url: string): string {
  const rest = url
    .replace(/^[a-z][a-z0-9+.-]*:/i, '')
    .replace(/^\/\/[^/?#;]*/, '')
    .replace(/#.*$/s, '');
  return rest.startsWith('/') ? rest : `/${rest}`;
}

/** Whether a robots.txt lets an agent (its bare name) read an address. The longest matching rule decides; of equals, the allowing one. */
export function isAllowed(robots: Robots, agent: string, url: string): boolean {
  const path = pathOf(url);
  let best: Rule | null = null;
  for (const { rules } of groupsFor(robots, agent))
    for (const rule of rules) {
      const isBetter =
        rule.pattern.length > (best?.pattern.length ?? 0) ||
        (rule.allow && rule.pattern.length === best?.pattern.length);
      if (isBetter && isMatch(rule.pattern, path)) best = rule;
    }
  return best?.allow ?? true;
}

/** The wait between two requests that a robots.txt asks of an agent, in ms, at most `CRAWL_DELAY_MAX_MS`; null where it asks none. */
export function crawlDelayMs(robots: Robots, agent: string): number | null {
  const delays = groupsFor(robots, agent).flatMap(({ delayMs }) => delayMs ?? []);
  return delays.length > 0 ? Math.max(...delays) : null;
}
