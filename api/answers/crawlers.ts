import { isRefusal, refuse, type Source } from '../contract/index.ts';
import { rowsOf } from '../desk/table.ts';
import type { Handlers } from '../http/handler.ts';
import { JOB_POLL_SECONDS } from '../contract/routes-machine.ts';
import type { Parts } from './parts.ts';

type Keys =
  'POST /api/leases' | 'POST /api/reports' | 'POST /api/ingest' | 'POST /api/jobs/next' | 'POST /api/jobs/{id}/result';

/** A crawler asks again at the latest after this. */
export const LEASE_WAIT_MS = 5_000;

/** What crawlers call. */
export function crawlerAnswers(parts: Parts): Pick<Handlers, Keys> {
  return {
    'POST /api/leases': ({ body }) => {
      parts.crawlers.heard(body);
      const sources = crawled(parts);
      const asking = { ...body, room: body.outboxFull ? 0 : body.room, voiceKeys: parts.voiceKeys.current() };
      return { leases: [...parts.leases.hand(sources, asking)], waitMs: parts.leases.waitMs(sources, LEASE_WAIT_MS) };
    },
    'POST /api/reports': ({ body }) => {
      const reported = parts.leases.report(body, crawled(parts));
      if (isRefusal(reported)) return reported;
      parts.onSourcesChanged(reported.source.id);
      return { nextVisitMs: reported.nextVisitMs };
    },
    'POST /api/ingest': ({ body }) => parts.intake.ingest(body.posts),
    'POST /api/jobs/next': async ({ body, signal }) => ({
      job: await parts.jobs.next(body, JOB_POLL_SECONDS * 1_000, signal),
    }),
    'POST /api/jobs/{id}/result': ({ params, body }) =>
      parts.jobs.answer(params.id, body) ? null : refuse('not-found'),
  };
}

/** Sources that are visited: those with an address. */
function crawled(parts: Parts): readonly Source[] {
  return rowsOf(parts.desk.state().sources).filter((source) => source.url !== null && !source.paused);
}
