/** Tabs of one browser: so many at once, the others wait in line. */
export type Tabs = {
  /** Waits for a tab; false where the asker has stopped waiting. */
  readonly enter: (signal: AbortSignal | undefined) => Promise<boolean>;
  /** Hands the tab to the next in line; true where nobody is left. */
  readonly leave: () => boolean;
};

export function createTabs(tabsMax: number): Tabs {
  const line = new Set<() => void>();
  let taken = 0;

  async function enter(signal: AbortSignal | undefined): Promise<boolean> {
    if (taken < tabsMax) {
      taken++;
      return true;
    }
    const turn = Promise.withResolvers<undefined>();
    const go = (): void => turn.resolve(undefined);
    line.add(go);
    signal?.addEventListener('abort', go, { once: true });
    await turn.promise;
    signal?.removeEventListener('abort', go);
    // Still in line: the abort came first, and no tab is ours.
    return !line.delete(go);
  }

  function leave(): boolean {
    const [next] = line;
    if (next) {
      line.delete(next);
      next();
    } else taken--;
    return taken === 0;
  }

  return { enter, leave };
}
