import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import express, { type Express } from 'express';

/** What citizens see until something is published. No script, no cookie, nothing from elsewhere. */
const EMPTY_PAGE = `<!doctype html>
<html lang="zh-CN">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>核实与回应</title>
<style>
body { margin: 0 auto; max-width: 42rem; padding: 3rem 1.25rem; font: 1.0625rem/1.7 'PingFang SC', 'Microsoft YaHei', 'Noto Sans SC', sans-serif; color: #1d2327; background: #f5f4f0; }
h1 { font-size: 1.6rem; }
</style>
<h1>核实与回应</h1>
<p>这里公布对网传说法的核实结论和情况通报。目前还没有已公布的内容。</p>
<p lang="en">Verified answers to what circulates are published here. Nothing has been published yet.</p>
</html>
`;

/**
 * The public page: static files of one folder, on a port of its own, without sessions and without the posts store. Files are written
 * at the moment of publishing; the folder can be copied to another site as it is.
 */
export function createPublicApp(folder: string): Express {
  mkdirSync(folder, { recursive: true });
  const index = join(folder, 'index.html');
  if (!existsSync(index)) writeFileSync(index, EMPTY_PAGE);
  const app = express();
  app.disable('x-powered-by');
  app.use((_request, response, next) => {
    response.setHeader(
      'content-security-policy',
      "default-src 'none'; style-src 'self' 'unsafe-inline'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    );
    response.setHeader('x-content-type-options', 'nosniff');
    response.setHeader('referrer-policy', 'no-referrer');
    next();
  });
  app.use(express.static(folder, { dotfiles: 'ignore', redirect: false }));
  app.use(
    (_request, response) =>
      void response.status(404).type('text/plain; charset=utf-8').send('没有找到这个页面。Not found.\n'),
  );
  return app;
}
