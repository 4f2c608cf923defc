import assert from 'node:assert/strict';

/** Layout changes blanks, and fonts share the forms of some characters: compared is what is left without both. */
export function bare(text: string): string {
  return text.normalize('NFKC').replace(/[\s\u200b\u00ad]+/gu, '');
}

/**
 * A form says each line of the paper, in its order, and nothing else but `besides`: the foot of each page, and heads of tables that go on
 * over the page.
 */
export function assertSameText(found: string, lines: readonly string[], besides: readonly string[] = []): void {
  const text = bare(found);
  let at = 0;
  const rest: string[] = [];
  for (const line of lines.map(bare)) {
    const next = text.indexOf(line, at);
    assert.ok(
      next !== -1,
      `not there, or not in its place: ${line.slice(0, 80)} … after ${text.slice(Math.max(0, at - 40), at)}`,
    );
    rest.push(text.slice(at, next));
    at = next + line.length;
  }
  rest.push(text.slice(at));
  const pages = /第\d+页[,，]共\d+页/g;
  const without = (left: string, known: string): string => left.replaceAll(known, '');
  assert.deepEqual(
    rest.map((each) => besides.map(bare).reduce(without, each.replace(pages, ''))).filter((each) => each !== ''),
    [],
  );
}
