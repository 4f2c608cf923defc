import { join } from 'node:path';
import express, { Router } from 'express';

/** The built dashboard: files with a hash in their name are kept by browsers for a year; every other path is the one page. */
export function serveScreens(folder: string): Router {
  const router = Router();
  router.use(
    '/assets',
    express.static(join(folder, 'assets'), {
      immutable: true,
      maxAge: '365d',
      index: false,
      fallthrough: false,
      dotfiles: 'ignore',
    }),
  );
  router.use(express.static(folder, { index: false, dotfiles: 'ignore', cacheControl: false }));
  router.get(/^\/(?!api\/|socket\.io\/)[^.]*$/, (_request, response) => {
    response.setHeader('cache-control', 'no-cache');
    response.sendFile(join(folder, 'index.html'));
  });
  return router;
}
