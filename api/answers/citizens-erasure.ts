import { setImmediate as othersTurn } from 'node:timers/promises';
import { refuse, type Erased, type ErasureOrder, type Refusal } from '../contract/index.ts';
import type { z } from 'zod';
import type { Actor } from '../desk/roles.ts';
import type { Request } from '../work/inbox.ts';
import { redactIssues } from './briefing-redact.ts';
import { JOURNAL_PAGE, KEPT_KINDS } from './erasure-search.ts';
import type { Parts } from './parts.ts';

type Order = z.infer<typeof ErasureOrder>;

/**
 * Erases for good. The list outside the backups first, so that a crash between the two forgets nothing, a restored backup
 * erases again, and a crawl does not bring it back; then the store, the journal's texts and the state that was made of them, the
 * files and what citizens wrote. The act itself stays, as numbers. Refuses `erasure-kept`.
 */
export async function erase(
  parts: Parts,
  request: Request,
  order: Order,
  by: Actor,
): Promise<z.infer<typeof Erased> | Refusal> {
  if (await holdsKept(parts, order.texts)) return refuse('erasure-kept', {}, 'texts');
  const { id, kind } = request;
  const counts = {
    posts: order.posts.length,
    texts: order.texts.length,
    files: order.files.length,
    requests: order.requests.length,
  };
  const refused = parts.desk.command({ do: 'request', id, kind, act: { act: 'erase', ...counts } }, by);
  if (refused !== null) return refused;
  const atMs = parts.now();
  parts.erasures.add([
    ...order.posts.map((post) => ({ what: 'post', id: post, atMs }) as const),
    ...order.texts.map((ref) => ({ what: 'content', id: ref, atMs }) as const),
    ...order.files.map((sha256) => ({ what: 'file', id: sha256, atMs }) as const),
    ...order.requests.map((one) => ({ what: 'request', id: one, atMs }) as const),
  ]);
  const words = order.texts.flatMap((ref) => parts.journal.content.get(ref) ?? []);
  const posts = order.posts.length === 0 ? 0 : await parts.posts.erase(order.posts);
  const texts = order.texts.filter((ref) => parts.journal.erase(ref)).length;
  if (texts > 0) {
    parts.journal.scrub();
    parts.desk.foldAnew();
  }
  await redactIssues(parts, order.posts, words);
  let files = 0;
  for (const sha256 of order.files) if (await parts.files.remove(sha256)) files += 1;
  const requests = order.requests.filter((one) => parts.inbox.blank(one)).length;
  if (requests > 0) parts.scrubWork();
  return { posts, texts, files, requests };
}

/** No index goes by references: the journal is read until the kinds of all of them are known. */
async function holdsKept({ journal }: Pick<Parts, 'journal'>, refs: readonly string[]): Promise<boolean> {
  const open = new Set(refs);
  for (let n = 1; open.size > 0; n += JOURNAL_PAGE) {
    const page = journal.read(n, JOURNAL_PAGE);
    for (const entry of page) {
      const held = Object.values(entry.refs).filter((ref) => open.delete(ref));
      if (held.length > 0 && KEPT_KINDS.includes(entry.kind)) return true;
    }
    if (page.length < JOURNAL_PAGE) return false;
    await othersTurn();
  }
  return false;
}
