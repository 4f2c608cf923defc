import type { Request, Response } from 'express';
import {
  ANSWER_TEXT_CHARS_MAX,
  GROUP_CHARS_MAX,
  OTHER_GROUP,
  PUBLIC_GROUPS,
  type ConsultationId,
} from '../contract/consultation.ts';
import { maskText } from '../contract/privacy.ts';
import { consultationPath, type PublicConsultation } from '../publisher/consultation.ts';
import { NO_OPTION, opinionLatePage } from '../publisher/consultation-form.ts';
import { receiptGivenPage } from '../publisher/receipt-page.ts';
import { OpinionForm } from './forms.ts';
import type { InboxDoor } from './inbox.ts';
import { FULL, say, send, tidy, TRAPPED, WRONG } from './reply.ts';

/** The consultation with a number, as it stands now. */
export type ConsultationDoor = {
  readonly consultationOf: (no: number) => { readonly id: ConsultationId; readonly shown: PublicConsultation } | null;
};

/** An answer to one consultation that is open: option, group and words, masked before they are kept. */
export function takeOpinion(door: InboxDoor, request: Request, response: Response): void {
  const read = OpinionForm.safeParse(request.body);
  if (!read.success) return say(door.office, response, 400, WRONG);
  const { consultation, homepage, ...said } = read.data;
  if (homepage !== '') return say(door.office, response, 400, TRAPPED);
  const text = tidy(said.text);
  const found = /^\d{1,6}$/.test(consultation) ? door.consultationOf(Number(consultation)) : null;
  if (found === null || found.shown.phase !== 'open') {
    const status = found === null ? 404 : 409;
    return send(response, status, opinionLatePage(door.office(), found?.shown ?? null, text));
  }
  const wrong = { ...WRONG, back: consultationPath(found.shown) };
  const option = optionOf(said.option, found.shown.options.length);
  const isEmpty = text === '' && option === null;
  if (option === 'wrong' || isEmpty || text.length > ANSWER_TEXT_CHARS_MAX)
    return say(door.office, response, 400, wrong);
  const kept = door.inbox.add({
    kind: 'opinion',
    text: maskText(text),
    where: maskText(''),
    about: null,
    opinion: { consultation: found.id, option, group: groupOf(said) },
  });
  if (kept === null) return say(door.office, response, 503, { ...FULL, back: consultationPath(found.shown) });
  door.onRequest(kept.request.id);
  send(response, 200, receiptGivenPage(door.office(), kept.number, 'opinion', kept.request.atMs));
}

/** Where there are options, one of them or none of them is chosen. */
function optionOf(given: string, count: number): number | null | 'wrong' {
  if (given === NO_OPTION || (given === '' && count === 0)) return null;
  return /^\d$/.test(given) && Number(given) < count ? Number(given) : 'wrong';
}

/** One of the list, or a citizen's own word for it. */
function groupOf({ group, other }: Pick<OpinionForm, 'group' | 'other'>): string {
  const known: readonly string[] = PUBLIC_GROUPS;
  if (known.includes(group)) return group;
  const word = tidy(other).replace(/\s+/g, ' ');
  return word === '' ? OTHER_GROUP : maskText(word).slice(0, GROUP_CHARS_MAX);
}
