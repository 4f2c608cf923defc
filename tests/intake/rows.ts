import { createHash } from 'node:crypto';
import { LEAD_SOURCE } from '../../api/answers/parts.ts';
import { IngestPost } from '../../api/contract/index.ts';

export type GivenRow = Partial<Omit<IngestPost, 'id' | 'source'>> & { readonly id?: string; readonly source?: string };

/** A row as a crawler posts it; say only what the test is about. `id` is any word. */
export function aRow(nowMs: number, { id = 'row', source = LEAD_SOURCE, ...given }: GivenRow = {}): IngestPost {
  return {
    kind: 'entry',
    url: null,
    thread: null,
    floor: null,
    title: '',
    text: '城东自来水发黄，有人知道原因吗',
    publishedMs: nowMs,
    seenMs: nowMs,
    voice: null,
    backfill: false,
    ...given,
    id: IngestPost.shape.id.parse(createHash('sha256').update(id).digest('hex').slice(0, 32)),
    source: IngestPost.shape.source.parse(source),
  };
}
