import { createHash, randomUUID } from 'node:crypto';
import {
  ConcernId,
  isRefusal,
  refuse,
  type Concern,
  type ConcernOrigin,
  type Refusal,
  type RouteKey,
} from '../contract/index.ts';
import type { ConcernAct } from '../contract/concern-act.ts';
import type { ConcernDone } from '../contract/concern-view.ts';
import type { CONCERN_ROUTES } from '../contract/routes-concerns.ts';
import type { z } from 'zod';
import type { DeskConcernAct } from '../desk/concerns/command.ts';
import type { Actor } from '../desk/roles.ts';
import { rowAt } from '../desk/table.ts';
import type { Handlers } from '../http/handler.ts';
import { exportConcerns } from './concern-export.ts';
import type { ConcernImported } from '../contract/concern-act.ts';
import { createErrands } from './errand.ts';
import { openSheet } from './concern-sheet.ts';
import { importConcerns } from './concern-import.ts';
import { listConcerns } from './concern-list.ts';
import { ratesReply } from './concern-rates.ts';
import { concernDetail, concernTasks } from './concern-view.ts';
import { consultationAnswers } from './consultations.ts';
import { heldFiles } from './evidence-files.ts';
import { byPerson, type Parts } from './parts.ts';

type Keys = Extract<RouteKey, keyof typeof CONCERN_ROUTES>;

/** One list at a time for the whole office. */
const IMPORT = 'import';

/** 社情民意台账: the list, one concern, what is done with it, the rates, and what is put up for consultation. */
export function concernAnswers(parts: Parts): Pick<Handlers, Keys> {
  const imports = createErrands<ConcernImported>(parts);
  return {
    ...consultationAnswers(parts),
    'GET /api/concerns': ({ query, actor }) => listConcerns(parts, query, actor.person),
    'POST /api/concerns': async ({ body, actor }) => {
      const origin = await refuseOrigin(parts, body.origin);
      if (origin !== null) return origin;
      const id = ConcernId.parse(`n-${randomUUID().slice(0, 18)}`);
      return done(parts, id, { act: 'open', ...body, sample: false }, byPerson(actor));
    },
    'POST /api/concerns/import': ({ body, actor }) => {
      const sheet = openSheet(body.csv);
      if (isRefusal(sheet)) return sheet;
      const about = createHash('sha256').update(body.csv).digest('hex');
      return imports.start(IMPORT, about, (report) => importConcerns(parts, sheet, byPerson(actor), report));
    },
    'GET /api/concerns/import': () => imports.read(IMPORT),
    'POST /api/concerns/export': ({ body, actor }) => exportConcerns(parts, body, actor.person),
    'GET /api/concerns/rates': ({ query }) => ratesReply(parts, Number(query.days)),
    'PUT /api/concerns/plan': ({ body, actor }) => {
      const refused = parts.desk.command({ do: 'plan-ledger', plan: body }, byPerson(actor));
      if (refused !== null) return refused;
      parts.onDeskChanged('concern', 'plan');
      return parts.desk.state().ledgerPlan;
    },
    'GET /api/concerns/{id}': ({ params, actor }) => {
      const concern = rowAt(parts.desk.state().concerns, params.id);
      return concern === undefined ? refuse('not-found') : concernDetail(parts, concern, actor.person);
    },
    'POST /api/concerns/{id}/acts': async ({ params, body, actor }) => {
      const act = await withHeldFiles(parts, body);
      return isRefusal(act) ? act : done(parts, params.id, act, byPerson(actor));
    },
    'GET /api/concern-tasks': ({ actor }) => concernTasks(parts, actor.person.id),
  };
}

/** Null if there is such a thing. A citizen's request is opened from the inbox, which ties the two together. */
async function refuseOrigin(parts: Parts, origin: ConcernOrigin): Promise<Refusal | null> {
  const missing = refuse('not-found', {}, 'origin');
  if (origin.from === 'alert') return parts.raised.get(origin.alert) === null ? missing : null;
  if (origin.from === 'post') return (await parts.posts.get([origin.post])).length === 0 ? missing : null;
  return origin.from === 'request' ? refuse('bad-input', { what: 'origin' }, 'origin') : null;
}

async function withHeldFiles(parts: Parts, act: ConcernAct): Promise<ConcernAct | Refusal> {
  if (!('files' in act)) return act;
  const files = await heldFiles(parts, act.files);
  return isRefusal(files) ? files : { ...act, files: [...files] };
}

/** Does it, and tells the open screens: those of the concern, and of what it came from. */
function done(parts: Parts, id: ConcernId, act: DeskConcernAct, actor: Actor): z.infer<typeof ConcernDone> | Refusal {
  const refused = parts.desk.command({ do: 'concern', id, act }, actor);
  if (refused !== null) return refused;
  const concern = rowAt(parts.desk.state().concerns, id);
  if (concern === undefined) return refuse('not-found');
  tellOf(parts, concern);
  return { id, state: concern.state, version: concern.version };
}

export function tellOf(parts: Pick<Parts, 'onDeskChanged'>, { id, origin }: Concern): void {
  parts.onDeskChanged('concern', id);
  if (origin.from === 'claim') parts.onDeskChanged('claim', origin.claim);
  if (origin.from === 'request') parts.onDeskChanged('request', origin.request);
}
