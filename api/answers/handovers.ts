import { randomUUID } from 'node:crypto';
import {
  HandoverId,
  HandoverPage,
  HANDOVERS_SHOWN_MAX,
  type Handover,
  type HandoverNow,
  type HandoverView,
} from '../contract/handover.ts';
import { FileHash, isRefusal, refuse, RIGHTS, type Person, type Refusal } from '../contract/index.ts';
import { chainAt, shiftAt } from '../desk/clocks/chain.ts';
import { refuseTaking } from '../desk/handovers/handovers.ts';
import { may } from '../desk/roles.ts';
import { rowAt, rowsOf } from '../desk/table.ts';
import { bytesOf } from '../files/files.ts';
import type { Actor, Handlers } from '../http/handler.ts';
import { canonical, sha256Of } from '../paper/canonical.ts';
import { handoverMatter, handoverPage } from './handover-page.ts';
import { byPerson, type Parts } from './parts.ts';
import { actorNamed } from './staff-names.ts';

type Keys = Extract<keyof Handlers, `${string} /api/handovers${string}`>;

const PAGE_BYTES_MAX = 1_000_000;

/** 交接班: the page for the next shift, signed by both. */
export function handoverAnswers(parts: Parts): Pick<Handlers, Keys> {
  return {
    'GET /api/handovers/now': ({ actor }) => handoverNow(parts, actor.person),
    'POST /api/handovers': ({ body, actor }) => sign(parts, body, actor),
    'GET /api/handovers/{id}': ({ params, actor }) => kept(parts, params.id, actor.person),
    'POST /api/handovers/{id}/sign': ({ params, body, actor }) => {
      const refused = parts.desk.command({ do: 'take-handover', id: params.id, note: body.note }, byPerson(actor));
      if (refused !== null) return refused;
      parts.onDeskChanged('handover', params.id);
      return rowAt(parts.desk.state().handovers, params.id) ?? refuse('not-found');
    },
  };
}

function hashOf(page: HandoverPage): FileHash {
  return FileHash.parse(sha256Of(canonical(handoverMatter(page))));
}

function handoverNow(parts: Parts, reader: Person): HandoverNow {
  const state = parts.desk.state();
  const nowMs = parts.now();
  const page = handoverPage(parts);
  const signed = rowsOf(state.handovers)
    .toSorted((a, b) => b.no - a.no)
    .slice(0, HANDOVERS_SHOWN_MAX);
  const shift = shiftAt(state, nowMs);
  const following = state.duty.find(({ fromMs }) => fromMs > nowMs && fromMs >= (shift?.toMs ?? nowMs) - 1);
  const named = (ids: readonly (string | null | undefined)[]): string[] =>
    ids.flatMap((id) => (typeof id === 'string' ? [actorNamed(parts, id)] : []));
  return {
    page,
    sha256: hashOf(page),
    signed,
    names: namesOf(parts, signed),
    onDuty:
      shift === null
        ? chainAt(state, nowMs)
            .slice(0, 1)
            .map(({ name }) => name)
        : named([shift.person, shift.deputy]),
    next: named([following?.person, following?.deputy]),
    may: may(reader.roles, RIGHTS['handover-sign']) ? ['sign'] : [],
  };
}

/** The page is written before the journal names it: a file that nobody names goes with the sweep. */
async function sign(
  parts: Parts,
  body: { readonly sha256: FileHash; readonly note: string },
  actor: Actor,
): Promise<Handover | Refusal> {
  const page = handoverPage(parts);
  if (hashOf(page) !== body.sha256) return refuse('handover-changed');
  const put = await parts.files.put([Buffer.from(canonical(page))], { bytesMax: PAGE_BYTES_MAX, as: 'json' });
  if (isRefusal(put)) return put;
  const id = HandoverId.parse(randomUUID());
  const { sha256, bytes } = put.file;
  const command = { do: 'sign-handover', id, sha256, bytes, note: body.note } as const;
  const refused = parts.desk.command(command, byPerson(actor));
  if (refused !== null) return refused;
  parts.onDeskChanged('handover', id);
  return rowAt(parts.desk.state().handovers, id) ?? refuse('not-found');
}

async function kept(parts: Parts, id: string, reader: Person): Promise<HandoverView | Refusal> {
  const state = parts.desk.state();
  const handover = rowAt(state.handovers, id);
  if (handover === undefined) return refuse('not-found');
  const bytes = await bytesOf(parts.files, handover.sha256);
  if (bytes === null) return refuse('file-missing', { name: `交接班第 ${handover.no} 号` });
  const page = HandoverPage.parse(JSON.parse(Buffer.from(bytes).toString('utf8')));
  const mayTake = may(reader.roles, RIGHTS['handover-sign']) && refuseTaking(state, handover, reader.id) === null;
  return { handover, page, names: namesOf(parts, [handover]), may: mayTake ? ['take'] : [] };
}

function namesOf(parts: Parts, handovers: readonly Handover[]): Record<string, string> {
  const ids = handovers.flatMap(({ from, to }) => (to === null ? [from] : [from, to]));
  return Object.fromEntries(ids.map((id) => [id, actorNamed(parts, id)]));
}
