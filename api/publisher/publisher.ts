import { createHash } from 'node:crypto';
import { refuse, type Refusal, type Statement, type StatementId } from '../contract/index.ts';
import type { Folder } from './folder.ts';
import { publishedOf, type SiteInput } from './input.ts';
import { createSiteWriter } from './site-writer.ts';
import { wholeText } from './words.ts';

/** A statement on its way out, as it is kept. */
export type Publication = {
  readonly statement: StatementId;
  readonly sha256: string;
  readonly atMs: number;
  readonly channels: readonly string[];
};

export type PublisherParts<P extends Publication = Publication> = {
  readonly folder: Folder;
  /** All statements, in no order. */
  readonly statements: () => readonly Statement[];
  readonly site: () => Omit<SiteInput, 'statements'>;
  readonly publications: {
    begin(publication: Publication): P;
    finish(publication: P): void;
    drop(publication: P): void;
    open(): readonly P[];
  };
  /** Whether the desk would let exactly this text out now; changes nothing. */
  readonly check: (statement: Statement, sha256: string) => Refusal | null;
  /** Writes `statement-published` into the journal. */
  readonly journal: (statement: Statement, sha256: string) => Refusal | null;
  /** Puts it into the queue of a channel: once for a publication, however often it is called. */
  readonly deliver: (publication: P, statement: Statement, channel: string) => void;
  readonly onPublished: (statement: StatementId) => void;
  readonly now: () => number;
  readonly onError: (error: unknown) => void;
  /** Told after each step; the test ends the process there. */
  readonly onStep?: (step: Step) => void;
  readonly lookMs?: number;
};
export type Step = 'begun' | 'written' | 'journaled' | 'queued' | 'finished';

export type Publisher = {
  /** Sends out what is due, finishes what a crash left undone, and brings the pages up to date. Never throws. */
  look(): void;
  /** Why a statement is not out though its time has come. */
  held(id: StatementId): string | null;
  close(): void;
};

const LOOK_MS = 1_000;

/**
 * Publishes: the text whose hash was approved, once, whatever is killed when. The intent is kept first; then come pages, journal and
 * queues, each of which can be done again without effect; then it is marked as done. All of it happens between two
 * events, so that nobody stops a statement half-way. The folder is made anew from the journal's fold, so it never says
 * more than that does.
 */
export function createPublisher<P extends Publication>(parts: PublisherParts<P>): Publisher {
  const { publications, onStep = () => undefined } = parts;
  const held = new Map<StatementId, string>();
  const site = createSiteWriter(parts.folder);
  const rowOf = (id: StatementId): Statement | undefined => parts.statements().find((each) => each.id === id);
  const write = (statements: readonly Statement[]): void =>
    site.write({ ...parts.site(), statements: publishedOf(statements) });

  function publish(publication: P): void {
    const row = rowOf(publication.statement);
    if (row === undefined || !(row.state === 'scheduled' || row.publishedMs !== null)) {
      // It was stopped before it left.
      publications.drop(publication);
      return;
    }
    if (row.state === 'scheduled') {
      const refused = refusalOf(row, publication.sha256);
      if (refused !== null) {
        // Nothing of it may stay, should a crash have left it on the page.
        publications.drop(publication);
        write(parts.statements());
        throw new Refused(refused);
      }
      write(asPublished(parts.statements(), row, parts.now()));
      onStep('written');
      const late = parts.journal(row, publication.sha256);
      if (late !== null) throw new Refused(late);
      onStep('journaled');
      parts.onPublished(row.id);
    }
    deliverAll(publication, rowOf(row.id) ?? row);
    onStep('queued');
    publications.finish(publication);
    onStep('finished');
    held.delete(row.id);
  }

  /** A channel in whose queue there is no room is tried again with the next look, after the others have theirs. */
  function deliverAll(publication: P, statement: Statement): void {
    const failures = publication.channels.flatMap((channel): readonly unknown[] => {
      try {
        parts.deliver(publication, statement, channel);
        return [];
      } catch (error) {
        return [error];
      }
    });
    if (failures.length > 0) throw failures[0];
  }

  /** What is out is what was approved: the text as it stands must have the hash that stands for it, and the desk must agree. */
  function refusalOf(row: Statement, sha256: string): Refusal | null {
    return sha256Of(row) === sha256 ? parts.check(row, sha256) : refuse('claim-changed');
  }

  function begin(statement: Statement): P {
    const { id, channels } = statement;
    const sha256 = statement.versions.at(-1)?.sha256 ?? '';
    const refused = refusalOf(statement, sha256);
    if (refused !== null) throw new Refused(refused);
    const begun = publications.begin({ statement: id, sha256, atMs: statement.publishAtMs ?? parts.now(), channels });
    onStep('begun');
    return begun;
  }

  /** One that cannot be published is told of and does not keep the others in. */
  function attempt(id: StatementId, act: () => void): void {
    try {
      act();
    } catch (error) {
      const isOut = (rowOf(id)?.publishedMs ?? null) !== null;
      const why = error instanceof Refused ? error.refusal.zh : isOut ? NOT_QUEUED : NOT_OUT;
      // It is tried again each second; the log needs it once.
      if (held.get(id) !== why && !(error instanceof Refused)) parts.onError(error);
      held.set(id, why);
    }
  }

  let busy = false;
  let isFailing = false;
  function look(): void {
    // What it does is told to others, who may ask for another look.
    if (busy) return;
    busy = true;
    try {
      for (const left of publications.open()) attempt(left.statement, () => publish(left));
      for (const due of dueOf(parts.statements(), parts.now())) attempt(due.id, () => publish(begin(due)));
      write(parts.statements());
      isFailing = false;
    } catch (error) {
      if (!isFailing) parts.onError(error);
      isFailing = true;
    } finally {
      busy = false;
    }
  }
  const timer = setInterval(look, parts.lookMs ?? LOOK_MS);
  return { look, held: (id) => held.get(id) ?? null, close: () => clearInterval(timer) };
}

const NOT_OUT = '没有公布成功，正在重试。请管理员查看磁盘空间。';
const NOT_QUEUED = '网页已公布；有的渠道还没有排上队，正在重试。请管理员查看渠道和磁盘空间。';

class Refused extends Error {
  override readonly name = 'Refused';
  readonly refusal: Refusal;
  constructor(refusal: Refusal) {
    super(refusal.en);
    this.refusal = refusal;
  }
}

function sha256Of(statement: Statement): string {
  return statement.versions.length === 0 ? '' : createHash('sha256').update(wholeText(statement)).digest('hex');
}

/** Earliest first. */
function dueOf(statements: readonly Statement[], nowMs: number): readonly Statement[] {
  return statements
    .filter(({ state, publishAtMs }) => state === 'scheduled' && (publishAtMs ?? 0) <= nowMs)
    .toSorted((a, b) => (a.publishAtMs ?? 0) - (b.publishAtMs ?? 0) || a.no - b.no);
}

/** How the statements will stand once this one is out. */
function asPublished(statements: readonly Statement[], one: Statement, nowMs: number): readonly Statement[] {
  return statements.map((each) => {
    if (each.id === one.id) return { ...each, state: 'published', publishedMs: nowMs };
    return each.id === one.corrects ? { ...each, state: 'corrected', correctedBy: one.id } : each;
  });
}
