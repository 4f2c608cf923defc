import type { ChartConfig } from './chart-config.ts';

/** What the press asks of its child, one order at a time. */
export type PressOrder = {
  readonly n: number;
  readonly job:
    | { readonly kind: 'pdf'; readonly html: string }
    | { readonly kind: 'charts'; readonly charts: readonly { readonly id: string; readonly config: ChartConfig }[] };
};

export type PressMade =
  | { readonly kind: 'pdf'; readonly bytes: Uint8Array }
  | { readonly kind: 'charts'; readonly pictures: Readonly<Record<string, string>> };

export type PressAnswer =
  | { readonly kind: 'started'; readonly browserPid: number }
  | { readonly kind: 'made'; readonly n: number; readonly made: PressMade }
  /** The browser is gone, or did not do it. */
  | { readonly kind: 'failed'; readonly n: number; readonly why: string };
