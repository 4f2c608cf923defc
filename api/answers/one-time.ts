import { FILE_BYTES_MAX, InquiryId, isRefusal, refuse, TOKEN_CHARS_MAX } from '../contract/index.ts';
import type { Claim, InquiryAct, OneTimeAct, OneTimeView, PersonId, Refusal } from '../contract/index.ts';
import { clocksOf, statementsOf } from '../desk/clocks/clocks-of.ts';
import { rowAt } from '../desk/table.ts';
import { fileNameOf } from '../files/name.ts';
import type { Handlers } from '../http/handler.ts';
import type { Link } from '../work/links.ts';
import { actOn } from './inquiry-act.ts';
import { inquiryTask } from './inquiry-views.ts';
import type { Parts } from './parts.ts';
import { firstLine } from './upload-token.ts';

type Keys = 'POST /api/one-time' | 'POST /api/one-time/acts' | 'POST /api/one-time/files';

/** What a one-time link opens without an account. Tries are counted by token and by network, as those of log-ins are. */
export function oneTimeAnswers(parts: Parts): Pick<Handlers, Keys> {
  return {
    'POST /api/one-time': ({ body, network }) => {
      const link = heard(parts, body.token, network);
      return isRefusal(link) ? link : viewOf(parts, link);
    },
    'POST /api/one-time/acts': ({ body, network }) => {
      const link = heard(parts, body.token, network);
      return isRefusal(link) ? link : act(parts, link, body);
    },
    'POST /api/one-time/files': async ({ query, upload, network }) => {
      const { line, rest } = await firstLine(upload, TOKEN_CHARS_MAX);
      const link = heard(parts, line, network);
      if (isRefusal(link)) return link;
      if (link.purpose !== 'answer') return refuse('link-used');
      // A token stores a few files at once and then ever more slowly, so that it cannot fill the disk; log-ins from there are not slowed.
      const slowed = parts.throttle.attempt(`files ${line}`, `files ${network}`);
      if (slowed !== null) return slowed;
      const put = await parts.files.put(rest, { bytesMax: FILE_BYTES_MAX });
      return isRefusal(put) ? put : { ...put.file, name: fileNameOf(query.name, put.file.kind) };
    },
  };
}

/** The link of a token; a right one gives its try back. Links for passwords are not looked at here. */
function heard(parts: Parts, token: string, network: string): Link | Refusal {
  const slowed = parts.throttle.attempt(token, network);
  if (slowed !== null) return slowed;
  const link = parts.links.look(token);
  if (isRefusal(link)) return link;
  if (link.purpose !== 'answer' && link.purpose !== 'acknowledge') return refuse('link-used');
  parts.throttle.passed(token, network);
  return link;
}

function viewOf(parts: Parts, link: Link): OneTimeView | Refusal {
  if (link.purpose === 'acknowledge') return clockView(parts, link);
  const inquiry = rowAt(parts.desk.state().inquiries, link.about ?? '');
  return inquiry === undefined ? refuse('link-used') : { what: 'answer', task: inquiryTask(parts, inquiry) };
}

async function act(parts: Parts, link: Link, body: OneTimeAct): Promise<OneTimeView | Refusal> {
  if (body.act === 'acknowledge') return acknowledge(parts, link);
  const id = InquiryId.safeParse(link.about);
  if (link.purpose !== 'answer' || !id.success) return refuse('link-used');
  const after = await actOn(parts, id.data, actOf(body), { kind: 'machine' });
  return isRefusal(after) ? after : { what: 'answer', task: inquiryTask(parts, after) };
}

function actOf(body: Exclude<OneTimeAct, { act: 'acknowledge' }>): InquiryAct {
  if (body.act === 'give-back') return { act: 'give-back', note: body.note };
  const { text, signedBy, files } = body;
  return { act: 'answer', text, signedBy, files };
}

/** `acknowledge` links are about `claim clock`. */
type Told = { readonly claim: Claim; readonly clock: string; readonly person: PersonId };

function toldOf(parts: Parts, { purpose, about = '', person }: Link): Told | null {
  const [id = '', clock = ''] = about.split(' ');
  const claim = rowAt(parts.desk.state().claims, id);
  return purpose !== 'acknowledge' || claim === undefined || person === null ? null : { claim, clock, person };
}

function clockView(parts: Parts, link: Link): OneTimeView | Refusal {
  const told = toldOf(parts, link);
  if (told === null) return refuse('link-used');
  const state = parts.desk.state();
  const { claim, person } = told;
  const clock = clocksOf(claim, statementsOf(state, claim), state, parts.now()).find(({ id }) => id === told.clock);
  if (clock === undefined) return refuse('link-used');
  return {
    what: 'acknowledge',
    office: state.settings.office,
    person: rowAt(state.people, person)?.name ?? '',
    no: claim.no,
    title: claim.title,
    grade: claim.grade,
    clockZh: clock.zh,
    clockEn: clock.en,
    endMs: clock.endMs,
    acknowledgedMs: clock.acknowledgedMs,
  };
}

/** Journaled as by the person to whom the link was sent. */
function acknowledge(parts: Parts, link: Link): OneTimeView | Refusal {
  const told = toldOf(parts, link);
  if (told === null) return refuse('link-used');
  const { claim, clock, person } = told;
  const command = { do: 'clock', id: claim.id, act: { act: 'acknowledge', clock } } as const;
  const refused = parts.desk.command(command, { kind: 'person', id: person });
  if (refused !== null) return refused;
  parts.links.endAbout('acknowledge', link.about ?? '');
  parts.onDeskChanged('clock', claim.id);
  return clockView(parts, link);
}
