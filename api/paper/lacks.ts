import { z } from 'zod';

/** Why a form could not be made now, in both languages, with the command that mends it; it is made once that is there. */
export const Lacks = z.object({
  lacks: z.enum(['browser', 'fonts', 'time']),
  zh: z.string(),
  en: z.string(),
  /** A shell command; empty where waiting is all that helps. */
  install: z.string(),
});
export type Lacks = Readonly<z.infer<typeof Lacks>>;

export function isLacks(value: object): value is Lacks {
  return 'lacks' in value;
}
