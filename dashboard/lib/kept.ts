/** What stays in this browser: small choices (language, theme), and a text that was typed and not saved yet. Never anything of a session. */

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

export function forget(name: string): void {
  try {
    localStorage.removeItem(PREFIX + name);
  } catch {
    // As above: where nothing can be kept, nothing is there.
    return;
  }
}
