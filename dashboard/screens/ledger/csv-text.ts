/** A CSV as text: UTF-8, or the GB 18030 that office programs write; null for what is neither. */
export async function csvText(file: Blob): Promise<string | null> {
  const bytes = await file.arrayBuffer();
  for (const encoding of ['utf-8', 'gb18030']) {
    try {
      return new TextDecoder(encoding, { fatal: true }).decode(bytes);
    } catch (error) {
      // Not in this encoding: the next one is tried.
      if (!(error instanceof TypeError)) throw error;
    }
  }
  return null;
}
