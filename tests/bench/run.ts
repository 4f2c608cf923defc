/** `npm run bench`: every figure against its limit or its peer, measured in this run. `-- --full`: with five million posts. */

export type Figure = {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  /** The limit or the peer's figure, in words. */
  readonly limit: string | number;
  readonly ok: boolean;
};

const full = process.argv.includes('--full');
const named = process.argv.slice(2).filter((word) => !word.startsWith('--'));
const posts = full ? 5_000_000 : 500_000;

const BENCHES: Readonly<Record<string, () => Promise<readonly Figure[]>>> = {
  analysis: async () => (await import('./analysis.ts')).run(),
  warning: async () => (await import('./warning.ts')).run(),
  store: async () => (await import('./store.ts')).run(posts),
  live: async () => (await import('./live.ts')).run(),
  screens: async () => (await import('./screens.ts')).run(),
  briefing: async () => (await import('./briefing.ts')).run(posts),
  ledger: async () => (await import('./ledger.ts')).run(),
};

let bad = 0;
for (const [name, run] of Object.entries(BENCHES)) {
  if (named.length > 0 && !named.includes(name)) continue;
  const startedMs = Date.now();
  for (const figure of await run()) {
    if (!figure.ok) bad += 1;
    const value = figure.value >= 100 ? Math.round(figure.value).toString() : figure.value.toPrecision(3);
    process.stdout.write(
      `${figure.ok ? 'reached    ' : 'not reached'}  ${figure.name}: ${value} ${figure.unit} (limit ${figure.limit})\n`,
    );
  }
  process.stdout.write(`             ${name} took ${Math.round((Date.now() - startedMs) / 1000)} s\n`);
}
process.exit(bad === 0 ? 0 : 1);
