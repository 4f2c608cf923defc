import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isRefusal, type PersonId } from '../../api/contract/index.ts';
import { createLinks, LINK_MS } from '../../api/work/links.ts';
import { weakness } from '../../api/work/password-strength.ts';
import { createPasswords, PASSWORD_QUEUE_MAX } from '../../api/work/passwords.ts';
import {
  createSessions,
  SESSION_ABSOLUTE_MS,
  SESSION_IDLE_MS,
  SESSIONS_PER_PERSON_MAX,
} from '../../api/work/sessions.ts';
import {
  ACCOUNT_TRIES,
  createThrottle,
  FORGET_MS,
  networkKey,
  NETWORK_TRIES,
  WAIT_MS_MAX,
} from '../../api/work/throttle.ts';
import { ANNA, aScene, BO, type Scene } from './scene.ts';

let scene: Scene;

function bytesOnDisk(): Buffer {
  return Buffer.concat(readdirSync(scene.dir).map((name) => readFileSync(join(scene.dir, name))));
}

describe('sessions', () => {
  beforeEach(() => (scene = aScene()));
  afterEach(() => scene.close());

  it('the token is not on the disk', () => {
    const token = createSessions(scene.work).open(ANNA, 'Chrome · Windows');
    assert.equal(bytesOnDisk().includes(token), false);
    assert.equal(createSessions(scene.work).find(token)?.person, ANNA);
  });

  it('ends after half a day without use, and after a week of use', () => {
    const sessions = createSessions(scene.work);
    const idle = sessions.open(ANNA, '');
    scene.tick(SESSION_IDLE_MS);
    assert.equal(sessions.find(idle), null);
    const used = sessions.open(ANNA, '');
    const step = SESSION_IDLE_MS / 2;
    for (let ms = step; ms < SESSION_ABSOLUTE_MS; ms += step) {
      scene.tick(step);
      assert.notEqual(sessions.find(used), null);
    }
    scene.tick(step);
    assert.equal(sessions.find(used), null);
  });

  it('a dead one stays dead', () => {
    const sessions = createSessions(scene.work);
    const token = sessions.open(ANNA, '');
    const session = sessions.find(token);
    assert.equal(sessions.end(BO, session?.id ?? ''), false, 'nobody ends the session of another');
    assert.equal(sessions.end(ANNA, session?.id ?? ''), true);
    assert.equal(sessions.find(token), null);
    assert.equal(sessions.find(''), null);
  });

  it('all others end at once', () => {
    const sessions = createSessions(scene.work);
    const [mine, other, bo] = [sessions.open(ANNA, ''), sessions.open(ANNA, ''), sessions.open(BO, '')];
    assert.equal(sessions.endAll(ANNA, sessions.find(mine)?.id), 1);
    assert.deepEqual(
      [mine, other, bo].map((token) => sessions.find(token) !== null),
      [true, false, true],
    );
  });

  it('the oldest goes beyond the limit', () => {
    const sessions = createSessions(scene.work);
    const first = sessions.open(ANNA, '');
    for (let at = 0; at < SESSIONS_PER_PERSON_MAX; at += 1) {
      scene.tick(1);
      sessions.open(ANNA, '');
    }
    assert.equal(sessions.list(ANNA).length, SESSIONS_PER_PERSON_MAX);
    assert.equal(sessions.find(first), null);
  });
});

describe('one-time links', () => {
  beforeEach(() => (scene = aScene()));
  afterEach(() => scene.close());

  it('of 50 uses at once exactly one wins', async () => {
    const links = createLinks(scene.work);
    const { token } = links.make({ purpose: 'set-up', person: null });
    assert.equal(isRefusal(links.look(token)), false);
    const uses = await Promise.all(Array.from({ length: 50 }, async () => links.use(token)));
    assert.equal(uses.filter((use) => !isRefusal(use)).length, 1);
    assert.equal(isRefusal(links.look(token)), true);
  });

  it('runs out after a day, and ends when a newer one is made', () => {
    const links = createLinks(scene.work);
    const old = links.make({ purpose: 'password', person: ANNA });
    const { token } = links.make({ purpose: 'password', person: ANNA });
    assert.equal(isRefusal(links.look(old.token)), true);
    assert.equal(bytesOnDisk().includes(token), false);
    scene.tick(LINK_MS);
    assert.equal(isRefusal(links.use(token)), true);
  });
});

