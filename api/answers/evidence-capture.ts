import { randomUUID } from 'node:crypto';
import {
  CAPTURE_BYTES_MAX,
  isRefusal,
  refuse,
  type Capture,
  type CaptureDraft,
  type ClaimId,
  type Evidence,
  type Reason,
  type Refusal,
} from '../contract/index.ts';
import type { StoredFile } from '../contract/capture.ts';
import { addressOf, bareAddress } from '../desk/sources.ts';
import { isPersonalAccount } from '../desk/personal-account.ts';
import { rowAt } from '../desk/table.ts';
import { fileNameOf } from '../files/name.ts';
import type { Bytes, Put } from '../files/files.ts';
import { maskedAgain } from '../files/page.ts';
import type { Actor, Handlers } from '../http/handler.ts';
import { sourceName } from './names.ts';
import { byPerson, type Parts } from './parts.ts';

type Keys = 'POST /api/claims/{id}/captures' | 'POST /api/crawler-files';

/** What is captured, and whom it comes from in words. */
type Target = { readonly url: string; readonly from: string };

/** Pages captured as evidence, on demand. */
export function captureAnswers(parts: Parts): Pick<Handlers, Keys> {
  return {
    'POST /api/claims/{id}/captures': ({ params, body, actor }) => capture(parts, params.id, body, actor),
    'POST /api/crawler-files': async ({ query, upload }) => {
      if (!parts.jobs.takesFile(query.job)) return refuse('not-found');
      const put = await putCaptured(parts, query.kind, upload);
      if (isRefusal(put)) return put;
      if (parts.jobs.noteFile(query.job, put)) return put.file;
      await dropFiles(parts, [put]);
      return refuse('not-found');
    },
  };
}

/** The crawler has masked the page; what comes through this door is masked again. */
async function putCaptured(parts: Parts, kind: 'png' | 'html', upload: Bytes): Promise<Put | Refusal> {
  if (kind === 'png') return parts.files.put(upload, { bytesMax: CAPTURE_BYTES_MAX.png, as: 'png' });
  const page = await maskedAgain(upload, CAPTURE_BYTES_MAX.html);
  return isRefusal(page) ? page : parts.files.put([page], { bytesMax: CAPTURE_BYTES_MAX.html, as: 'html' });
}

async function capture(parts: Parts, id: ClaimId, draft: CaptureDraft, actor: Actor): Promise<Evidence | Refusal> {
  if (rowAt(parts.desk.state().claims, id) === undefined) return refuse('not-found');
  const crawlers = parts.crawlers.list().filter(({ silent }) => !silent);
  if (crawlers.length > 0 && crawlers.every(({ browser }) => !browser)) return refuse('no-browser');
  const target = await targetOf(parts, draft, actor);
  if (isRefusal(target)) return target;
  const { answer, files } = await parts.jobs.capture(target.url);
  const added = isRefusal(answer)
    ? answer
    : 'failed' in answer
      ? refusalOf(answer.failed)
      : addEvidence(parts, id, answer.capture, target.from, actor);
  if (isRefusal(added)) await dropFiles(parts, files);
  return added;
}

/** An address that was typed in, or that of a post: the latter is known to the desk alone, and each use of it is in the journal. */
async function targetOf(parts: Parts, draft: CaptureDraft, actor: Actor): Promise<Target | Refusal> {
  if ('url' in draft) {
    const url = addressOf(draft.url);
    if (url === null) return refuse('bad-address', {}, 'url');
    if (isPersonalAccount(url)) return refuse('personal-account', {}, 'url');
    return { url: bareAddress(url).href, from: url.host };
  }
  const [post] = await parts.posts.get([draft.post]);
  if (post === undefined || post.url === null) return refuse('not-found');
  const refused = parts.desk.command({ do: 'record-original', post: post.id }, byPerson(actor));
  return refused ?? { url: post.url, from: sourceName(parts, post.source) };
}

function refusalOf(failed: Reason): Refusal {
  if (failed.code === 'private-address') return refuse('private-address', {}, 'url');
  if (failed.code === 'no-browser') return refuse('no-browser');
  const { zh } = refuse('capture-failed', { why: failed.zh }, 'url');
  return { ...refuse('capture-failed', { why: failed.en }, 'url'), zh };
}

function addEvidence(parts: Parts, id: ClaimId, page: Capture, from: string, actor: Actor): Evidence | Refusal {
  const fresh = randomUUID();
  const named = (file: StoredFile, name: string): StoredFile & { readonly name: string } => ({
    ...file,
    name: fileNameOf(name, file.kind),
  });
  const refused = parts.desk.command(
    {
      do: 'claim',
      id,
      fresh,
      act: {
        act: 'evidence-add',
        kind: 'capture',
        title: page.title.slice(0, TITLE_CHARS_MAX) || '网页取证',
        from: from.slice(0, FROM_CHARS_MAX),
        body: null,
        obtainedMs: Math.min(page.capturedMs, parts.now()),
        files: [named(page.png, '网页截图.png'), named(page.html, '网页文本.html')],
        note: page.isCut ? '页面过长，截图只含前一部分；网页文本是完整的。' : '',
        url: page.url,
        rawSha256: page.rawSha256,
        inquiry: null,
      },
    },
    byPerson(actor),
  );
  if (refused !== null) return refused;
  parts.onDeskChanged('claim', id);
  return rowAt(parts.desk.state().claims, id)?.evidence.find((piece) => piece.id === fresh) ?? refuse('not-found');
}

/** As `evidence-add` takes them. */
const TITLE_CHARS_MAX = 120;
const FROM_CHARS_MAX = 60;

/** What came for a capture that came to nothing goes, unless it was there before. */
async function dropFiles(parts: Parts, puts: readonly Put[]): Promise<void> {
  for (const { file, fresh } of puts) if (fresh) await parts.files.remove(file.sha256);
}
