/** SQLite's code of a full disk; the low byte of an extended code. */
const SQLITE_FULL = 13;
const FULL_CODES: readonly unknown[] = ['ENOSPC', 'EDQUOT'];

/** Whether a write failed because there is no room: said by SQLite or by the file system. It can be tried again later. */
export function isDiskFull(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if ('errcode' in error && typeof error.errcode === 'number') return (error.errcode & 255) === SQLITE_FULL;
  return 'code' in error && FULL_CODES.includes(error.code);
}
