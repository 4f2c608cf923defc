import type { Request, RequestHandler, Response } from 'express';
import type { z } from 'zod';
import { isRefusal, JSON_BODY_BYTES_MAX, refuse, type Refusal, type RouteSpec } from '../contract/index.ts';
import { sendRefusal } from './answer.ts';
import { readJson } from './body.ts';
import { sessionCookie } from './guard.ts';
import { deviceOf, networkOf } from './caller.ts';
import { fieldOf, issueWords, type IssueWords } from './issue-words.ts';
import { dispositionOf, sendDownload } from './download.ts';
import type { Download } from './handler.ts';
import { onceKey, type Once } from './once.ts';
import { readUpload, UploadCut } from './upload.ts';

type Endpoint = { readonly readBody: RequestHandler; readonly answer: RequestHandler };
type Options = {
  readonly baseUrl: string;
  readonly checkReplies: boolean;
  /** Stands before the name of every file that is handed out; '' for nothing. */
  readonly fileMark: string;
  readonly once: Once;
};
type AnyHandler = (call: Readonly<Record<string, unknown>>) => unknown;

/** Seven days: the longest that a session lives. */
const COOKIE_MS = 7 * 24 * 3_600_000;

/** Body, schemas and handler of one route. */
export function createEndpoint(spec: RouteSpec, handler: AnyHandler, options: Options): Endpoint {
  const readBody: RequestHandler =
    spec.body === undefined
      ? (_request, _response, next) => next()
      : bodyReader(spec.bodyBytesMax ?? JSON_BODY_BYTES_MAX);
  const answer = async (request: Request, response: Response): Promise<void> => {
    const input = readInput(spec, request);
    if (isRefusal(input)) {
      sendRefusal(response, input);
      return;
    }
    const upload = spec.upload === true ? readUpload(request, spec.bodyBytesMax ?? JSON_BODY_BYTES_MAX) : undefined;
    if (isRefusal(upload)) {
      sendRefusal(response, upload);
      return;
    }
    const act = (): unknown => handler({ ...input, upload, ...callerOf(request, response, options) });
    const key = upload === undefined && spec.download !== true ? onceKey(request, response) : null;
    const reply: unknown = await (key === null ? act() : options.once(key, act));
    if (isRefusal(reply)) sendRefusal(response, reply);
    // The edge: a handler of such a route gives nothing else.
    else if (spec.download === true) {
      const file = reply as Download;
      await sendDownload(response, { ...file, name: markedName(file.name, options.fileMark) });
    } else sendReply(spec, response, reply, options);
  };
  return { readBody, answer: unlessCut(answer) };
}

/** A caller who hung up in the middle of a file gets no answer. */
function unlessCut(answer: (request: Request, response: Response) => Promise<void>): RequestHandler {
  return async (request, response) => {
    try {
      await answer(request, response);
    } catch (error) {
      if (!(error instanceof UploadCut)) throw error;
    }
  };
}

function bodyReader(bytesMax: number): RequestHandler {
  return async (request, response, next) => {
    const read = await readJson(request, bytesMax);
    // The caller hung up in the middle: there is nobody to answer.
    if (read === null) return;
    if ('refused' in read) {
      sendRefusal(response, read);
      return;
    }
    request.body = read.value;
    next();
  };
}

function callerOf(request: Request, response: Response, options: Options): Readonly<Record<string, unknown>> {
  const gone = new AbortController();
  response.on('close', () => gone.abort());
  return {
    actor: response.locals['actor'],
    network: networkOf(request.ip ?? ''),
    device: deviceOf(request.get('user-agent') ?? ''),
    signal: gone.signal,
    setSession: (token: string | null): void => {
      const flags = {
        httpOnly: true,
        sameSite: 'strict',
        path: '/',
        secure: options.baseUrl.startsWith('https:'),
      } as const;
      const name = sessionCookie(options.baseUrl);
      if (token === null) response.clearCookie(name, flags);
      else response.cookie(name, token, { ...flags, maxAge: COOKIE_MS });
    },
  };
}

/** The name that a file leaves by. */
function markedName(name: string, mark: string): string {
  return mark === '' ? name : `${mark}-${name}`;
}

function sendReply(
  spec: RouteSpec,
  response: Response,
  reply: unknown,
  { checkReplies, fileMark }: Pick<Options, 'checkReplies' | 'fileMark'>,
): void {
  response.setHeader('cache-control', 'no-store');
  if (spec.reply === null) {
    response.status(204).end();
    return;
  }
  if (checkReplies) spec.reply.parse(reply);
  if (spec.fileName !== undefined) {
    response.setHeader('content-disposition', dispositionOf(markedName(spec.fileName, fileMark)));
  }
  if (spec.media !== undefined) response.type(spec.media).send(reply);
  else response.json(reply);
}

function readInput(spec: RouteSpec, request: Request): Refusal | Readonly<Record<string, unknown>> {
  const out: Record<string, unknown> = {};
  const from = { params: request.params, query: request.query, body: (request.body ?? {}) as unknown };
  for (const part of ['params', 'query', 'body'] as const) {
    const schema = spec[part];
    if (schema === undefined) continue;
    const read = schema.safeParse(from[part]);
    if (!read.success) return part === 'params' ? refuse('not-found') : badInput(schema, from[part]);
    out[part] = read.data;
  }
  return out;
}

/** The first thing that is wrong, with its field, in both languages; never the value. */
function badInput(schema: z.ZodType, value: unknown): Refusal {
  const said = (language: keyof IssueWords): z.core.$ZodIssue | undefined =>
    schema.safeParse(value, { error: (issue) => issueWords(issue)[language] }).error?.issues[0];
  const issue = said('en');
  const field = fieldOf(issue?.path ?? []);
  const { zh } = refuse('bad-input', { what: said('zh')?.message ?? '' });
  return { ...refuse('bad-input', { what: `${field === '' ? '' : `${field}: `}${issue?.message ?? ''}` }, field), zh };
}
