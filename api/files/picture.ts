/** Above this a picture is made to exhaust whoever opens it; a scan of A3 at 600 dpi has 70 million. */
const PIXELS_MAX = 200_000_000;

export type PictureKind = 'png' | 'jpeg' | 'webp';

/** The kind of a picture by its head: signature, and a size that can be. Null: none, or a head that is not whole. */
export function pictureKind(head: Buffer): PictureKind | null {
  if (head.subarray(0, 8).equals(PNG)) return isPng(head) ? 'png' : null;
  if (head[0] === 0xff && head[1] === 0xd8 && head[2] === 0xff) return isJpeg(head) ? 'jpeg' : null;
  const isRiff = head.toString('latin1', 0, 4) === 'RIFF' && head.toString('latin1', 8, 12) === 'WEBP';
  return isRiff && /^VP8[ LX]$/.test(head.toString('latin1', 12, 16)) ? 'webp' : null;
}

const PNG = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

function canBe(width: number, height: number): boolean {
  return width > 0 && height > 0 && width * height <= PIXELS_MAX;
}

function isPng(head: Buffer): boolean {
  const isHeader = head.length >= 33 && head.readUInt32BE(8) === 13 && head.toString('latin1', 12, 16) === 'IHDR';
  return isHeader && canBe(head.readUInt32BE(16), head.readUInt32BE(20));
}

/** Walks the segments to the frame header. Colour profiles and camera data before it can fill the head: then the walk itself is proof. */
function isJpeg(head: Buffer): boolean {
  let at = 2;
  while (at + 9 < head.length) {
    if (head[at] !== 0xff) return false;
    const kind = head[at + 1] ?? 0;
    if (kind === 0xff) at += 1;
    else if (kind >= 0xc0 && kind <= 0xcf && kind !== 0xc4 && kind !== 0xc8 && kind !== 0xcc)
      return canBe(head.readUInt16BE(at + 7), head.readUInt16BE(at + 5));
    else at += 2 + head.readUInt16BE(at + 2);
  }
  return at > 2;
}
