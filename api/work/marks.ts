import { z } from 'zod';
import type { Work } from './work.ts';

/** How far a machine has come, and small states of machines: named texts. */
export type Marks = {
  /** '' if there is none. */
  get(name: string): string;
  put(name: string, mark: string): void;
  remove(name: string): void;
};

export function createMarks(work: Work): Marks {
  const shelf = work.shelf('mark', z.string());
  return {
    get: (name) => shelf.get(name)?.value ?? '',
    put(name, mark) {
      shelf.put(name, mark);
    },
    remove(name) {
      shelf.remove(name);
    },
  };
}
