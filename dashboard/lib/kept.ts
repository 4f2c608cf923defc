/** Small choices that stay in this browser (language, theme). Never anything of a session. */

const PREFIX = 'firstword.';

export function kept(name: string): string | null {
  try {
    return localStorage.getItem(PREFIX + name);
  } catch {
    // A browser that forbids storage: the choice lasts as long as the page.
    return null;
  }
}

export function keep(name: string, value: string): void {
  try {
    localStorage.setItem(PREFIX + name, value);
  } catch {
    // As above: forbidden or full; the choice is not worth a message.
    return;
  }
}
