import { createHash } from 'node:crypto';
import { ADDRESS_CHARS_MAX, NAME_CHARS_MAX } from '../api/contract/limit.ts';
import { maskUrl } from '../api/contract/privacy.ts';
import type { CaptureFileKind, StoredFile } from '../api/contract/capture.ts';
import { FileHash } from '../api/contract/id.ts';
import type { Job, JobResult, Reason } from '../api/contract/source.ts';
import type { ApiClient } from './api-client.ts';
import { isExtractRefusal } from './extract/extract.ts';
import { beijingIso } from './dates-calendar.ts';
import { decode } from './decode.ts';
import type { Fetched } from './fetch-outcome.ts';
import type { Parts } from './parts.ts';
import { reasonOf } from './reason.ts';
import type { Drawn, Mask } from './render-capture.ts';

/** What is left for the way of the files to the API. */
const HAND_OVER_MS = 1_500;
/** By our own clock: that of the API may be another. */
const CAPTURE_MS = 8_000;
const PAGE_TYPE = /^(?:text\/html|application\/xhtml\+xml|$)/i;

/**
 * Captures a public page as evidence: read with manners, built in the browser, masked, drawn. Nothing is written on this machine;
 * the files go to the API before the answer names them.
 */
export async function answerCapture(
  parts: Parts,
  api: Pick<ApiClient, 'sendFile'>,
  job: Job,
  stopped: AbortSignal,
): Promise<JobResult> {
  const { reader, renderer, clock } = parts;
  if (renderer === null) return { failed: reasonOf('no-browser') };
  const leftMs = Math.max(1, Math.min(CAPTURE_MS, job.untilMs - clock() - HAND_OVER_MS));
  const signal = AbortSignal.any([stopped, AbortSignal.timeout(leftMs)]);
  const late = (reason: Reason): JobResult => ({
    failed:
      reason.code === 'stopped' && !stopped.aborted
        ? reasonOf('too-slow', { seconds: Math.round(leftMs / 1_000) })
        : reason,
  });
  const first = await reader.read(job.url, { signal, validators: null });
  if (first.kind !== 'ok') return late('reason' in first ? first.reason : reasonOf('nothing-found'));
  const type = (first.contentType ?? '').split(';')[0] ?? '';
  if (!PAGE_TYPE.test(type)) return { failed: reasonOf('not-a-page', { type }) };
  const rawSha256 = createHash('sha256').update(first.bytes).digest('hex');
  const capturedMs = clock();
  const drawn = await renderer.capture(first, maskWith(parts, stampLines(capturedMs, rawSha256)), signal);
  if ('code' in drawn) return late(drawn);
  const files = await handOver(api, job, drawn);
  if ('code' in files) return { failed: files };
  return {
    capture: {
      title: drawn.title.slice(0, NAME_CHARS_MAX * 3),
      url: maskUrl(drawn.url).slice(0, ADDRESS_CHARS_MAX),
      capturedMs,
      rawSha256: FileHash.parse(rawSha256),
      rawBytes: first.bytes.length,
      ...files,
      isCut: drawn.isCut,
    },
  };
}

function maskWith({ extractor, clock }: Parts, stamp: readonly string[]): Mask {
  return async (page: Fetched) => {
    const html = decode(page.bytes, page.contentType).text;
    const masked = await extractor.extract({ want: 'masked', html, url: page.url, nowMs: clock(), stamp });
    return isExtractRefusal(masked) ? { code: masked.refused, zh: masked.zh, en: masked.en } : masked;
  };
}

/** The address is not among the lines: who may open the file need not know it. */
function stampLines(capturedMs: number, rawSha256: string): readonly string[] {
  const when = beijingIso(capturedMs).slice(0, 19).replace('T', ' ');
  return [
    `网页取证 · 北京时间 ${when}`,
    `原始内容 SHA-256：${rawSha256.match(/.{1,8}/g)?.join(' ') ?? ''}`,
    '个人号码、账号和用户名已遮盖；图片、视频和脚本未收录。',
  ];
}

async function handOver(
  api: Pick<ApiClient, 'sendFile'>,
  job: Job,
  drawn: Drawn,
): Promise<{ readonly png: StoredFile; readonly html: StoredFile } | Reason> {
  const send = (kind: CaptureFileKind, bytes: Uint8Array): ReturnType<ApiClient['sendFile']> =>
    api.sendFile(job.id, kind, bytes);
  const [png, html] = await Promise.all([send('png', drawn.png), send('html', Buffer.from(drawn.read))]);
  if (!png.ok) return reasonOf('not-kept', { why: png.why });
  return html.ok ? { png: png.value, html: html.value } : reasonOf('not-kept', { why: html.why });
}
