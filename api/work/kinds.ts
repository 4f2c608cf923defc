/**
 * The kinds of work records, and whether a backup carries them. What opens a door (sessions, one-time links) and what is stale
 * by the time of a restore (leases, slowed log-ins) stays out.
 */
export const WORK_KINDS = {
  session: { backup: false },
  link: { backup: false },
  throttle: { backup: false },
  lease: { backup: false },
  password: { backup: true },
  /** Sealed with the key in the secret file, which no backup carries. */
  secret: { backup: true },
  visit: { backup: true },
  memory: { backup: true },
  delivery: { backup: true },
  raised: { backup: true },
  mark: { backup: true },
} as const satisfies Record<string, { readonly backup: boolean }>;

export type WorkKind = keyof typeof WORK_KINDS;
