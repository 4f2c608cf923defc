const STAMP = /\/(CreationDate|ModDate) ?\(D:(\d{14})([^)]*)\)/g;

/**
 * A PDF says when it was printed; the same issue printed twice would differ in nothing but that. The issue's own date stands there instead,
 * in as many bytes, so that no offset in the file moves.
 */
export function dated(pdf: Uint8Array, atMs: number): Uint8Array {
  const digits = new Date(atMs).toISOString().replace(/\D/g, '').slice(0, 14);
  const text = Buffer.from(pdf.buffer, pdf.byteOffset, pdf.byteLength).toString('latin1');
  return Buffer.from(
    text.replace(STAMP, (whole: string, _name: string, then: string) => whole.replace(then, digits)),
    'latin1',
  );
}

/** The date that `paperHtml` writes into its head; 0 where there is none. */
export function dateOf(html: string): number {
  const at = Date.parse(/<meta name="dcterms\.date" content="([^"]+)">/.exec(html)?.[1] ?? '');
  return Number.isNaN(at) ? 0 : at;
}
