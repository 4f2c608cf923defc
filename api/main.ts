import { createServer, type Server } from 'node:http';
import type { Express } from 'express';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { existsSync } from 'node:fs';
import { openArchive } from './archive/archive.ts';
import { createAnswers } from './answers/answers.ts';
import { DRILL_WORD } from './answers/csv.ts';
import { passSatisfaction } from './answers/citizens-open.ts';
import { createPublicScore } from './answers/effect-public.ts';
import { createAlertNews, createBannerNews } from './answers/alert-news.ts';
import { isForDepartmentOf } from './answers/department-news.ts';
import { createOverview } from './answers/overview.ts';
import type { Parts } from './answers/parts.ts';
import { openClaimEdge, type ClaimEdge } from './answers/claim-edge.ts';
import { isSetUp } from './answers/people.ts';
import { startBriefingWatch, type BriefingWatch } from './answers/briefing-watch.ts';
import { createLatePress } from './answers/briefing-press.ts';
import { startChores } from './answers/chores.ts';
import { startDeskWatch } from './answers/desk-watch.ts';
import { createTicker, type Ticker } from './answers/ticker.ts';
import { createTrouble } from './answers/trouble.ts';
import type { Config } from './config.ts';
import { PersonId } from './contract/index.ts';
import { dataPaths } from './desk-parts.ts';
import { refusalOf } from './desk/roles.ts';
import { rowAt } from './desk/table.ts';
import { openFiles } from './files/files.ts';
import { createApp } from './http/app.ts';
import { sessionToken } from './http/guard.ts';
import { limitHalfOpen } from './http/half-open.ts';
import { UPLOAD_TIMEOUT_MS } from './http/upload.ts';
import type { Actor } from './http/handler.ts';
import { createDrillOffice } from './launch/drill-process.ts';
import { readTown } from './launch/sample.ts';
import { createLive, type Live } from './live/live.ts';
import { createActions } from './local/actions.ts';
import { serveLocal } from './local/server.ts';
import { addSampleTown } from './local/sample-town.ts';
import { openOffice, type OfficeEvents } from './office.ts';
import { openOutward } from './outward.ts';
import type { Step } from './publisher/publisher.ts';
import { openElasticPosts } from './posts/elasticsearch.ts';
import { StoreAway, type PostStore } from './posts/port.ts';
import { openSqlitePosts } from './posts/sqlite.ts';
import { createMarks } from './work/marks.ts';
import { createNotices } from './work/notices.ts';
import { createSecrets, openSecretKey } from './work/secrets.ts';
import { createSessions } from './work/sessions.ts';
import { createThrottle } from './work/throttle.ts';

export const VERSION = '0.1.0';
const SCREENS = join(import.meta.dirname, '../dashboard/dist');

/** The one place that names the adapters of the store. */
export function openPosts(config: Config, now: () => number): Promise<PostStore> {
  if (config.store === 'sqlite') return openSqlitePosts({ dir: dataPaths(config.dataDir).posts });
  const { url, apiKey, caFile, prefix } = config.elasticsearch;
  return openElasticPosts({ url, apiKey: apiKey || null, ca: caFile || null, prefix, now });
}

/** A cluster may still be starting when this does: it is waited for, and said so, before giving up. */
async function waitForPosts(config: Config, now: () => number, onError: (error: unknown) => void): Promise<PostStore> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await openPosts(config, now);
    } catch (error) {
      if (!(error instanceof StoreAway) || tries >= STORE_TRIES) throw error;
      onError(new Error(`the store does not answer yet (${error.message}); trying again`));
      await wait(STORE_WAIT_MS);
    }
  }
}

const STORE_TRIES = 30;
const STORE_WAIT_MS = 2_000;

export type Running = {
  readonly port: number;
  /** 0: there is no public page. */
  readonly publicPort: number;
  /** Where to begin: the one-time set-up link until there is an administrator, then the desk itself. */
  readonly firstUrl: string;
  readonly parts: Parts;
  readonly live: Live;
  readonly briefingWatch: BriefingWatch;
  close(): Promise<void>;
};

