/** What every command's file exports. `run` answers 0 done, 1 refused with a reason on stderr, 2 wrong use. */
export type Command = { readonly help: string; run(args: readonly string[]): Promise<number> };

type Entry = { readonly about: string; readonly load: () => Promise<Command> };

/** The table of commands, and the only place that names their files. */
export const COMMANDS = {
  serve: { about: 'the API and the screens, without a crawler', load: () => import('./serve.ts') },
  doctor: { about: 'what this machine lacks, and the command that gets it', load: () => import('./doctor.ts') },
  user: { about: 'add a colleague', load: () => import('./user.ts') },
  briefing: { about: 'write an issue of the briefing to a file', load: () => import('./briefing.ts') },
  verify: { about: 'check the journal, or a file of the briefing', load: () => import('./verify.ts') },
  backup: { about: 'write a backup file', load: () => import('./backup.ts') },
  restore: { about: 'restore a backup file', load: () => import('./restore.ts') },
  reindex: { about: 'analyse the stored posts again', load: () => import('./reindex.ts') },
  recount: { about: 'count the series again from the store', load: () => import('./recount.ts') },
  drill: { about: 'play the sample town’s rumor in an office of its own', load: () => import('./drill.ts') },
  import: { about: 'take in posts from a JSONL file', load: () => import('./import.ts') },
  analyse: { about: 'analyse texts from stdin', load: () => import('./analyse.ts') },
  group: { about: 'group texts that say the same thing', load: () => import('./group.ts') },
  spikes: { about: 'judge a series of counts', load: () => import('./spikes.ts') },
  extract: { about: 'take texts out of saved pages', load: () => import('../../crawler/command/extract.ts') },
  feed: { about: 'read a feed from stdin', load: () => import('../../crawler/command/feed.ts') },
  crawl: { about: 'read one address, storing nothing', load: () => import('../../crawler/command/crawl.ts') },
  robots: { about: 'judge addresses by a robots.txt', load: () => import('../../crawler/command/robots.ts') },
} as const satisfies Record<string, Entry>;

export function isCommand(name: string): name is keyof typeof COMMANDS {
  return Object.hasOwn(COMMANDS, name);
}
