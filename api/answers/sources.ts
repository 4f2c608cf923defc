import { randomUUID } from 'node:crypto';
import {
  isRefusal,
  refuse,
  SourceId,
  type Preview,
  type Refusal,
  type Source,
  type SourceView,
} from '../contract/index.ts';
import { rowAt, rowsOf } from '../desk/table.ts';
import { addressOf, bareAddress } from '../desk/sources.ts';
import type { Handlers } from '../http/handler.ts';
import { DAY_MS } from './filter.ts';
import { byPerson, type Parts } from './parts.ts';

type Keys =
  | 'GET /api/sources'
  | 'POST /api/sources/preview'
  | 'POST /api/sources'
  | 'PATCH /api/sources/{id}'
  | 'POST /api/sources/{id}/visit'
  | 'DELETE /api/sources/{id}';

/** 信源: the list with its health, a preview, and what is done with one. */
export function sourceAnswers(parts: Parts): Pick<Handlers, Keys> {
  return {
    'GET /api/sources': () => sourceViews(parts),
    'POST /api/sources/preview': ({ body }) => preview(parts, body.url, body.as),
    'POST /api/sources': ({ body, actor }) => {
      const id = SourceId.parse(randomUUID());
      const refused = parts.desk.command({ do: 'add-source', id, draft: body }, byPerson(actor));
      return refused ?? changed(parts, id);
    },
    'PATCH /api/sources/{id}': ({ params, body, actor }) => {
      const refused = parts.desk.command({ do: 'change-source', id: params.id, change: body }, byPerson(actor));
      return refused ?? changed(parts, params.id);
    },
    'POST /api/sources/{id}/visit': ({ params, actor }) => {
      const refused = parts.desk.command({ do: 'visit-source', id: params.id }, byPerson(actor));
      if (refused !== null) return refused;
      parts.leases.visitNow(params.id);
      return changed(parts, params.id);
    },
    'DELETE /api/sources/{id}': ({ params, actor }) => {
      const refused = parts.desk.command({ do: 'remove-source', id: params.id }, byPerson(actor));
      if (refused !== null) return refused;
      parts.leases.forget(params.id);
      return null;
    },
  };
}

async function sourceViews(parts: Parts): Promise<SourceView[]> {
  const counts = await parts.posts.countsBySource(parts.now() - DAY_MS);
  return rowsOf(parts.desk.state().sources)
    .toSorted((a, b) => a.addedMs - b.addedMs || (a.id < b.id ? -1 : 1))
    .map((source) => ({ ...source, health: parts.leases.health(source), posts24h: counts.get(source.id) ?? 0 }));
}

async function changed(parts: Parts, id: SourceId): Promise<SourceView | Refusal> {
  const source = rowAt(parts.desk.state().sources, id);
  if (source === undefined) return refuse('not-found');
  parts.onSourcesChanged(id);
  const counts = await parts.posts.countsBySource(parts.now() - DAY_MS);
  return { ...source, health: parts.leases.health(source), posts24h: counts.get(id) ?? 0 };
}

async function preview(parts: Parts, address: string, as: Source['kind'] | null): Promise<Preview | Refusal> {
  const url = addressOf(address);
  if (url === null) return refuse('bad-address', {}, 'url');
  const kind = as === 'lead' || as === 'import' ? null : as;
  const result = await parts.jobs.ask('preview', bareAddress(url).href, kind);
  if (isRefusal(result)) return result;
  if ('preview' in result) return result.preview;
  if (result.failed.code === 'private-address') return refuse('private-address', {}, 'url');
  return { ...refuse('fetch-failed', {}, 'url'), zh: result.failed.zh, en: result.failed.en };
}
