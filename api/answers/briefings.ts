import { isRefusal, refuse, type Refusal } from '../contract/index.ts';
import type { BriefingDone } from '../contract/briefing-view.ts';
import type { Handlers } from '../http/handler.ts';
import { actOn } from './briefing-acts.ts';
import { detailOf } from './briefing-detail.ts';
import { formFor } from './briefing-forms.ts';
import { listBriefings } from './briefing-list.ts';
import { createMachineLook } from './briefing-machine.ts';
import { makeBriefing, wantedBy } from './briefing-make.ts';
import { figureView } from './briefing-figure.ts';
import { briefingAt, paperNow } from './briefing-papers.ts';
import { byPerson, type Parts } from './parts.ts';

type Keys = Exclude<Extract<keyof Handlers, `${string} /api/briefings${string}`>, 'GET /api/briefings/leader'>;

/** 简报: the archive, one issue, its figures and forms. */
export function briefingAnswers(parts: Parts): Pick<Handlers, Keys> {
  const machine = createMachineLook({ findBrowser: parts.config.findBrowser, now: parts.now });
  return {
    'GET /api/briefings': ({ query }) => listBriefings(parts, query),
    'POST /api/briefings': async ({ body, actor }): Promise<BriefingDone | Refusal> => {
      const wanted = wantedBy(parts.desk.state(), body, parts.now());
      if (isRefusal(wanted)) return wanted;
      if (wanted.toMs > parts.now()) return refuse('briefing-ahead', {}, 'date');
      const made = await makeBriefing(parts, wanted, byPerson(actor));
      return isRefusal(made) ? made : { id: made.id, version: made.version };
    },
    'GET /api/briefings/plan': () => parts.desk.state().briefingPlan,
    'PUT /api/briefings/plan': ({ body, actor }) => {
      const refused = parts.desk.command({ do: 'plan-briefings', plan: body }, byPerson(actor));
      if (refused !== null) return refused;
      parts.onDeskChanged('briefing', '');
      return parts.desk.state().briefingPlan;
    },
    'GET /api/briefings/{id}': ({ params, actor }) => {
      const row = briefingAt(parts, params.id);
      return row === null ? refuse('not-found') : detailOf(parts, row, actor.person, machine);
    },
    'POST /api/briefings/{id}/acts': ({ params, body, actor }) => {
      const row = briefingAt(parts, params.id);
      return row === null ? refuse('not-found') : actOn(parts, row, body, byPerson(actor));
    },
    'GET /api/briefings/{id}/figures/{figure}': async ({ params }) => {
      const row = briefingAt(parts, params.id);
      const now = row === null ? refuse('not-found') : await paperNow(parts, row);
      if (isRefusal(now)) return now;
      return (await figureView(parts, now.paper, params.figure, parts.now())) ?? refuse('not-found');
    },
    'GET /api/briefings/{id}/files/{form}': ({ params }) => {
      const row = briefingAt(parts, params.id);
      return row === null ? refuse('not-found') : formFor(parts, row, params.form);
    },
  };
}
