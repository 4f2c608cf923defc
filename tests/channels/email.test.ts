import assert from 'node:assert/strict';
import { createServer, type Server } from 'node:net';
import type { AddressInfo } from 'node:net';
import { createSender, type Target } from '../../api/channels/channel.ts';

const MESSAGE = { title: '城东自来水发黄系管道抢修', lines: ['水质已达标。'], link: 'https://page.example/s/1.html' };

/** A mail server of a few lines: takes one mail, or answers `reply` to RCPT. */
function mailServer(reply: string): { readonly server: Server; readonly said: string[] } {
  const said: string[] = [];
  const server = createServer((socket) => {
    let inData = false;
    socket.write('220 mail.test ESMTP\r\n');
    socket.on('data', (chunk: Buffer) => {
      for (const line of chunk.toString().split('\r\n')) {
        if (line === '') continue;
        said.push(line);
        if (inData) {
          if (line !== '.') continue;
          inData = false;
          socket.write('250 taken\r\n');
        } else if (/^EHLO/i.test(line)) socket.write('250 mail.test\r\n');
        else if (/^RCPT/i.test(line)) socket.write(`${reply}\r\n`);
        else if (/^DATA/i.test(line)) {
          inData = true;
          socket.write('354 go on\r\n');
        } else if (/^QUIT/i.test(line)) socket.end('221 bye\r\n');
        else socket.write('250 ok\r\n');
      }
    });
    socket.on('error', () => socket.destroy());
  });
  return { server, said };
}

describe('e-mail', () => {
  const sendTo = async (
    reply: string,
    isAllowed: boolean,
  ): Promise<{ readonly why: string | null; readonly said: readonly string[] }> => {
    const { server, said } = mailServer(reply);
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    const { port } = server.address() as AddressInfo;
    const sender = createSender({ allowed: new Set(isAllowed ? [`127.0.0.1:${port}`] : []), nowMs: Date.now });
    const target: Target = {
      ...{ kind: 'email', host: '127.0.0.1', port, secure: false, user: '', password: '' },
      ...{ from: 'office@example.org', to: ['a@example.org', 'b@example.org'] },
    };
    const why = await sender.send(target, MESSAGE);
    await sender.close();
    await new Promise((done) => server.close(done));
    return { why, said };
  };

  it('goes to all as blind copies', async () => {
    const { why, said } = await sendTo('250 ok', true);
    assert.equal(why, null);
    const asked = said.filter((line) => line.startsWith('RCPT'));
    assert.ok(asked.some((line) => line.includes('a@example.org')) && asked.some((line) => line.includes('b@')));
    const head = said.slice(said.indexOf('DATA') + 1);
    assert.ok(!head.some((line) => line.includes('b@example.org')));
    assert.ok(head.some((line) => /^Subject: =\?UTF-8\?/.test(line)));
  });

  it('that is refused has failed, with the code of the server', async () => {
    assert.match((await sendTo('550 no such box', true)).why ?? '', /550/);
  });

  it('never goes to a mail server on a private network that was not named', async () => {
    const { why, said } = await sendTo('250 ok', false);
    assert.match(why ?? '', /内部网络/);
    assert.deepEqual(said, []);
  });
});
