import type { Reply } from '../../lib/api.ts';

export type LeadReply = Reply<'POST /api/leads'>;
