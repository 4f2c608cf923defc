import { inflateRawSync } from 'node:zlib';

/** Files of a packed document by their names. */
export function unpacked(packed: Uint8Array): ReadonlyMap<string, string> {
  const zip = Buffer.from(packed);
  const files = new Map<string, string>();
  const end = zip.lastIndexOf(Buffer.from('PK\u0005\u0006'));
  let at = zip.readUInt32LE(end + 16);
  for (let left = zip.readUInt16LE(end + 10); left > 0; left--) {
    const [method, name = 0, extra = 0, comment = 0] = [10, 28, 30, 32].map((field) => zip.readUInt16LE(at + field));
    const local = zip.readUInt32LE(at + 42);
    const size = zip.readUInt32LE(at + 20);
    const from = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
    const body = zip.subarray(from, from + size);
    files.set(
      zip.toString('utf8', at + 46, at + 46 + name),
      (method === 0 ? body : inflateRawSync(body)).toString('utf8'),
    );
    at += 46 + name + extra + comment;
  }
  return files;
}

/** The text of `word/document.xml`, a line a paragraph. */
export function wordText(xml: string): string {
  return [...xml.matchAll(/<w:p[ >][\s\S]*?<\/w:p>/g)]
    .map(([paragraph]) =>
      [...paragraph.matchAll(/<w:t(?: [^>]*)?>([^<]*)<\/w:t>/g)].map((match) => match[1] ?? '').join(''),
    )
    .join('\n')
    .replace(
      /&(lt|gt|quot|apos|amp);/g,
      (_, name: string) => ({ lt: '<', gt: '>', quot: '"', apos: "'", amp: '&' })[name] ?? '',
    );
}
