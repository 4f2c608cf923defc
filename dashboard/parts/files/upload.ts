import type { FileRef } from '../../../api/contract/index.ts';
import { addressOf, type Answer, type Refused } from '../../lib/api.ts';

/** As in `api/contract/file.ts`: 20 MB each, ten an act. The server decides. */
export const UPLOAD_BYTES_MAX = 20_000_000;
export const UPLOADS_MAX = 10;
/** What the dialogue for choosing offers; the server goes by the bytes. */
export const UPLOAD_KINDS = '.pdf,.docx,.xlsx,.png,.jpg,.jpeg,.webp,.csv,.txt';

const OFFLINE: Refused = {
  refused: 'offline',
  zh: '上传中断，文件没有存下。请检查网络后重试。',
  en: 'The upload broke off; the file was not stored. Check the network and try again.',
};

/**
 * Sends one file as it is. `onShare` is told how much is over, 0 to 1 (only an XMLHttpRequest knows that). Never rejects; aborted by
 * the signal it answers as if offline. With the `token` of a one-time link no session is needed: it goes before the bytes.
 */
export function upload(
  file: File,
  onShare: (share: number) => void,
  signal: AbortSignal,
  token = '',
): Promise<Answer<FileRef>> {
  const route = token === '' ? 'POST /api/files' : 'POST /api/one-time/files';
  const { address } = addressOf(route, {}, { name: file.name });
  const request = new XMLHttpRequest();
  const { promise, resolve } = Promise.withResolvers<Answer<FileRef>>();
  const broken = (): void => resolve({ ok: false, refused: OFFLINE });
  request.upload.onprogress = (event) => onShare(event.total === 0 ? 0 : event.loaded / event.total);
  request.onload = () => resolve(answerOf(request));
  request.onerror = broken;
  request.onabort = broken;
  signal.addEventListener('abort', () => request.abort(), { once: true });
  request.open('POST', address);
  request.setRequestHeader('content-type', 'application/octet-stream');
  request.responseType = 'json';
  request.send(token === '' ? file : new Blob([token, '\n', file]));
  return promise;
}

function answerOf(request: XMLHttpRequest): Answer<FileRef> {
  const value: unknown = request.response;
  if (typeof value !== 'object' || value === null) return { ok: false, refused: OFFLINE };
  // The edges: the server checks its replies against the same contract, and refuses in the form of a refusal.
  return request.status === 200
    ? { ok: true, value: value as FileRef }
    : { ok: false, refused: 'zh' in value ? (value as Refused) : OFFLINE };
}

export const downloadAddress = (file: Pick<FileRef, 'sha256' | 'name'>): string =>
  addressOf('GET /api/files/{id}', { id: file.sha256 }, { name: file.name }).address;
