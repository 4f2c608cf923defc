import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import type { Express } from 'express';
import { publicConsultation, publicConsultations } from './answers/consultation-public.ts';
import { receiptOf } from './answers/receipt-state.ts';
import { lineOf, messageOf } from './answers/statement-message.ts';
import { createAddresses, type Addresses } from './channels/addresses.ts';
import { createSender, sealedSender } from './channels/channel.ts';
import { heardQueue } from './channels/heard-queue.ts';
import { createPostRoom, type PostRoom } from './channels/post-room.ts';
import type { Config } from './config.ts';
import { bytesOf, type Files } from './files/files.ts';
import type { DeskThing, RequestId, Statement } from './contract/index.ts';
import { decide } from './desk/desk.ts';
import { rowAt, rowsOf } from './desk/table.ts';
import type { Office } from './office.ts';
import { createPublicApp } from './public/app.ts';
import { keepNothing, openFolder } from './publisher/folder.ts';
import type { Office as FrameOffice } from './publisher/frame.ts';
import type { SiteInput } from './publisher/input.ts';
import { createPublisher, type Publication, type Publisher, type Step } from './publisher/publisher.ts';
import { createReceipts } from './publisher/receipts.ts';
import { createDeliveries, type Deliveries } from './work/deliveries.ts';
import { createInbox, type Inbox } from './work/inbox.ts';
import { createNewsBox } from './work/news-box.ts';
import { createPublications } from './work/publications.ts';
import type { Secrets } from './work/secrets.ts';

export type OutwardParts = Pick<Office, 'desk' | 'work' | 'journal' | 'isPersonName'> & {
  readonly config: Config;
  readonly secrets: Secrets;
  readonly files: Files;
  readonly onChanged: (what: DeskThing, id: string) => void;
  readonly onSatisfaction: (id: RequestId) => void;
  /** The office's own scoreboard, for the page. */
  readonly score: () => SiteInput['score'];
  readonly now: () => number;
  readonly onError: (error: unknown) => void;
  readonly onStep?: (step: Step) => void;
};

/** All that leaves the house, and what citizens say: channels, the publisher of statements, the inbox with its receipts, the public app. */
export type Outward = {
  readonly parts: {
    readonly addresses: Addresses;
    readonly deliveries: Deliveries;
    readonly postRoom: PostRoom;
    readonly publisher: Publisher;
    readonly inbox: Inbox;
  };
  readonly app: Express;
  /** Finishes what a crash left undone and brings the pages up to date; before anybody can ask. */
  start(): void;
  close(): Promise<void>;
};

const RECEIPT_KEY = 'receipt-key';
const RECEIPTS_MS = 1_000;
const MACHINE = { kind: 'machine' } as const;

export function openOutward(parts: OutwardParts): Outward {
  const { desk, work, config, now, onError } = parts;
  const root = join(config.dataDir, 'public');
  const folder = config.drill ? keepNothing() : openFolder(root);
  const inbox = createInbox(work, receiptKey(parts.secrets));
  const consultationsNow = consultationsBy(desk, now);
  const site = (): Omit<SiteInput, 'statements'> => {
    const { settings, publicPage } = desk.state();
    const { n, hash } = parts.journal.head();
    const { retentionDays } = config;
    const consultations = consultationsNow();
    const { office } = settings;
    return { office, page: publicPage, consultations, journal: { n, hash }, retentionDays, score: parts.score() };
  };
  const { addresses, deliveries, postRoom, closeRoom } = openChannels(parts);
  const publisher = createPublisher({
    folder,
    statements: () => rowsOf(desk.state().statements),
    site,
    publications: createPublications(work),
    check: (statement, sha256) => {
      const decided = decide(desk.state(), outOf(statement, sha256), MACHINE, now(), parts);
      return 'refused' in decided ? decided : null;
    },
    journal: (statement, sha256) => desk.command(outOf(statement, sha256), MACHINE),
    deliver: (publication, statement, channel) =>
      deliver(parts, deliveries, { publication, statement, channel, site: site() }),
    onPublished(id) {
      parts.onChanged('statement', id);
      parts.onChanged('publication', id);
      postRoom.look();
    },
    now,
    onError,
    ...(parts.onStep === undefined ? {} : { onStep: parts.onStep }),
  });
  const office = (): FrameOffice => ({ office: desk.state().settings.office, page: desk.state().publicPage });
  const receipts = receiptsOf(parts, folder, inbox, office);
  const onRequest = (id: RequestId): void => {
    receipts.write();
    parts.onChanged('request', id);
  };
  const app = createPublicApp({
    folder: root,
    trustProxy: config.trustProxy,
    office,
    inbox,
    statementOf: (no) =>
      rowsOf(desk.state().statements).find((row) => row.no === no && row.publishedMs !== null)?.id ?? null,
    consultationOf(no) {
      const state = desk.state();
      const held = rowsOf(state.consultations).find((row) => row.no === no);
      const shown = held === undefined ? null : publicConsultation(state, held, now());
      return held === undefined || shown === null ? null : { id: held.id, shown };
    },
    answeredMs(id) {
      const request = inbox.find(id);
      const receipt = request === null ? null : receiptOf(desk.state(), request);
      return receipt?.state === 'answered' ? receipt.changedMs : null;
    },
    onRequest,
    onSatisfaction(id) {
      parts.onSatisfaction(id);
      onRequest(id);
    },
    onError,
  });
  return {
    parts: { addresses, deliveries, postRoom, publisher, inbox },
    app,
    start() {
      publisher.look();
      receipts.look();
    },
    async close() {
      publisher.close();
      receipts.close();
      await closeRoom();
    },
  };
}

