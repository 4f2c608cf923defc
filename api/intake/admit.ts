import { ARCHIVE_AGE_MS, FUTURE_SLACK_MS, IngestPost, type PostId, type SourceId } from '../contract/index.ts';
import { maskText, maskUrl } from '../contract/privacy.ts';

export type AdmitRules = {
  readonly isSource: (id: SourceId) => boolean;
  /** It was erased at a person's request. By its id alone: a mark of its text would itself be kept of what was to be forgotten. */
  readonly isErased: (id: PostId) => boolean;
  readonly nowMs: number;
};

/** Why a post does not come back. */
export const ERASED_REASON = 'id: erased at the request of a person';

/** Half a surrogate pair cannot be written as UTF-8, and would come back as another text. */
const LONE_SURROGATE = /\p{Surrogate}/gu;

/** Staff open the address in their browser: nothing but the web's own may get there. */
const WEB_ADDRESS = /^https?:\/\/[^\s]+$/i;

/**
 * One row as it may be stored: valid, masked again, of a known source, with times that can be. The reason names the field and the
 * rule, never the value.
 */
export function admit(row: unknown, rules: AdmitRules): { readonly post: IngestPost } | { readonly reason: string } {
  const read = IngestPost.safeParse(row);
  if (!read.success) {
    const issue = read.error.issues[0];
    return { reason: `${issue?.path.join('.') || 'post'}: ${issue?.code ?? 'invalid'}` };
  }
  const post = read.data;
  if (!rules.isSource(post.source)) return { reason: 'source: not a source of this office' };
  if (rules.isErased(post.id)) return { reason: ERASED_REASON };
  const title = clean(post.title);
  const text = clean(post.text);
  if (title === '' && text === '') return { reason: 'text: empty' };
  // The clock of the API is the one that counts: a crawler's may be off by a day.
  const seenMs = Math.min(post.seenMs, rules.nowMs);
  const publishedMs = timeOf(post.publishedMs, rules.nowMs);
  const old = publishedMs !== null && publishedMs < rules.nowMs - ARCHIVE_AGE_MS;
  return {
    post: {
      ...post,
      title,
      text,
      url: post.url !== null && WEB_ADDRESS.test(post.url) ? maskUrl(post.url) : null,
      seenMs: rules.nowMs - seenMs > ARCHIVE_AGE_MS ? rules.nowMs : seenMs,
      publishedMs,
      backfill: post.backfill || old,
    },
  };
}

/** A time ahead of us by more than the slack is wrong: the page's clock, or a date read from its text. It counts as now. */
function timeOf(publishedMs: number | null, nowMs: number): number | null {
  if (publishedMs === null) return null;
  if (publishedMs > nowMs + FUTURE_SLACK_MS) return null;
  return Math.min(publishedMs, nowMs);
}

function clean(text: string): string {
  return maskText(text.replace(LONE_SURROGATE, '\ufffd')).trim();
}
