import { join } from 'node:path';
import express, { Router } from 'express';

/** Addresses of the one page: no dot (a file), no escaped dot, slash, backslash or NUL (somebody climbing), no half an escape. */
const PAGE = /^\/(?!api(?:\/|$)|socket\.io\/)(?:[^.%\\]|%(?!2e|2f|5c|00)[0-9a-f]{2})*$/i;

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
  router.get(PAGE, (_request, response) => {
    response.setHeader('cache-control', 'no-cache');
    response.sendFile(join(folder, 'index.html'));
  });
  return router;
}
