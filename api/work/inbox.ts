import { createHmac, randomBytes, randomUUID } from 'node:crypto';
import { z } from 'zod';
import { AnswerChoice, OTHER_GROUP } from '../contract/consultation.ts';
import { Ms, RequestId, RequestKind, Satisfaction, StatementId } from '../contract/index.ts';
import type { MaskedText } from '../contract/index.ts';
import type { Work } from './work.ts';

const Request = z.object({
  id: RequestId,
  kind: RequestKind,
  atMs: Ms,
  /** Masked before they came here. */
  text: z.string(),
  where: z.string(),
  about: StatementId.nullable(),
  /** Of an answer to a consultation alone. */
  opinion: AnswerChoice.nullable().default(null),
  /** Name of the receipt's file: HMAC of the number, which itself is kept nowhere. */
  token: z.string(),
  satisfaction: Satisfaction.nullable(),
  satisfiedMs: Ms.nullable(),
});
/** What a citizen asked, without who. */
export type Request = z.infer<typeof Request>;

export type NewRequest = {
  readonly kind: RequestKind;
  readonly text: MaskedText;
  readonly where: MaskedText;
  readonly about: StatementId | null;
  readonly opinion?: AnswerChoice;
};

export type Inbox = {
  /** `number` is the receipt: shown once, to nobody else. Null when it is full; answers to consultations leave room for the others. */
  add(request: NewRequest): { readonly number: string; readonly request: Request } | null;
  find(id: string): Request | null;
  /** Newest first. */
  list(): readonly Request[];
  isFull(): boolean;
  /** The name of the file of a receipt, whatever was typed; the file need not be there. */
  tokenOf(number: string): string;
  byToken(token: string): Request | null;
  /** Once for an answer, which was given at `answeredMs`; false where it was said already, or there is no such receipt. */
  rate(token: string, satisfaction: z.infer<typeof Satisfaction>, answeredMs: number): boolean;
  /** Blanks what was asked: a request can itself hold what is to be erased. */
  blank(id: string): boolean;
};

export const INBOX_MAX = 5_000;
/** Of these, answers to consultations. */
export const INBOX_ANSWERS_MAX = 4_000;
/** A year, so that somebody who asked in winter can still say in autumn whether it was solved. */
const KEPT_MS = 366 * 24 * 3_600_000;
/** 80 bits: beyond guessing at any rate that the page answers at. */
const NUMBER_BYTES = 10;
/** Crockford's letters: none is taken for another when read aloud or copied by hand. */
const LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** `key`: of the HMAC, kept among the secrets. */
export function createInbox(work: Work, key: string): Inbox {
  const shelf = work.shelf('request', Request);
  const tokenOf = (number: string): string => createHmac('sha256', key).update(plainNumber(number)).digest('hex');
  const keep = (request: Request): void => {
    shelf.put(request.id, request, { untilMs: request.atMs + KEPT_MS });
  };
  return {
    add(fresh) {
      const held = shelf.list();
      if (held.length >= INBOX_MAX) return null;
      if (fresh.opinion !== undefined && answersIn(held) >= INBOX_ANSWERS_MAX) return null;
      const number = freshNumber();
      const id = RequestId.parse(randomUUID());
      const token = tokenOf(number);
      const opinion = fresh.opinion ?? null;
      const request: Request = {
        ...fresh,
        opinion,
        id,
        atMs: work.now(),
        token,
        satisfaction: null,
        satisfiedMs: null,
      };
      keep(request);
      return { number, request };
    },
    find: (id) => shelf.get(id)?.value ?? null,
    list: () =>
      shelf
        .list()
        .map((kept) => kept.value)
        .toSorted((a, b) => b.atMs - a.atMs),
    isFull: () => shelf.list().length >= INBOX_MAX,
    tokenOf,
    byToken: (token) => shelf.list().find((kept) => kept.value.token === token)?.value ?? null,
    rate(token, satisfaction, answeredMs) {
      const kept = shelf.list().find(({ value }) => value.token === token);
      if (kept === undefined || (kept.value.satisfiedMs ?? -1) >= answeredMs) return false;
      const rated = { ...kept.value, satisfaction, satisfiedMs: work.now() };
      return shelf.put(kept.key, rated, { expect: kept.version, untilMs: kept.untilMs }) !== 'conflict';
    },
    blank(id) {
      const kept = shelf.get(id);
      if (kept === null) return false;
      const { opinion } = kept.value;
      // A free word for a group can hold what is to be erased, too.
      keep({
        ...kept.value,
        text: '',
        where: '',
        opinion: opinion === null ? null : { ...opinion, group: OTHER_GROUP },
      });
      return true;
    },
  };
}

function answersIn(held: readonly { readonly value: Request }[]): number {
  return held.filter(({ value }) => value.kind === 'opinion').length;
}

function freshNumber(): string {
  const bits = [...randomBytes(NUMBER_BYTES)].map((byte) => byte.toString(2).padStart(8, '0')).join('');
  const letters = bits.match(/.{5}/g)?.map((five) => LETTERS[Number.parseInt(five, 2)]) ?? [];
  return (letters.join('').match(/.{4}/g) ?? []).join('-');
}

/** As it is read back from paper: blanks, dashes, small letters and look-alikes make no difference. */
function plainNumber(typed: string): string {
  return typed
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[^0-9A-Z]/g, '')
    .replace(/O/g, '0')
    .replace(/[IL]/g, '1')
    .slice(0, 40);
}