const MINUTE_MS = 60_000;

/** The same list again until the desk or the minute is another one: the pages are looked at each second. */
function consultationsBy({ state }: OutwardParts['desk'], now: () => number): () => SiteInput['consultations'] {
  let made: { readonly key: readonly unknown[]; readonly rows: SiteInput['consultations'] } | null = null;
  return () => {
    const { consultations, statements } = state();
    const key = [consultations, statements, Math.floor(now() / MINUTE_MS)];
    if (made === null || made.key.some((part, at) => part !== key[at]))
      made = { key, rows: publicConsultations(state(), now()) };
    return made.rows;
  };
}

function outOf({ id }: Statement, sha256: string) {
  return { do: 'statement', id, act: { act: 'out', sha256 } } as const;
}

type Leaving = {
  readonly publication: Publication;
  readonly statement: Statement;
  readonly channel: string;
  readonly site: Pick<SiteInput, 'page'>;
};

/** Once for a publication and a channel. What is handed over by hand, and the page itself, wait in no queue. */
function deliver({ desk, config }: OutwardParts, deliveries: Deliveries, leaving: Leaving): void {
  if (config.drill) return;
  const { channel, statement, site } = leaving;
  const { statement: about, sha256, atMs } = leaving.publication;
  const row = rowAt(desk.state().channels, channel);
  if (row === undefined || row.kind === 'hand-over') return;
  const once = { key: `${about} ${sha256} ${channel}`, atMs };
  const added = deliveries.add(lineOf(statement), JSON.stringify(messageOf(site, statement)), { channel, about, once });
  if (added === null) throw new Error(`too much waits for the channel ${channel}`);
}

function openChannels({ desk, work, secrets, files, config, onChanged, now, onError }: OutwardParts) {
  const addresses = createAddresses(secrets);
  const deliveries = createDeliveries(work);
  const sender = config.drill
    ? sealedSender()
    : createSender({
        allowed: new Set(config.allowPrivate),
        nowMs: now,
        fileOf: (sha256) => bytesOf(files, sha256),
      });
  const postRoom = createPostRoom({
    queue: heardQueue(deliveries, ({ id }) => onChanged('publication', id)),
    news: createNewsBox(work),
    sender,
    channels: () =>
      (config.drill ? [] : rowsOf(desk.state().channels)).flatMap((row) => {
        const target = addresses.targetOf(row);
        return target === null ? [] : [{ id: row.id, alerts: row.alerts, target }];
      }),
    isThere: (id) => rowAt(desk.state().channels, id) !== undefined,
    digestMin: () => desk.state().settings.digestMin,
    now,
    link: `${config.baseUrl}/alerts`,
    onError,
  });
  const closeRoom = async (): Promise<void> => {
    await postRoom.close();
    await sender.close();
  };
  return { addresses, deliveries, postRoom, closeRoom };
}

/** Receipts follow what the desk decides: they are looked at whenever one of its tables is another one. */
function receiptsOf(
  { desk, onError }: OutwardParts,
  folder: ReturnType<typeof openFolder>,
  inbox: Inbox,
  office: () => FrameOffice,
) {
  const receipts = createReceipts({
    folder,
    office,
    receipts: () => inbox.list().map((request) => receiptOf(desk.state(), request)),
  });
  let last: readonly unknown[] = [];
  const look = (): void => {
    const { handled, claims, concerns, statements, settings, publicPage } = desk.state();
    const seen = [handled, claims, concerns, statements, settings, publicPage];
    if (seen.every((table, at) => table === last[at])) return;
    try {
      receipts.write();
      last = seen;
    } catch (error) {
      onError(error);
    }
  };
  const timer = setInterval(look, RECEIPTS_MS);
  return { look, write: receipts.write, close: () => clearInterval(timer) };
}

function receiptKey(secrets: Secrets): string {
  const kept = secrets.get(RECEIPT_KEY);
  if (kept !== null) return kept;
  const fresh = randomBytes(32).toString('hex');
  secrets.put(RECEIPT_KEY, fresh);
  return fresh;
}