export type ServerOptions = {
  readonly now?: () => number;
  readonly checkReplies?: boolean;
  readonly onError: (error: unknown, id?: string) => void;
  /** Told after each step of publishing; a test ends the process there. */
  readonly onPublishStep?: (step: Step) => void;
};

/** Starts the API with its screens and the live connection. Rejects where the port is taken, or a store is held or away. */
export async function startServer(config: Config, options: ServerOptions): Promise<Running> {
  const now = options.now ?? Date.now;
  const { onError } = options;
  // What the office tells is wired to parts that are made from the office: hence the two late names.
  const late: { ticker?: Ticker; claims?: ClaimEdge['claimWatch']; onAlerts?: OfficeEvents['onAlerts'] } = {};
  const events: OfficeEvents = {
    onStored: ({ added }) => {
      late.ticker?.add(added);
      late.claims?.nudge();
    },
    onAlerts: (news) => late.onAlerts?.(news),
    onError,
  };
  const trouble = createTrouble(await waitForPosts(config, now, onError), now);
  const office = openOffice(config, trouble.posts, now, events);
  const { parts, live, http, outward, alertNews, briefingWatch, closing } = putTogether(config, office, {
    now,
    onError,
    trouble,
    options,
  });
  late.ticker = createTicker(parts, live.publish, onError);
  late.claims = parts.claimWatch;
  late.onAlerts = alertNews;
  alertNews.untold();

  outward.start();
  await listen(http, config.port, config.host);
  const publicHttp = serveWith(outward.app);
  // A drill has no public page at all.
  if (!config.drill) await listen(publicHttp, config.publicPort, config.host);
  const local = await serveLocal(config.dataDir, createActions({ ...parts, pool: office.pool }));
  void parts.lookout.look();
  const town = config.sample === 'off' ? null : readTown(config.dataDir);
  const stopping = new AbortController();
  const { signal } = stopping;
  const past = town === null ? null : addSampleTown(parts, config.sample, town, { onError, stopping: signal });
  const { port } = http.address() as AddressInfo;
  const publicPort = (publicHttp.address() as AddressInfo | null)?.port ?? 0;
  const setUp = isSetUp(parts) ? '' : `#setup=${parts.links.make({ purpose: 'set-up', person: null }).token}`;
  return {
    port,
    publicPort,
    firstUrl: `${config.baseUrl}/${setUp}`,
    parts,
    live,
    briefingWatch,
    async close() {
      stopping.abort();
      await past;
      late.ticker?.close();
      await local.close();
      await live.close();
      await closing();
      await Promise.all([http, publicHttp].map(closed));
      await parts.press.close();
      parts.archive.close();
      await office.close();
    },
  };
}

function listen(server: Server, port: number, host: string): Promise<void> {
  return new Promise((done, failed) => {
    server.once('error', failed);
    server.listen(port, host, () => done());
  });
}

/** A server that nobody holds open: a request has seconds to come, and half-open connections push each other out. */
function serveWith(app: Express): Server {
  const http = createServer(
    { requestTimeout: UPLOAD_TIMEOUT_MS, headersTimeout: 10_000, connectionsCheckingInterval: 2_000 },
    app,
  );
  http.maxConnections = 2_500;
  limitHalfOpen(http);
  return http;
}

function closed(server: Server): Promise<void> {
  return new Promise((done) => {
    server.close(() => done());
    server.closeAllConnections();
  });
}

type Wiring = {
  readonly now: () => number;
  readonly onError: ServerOptions['onError'];
  readonly trouble: ReturnType<typeof createTrouble>;
  readonly options: ServerOptions;
};

/** Who is behind the token of a session; null for none, and for people who are no longer here. */
function actorBy(sessions: Parts['sessions'], desk: Parts['desk']): (token: string | null) => Actor | null {
  return (token) => {
    const session = token === null ? null : sessions.find(token);
    const person = session === null ? undefined : rowAt(desk.state().people, session.person);
    return session === null || person?.active !== true ? null : { person, sessionId: session.id };
  };
}

/** The first look comes at once: what was due while the process stood still, and what a restored backup brought back. */
function openBriefingWatch(parts: Parts, { work }: ReturnType<typeof openOffice>, onError: ServerOptions['onError']) {
  const watch = startBriefingWatch({ ...parts, marks: createMarks(work), notices: createNotices(work), onError });
  void watch.look();
  return watch;
}

