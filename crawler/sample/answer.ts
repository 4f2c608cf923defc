/** What a site answers to a path. Pure: the shell in serve.ts adds the headers. */
export interface Answer {
  readonly status: 200 | 404;
  readonly contentType: string;
  readonly body: Buffer;
  /** What stands on the page: it is unchanged as long as this is. */
  readonly version: string;
  readonly modifiedMs: number;
}

export const HTML = 'text/html; charset=utf-8';

export function found(contentType: string, body: string | Buffer, version: string, modifiedMs: number): Answer {
  return { status: 200, contentType, body: typeof body === 'string' ? Buffer.from(body) : body, version, modifiedMs };
}

export function missing(): Answer {
  return {
    status: 404,
    contentType: HTML,
    body: Buffer.from('<!DOCTYPE html><title>404</title><p>页面不存在。'),
    version: '',
    modifiedMs: 0,
  };
}
