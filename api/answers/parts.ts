import type { Banner, DeskThing, Lexicon, Overview, PersonId, RequestId, SourceId } from '../contract/index.ts';
import type { Addresses } from '../channels/addresses.ts';
import type { PostRoom } from '../channels/post-room.ts';
import type { Archive } from '../archive/archive.ts';
import type { Press } from '../paper/press.ts';
import type { Config } from '../config.ts';
import type { Files } from '../files/files.ts';
import type { Actor } from '../http/handler.ts';
import type { Intake } from '../intake/intake.ts';
import type { Erasures } from '../journal/erasures.ts';
import type { Journal } from '../journal/journal.ts';
import type { DrillOffice } from '../launch/drill-process.ts';
import type { Lookout } from '../lookout/lookout.ts';
import type { PostStore } from '../posts/port.ts';
import type { Publisher } from '../publisher/publisher.ts';
import type { RaisedAlert } from '../warning/alert.ts';
import type { Deliveries } from '../work/deliveries.ts';
import type { Inbox } from '../work/inbox.ts';
import type { Jobs } from '../work/jobs.ts';
import type { Leases } from '../work/leases.ts';
import type { Links } from '../work/links.ts';
import type { Passwords } from '../work/passwords.ts';
import type { Raised } from '../work/raised.ts';
import type { Secrets } from '../work/secrets.ts';
import type { Sessions } from '../work/sessions.ts';
import type { Throttle } from '../work/throttle.ts';
import type { VoiceKeys } from '../work/voice-keys.ts';
import type { ClaimEdge } from './claim-edge.ts';
import type { CrawlerRoll } from './crawler-roll.ts';
import type { DeskRoom } from './desk-room.ts';

/** `toldMs`: the alert's `tellMs` that the channels have been told of; the alert's own being later, they are to be told still. */
export type RaisedRecord = {
  readonly id: string;
  readonly raisedMs: number;
  readonly alert: RaisedAlert;
  readonly toldMs: number;
};

/** Everything that the answers are made from, put together in main.ts. */
export type Parts = ClaimEdge & {
  readonly config: Config;
  readonly version: string;
  readonly startedMs: number;
  readonly now: () => number;
  readonly posts: PostStore;
  /** What acts attach. */
  readonly files: Files;
  readonly journal: Journal;
  /** What was erased at a person's request, outside the backups. */
  readonly erasures: Erasures;
  /** What was blanked or removed lies in no file of the work records any more. */
  readonly scrubWork: () => void;
  readonly desk: DeskRoom;
  readonly leases: Leases;
  readonly jobs: Jobs;
  readonly links: Links;
  readonly passwords: Passwords;
  readonly sessions: Sessions;
  readonly throttle: Throttle;
  readonly voiceKeys: VoiceKeys;
  readonly deliveries: Deliveries;
  readonly secrets: Secrets;
  readonly raised: Raised<RaisedRecord>;
  readonly crawlers: CrawlerRoll;
  readonly intake: Intake;
  readonly lookout: Lookout;
  readonly postRoom: PostRoom;
  /** Where the channels lead to. */
  readonly addresses: Addresses;
  /** Sends statements out when their time has come. */
  readonly publisher: Publisher;
  /** 演练, in an office of its own. */
  readonly drills: DrillOffice;
  /** The index of all issues of the briefing. */
  readonly archive: Archive;
  /** Prints pages and draws charts. */
  readonly press: Press;
  /** What citizens wrote. */
  readonly inbox: Inbox;
  readonly lexicon: () => Lexicon;
  readonly isPersonName: (text: string) => boolean;
  /** Search tokens of texts, as they are indexed. */
  readonly tokensOf: (texts: readonly string[]) => Promise<readonly (readonly string[])[]>;
  readonly banners: () => readonly Banner[];
  readonly overview: () => Promise<Overview>;
  readonly onPeopleChanged: (person: PersonId) => void;
  readonly onSessionEnded: (sessionId: string) => void;
  readonly onSourcesChanged: (source: SourceId) => void;
  readonly onAlertChanged: (alertId: string) => void;
  /** Tells the open screens that this changed. */
  readonly onDeskChanged: (what: DeskThing, id: string) => void;
  /** A citizen said through the receipt whether the matter was settled well; `inbox.find` has the request. */
  readonly onSatisfaction: (request: RequestId) => void;
};

/** Leads that staff type in have this source, which is always there. */
export const LEAD_SOURCE = 'lead' as SourceId;
export const LEAD_NAME = '线索录入';

/** The caller of a route as the desk knows an actor. */
export function byPerson(actor: Actor): { readonly kind: 'person'; readonly id: PersonId } {
  return { kind: 'person', id: actor.person.id };
}
