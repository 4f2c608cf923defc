import { z } from 'zod';
import { Ms } from './id.ts';

/**
 * Long work that goes on while nobody looks: how much of it is done, from 0 to 1, and what it came to. It is held in memory: after
 * a restart it is not there, and starting it again takes up what is left.
 */
export const errandOf = <T extends z.ZodType>(result: T) =>
  z.object({ startedMs: Ms, share: z.number().min(0).max(1), result: result.nullable() });
