import express, { Router, type ErrorRequestHandler, type Request, type RequestHandler, type Response } from 'express';
import { rateLimit } from 'express-rate-limit';
import type { Office } from '../publisher/frame.ts';
import type { Said } from '../publisher/ask-page.ts';
import { receiptGivenPage } from '../publisher/receipt-page.ts';
import { receiptPath } from '../publisher/receipts.ts';
import { networkOf } from '../http/caller.ts';
import { webAddress } from '../contract/address.ts';
import { maskText, maskUrl } from '../contract/privacy.ts';
import { isDiskFull } from '../contract/disk-full.ts';
import { REQUEST_TEXT_CHARS_MAX, type MaskedText, type RequestId, type StatementId } from '../contract/index.ts';
import type { Inbox } from '../work/inbox.ts';
import { AskForm, FORM_BYTES_MAX, FORM_FIELDS_MAX, ReceiptForm, SatisfactionForm } from './forms.ts';
import { takeOpinion, type ConsultationDoor } from './opinion.ts';
import { FULL, say, send, tidy, TRAPPED, WRONG } from './reply.ts';

export type InboxDoor = ConsultationDoor & {
  readonly office: () => Office;
  readonly inbox: Pick<Inbox, 'add' | 'tokenOf' | 'byToken' | 'rate'>;
  /** The published statement with this number. */
  readonly statementOf: (no: number) => StatementId | null;
  /** When a request was answered last; null while it was not: then there is nothing to judge yet. */
  readonly answeredMs: (id: RequestId) => number | null;
  /** A request came in, or was rated: its receipt is written, the screens are told. */
  readonly onRequest: (id: RequestId) => void;
  readonly onSatisfaction: (id: RequestId) => void;
  readonly onError: (error: unknown) => void;
};

const HOUR_MS = 3_600_000;
/** A whole estate may sit behind one address. */
export const ASKED_PER_HOUR = 20;
export const LOOKED_UP_PER_HOUR = 120;
/** From everywhere together: the inbox cannot be filled in an afternoon. */
export const ASKED_PER_HOUR_ALL = 500;
/** Answers to consultations, counted apart: a question to a whole school or estate keeps nobody else out. */
export const ANSWERED_PER_HOUR = 60;
export const ANSWERED_PER_HOUR_ALL = 1_000;

const TOO_MANY: Said = { title: '提交过于频繁', text: '请过一小时再试。紧急情况请直接拨打公布的电话。' };
const UNKNOWN: Said = { title: '没有这个回执号', text: '请核对后再试：回执号由 16 个字母和数字组成，不分大小写。' };
const NOT_RATED: Said = { title: '没有记下评价', text: '这件事已经评价过，或者还没有答复。' };
const THANKS: Said = { title: '谢谢，已经记下', text: '您的评价会和办理情况一起公布在统计数字里。' };
const DISK: Said = { title: '暂时不能接收', text: '系统正在维护，没有收下您这一件。请过些时候再试。' };

/** Write-only: what comes in is masked before it is kept, and the answer is a receipt. No cookie, no session, no state of the asker. */
export function inboxRoutes(door: InboxDoor): Router {
  const router = Router();
  const slow = (limit: number, key: (request: Request) => string): RequestHandler =>
    rateLimit({
      windowMs: HOUR_MS,
      limit,
      legacyHeaders: false,
      standardHeaders: false,
      validate: false,
      keyGenerator: key,
      handler: (_request, response) => say(door.office, response, 429, TOO_MANY),
    });
  const network = (request: Request): string => networkOf(request.ip ?? '');
  const form = express.urlencoded({
    extended: false,
    inflate: false,
    limit: FORM_BYTES_MAX,
    parameterLimit: FORM_FIELDS_MAX,
  });
  const asked = [slow(ASKED_PER_HOUR, network), slow(ASKED_PER_HOUR_ALL, () => 'all'), form];
  const answered = [slow(ANSWERED_PER_HOUR, network), slow(ANSWERED_PER_HOUR_ALL, () => 'all'), form];
  const looked = [slow(LOOKED_UP_PER_HOUR, network), form];
  router.post('/ask', ...asked, (request, response) => ask(door, request, response));
  router.post('/opinion', ...answered, (request, response) => takeOpinion(door, request, response));
  router.post('/receipt', ...looked, (request, response) => lookUp(door, request, response));
  router.post('/satisfaction', ...looked, (request, response) => rate(door, request, response));
  router.use(failed(door));
  return router;
}

function ask(door: InboxDoor, request: Request, response: Response): void {
  const read = AskForm.safeParse(request.body);
  if (!read.success) return say(door.office, response, 400, WRONG);
  const { kind, text, where, about, homepage } = read.data;
  if (homepage !== '') return say(door.office, response, 400, TRAPPED);
  const words = tidy(text);
  if (words === '' || words.length > REQUEST_TEXT_CHARS_MAX) return say(door.office, response, 400, WRONG);
  const statement = /^\d{1,6}$/.test(about) ? door.statementOf(Number(about)) : null;
  const kept = door.inbox.add({ kind, text: maskText(words), where: placeOf(where), about: statement });
  if (kept === null) return say(door.office, response, 503, FULL);
  door.onRequest(kept.request.id);
  send(response, 200, receiptGivenPage(door.office(), kept.number, kind, kept.request.atMs));
}

function lookUp(door: InboxDoor, request: Request, response: Response): void {
  const read = ReceiptForm.safeParse(request.body);
  if (!read.success) return say(door.office, response, 400, UNKNOWN);
  const token = door.inbox.tokenOf(read.data.receipt);
  if (door.inbox.byToken(token) === null) return say(door.office, response, 404, UNKNOWN);
  response.setHeader('cache-control', 'no-store');
  response.redirect(303, `../${receiptPath(token)}`);
}

function rate(door: InboxDoor, request: Request, response: Response): void {
  const read = SatisfactionForm.safeParse(request.body);
  if (!read.success) return say(door.office, response, 400, WRONG);
  const found = door.inbox.byToken(read.data.token);
  const answeredMs = found === null ? null : door.answeredMs(found.id);
  if (found === null || answeredMs === null) return say(door.office, response, 409, NOT_RATED);
  if (!door.inbox.rate(read.data.token, read.data.satisfaction, answeredMs))
    return say(door.office, response, 409, NOT_RATED);
  door.onSatisfaction(found.id);
  say(door.office, response, 200, THANKS);
}

/** An address loses what names a user in it; then all is masked by shape. */
function placeOf(where: string): MaskedText {
  const plain = tidy(where);
  return maskText(webAddress(plain) === null ? plain : maskUrl(plain));
}

/** What the form reader throws is the sender's; anything else is ours, logged, and told without detail. */
function failed(door: InboxDoor): ErrorRequestHandler {
  return (error: unknown, _request, response, next) => {
    if (response.headersSent) return next(error);
    const status = (error as { status?: number }).status ?? 500;
    if (status >= 400 && status < 500) return say(door.office, response, status, WRONG);
    door.onError(error);
    say(door.office, response, isDiskFull(error) ? 503 : 500, DISK);
  };
}