function putTogether(config: Config, office: ReturnType<typeof openOffice>, wiring: Wiring) {
  const { now, onError, trouble, options } = wiring;
  const { work, desk } = office;
  const sessions = createSessions(work);
  const secrets = createSecrets(work, openSecretKey(config.secretFile));
  const files = openFiles({ dir: join(config.dataDir, 'files') });
  const outward = openOutward({
    ...office,
    config,
    secrets,
    files,
    onChanged: (what, id) => bare.onDeskChanged(what, id),
    onSatisfaction: (id) => bare.onSatisfaction(id),
    score: createPublicScore(office),
    now,
    onError,
    ...(options.onPublishStep === undefined ? {} : { onStep: options.onPublishStep }),
  });
  const actorOf = actorBy(sessions, desk);
  const claims = openClaimEdge({ ...office, now, onClaim: (id) => bare.onDeskChanged('claim', id), onError });
  const bare: Omit<Parts, 'overview'> = {
    ...office,
    ...claims,
    config,
    version: VERSION,
    startedMs: now(),
    now,
    sessions,
    secrets,
    ...outward.parts,
    drills: createDrillOffice({ config, onChange: () => bare.onDeskChanged('drill', ''), onError }),
    throttle: createThrottle(work),
    scrubWork: work.scrub,
    files,
    archive: openArchive(join(config.dataDir, 'archive')),
    press: createLatePress({ findBrowser: config.findBrowser, onError }),
    banners: () => trouble.banners({ ...office, now }),
    onPeopleChanged: (personId) => live.drop({ personId }),
    onSessionEnded: (sessionId) => live.drop({ sessionId }),
    onSourcesChanged: (id) => {
      const source = rowAt(desk.state().sources, id);
      if (source !== undefined) live.publish({ kind: 'source', source: id, health: office.leases.health(source) });
    },
    onAlertChanged: (id) => alertNews.one(id),
    onDeskChanged: (what, id) => {
      live.publish({ kind: 'changed', what, id });
      if (what === 'statement') outward.parts.publisher.look();
      if (what === 'briefing') void briefingWatch.look();
    },
    onSatisfaction: (id) => passSatisfaction(bare, id),
  };
  const parts: Parts = { ...bare, overview: createOverview(bare) };
  const app = createApp({
    handlers: createAnswers(parts),
    screenDir: existsSync(join(SCREENS, 'index.html')) ? SCREENS : null,
    version: VERSION,
    ...config, // its address, the proxies before it, the crawler's token
    now,
    sessionOf: actorOf,
    refusalOf: (allow) => refusalOf(desk.state(), allow),
    checkReplies: options.checkReplies ?? false,
    fileMark: config.drill ? DRILL_WORD : '',
    logError: (id, error) => onError(error, id),
  });
  const http = serveWith(app);
  const live = createLive({
    http,
    actorOf: (cookies) => {
      const actor = actorOf(sessionToken(cookies, config.baseUrl));
      return actor === null
        ? null
        : { personId: actor.person.id, sessionId: actor.sessionId, roles: actor.person.roles };
    },
    ownPage: (origin, host) =>
      origin === undefined || origin === new URL(config.baseUrl).origin || URL.parse(origin)?.host === host,
    overview: parts.overview,
    mayHear: (personId, news) => isForDepartmentOf(parts, PersonId.parse(personId), news),
    onError,
  });
  const alertNews = createAlertNews(parts, live.publish, onError);
  const watch = trouble.watch(createBannerNews(parts, live.publish), { ...office, now });
  const told = { sweepWork: work.sweep, marks: createMarks(work), onClock: trouble.noteClock, onError };
  const chores = startChores({ ...parts, ...told });
  const deskWatch = startDeskWatch({ ...parts, notices: createNotices(work), onError });
  const briefingWatch = openBriefingWatch(parts, office, onError);
  const closing = async (): Promise<void> => {
    await parts.drills.close();
    watch.close();
    await claims.claimWatch.close();
    deskWatch.close();
    await briefingWatch.close();
    chores.close();
    await outward.close();
  };
  return { parts, live, http, outward, alertNews, briefingWatch, closing };
}
