/** What looks by itself at deadlines. */
export type DeadlineWatch = {
  /** Tells what is due to be told; how many were told. */
  look(): number;
  close(): void;
};

/** Looks every `everyMs`, until it is closed. */
export function watchDeadlines(everyMs: number, look: () => number, onError: (error: unknown) => void): DeadlineWatch {
  const timer = setInterval(() => {
    try {
      look();
    } catch (error) {
      // A full disk must not end the process; the next look tries again.
      onError(error);
    }
  }, everyMs);
  return { look, close: () => clearInterval(timer) };
}
