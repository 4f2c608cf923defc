import { z } from 'zod';

const STRINGS = [
  '',
  ' ',
  '水',
  '"',
  '"未完',
  "'; DROP TABLE posts; --",
  '*',
  'NEAR(a b)',
  'a AND OR NOT',
  '\u0000',
  '\ud800',
  '\u202e',
  '__proto__',
  'constructor',
  '0123456789abcdef0123456789abcdef',
  'http://example.org/',
  'x'.repeat(300),
  '-1',
  '1e999',
] as const;
const NUMBERS = [0, 1, -1, 5, 1.5, 1_000, 2 ** 31, 2 ** 53, 8_640_000_000_000_000, -0, 1e300] as const;

export type RandomJson = {
  /** A value that is like the schema asks in most places and wrong in some. */
  like(schema: z.ZodType): unknown;
  id(): string;
  /** One of these. */
  one<T>(of: readonly T[]): T;
  query(schema: z.ZodObject | undefined): string;
};

/** Random values from a seed: the same seed draws the same. */
export function randomJson(seed: number): RandomJson {
  let state = seed >>> 0;
  // Mulberry32.
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t = (t + Math.imul(t ^ (t >>> 7), t | 61)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
  const pick = <T>(of: readonly T[]): T => of[Math.floor(next() * of.length)] as T;
  const wild = (): unknown => pick<unknown>([null, true, [], {}, pick(STRINGS), pick(NUMBERS), [[]], { a: { b: [] } }]);

  const fill = (schema: Json): unknown => {
    if (next() < 0.06) return wild();
    const choices = (schema.anyOf ?? schema.oneOf) as readonly Json[] | undefined;
    if (choices !== undefined) return fill(pick(choices));
    if (schema.const !== undefined) return schema.const;
    if (Array.isArray(schema.enum)) return pick<unknown>(schema.enum);
    switch (schema.type) {
      case 'object':
        return Object.fromEntries(
          Object.entries(schema.properties ?? {}).flatMap(([name, type]) =>
            next() < 0.1 ? [] : [[name, fill(type as Json)]],
          ),
        );
      case 'array':
        return Array.from({ length: Math.floor(next() * 4) }, () => fill((schema.items ?? {}) as Json));
      case 'string':
        return pick(STRINGS);
      case 'integer':
      case 'number':
        return pick(NUMBERS);
      case 'boolean':
        return next() < 0.5;
      case 'null':
        return null;
      default:
        return wild();
    }
  };
  return {
    like: (schema) => fill(z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as Json),
    id: () => encodeURIComponent(pick(STRINGS.filter((text) => text.isWellFormed() && text !== '' && text !== ' '))),
    one: pick,
    query: (schema) => {
      const pairs = Object.keys(schema?.shape ?? {}).map(
        (name) => `${name}=${encodeURIComponent(pick(STRINGS.filter((text) => text.isWellFormed())))}`,
      );
      return pairs.length === 0 ? '' : `?${pairs.join('&')}`;
    },
  };
}

type Json = {
  readonly type?: string;
  readonly properties?: Readonly<Record<string, unknown>>;
  readonly items?: unknown;
  readonly enum?: unknown;
  readonly const?: unknown;
  readonly anyOf?: unknown;
  readonly oneOf?: unknown;
};
