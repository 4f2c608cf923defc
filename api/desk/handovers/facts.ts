import { z } from 'zod';
import { HandoverId } from '../../contract/handover.ts';
import { FileHash } from '../../contract/index.ts';
import { fact } from '../fact.ts';

const handover = z.object({ handover: HandoverId });

export const HANDOVER_FACTS = [
  /** By the one who goes; the page lies in the file store. Texts: `note`. */
  fact('handover-signed', handover.extend({ no: z.number().int(), sha256: FileHash, bytes: z.number().int() })),
  /** By the one who comes, on the same page. Texts: `note`. */
  fact('handover-taken', handover),
] as const;
