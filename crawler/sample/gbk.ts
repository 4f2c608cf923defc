/** GBK for the forum: the platform decodes it and does not encode it, so its decoder is turned round once. */
let table: ReadonlyMap<string, number> | null = null;

function turnedRound(): ReadonlyMap<string, number> {
  const decoder = new TextDecoder('gbk');
  const found = new Map<string, number>();
  for (let lead = 0x81; lead <= 0xfe; lead++) {
    for (let trail = 0x40; trail <= 0xfe; trail++) {
      const char = trail === 0x7f ? '' : decoder.decode(Uint8Array.of(lead, trail));
      // A pair that is no character decodes to U+FFFD, or to that and the trail byte.
      if (char.length === 1 && char !== '�' && !found.has(char)) found.set(char, (lead << 8) | trail);
    }
  }
  return found;
}

/** The text of an HTML page as GBK. What GBK lacks becomes a numeric reference, as forum software does it. */
export function encodeGbk(html: string): Buffer {
  table ??= turnedRound();
  const bytes: number[] = [];
  for (const char of html) {
    const code = char.codePointAt(0) ?? 0;
    const pair = table.get(char);
    if (code < 0x80) bytes.push(code);
    else if (pair !== undefined) bytes.push(pair >> 8, pair & 0xff);
    else bytes.push(...Buffer.from(`&#${code};`, 'latin1'));
  }
  return Buffer.from(bytes);
}
