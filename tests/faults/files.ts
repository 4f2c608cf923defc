import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';

export type Leak = { readonly file: string; readonly needle: string; readonly around: string };

/** Searches the name and the bytes of every file of a folder, gzip unpacked, for each needle, in the ways that it could be spelled there. */
export function leaksIn(dir: string, needles: Iterable<string>): readonly Leak[] {
  const looked = [...needles].flatMap((needle) => spellings(needle).map((bytes) => ({ needle, bytes })));
  return readdirSync(dir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .flatMap((entry) => {
      const file = join(entry.parentPath, entry.name);
      return leaksInBytes(file, Buffer.concat([Buffer.from(`${entry.name} `), unpacked(readFileSync(file))]), looked);
    });
}

export function leaksInText(file: string, text: string, needles: Iterable<string>): readonly Leak[] {
  const looked = [...needles].flatMap((needle) => spellings(needle).map((bytes) => ({ needle, bytes })));
  return leaksInBytes(file, Buffer.from(text), looked);
}

function leaksInBytes(
  file: string,
  bytes: Buffer,
  looked: readonly { readonly needle: string; readonly bytes: Buffer }[],
): readonly Leak[] {
  return looked.flatMap(({ needle, bytes: wanted }) => {
    const at = bytes.indexOf(wanted);
    if (at < 0) return [];
    return [{ file, needle, around: bytes.subarray(Math.max(0, at - 60), at + 60).toString() }];
  });
}

function unpacked(bytes: Buffer): Buffer {
  return bytes[0] === 0x1f && bytes[1] === 0x8b ? gunzipSync(bytes) : bytes;
}

/** As UTF-8, as UTF-16, as an address escapes it, as JSON may escape it, in base64 at each of the three offsets. */
function spellings(needle: string): readonly Buffer[] {
  const escaped = [...needle].map((char) => `\\u${(char.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}`).join('');
  const base64 = ['', 'x', 'xx'].map((pad) => {
    const whole = Buffer.from(pad + needle).toString('base64');
    // What stands beside the needle changes the first and the last characters.
    return whole.slice(pad === '' ? 0 : 4, -4);
  });
  const texts = [needle, encodeURIComponent(needle), escaped, ...base64.filter((text) => text.length >= 8)];
  return [...[...new Set(texts)].map((text) => Buffer.from(text)), Buffer.from(needle, 'utf16le')];
}
