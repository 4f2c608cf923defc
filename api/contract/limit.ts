/** Every size that crosses the wire, by name. Each has a test that goes past it. */

export const JSON_BODY_BYTES_MAX = 256 * 1024;
export const INGEST_BODY_BYTES_MAX = 4 * 1024 * 1024;
export const INGEST_POSTS_MAX = 200;
export const TITLE_CHARS_MAX = 300;
export const TEXT_CHARS_MAX = 20_000;
export const ADDRESS_CHARS_MAX = 2_000;
export const NAME_CHARS_MAX = 60;
export const NOTE_CHARS_MAX = 1_000;
export const QUERY_CHARS_MAX = 200;
export const FILTER_IDS_MAX = 30;
/** Groups of near-copies in one search: more than a claim has variants. */
export const FILTER_GROUPS_MAX = 60;
/** So many ids of 32 hexadecimal digits, joined by commas. */
export const GROUPS_CHARS_MAX = FILTER_GROUPS_MAX * 33;
export const PAGE_POSTS_MAX = 100;
export const FACET_VALUES_MAX = 30;
export const EXPORT_ROWS_MAX = 10_000;
export const CURSOR_CHARS_MAX = 400;
/** What a crawler may keep with a source between two visits (validators, known threads). */
export const SOURCE_MEMORY_CHARS_MAX = 64 * 1024;
export const SOURCES_MAX = 5_000;
export const PEOPLE_MAX = 500;
export const WATCHES_MAX = 200;
export const PASSWORD_CHARS_MIN = 12;
export const PASSWORD_CHARS_MAX = 200;
export const LIVE_MESSAGE_BYTES_MAX = 64 * 1024;
/** A socket with more than this queued is dropped. */
export const LIVE_QUEUED_BYTES_MAX = 1024 * 1024;
/** A count of voices or a sum of tone under this is shown as "<5". */
export const SMALL_COUNT = 5;
/** A post that claims to be newer than now by more than this is taken as published now. */
export const FUTURE_SLACK_MS = 10 * 60_000;
/** A post published before this span is a page from the archive: stored, and never counted as news. */
export const ARCHIVE_AGE_MS = 24 * 3_600_000;
/** What a first visit to a source finds older than this is its past: it teaches, and raises nothing. */
export const FIRST_VISIT_LIVE_MS = 30 * 60_000;
