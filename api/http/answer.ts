import { randomBytes } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { ErrorRequestHandler, Response } from 'express';
import { refuse, statusOf, type Refusal } from '../contract/index.ts';
import { isDiskFull } from '../contract/disk-full.ts';

export type LogError = (id: string, error: unknown) => void;

export function sendRefusal(response: Response, refusal: Refusal): void {
  const status = statusOf(refusal);
  const seconds = /(\d+) s\b/.exec(refusal.en)?.[1];
  if (status === 429 && seconds !== undefined) response.setHeader('retry-after', seconds);
  // A body that nobody wants is not read to its end: the connection goes with it.
  if (owesBody(response.req)) response.setHeader('connection', 'close');
  response.setHeader('cache-control', 'no-store');
  response.status(status).json(refusal);
}

function owesBody({ complete, headers }: IncomingMessage): boolean {
  return !complete && (headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0);
}

export function answerUnknown(): Refusal {
  return refuse('not-found');
}

/** What the file server and the URL parser throw, a full disk and a store that is away become refusals; anything else is a bug: logged under a number, told as 500. */
export function answerErrors(logError: LogError): ErrorRequestHandler {
  return (error: unknown, _request, response, next) => {
    if (response.headersSent) {
      next(error);
      return;
    }
    const refusal = refusalOf(error);
    if (refusal !== null) {
      sendRefusal(response, refusal);
      return;
    }
    const id = randomBytes(4).toString('hex');
    logError(id, error);
    sendRefusal(response, refuse('broken', { id }));
  };
}

/** What the analysis says by the name of its error: too much waits, or the process is ending. */
const BUSY: readonly string[] = ['AnalysisQueueFull', 'AnalysisClosed'];

function refusalOf(error: unknown): Refusal | null {
  if (isDiskFull(error)) return refuse('read-only');
  // Both are over in a moment, and whoever sent posts keeps them till then.
  if (error instanceof Error && BUSY.includes(error.name)) return refuse('busy');
  // The store says so by the name of its error: its module is not known here.
  if (error instanceof Error && error.name === 'StoreAway')
    return refuse('full' in error && error.full === true ? 'read-only' : 'store-away');
  if (typeof error !== 'object' || error === null || !('type' in error || 'status' in error)) return null;
  const { type, status } = error as { type?: string; status?: number };
  // 403 is what the file server says to a path that climbs: nobody needs to know what lies where.
  if (status === 404 || status === 403) return refuse('not-found');
  if (status !== undefined && status >= 400 && status < 500) return refuse('bad-input', { what: type ?? 'request' });
  return null;
}
