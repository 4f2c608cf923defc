import type { Reply } from '../../lib/api.ts';
import { dayStartOf } from '../../lib/time.ts';

type Row = NonNullable<Reply<'GET /api/briefings/leader'>['issue']>;

/** Whether an issue came out on the day in China that it is now. */
export const isOfToday = ({ releasedMs }: Pick<Row, 'releasedMs'>, nowMs: number): boolean =>
  releasedMs !== null && dayStartOf(releasedMs) === dayStartOf(nowMs);
