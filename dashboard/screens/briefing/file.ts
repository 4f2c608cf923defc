import type { Answer, Refused } from '../../lib/api.ts';
import type { Form } from './types.ts';

/** PDF waits for a browser that is only started then. */
const TIMEOUT_MS = 120_000;
const OFFLINE: Refused = {
  refused: 'offline',
  zh: '文件没有取到，请检查网络后重试。',
  en: 'The file did not come; check the network and try again.',
};

export type IssueFile = { readonly name: string; readonly blob: Blob };

/** One form of an issue. A form that cannot be made is a refusal that says what is missing, not a broken file. */
export async function fetchForm(id: string, form: Form): Promise<Answer<IssueFile>> {
  try {
    const response = await fetch(`/api/briefings/${encodeURIComponent(id)}/files/${form}`, {
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    if (!response.ok) return { ok: false, refused: refusedOf(await response.json()) };
    const name = nameOf(response.headers.get('content-disposition')) ?? `${id}.${form}`;
    return { ok: true, value: { name, blob: await response.blob() } };
  } catch {
    return { ok: false, refused: OFFLINE };
  }
}

function refusedOf(value: unknown): Refused {
  // The edge: a refusal of the server, or something between it and the screen.
  return typeof value === 'object' && value !== null && 'refused' in value && 'zh' in value
    ? (value as Refused)
    : OFFLINE;
}

/** `attachment; filename*=UTF-8''…` → the name. */
export function nameOf(disposition: string | null): string | null {
  const coded = /filename\*=UTF-8''([^;]+)/i.exec(disposition ?? '')?.[1];
  if (coded !== undefined) return decodeURIComponent(coded);
  return /filename="?([^";]+)"?/i.exec(disposition ?? '')?.[1] ?? null;
}

export function saveFile({ name, blob }: IssueFile): void {
  const url = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  URL.revokeObjectURL(url);
}
