import type { Folder } from './folder.ts';
import type { Office } from './frame.ts';
import { receiptPage, type ReceiptState } from './receipt-page.ts';

export type ReceiptParts = {
  readonly folder: Folder;
  readonly office: () => Office;
  /** Each with the name of its file. */
  readonly receipts: () => readonly (ReceiptState & { readonly token: string })[];
};

export type Receipts = {
  /** Rewrites the files of those that changed, and removes those that have run out. */
  write(): void;
};

const UNDER = 'receipts';
/** A name as it is made here, and nothing else: it becomes a path. */
export const TOKEN = /^[0-9a-f]{64}$/;

export function receiptPath(token: string): string {
  if (!TOKEN.test(token)) throw new RangeError('not the name of a receipt');
  return `${UNDER}/${token}.html`;
}

/** What a receipt says lies in a static file whose name only the number leads to. */
export function createReceipts({ folder, office, receipts }: ReceiptParts): Receipts {
  let written: ReadonlyMap<string, string> = new Map();
  return {
    write() {
      const words = JSON.stringify(office());
      const now = new Map<string, string>();
      for (const { token, ...state } of receipts()) {
        const path = receiptPath(token);
        const mine = words + JSON.stringify(state);
        if (written.get(path) !== mine) folder.write(path, receiptPage(office(), state, token));
        now.set(path, mine);
      }
      for (const name of folder.list(UNDER)) {
        const path = `${UNDER}/${name}`;
        if (!now.has(path)) folder.remove(path);
      }
      written = now;
    },
  };
}
