import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';

/** WCAG 2.2 AA over the tokens: each pair of colours that is used together, light and dark. */
const css = readFileSync(new URL('../../dashboard/style/tokens.css', import.meta.url), 'utf8');

type Theme = Readonly<Record<string, string>>;
type Pair = readonly [fg: string, bg: string, least: number];

const TEXT = 4.5;
const GRAPHIC = 3;

const coloursOf = (text: string): Theme =>
  Object.fromEntries([...text.matchAll(/--([\w-]+):\s*(#[0-9a-f]{6});/g)].map((match) => [match[1], match[2]]));

const light = coloursOf(css.slice(0, css.indexOf('@media screen and (prefers-color-scheme')));
const darks = [...css.matchAll(/\/\* dark:start \*\/([\s\S]*?)\/\* dark:end \*\//g)].map((match) =>
  coloursOf(match[1] ?? ''),
);

function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5]
    .map((at) => parseInt(hex.slice(at, at + 2), 16) / 255)
    .map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function ratio(a: string, b: string): number {
  const [high = 0, low = 0] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (high + 0.05) / (low + 0.05);
}

const cross = (fgs: readonly string[], bgs: readonly string[], least: number): Pair[] =>
  fgs.flatMap((fg) => bgs.map((bg): Pair => [fg, bg, least]));

const SURFACES = ['canvas', 'sunken', 'surface', 'raised', 'hover', 'selected'];
const PAIRS: readonly Pair[] = [
  ...cross(['ink', 'ink-2', 'ink-3', 'accent'], SURFACES, TEXT),
  ...['blue', 'yellow', 'orange', 'red'].flatMap((level): Pair[] => [
    [`${level}-fg`, `${level}-bg`, TEXT],
    ...cross([`${level}-mark`], ['surface', 'canvas'], GRAPHIC),
  ]),
  ['blue-mark', 'blue-bg', GRAPHIC],
  ['yellow-mark', 'yellow-bg', GRAPHIC],
  ...['orange', 'red'].flatMap((level) => [
    ...cross([`${level}-ink`], [`${level}-tint`, 'surface', 'canvas'], TEXT),
    ...cross(['ink'], [`${level}-tint`], TEXT),
  ]),
  ...['true', 'partly', 'false', 'unsupported'].map((word): Pair => [`${word}-fg`, `${word}-bg`, TEXT]),
  ...cross(['partly-fg', 'true-fg', 'unsupported-fg'], ['surface'], TEXT),
  ...cross(['open-fg'], ['surface', 'canvas', 'hover'], TEXT),
  ...cross(['open-line', 'line-strong', 'focus'], ['surface', 'canvas', 'hover'], GRAPHIC),
  ...cross(['on-accent'], ['accent', 'accent-strong'], TEXT),
  ...cross(['accent', 'accent-strong', 'ink'], ['accent-tint'], TEXT),
  ['accent-strong', 'selected', TEXT],
  ['on-ink', 'ink', TEXT],
  ...cross(['ok-mark', 'warn-mark', 'off-mark'], ['surface', 'canvas'], GRAPHIC),
  ...cross(['warn-fg'], ['warn-bg', 'surface', 'canvas'], TEXT),
  ...cross(['surface'], ['warn-fg', 'false-bg', 'true-fg'], GRAPHIC),
  ['ins-fg', 'ins-bg', TEXT],
  ['del-fg', 'del-bg', TEXT],
  ['ink', 'hit-bg', TEXT],
  ...cross(['chart-line', 'chart-bar', 'chart-over', 'chart-second'], ['surface'], GRAPHIC),
  ...cross(['chart-line', 'chart-over', 'chart-second'], ['chart-band'], GRAPHIC),
];

describe('the colours', () => {
  it('the two dark blocks agree', () => {
    assert.equal(darks.length, 2);
    assert.deepEqual(darks[0], darks[1]);
  });

  for (const [name, theme] of [
    ['light', light],
    ['dark', darks[0] ?? {}],
  ] as const) {
    it(`each pair reaches WCAG 2.2 AA in the ${name} theme`, () => {
      const faint = PAIRS.flatMap(([fg, bg, least]) => {
        const [a, b] = [theme[fg], theme[bg]];
        if (a === undefined || b === undefined) return [`missing ${fg} or ${bg}`];
        return ratio(a, b) < least ? [`${fg} on ${bg}: ${ratio(a, b).toFixed(2)} < ${least}`] : [];
      });
      assert.deepEqual(faint, []);
    });
  }
});
