import { z } from 'zod';

/** One kind of entry with its body. Kinds are never renamed; a body only ever gains optional fields. */
export const fact = <Kind extends string, Body extends z.ZodType>(kind: Kind, body: Body) =>
  z.object({ kind: z.literal(kind), body });
