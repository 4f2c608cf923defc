import type { Verdict } from '../../api/contract/index.ts';

/** The words that a check can end in, in the order of a form; `open` is 待核实. */
export const VERDICTS: readonly Verdict[] = ['true', 'partly', 'false', 'unsupported', 'open'];

type Stroke = { readonly d: string; readonly as: 'fill' | 'cut' | 'line' | 'dash' | 'bold' };

const RING = 'M17.2 10a7.2 7.2 0 11-14.4 0 7.2 7.2 0 0114.4 0z';

/** A shape for each: disc with a tick, half disc, cross, box with a bar, dashed ring with dots. */
export const VERDICT_SHAPES: Readonly<Record<Verdict, readonly Stroke[]>> = {
  true: [
    { d: 'M18 10a8 8 0 11-16 0 8 8 0 0116 0z', as: 'fill' },
    { d: 'M6 10.300l2.700 2.700L14 7.200', as: 'cut' },
  ],
  partly: [
    { d: RING, as: 'line' },
    { d: 'M10 2.800a7.200 7.200 0 000 14.400z', as: 'fill' },
  ],
  false: [{ d: 'M5 5l10 10M15 5L5 15', as: 'bold' }],
  unsupported: [
    { d: 'M2.800 4.800a2 2 0 012-2h10.400a2 2 0 012 2v10.400a2 2 0 01-2 2h-10.400a2 2 0 01-2-2z', as: 'line' },
    { d: 'M6.500 10h7', as: 'bold' },
  ],
  open: [
    { d: RING, as: 'dash' },
    { d: 'M6.700 10h.1M10 10h.1M13.300 10h.1', as: 'bold' },
  ],
};
