import express, { type Express } from 'express';
import type { RouteKey, RouteSpec } from '../contract/index.ts';
import { ROUTES } from '../contract/index.ts';
import { openApiDocument } from '../contract/openapi.ts';
import { answerErrors, answerUnknown, sendRefusal, type LogError } from './answer.ts';
import { createGuard, type Guards } from './guard.ts';
import type { Handlers } from './handler.ts';
import { securityHeaders } from './headers.ts';
import { createEndpoint } from './endpoint.ts';
import { createOnce } from './once.ts';
import { slowDown } from './rate.ts';
import { serveScreens } from './screens.ts';

export type AppParts = Guards & {
  readonly handlers: Omit<Handlers, 'GET /api/openapi.json'>;
  /** The built dashboard; null where only the API is served. */
  readonly screenDir: string | null;
  readonly version: string;
  readonly baseUrl: string;
  readonly trustProxy: number;
  readonly now: () => number;
  /** Check each reply against its schema (tests do). */
  readonly checkReplies: boolean;
  /** Stands before the name of every file that is handed out; '' for nothing. */
  readonly fileMark: string;
  readonly logError: LogError;
};

/**
 * The API and the screens as one Express app. Each route of the contract's table goes through the same gates in the same order:
 * origin, then session or token and role, then the body with its limit, then the schema, then the handler.
 */
export function createApp(parts: AppParts): Express {
  const app = express();
  app.disable('x-powered-by');
  app.set('etag', false);
  app.set('trust proxy', parts.trustProxy);
  app.set('query parser', 'simple');
  app.use(securityHeaders(parts.baseUrl));
  const guard = createGuard(parts);
  const document = openApiDocument(parts.version);
  const once = createOnce(parts.now);
  const handlers: Handlers = { ...parts.handlers, 'GET /api/openapi.json': () => document };
  for (const [key, spec] of Object.entries(ROUTES) as readonly [RouteKey, RouteSpec][]) {
    const [method = '', path = ''] = key.split(' ');
    const endpoint = createEndpoint(spec, handlers[key] as never, { ...parts, once });
    const gates = [slowDown(spec), guard(spec), endpoint.readBody, endpoint.answer];
    const address = path.replace(/\{(\w+)\}/g, ':$1');
    const verb = method.toLowerCase() as 'get' | 'post' | 'put' | 'patch' | 'delete';
    app[verb](address, ...gates);
  }
  app.use('/api', (_request, response) => sendRefusal(response, answerUnknown()));
  if (parts.screenDir !== null) app.use(serveScreens(parts.screenDir));
  app.use((_request, response) => sendRefusal(response, answerUnknown()));
  app.use(answerErrors(parts.logError));
  return app;
}