describe('passwords', () => {
  beforeEach(() => (scene = aScene()));
  afterEach(() => scene.close());
  const GOOD = '河边的梧桐树有三十七棵';

  const WEAK = [
    'short1!',
    'aaaaaaaaaaaa',
    'abcabcabcabc',
    'abcdefghijkl',
    'password1234',
    'P@ssw0rd2026!',
    'Ｐassword２０２６',
    'qwertyuiop123',
    'admin123456789',
    '123456789012',
    '138001380001',
    '2026-11-25 12:00',
    'woaini5201314',
    'annaanna1234',
  ];
  for (const password of WEAK) {
    it(`"${password}" is refused`, () => assert.equal(weakness(password, 'anna')?.refused, 'weak-password'));
  }
  for (const password of ['correct horse battery', GOOD + '1', 'Tr0ub4dor&3-kite', 'xV7#pLm2qRt9']) {
    it(`"${password}" will do`, () => assert.equal(weakness(password, 'anna'), null));
  }

  it('right is right, wrong is wrong, and a name that nobody has costs the same', async () => {
    const passwords = createPasswords(scene.work);
    const password = GOOD + '!';
    assert.equal(await passwords.set(ANNA, password), null);
    assert.equal(await passwords.check(ANNA, password), true);
    assert.equal(await passwords.check(ANNA, password + ' '), false);
    assert.equal(await passwords.check(null, password), false);
    assert.equal(await passwords.check(BO, password), false);
    const time = async (person: PersonId | null): Promise<number> => {
      const from = performance.now();
      await passwords.check(person, 'wrong');
      return performance.now() - from;
    };
    const median = async (person: PersonId | null): Promise<number> => {
      const times = [];
      for (let at = 0; at < 5; at += 1) times.push(await time(person));
      return times.sort((a, b) => a - b)[2] ?? 0;
    };
    const [known, unknown] = [await median(ANNA), await median(null)];
    assert.ok(unknown > known / 3 && unknown < known * 3, `${known} ms and ${unknown} ms`);
    assert.equal(bytesOnDisk().includes(password), false);
  });

  it('a flood is told to come back, not queued without end', async () => {
    const passwords = createPasswords(scene.work, { n: 2 ** 10, r: 8, p: 1 });
    const answers = await Promise.all(
      Array.from({ length: PASSWORD_QUEUE_MAX + 12 }, () => passwords.check(null, 'x')),
    );
    assert.equal(answers.filter(isRefusal).length, 10);
  });
});

describe('log-in throttle', () => {
  beforeEach(() => (scene = aScene()));
  afterEach(() => scene.close());

  it('slows an account whatever address the tries come from', () => {
    const throttle = createThrottle(scene.work);
    for (let at = 0; at < ACCOUNT_TRIES; at += 1) assert.equal(throttle.attempt('anna', `10.0.${at}.1`), null);
    assert.equal(throttle.attempt('ANNA ', '10.0.99.1')?.refused, 'log-in-slowed');
    assert.equal(throttle.attempt('bo', '10.0.99.1'), null);
    scene.tick(1_000);
    assert.equal(throttle.attempt('anna', '10.0.99.1'), null);
  });

  it('slows a network whatever names are tried', () => {
    const throttle = createThrottle(scene.work);
    for (let at = 0; at < NETWORK_TRIES; at += 1) throttle.attempt(`name-${at}`, '203.0.113.7');
    assert.equal(throttle.attempt('anna', '203.0.113.200')?.refused, 'log-in-slowed');
    assert.equal(throttle.attempt('anna', '203.0.114.7'), null);
  });

  it('waits never grow past a quarter of an hour, and an hour of peace forgets', () => {
    const throttle = createThrottle(scene.work);
    for (let at = 0; at < 40; at += 1) {
      throttle.attempt('anna', `10.1.${at}.1`);
      scene.tick(WAIT_MS_MAX);
      assert.equal(throttle.attempt('anna', `10.2.${at}.1`), null);
      scene.tick(WAIT_MS_MAX);
    }
    scene.tick(FORGET_MS);
    for (let at = 0; at < ACCOUNT_TRIES; at += 1) assert.equal(throttle.attempt('anna', '10.3.0.1'), null);
  });

  it('a right log-in frees its account and does not wash the network clean', () => {
    const throttle = createThrottle(scene.work);
    for (let at = 0; at < NETWORK_TRIES; at += 1) {
      throttle.attempt(`name-${at}`, '203.0.113.7');
      if (at % 10 === 0) throttle.passed(`name-${at}`, '203.0.113.7');
    }
    for (let at = 0; at < 3; at += 1) throttle.attempt('other', '203.0.113.7');
    assert.equal(throttle.attempt('anna', '203.0.113.7')?.refused, 'log-in-slowed');
  });

  it('networks are those of one subscriber', () => {
    assert.equal(networkKey('203.0.113.7'), networkKey('::ffff:203.0.113.9'));
    assert.equal(networkKey('2001:db8:1:200::1'), networkKey('2001:0db8:0001:02ff:ffff::9'));
    assert.notEqual(networkKey('2001:db8:1:200::1'), networkKey('2001:db8:1:300::1'));
  });
});
