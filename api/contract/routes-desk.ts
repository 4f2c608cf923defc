import { z } from 'zod';
import { AlertAct, AlertDetail, AlertState, AlertView } from './alert.ts';
import { AlertId, PostId, SourceId, WatchId } from './id.ts';
import { NAME_CHARS_MAX } from './limit.ts';
import { Overview } from './overview.ts';
import { LeadDraft, LeadReply, PostView } from './post.ts';
import { ADMINISTRATORS, DESK, MONITORS, READERS, type RouteSpec } from './route.ts';
import { Criteria, SearchQuery, SearchReply, Watch, WatchDraft } from './search.ts';
import { CrawledKind, Preview, SourceChange, SourceDraft, SourceView } from './source.ts';
import { ToneQuery, ToneReply } from './tone.ts';

const alert = z.object({ id: AlertId });
const source = z.object({ id: SourceId });

/** One label of the lexicon with its names, for facets and lists. */
export const LabelView = z.object({
  file: z.enum(['topics', 'markers', 'tone', 'rumor']),
  id: z.string(),
  zh: z.string(),
  en: z.string(),
  rows: z.array(z.object({ words: z.string(), weight: z.number(), origin: z.enum(['hand', 'learned']) })),
});
export const PlaceView = z.object({
  id: z.string(),
  name: z.string(),
  level: z.string(),
  parent: z.string().nullable(),
  aliases: z.array(z.string()),
  sample: z.boolean(),
});
export const LexiconView = z.object({
  version: z.number(),
  labels: z.array(LabelView),
  places: z.array(PlaceView),
  placesTotal: z.number(),
});
export type LexiconView = z.infer<typeof LexiconView>;
export const NamesView = z.object({
  topics: z.record(z.string(), z.object({ zh: z.string(), en: z.string() })),
  markers: z.record(z.string(), z.object({ zh: z.string(), en: z.string() })),
  places: z.record(z.string(), z.string()),
  sources: z.record(z.string(), z.string()),
});
export type NamesView = z.infer<typeof NamesView>;

/** Overview, alerts, search, tone, sources, leads, lexicon. */
export const DESK_ROUTES = {
  'GET /api/overview': { summary: 'What is rising, how bad, who has it', allow: READERS, reply: Overview },
  'GET /api/alerts': {
    summary: 'Alerts, newest first',
    allow: READERS,
    query: z.object({ state: z.union([AlertState, z.literal('open'), z.literal('all')]).default('open') }),
    reply: z.array(AlertView),
  },
  'GET /api/alerts/{id}': { summary: 'An alert with its reason', allow: READERS, params: alert, reply: AlertDetail },
  'POST /api/alerts/{id}/acts': {
    summary: 'Take, hand over, snooze, call a false alarm, close or reopen',
    allow: DESK,
    params: alert,
    body: AlertAct,
    reply: AlertView,
  },
  'POST /api/search': {
    summary: 'Search posts, with facets and a histogram',
    allow: DESK,
    body: SearchQuery,
    reply: SearchReply,
  },
  'POST /api/search/export': {
    summary: 'The posts found, as CSV: no address, no floor, no tone; capped and journaled',
    allow: DESK,
    body: Criteria,
    reply: z.string(),
    media: 'text/csv',
    fileName: 'posts.csv',
  },
  'GET /api/posts/{id}': { summary: 'One post', allow: DESK, params: z.object({ id: PostId }), reply: PostView },
  'POST /api/posts/{id}/original': {
    summary: 'The address of the original; each opening is journaled',
    allow: MONITORS,
    params: z.object({ id: PostId }),
    reply: z.object({ url: z.string() }),
  },
  'GET /api/watches': { summary: 'Searches kept as watched series', allow: DESK, reply: z.array(Watch) },
  'POST /api/watches': {
    summary: 'Watch a search (refused on the name of a person)',
    allow: DESK,
    body: WatchDraft,
    reply: Watch,
  },
  'DELETE /api/watches/{id}': { summary: 'Stop watching', allow: DESK, params: z.object({ id: WatchId }), reply: null },
  'POST /api/tone': { summary: 'Tone over time, in sums only', allow: READERS, body: ToneQuery, reply: ToneReply },
  'GET /api/sources': { summary: 'Sources and their health', allow: READERS, reply: z.array(SourceView) },
  'POST /api/sources/preview': {
    summary: 'What kind an address is and which posts would come',
    allow: MONITORS,
    body: z.object({ url: z.string().trim().min(1).max(2_000), as: CrawledKind.nullable().default(null) }),
    reply: Preview,
  },
  'POST /api/sources': { summary: 'Add a source', allow: MONITORS, body: SourceDraft, reply: SourceView },
  'PATCH /api/sources/{id}': {
    summary: 'Rename, pause or change the interval',
    allow: MONITORS,
    params: source,
    body: SourceChange,
    reply: SourceView,
  },
  'POST /api/sources/{id}/visit': {
    summary: 'Visit now, and end a set-aside',
    allow: MONITORS,
    params: source,
    reply: SourceView,
  },
  'DELETE /api/sources/{id}': {
    summary: 'Remove a source; its posts stay',
    allow: ADMINISTRATORS,
    params: source,
    reply: null,
  },
  'POST /api/leads': {
    summary: 'Type in what was seen in chats or videos',
    allow: DESK,
    body: LeadDraft,
    reply: LeadReply,
  },
  'GET /api/lexicon': {
    summary: 'The lexicon in force',
    allow: READERS,
    query: z.object({ place: z.string().max(NAME_CHARS_MAX).default('') }),
    reply: LexiconView,
  },
  'GET /api/names': { summary: 'Names of the ids that posts carry', allow: READERS, reply: NamesView },
} as const satisfies Record<string, RouteSpec>;
