import { refuse, type Refusal, type Settings } from '../contract/index.ts';
import { webAddress } from '../contract/address.ts';
import { FIRST_CHANNEL } from '../desk/channels/channels.ts';
import { rowAt } from '../desk/table.ts';
import type { Handlers } from '../http/handler.ts';
import { headline } from './alert-view.ts';
import { journalThing } from './journal-thing.ts';
import { byPerson, type Parts } from './parts.ts';

type Keys =
  | 'GET /api/settings'
  | 'PATCH /api/settings'
  | 'PUT /api/channel'
  | 'POST /api/channel/test'
  | 'GET /api/deliveries'
  | 'GET /api/journal';

const DELIVERIES_SHOWN_MAX = 50;
const JOURNAL_PAGE_MAX = 50;

/** 设置: the office, the channel, the journal. */
export function settingAnswers(parts: Parts): Pick<Handlers, Keys> {
  const settings = (refused: Refusal | null): Settings | Refusal => refused ?? parts.desk.state().settings;
  const alertSeries = (id: string): string => {
    const raised = parts.raised.get(id);
    return raised === null ? '' : headline(raised.alert);
  };
  return {
    'GET /api/settings': () => parts.desk.state().settings,
    'PATCH /api/settings': ({ body, actor }) =>
      settings(parts.desk.command({ do: 'change-settings', change: body }, byPerson(actor))),
    'PUT /api/channel': ({ body, actor }) => {
      const url = body.kind === 'none' ? null : webAddress(body.url);
      if (body.kind !== 'none' && url === null) return refuse('bad-address', {}, 'url');
      const command = { do: 'change-channel', kind: body.kind, set: url !== null } as const;
      const refused = parts.desk.command(command, byPerson(actor));
      if (refused !== null) return refused;
      if (url === null || body.kind === 'none') parts.addresses.remove(FIRST_CHANNEL);
      else parts.addresses.put(FIRST_CHANNEL, { kind: body.kind, url: url.href });
      return parts.desk.state().settings;
    },
    'POST /api/channel/test': () => parts.postRoom.test(),
    'GET /api/deliveries': () => [...parts.deliveries.log(DELIVERIES_SHOWN_MAX)],
    'GET /api/journal': ({ query }) => {
      const known = { state: parts.desk.state(), alertSeries };
      return parts.journal.latest(query.before, JOURNAL_PAGE_MAX).map(({ n, atMs, actor, kind, body }) => ({
        n,
        atMs,
        by: rowAt(known.state.people, actor)?.name ?? actor,
        kind,
        about: journalThing(known, kind, body),
      }));
    },
  };
}
