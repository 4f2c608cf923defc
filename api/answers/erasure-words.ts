/** Words as they are compared: blanks, width and case make no difference. */
export function plainWords(text: string): string {
  return text.normalize('NFKC').toLowerCase().replace(/\s+/gu, '');
}
