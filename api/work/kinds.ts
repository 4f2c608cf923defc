/**
 * The kinds of work records.
 *
 * `backup`: whether a backup carries them. What opens a door (sessions, one-time links) and what is stale by the time of a
 * restore (leases, slowed log-ins) stays out.
 *
 * `power`: whether a write outlives a loss of power too (it waits for the disk, some milliseconds). All outlive kill -9; what is
 * written at each visit of each source is not worth standing still for.
 */
export const WORK_KINDS = {
  session: { backup: false, power: true },
  link: { backup: false, power: true },
  throttle: { backup: false, power: false },
  lease: { backup: false, power: false },
  password: { backup: true, power: true },
  /** Sealed with the key in the secret file, which no backup carries. */
  secret: { backup: true, power: true },
  visit: { backup: true, power: false },
  memory: { backup: true, power: false },
  delivery: { backup: true, power: true },
  /** Deliveries that came to an end: the log. */
  delivered: { backup: true, power: false },
  /** What was told and is in no digest yet: stale by the time of a restore. */
  news: { backup: false, power: true },
  /** A statement on its way out: what is left to do after a crash. */
  publication: { backup: true, power: true },
  /** What citizens wrote, masked. */
  request: { backup: true, power: true },
  raised: { backup: true, power: true },
  /** Texts that may belong to a claim. */
  proposal: { backup: true, power: false },
  /** A reminder that was sent: sent again after a power failure it does no harm. */
  notice: { backup: true, power: false },
  mark: { backup: true, power: false },
} as const satisfies Record<string, { readonly backup: boolean; readonly power: boolean }>;

export type WorkKind = keyof typeof WORK_KINDS;
