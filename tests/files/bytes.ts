import { deflateRawSync } from 'node:zlib';

/** A PNG of one pixel. */
export const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
  'base64',
);
export const PDF = Buffer.from('%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n');

export type Entry = {
  readonly name: string;
  readonly text?: string;
  readonly flags?: number;
  /** What the table of contents claims that it unpacks to. */
  readonly claimedBytes?: number;
};

/** A zip archive, written by hand so that it can lie. */
export function zipOf(entries: readonly Entry[]): Buffer {
  const locals: Buffer[] = [];
  const table: Buffer[] = [];
  let at = 0;
  for (const { name, text = '<x/>', flags = 0, claimedBytes } of entries) {
    const path = Buffer.from(name);
    const packed = deflateRawSync(text);
    const local = Buffer.alloc(30);
    local.writeUInt32LE(0x04034b50, 0);
    local.writeUInt16LE(flags, 6);
    local.writeUInt16LE(8, 8);
    local.writeUInt32LE(packed.length, 18);
    local.writeUInt32LE(text.length, 22);
    local.writeUInt16LE(path.length, 26);
    const row = Buffer.alloc(46);
    row.writeUInt32LE(0x02014b50, 0);
    row.writeUInt16LE(flags, 8);
    row.writeUInt16LE(8, 10);
    row.writeUInt32LE(packed.length, 20);
    row.writeUInt32LE(claimedBytes ?? text.length, 24);
    row.writeUInt16LE(path.length, 28);
    row.writeUInt32LE(at, 42);
    locals.push(local, path, packed);
    table.push(row, path);
    at += local.length + path.length + packed.length;
  }
  const directory = Buffer.concat(table);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...locals, directory, end]);
}

export const TYPES: Entry = { name: '[Content_Types].xml' };
export const DOCX = zipOf([TYPES, { name: 'word/document.xml' }]);
export const XLSX = zipOf([TYPES, { name: 'xl/workbook.xml' }]);
