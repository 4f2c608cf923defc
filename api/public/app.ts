import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import express, { type Express, type RequestHandler } from 'express';
import { inboxRoutes, type InboxDoor } from './inbox.ts';

export type PublicParts = InboxDoor & {
  /** The static files. The folder can be copied to another site as it is. */
  readonly folder: string;
  readonly trustProxy: number;
};

/**
 * The public page: static files of one folder, written at the moment of publishing, and a write-only inbox. On a port of its own, without
 * sessions and without the posts store; no script runs there, and nothing is set in the reader's browser.
 */
export function createPublicApp(parts: PublicParts): Express {
  const app = express();
  app.disable('x-powered-by');
  app.set('trust proxy', parts.trustProxy);
  app.set('query parser', 'simple');
  app.use(headers(parts));
  app.use('/inbox', inboxRoutes(parts));
  app.use(
    express.static(parts.folder, {
      dotfiles: 'ignore',
      redirect: false,
      setHeaders(response, path) {
        const isReceipt = /[\\/]receipts[\\/]/.test(path);
        response.setHeader('cache-control', isReceipt ? 'no-store' : 'public, max-age=60');
        if (isReceipt) response.setHeader('x-robots-tag', 'noindex');
      },
    }),
  );
  const lost = join(parts.folder, '404.html');
  app.use((_request, response) => {
    const page = existsSync(lost) ? readFileSync(lost, 'utf8') : '<!DOCTYPE html><title>404</title>';
    // Its links are those of a page at the root; without a base they would be wrong in a folder.
    response
      .status(404)
      .type('text/html; charset=utf-8')
      .send(page.replaceAll('href="', 'href="/').replaceAll('href="/#', 'href="#'));
  });
  return app;
}

function headers({ office }: PublicParts): RequestHandler {
  return (_request, response, next) => {
    const { url } = office().page;
    const own = url === '' || !URL.canParse(url) ? '' : ` ${new URL(url).origin}`;
    response.setHeader(
      'content-security-policy',
      `default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'${own}; base-uri 'none'; frame-ancestors 'none'`,
    );
    response.setHeader('x-content-type-options', 'nosniff');
    response.setHeader('referrer-policy', 'no-referrer');
    response.setHeader('cross-origin-opener-policy', 'same-origin');
    response.setHeader('permissions-policy', 'camera=(), microphone=(), geolocation=()');
    next();
  };
}
