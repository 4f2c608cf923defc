import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { refuse, type Refusal, type Statement } from '../../api/contract/index.ts';
import type { Folder } from '../../api/publisher/folder.ts';
import { createPublisher, type Publication } from '../../api/publisher/publisher.ts';
import { NOON_MS } from '../desk/scene.ts';
import { CHANNELS, openRoom, stop, type Room } from './publishing-child.ts';
import { aSite, aWritten } from './statements.ts';

/** Every place where a process can end while it publishes. */
const STEPS = ['begun', 'written', 'journaled', 'queued hook', 'queued robot', 'queued', 'finished'];

describe('publishing', function () {
  this.timeout(30_000);
  let dir = '';
  beforeEach(() => (dir = mkdtempSync(join(tmpdir(), 'firstword-publish-'))));
  afterEach(() => rmSync(dir, { recursive: true }));

  const killAt = async (step: string): Promise<void> => {
    const child = spawn(process.execPath, [join(import.meta.dirname, 'publishing-child.ts'), dir, step], {
      stdio: 'inherit',
    });
    const [, signal] = (await once(child, 'exit')) as [number | null, string | null];
    assert.equal(signal, 'SIGKILL', `it did not come to ${step}`);
  };
  const page = (): string => join(dir, 'public', 'statements', '1.html');
  const assertOutOnce = (room: Room): void => {
    assert.deepEqual(room.journal(), ['published s1']);
    assert.ok(existsSync(page()));
    assert.ok(readFileSync(join(dir, 'public', 'index.html'), 'utf8').includes('statements/1.html'));
    const queued = room.deliveries.of('s1').map(({ channel }) => channel);
    assert.deepEqual(queued.toSorted(), CHANNELS.filter((channel) => channel !== 'page').toSorted());
    assert.deepEqual(room.errors, []);
    const left = readdirSync(join(dir, 'public'), { recursive: true }).filter((name) => String(name).includes('.new-'));
    assert.deepEqual(left, []);
  };

  for (const step of STEPS) {
    it(`killed after "${step}", goes on at the next start and is out once`, async () => {
      await killAt(step);
      const room = openRoom(dir, '');
      room.publisher.look();
      room.publisher.look();
      assertOutOnce(room);
      room.close();
    });
  }

  it('killed again and again, it is out once all the same', async () => {
    for (const step of STEPS.slice(0, 3)) await killAt(step);
    const room = openRoom(dir, '');
    room.publisher.look();
    assertOutOnce(room);
    room.close();
  });

  it('stopped after a crash that had left its page: the page goes, and nothing was sent', async () => {
    await killAt('written');
    assert.ok(existsSync(page()));
    stop(dir);
    const room = openRoom(dir, '');
    room.publisher.look();
    assert.ok(!existsSync(page()));
    assert.ok(!readFileSync(join(dir, 'public', 'index.html'), 'utf8').includes('statements/1.html'));
    assert.deepEqual(room.deliveries.of('s1'), []);
    assert.deepEqual(room.journal(), ['stopped s1']);
    room.close();
  });

  it('waits for its hour', () => {
    const early = openRoom(dir, '', NOON_MS - 1);
    early.publisher.look();
    assert.deepEqual(early.journal(), []);
    assert.ok(!existsSync(page()));
    early.close();
    const due = openRoom(dir, '', NOON_MS);
    due.publisher.look();
    assertOutOnce(due);
    due.close();
  });
});

describe('a statement whose time has come', () => {
  type Scene = {
    readonly rows: Statement[];
    readonly check?: (statement: Statement, sha256: string) => Refusal | null;
    readonly folder?: Partial<Folder>;
    readonly deliver?: (channel: string) => void;
  };
  const tryOne = ({ rows, check = () => null, folder = {}, deliver = () => undefined }: Scene) => {
    const written = new Map<string, string>();
    const journaled: string[] = [];
    const open: Publication[] = [];
    const errors: unknown[] = [];
    const publisher = createPublisher({
      folder: {
        write: (path, text) => written.set(path, text).size > 0,
        remove: (path) => void written.delete(path),
        list: (under) =>
          [...written.keys()]
            .filter((path) => path.startsWith(`${under}/`))
            .map((path) => path.slice(under.length + 1)),
        ...folder,
      },
      statements: () => rows,
      site: () => aSite([]),
      publications: {
        begin: (publication) => (open.push(publication), publication),
        finish: () => void open.pop(),
        drop: () => void open.pop(),
        open: () => open,
      },
      check,
      journal: (statement) => {
        journaled.push(statement.id);
        const at = rows.findIndex(({ id }) => id === statement.id);
        rows[at] = { ...statement, state: 'published', publishedMs: NOON_MS };
        return null;
      },
      deliver: (_publication, _statement, channel) => deliver(channel),
      onPublished: () => undefined,
      now: () => NOON_MS,
      onError: (error) => errors.push(error),
      lookMs: 1_000_000,
    });
    return { publisher, written, journaled, errors };
  };
  const due = (): Statement => aWritten({ state: 'scheduled', publishAtMs: NOON_MS });

  it('is held, and says why, where its text has not the hash that was approved', () => {
    const [row] = [due()];
    const [version] = row.versions;
    assert.ok(version !== undefined);
    const changed = { ...row, versions: [{ ...version, form: { ...version.form, lead: '另一段文字' } }] };
    const { publisher, written, journaled } = tryOne({ rows: [changed] });
    publisher.look();
    publisher.close();
    assert.deepEqual(journaled, []);
    assert.ok(!written.has('statements/1.html'));
    assert.notEqual(publisher.held(changed.id), null);
  });

  it('is held, in the words of the desk, where the desk would not let it out', () => {
    const row = due();
    const { publisher, written, journaled } = tryOne({
      rows: [row],
      check: () => refuse('points-changed', { nowZh: '审批人可以停止它。', nowEn: 'Approvers may stop it.' }),
    });
    publisher.look();
    publisher.close();
    assert.deepEqual([journaled, written.has('statements/1.html')], [[], false]);
    assert.match(publisher.held(row.id) ?? '', /审批人/);
  });

  it('is held and tried again while the disk is full, and keeps no other one in', () => {
    const [first, second] = [due(), aWritten({ ...due(), id: 's2' as Statement['id'], no: 2 })];
    let isFull = true;
    const scene = tryOne({
      rows: [first, second],
      folder: {
        write(path) {
          if (isFull && path === 'statements/1.html') throw new Error('ENOSPC');
          return true;
        },
      },
    });
    scene.publisher.look();
    assert.match(scene.publisher.held(first.id) ?? '', /磁盘/);
    assert.ok(scene.errors.length > 0);
    isFull = false;
    scene.publisher.look();
    scene.publisher.close();
    assert.ok(scene.journaled.includes(first.id));
    assert.equal(scene.publisher.held(first.id), null);
  });

  it('a channel without room holds up no other one, and is tried again', () => {
    const row = aWritten({ ...due(), channels: ['page', 'full', 'hook'] });
    const queued: string[] = [];
    let isFull = true;
    const { publisher, journaled } = tryOne({
      rows: [row],
      deliver(channel) {
        if (channel === 'full' && isFull) throw new Error('too much waits');
        queued.push(channel);
      },
    });
    publisher.look();
    assert.deepEqual([queued, journaled], [['page', 'hook'], [row.id]]);
    assert.match(publisher.held(row.id) ?? '', /^网页已公布/);
    isFull = false;
    publisher.look();
    publisher.close();
    assert.ok(queued.includes('full') && journaled.length === 1);
    assert.equal(publisher.held(row.id), null);
  });
});
