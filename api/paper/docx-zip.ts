/** 1980-01-01, the first day that a ZIP knows. */
const TIME = 0;
const DATE = 0x21;
const LOCAL = 0x04034b50;
const CENTRAL = 0x02014b50;
const END = 0x06054b50;
const END_BYTES = 22;

/** A ZIP says of each file when it was put in, which is the only thing that differs between two packings of the same files: set to one fixed day. */
export function sameBytes(packed: Uint8Array): Uint8Array {
  const zip = Buffer.from(packed);
  const end = zip.length - END_BYTES;
  if (zip.readUInt32LE(end) !== END) throw new Error('a packed document does not end as a ZIP does');
  let at = zip.readUInt32LE(end + 16);
  for (let left = zip.readUInt16LE(end + 10); left > 0; left--) {
    if (zip.readUInt32LE(at) !== CENTRAL) throw new Error('the list of files of a packed document is broken');
    const local = zip.readUInt32LE(at + 42);
    if (zip.readUInt32LE(local) !== LOCAL) throw new Error('a file of a packed document is not where the list says');
    stamp(zip, at + 12);
    stamp(zip, local + 10);
    at += 46 + zip.readUInt16LE(at + 28) + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32);
  }
  return zip;
}

function stamp(zip: Buffer, at: number): void {
  zip.writeUInt16LE(TIME, at);
  zip.writeUInt16LE(DATE, at + 2);
}
