import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect } from 'node:net';
import { LIVE_HELLO, LIVE_MESSAGE_BYTES_MAX, LIVE_QUEUED_BYTES_MAX } from '../../api/contract/index.ts';
import { HELLOS_MAX, SOCKETS_PER_SESSION_MAX } from '../../api/live/live.ts';
import { aRow } from '../intake/rows.ts';
import { CRAWLER_TOKEN, startTestServer, type TestServer } from '../support/server.ts';
import { openScreen, type Screen } from './screen.ts';

describe('the live connection', function () {
  this.timeout(60_000);
  let server: TestServer;
  let ada = '';
  const screens: Screen[] = [];
  before(async () => {
    server = await startTestServer();
    ada = await server.logIn('ada', ['administrator']);
  });
  afterEach(() => {
    for (const screen of screens.splice(0)) screen.close();
    assert.deepEqual(server.errors, []);
  });
  after(() => server.stop());

  async function open(headers: Readonly<Record<string, string>> = { cookie: ada }): Promise<Screen> {
    const screen = await openScreen(server.url, headers);
    screens.push(screen);
    return screen;
  }
  const publish = (text: string): void =>
    server.running.live.publish({ kind: 'banners', banners: [{ ...BANNER, zh: text }] });

  describe('who gets in', () => {
    const refusedFor = (headers: Readonly<Record<string, string>>): Promise<void> =>
      assert.rejects(open(headers), /websocket error|xhr poll error/);

    it('nobody without a session', async () => {
      await refusedFor({});
      await refusedFor({ cookie: `firstword=${'C'.repeat(43)}` });
      await assert.rejects(openScreen(server.url, {}, 'polling'), /xhr poll error/);
    });

    it('no page of another site, with whatever cookie', async () => {
      for (const origin of ['https://evil.example', 'null', `http://sibling.${new URL(server.url).host}`]) {
        await refusedFor({ cookie: ada, origin });
      }
      await open({ cookie: ada, origin: server.url });
    });

    it('a browser with a few dozen tabs has some of them turned away', async () => {
      const cookie = await server.logIn('tabs', ['monitor']);
      for (let tab = 0; tab < SOCKETS_PER_SESSION_MAX; tab += 1) await (await open({ cookie })).hello();
      const one = await open({ cookie });
      assert.equal(await one.ended, 'io server disconnect');
    });
  });

  describe('what a client may send', () => {
    it('one hello; any other word ends the connection', async () => {
      const screen = await open();
      screen.socket.emit('subscribe', '*');
      await screen.ended;
    });

    it('a hello of another shape ends it too', async () => {
      for (const message of [null, 'x', { seq: -1, boot: '' }, { seq: 0, boot: 'b'.repeat(41) }, []]) {
        const screen = await open();
        screen.socket.emit(LIVE_HELLO, message, () => undefined);
        await screen.ended;
      }
      const mute = await open();
      mute.socket.emit(LIVE_HELLO, { seq: 0, boot: '' });
      await mute.ended;
    });

    it('a message over the limit ends it, and the server goes on', async () => {
      const screen = await open();
      screen.socket.emit(LIVE_HELLO, { seq: 0, boot: 'b'.repeat(LIVE_MESSAGE_BYTES_MAX) }, () => undefined);
      await screen.ended;
      const big = await open();
      big.socket.emit(LIVE_HELLO, { seq: 0, boot: 'b'.repeat(1024 * 1024) }, () => undefined);
      await big.ended;
      assert.equal((await server.call('GET', '/api/state')).status, 200);
    });

    it('a flood of hellos is cut after a few', async () => {
      const screen = await open();
      let answered = 0;
      for (let i = 0; i < 1_000; i += 1) screen.socket.emit(LIVE_HELLO, { seq: 0, boot: '' }, () => (answered += 1));
      await screen.ended;
      assert.ok(answered <= HELLOS_MAX, `${answered} answers`);
    });
  });

  describe('what a client is sent', () => {
    it('a department: that what was sent to it changed, and nothing else', async () => {
      const cookie = await server.logIn('dou', ['department']);
      const mi = await server.logIn('mi', ['monitor']);
      const people = (await server.call('GET', '/api/people', { cookie: ada })).json as { id: string; name: string }[];
      const post = async (path: string, who: string, body: object): Promise<string> => {
        const answer = await server.call('POST', path, { cookie: who, body });
        assert.equal(answer.status, 200, answer.text);
        return (answer.json as { id: string }).id;
      };
      const own = people.filter(({ name }) => name === 'dou').map(({ id }) => id);
      const water = await post('/api/bodies', ada, { name: '县供水公司', contact: '', people: own });
      const roads = await post('/api/bodies', ada, { name: '县公路局', contact: '', people: [] });
      const screen = await open({ cookie });
      await screen.hello();
      publish('别人的事');
      for (const body of [roads, water]) {
        const words = { title: '路口积水', text: '雨后积水', origin: { from: 'visit' } };
        const id = await post('/api/concerns', mi, words);
        await post(`/api/concerns/${id}/acts`, mi, { act: 'assign', body });
        if (body === water) await screen.until((event) => event.kind === 'changed' && event.id === id);
      }
      assert.deepEqual(
        screen.events.map((event) => (event.kind === 'changed' ? event.what : event.kind)),
        ['concern'],
      );
    });

    it('a snapshot, then differences that count up by one', async () => {
      const screen = await open();
      await screen.hello();
      const first = await screen.until(({ kind }) => kind === 'snapshot');
      const nowMs = Date.now();
      const posts = [aRow(nowMs, { id: 'live one' }), aRow(nowMs, { id: 'live two', text: '河西路的路灯坏了三盏' })];
      const reply = await server.call('POST', '/api/ingest', {
        body: { posts },
        headers: { authorization: `Bearer ${CRAWLER_TOKEN}` },
      });
      assert.deepEqual(reply.json, { accepted: 2, repeated: 0, refused: [] });
      const news = await screen.until(({ kind }) => kind === 'posts');
      assert.ok(news.kind === 'posts');
      assert.equal(news.accepted, 2);
      assert.deepEqual(new Set(news.newest.map(({ id }) => id)), new Set(posts.map(({ id }) => id)));
      assert.ok(!JSON.stringify(news).includes('voice'));
      publish('one more');
      await screen.until((event) => event.kind === 'banners' && event.banners[0]?.zh === 'one more');
      const seqs = screen.events.filter(({ kind }) => kind !== 'snapshot').map(({ seq }) => seq);
      assert.deepEqual(
        seqs,
        seqs.map((_, i) => first.seq + 1 + i),
      );
    });

    it('whoever comes back gets what was missed and no more', async () => {
      const before = await open();
      const boot = await before.hello();
      await before.until(({ kind }) => kind === 'snapshot');
      publish('had');
      const { seq } = await before.until((event) => event.kind === 'banners' && event.banners[0]?.zh === 'had');
      before.close();
      publish('missed 1');
      publish('missed 2');
      const back = await open();
      assert.equal(await back.hello(seq, boot), boot);
      publish('then');
      await back.until((event) => event.kind === 'banners' && event.banners[0]?.zh === 'then');
      const words = back.events.map((event) => (event.kind === 'banners' ? event.banners[0]?.zh : event.kind));
      assert.deepEqual(
        words.filter((word) => word !== '' && word !== undefined),
        ['missed 1', 'missed 2', 'then'],
      );
    });

    it('a snapshot where too much was missed, or the server is another one', async () => {
      const boot = await (await open()).hello();
      for (let i = 0; i < 501; i += 1) publish('');
      const late = await open();
      await late.hello(0, boot);
      assert.equal((await late.until(() => true)).kind, 'snapshot');
      const stranger = await open();
      await stranger.hello(5, 'another boot');
      assert.equal((await stranger.until(() => true)).kind, 'snapshot');
    });

    it('a role that reads nothing is sent nothing', async () => {
      const cookie = await server.logIn('deng', ['department']);
      const [blind, seeing] = [await open({ cookie }), await open()];
      await blind.hello();
      await seeing.hello();
      publish('not for all');
      await seeing.until((event) => event.kind === 'banners' && event.banners[0]?.zh === 'not for all');
      // Acknowledged after the news was sent: what was meant for this socket has come by now.
      await blind.hello();
      assert.deepEqual(blind.events, []);
    });
  });

  describe('a role that is taken away', () => {
    async function person(
      name: string,
    ): Promise<{ screen: Screen; change: (body: object) => Promise<void>; cookie: string }> {
      const cookie = await server.logIn(name, ['monitor']);
      const screen = await open({ cookie });
      await screen.hello();
      await screen.until(({ kind }) => kind === 'snapshot');
      const people = (await server.call('GET', '/api/people', { cookie: ada })).json as { id: string; name: string }[];
      const id = people.find((each) => each.name === name)?.id ?? '';
      return {
        screen,
        cookie,
        async change(body) {
          assert.equal((await server.call('PATCH', `/api/people/${id}`, { cookie: ada, body })).status, 200);
        },
      };
    }

    it('ends the open socket within a second, and it is sent nothing after', async () => {
      const { screen, change, cookie } = await person('mo');
      const startedMs = performance.now();
      await change({ roles: ['department'] });
      await screen.ended;
      assert.ok(performance.now() - startedMs < 1_000);
      const had = screen.events.length;
      publish('after');
      assert.equal(screen.events.length, had);
      assert.equal(screen.events.at(-1)?.kind, 'session-ended');
      const back = await open({ cookie });
      await back.hello();
      publish('after');
      await back.hello();
      assert.deepEqual(back.events, []);
    });

    it('whoever is stopped, logs out or changes the password elsewhere is out', async () => {
      const stopped = await person('stopped');
      await stopped.change({ active: false });
      await stopped.screen.ended;
      await assert.rejects(open({ cookie: stopped.cookie }));
      const left = await person('left');
      await server.call('DELETE', '/api/session', { cookie: left.cookie });
      await left.screen.ended;
    });
  });

  it('a client that never reads is dropped at 1 MB, and those who read miss nothing', async () => {
    const cookie = await server.logIn('stuck', ['monitor']);
    const reading = await open();
    await reading.hello();
    const clients = server.running.live.clients();
    const stuck = await stuckClient(server.running.port, cookie);
    const text = 'x'.repeat(LIVE_QUEUED_BYTES_MAX / 10);
    let sent = 0;
    // The kernel takes some MB for a client that does not read; what counts is what the server holds.
    while (server.running.live.clients() > clients && sent < 300) {
      publish(`${(sent += 1)} ${text}`);
      await reading.until((event) => event.kind === 'banners' && event.banners[0]?.zh.startsWith(`${sent} `) === true);
    }
    assert.equal(server.running.live.clients(), clients, `still there after ${sent} events of 100 kB`);
    stuck.destroy();
  });
});

const BANNER = { code: 'test', level: 'note', en: '', sinceMs: 0 } as const;

/** Speaks just enough websocket to be let in and to say hello, and then reads no more. */
async function stuckClient(port: number, cookie: string): Promise<ReturnType<typeof connect>> {
  const socket = connect(port, '127.0.0.1');
  const key = Buffer.alloc(16).toString('base64');
  socket.write(
    `GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\nhost: 127.0.0.1:${port}\r\ncookie: ${cookie}\r\n` +
      `connection: upgrade\r\nupgrade: websocket\r\nsec-websocket-version: 13\r\nsec-websocket-key: ${key}\r\n\r\n`,
  );
  await once(socket, 'data');
  socket.write(frame('40'));
  await once(socket, 'data');
  socket.write(frame(`420${JSON.stringify([LIVE_HELLO, { seq: 0, boot: '' }])}`));
  await once(socket, 'data');
  socket.pause();
  return socket;
}

/** A text frame as a client sends it, masked with zeros. */
function frame(text: string): Buffer {
  assert.ok(text.length < 126);
  return Buffer.concat([Buffer.from([0x81, 0x80 | text.length, 0, 0, 0, 0]), Buffer.from(text)]);
}
