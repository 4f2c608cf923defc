import { StoreAway, type PostStore } from '../posts/port.ts';
import type { Banner } from '../contract/index.ts';
import type { Parts } from './parts.ts';
import { bannersOf, clockBanner, type StoreTrouble } from './system.ts';

type BannerParts = Pick<Parts, 'crawlers' | 'desk' | 'leases' | 'now'>;

export type Trouble = {
  /** The store, with its refusals to write noted. */
  readonly posts: PostStore;
  banners(parts: BannerParts): readonly Banner[];
  /** The server's clock jumped, or is believed again. */
  noteClock(isDoubted: boolean): void;
  /** Says so when the banners change. */
  watch(tell: (banners: readonly Banner[]) => void, parts: BannerParts): { close(): void };
};

const LOOK_MS = 2_000;

/** Notes when the store cannot be written, and when it can again, so that the desk is told. */
export function createTrouble(store: PostStore, now: () => number): Trouble {
  let trouble: StoreTrouble = null;
  let clockDoubtedMs: number | null = null;
  const note = (error: unknown): never => {
    if (error instanceof StoreAway) {
      const kind = error.full ? 'full' : 'lag';
      trouble = { kind, sinceMs: trouble?.kind === kind ? trouble.sinceMs : now() };
    }
    throw error;
  };
  const posts: PostStore = {
    ...store,
    // Asked before each put: of a store that is away it is this that fails.
    nearCopies: (rows, sinceMs) => store.nearCopies(rows, sinceMs).catch(note),
    async put(rows) {
      const result = await store.put(rows).catch(note);
      trouble = null;
      return result;
    },
  };
  const banners = (parts: BannerParts): readonly Banner[] => [
    ...bannersOf(parts, trouble),
    ...(clockDoubtedMs === null ? [] : [clockBanner(clockDoubtedMs)]),
  ];
  return {
    posts,
    banners,
    noteClock: (isDoubted) => void (clockDoubtedMs = isDoubted ? (clockDoubtedMs ?? now()) : null),
    watch(tell, parts) {
      let shown = '';
      const timer = setInterval(() => {
        const current = banners(parts);
        const codes = current.map((banner) => banner.code).join();
        if (codes === shown) return;
        shown = codes;
        tell(current);
      }, LOOK_MS);
      return { close: () => clearInterval(timer) };
    },
  };
}
