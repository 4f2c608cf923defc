import assert from 'node:assert/strict';
import { createAddresses } from '../../api/channels/addresses.ts';
import { CHANNELS_MAX } from '../../api/contract/index.ts';
import { rowAt, rowsOf } from '../../api/desk/table.ts';
import { aDesk } from '../desk/scene.ts';

const aSecretStore = (held: Record<string, string> = {}) => {
  const kept = new Map(Object.entries(held));
  return {
    kept,
    put: (name: string, text: string): void => void kept.set(name, text),
    get: (name: string): string | null => kept.get(name) ?? null,
    remove: (name: string): void => void kept.delete(name),
  };
};
const first = { id: 'first', kind: 'wecom' } as never;

describe('the addresses of channels', () => {
  it('of the time when there was but one are still read, until another is given', () => {
    const secrets = aSecretStore({ channel: 'https://qyapi.example/robot', 'channel-signing-key': 'old' });
    const addresses = createAddresses(secrets);
    assert.deepEqual(addresses.targetOf(first), { kind: 'wecom', url: 'https://qyapi.example/robot' });
    assert.equal(addresses.signingKey('first'), 'old');
    addresses.put('first', { kind: 'wecom', url: 'https://qyapi.example/other' });
    assert.deepEqual(addresses.targetOf(first), { kind: 'wecom', url: 'https://qyapi.example/other' });
    addresses.remove('first');
    assert.equal(secrets.kept.size, 0);
    assert.equal(addresses.targetOf(first), null);
  });

  it('are given to no channel of another kind', () => {
    const addresses = createAddresses(aSecretStore());
    addresses.put('a', {
      kind: 'sms',
      url: 'https://x.example',
      template: '{text}',
      contentType: 'application/json',
      success: '',
      authorization: '',
    });
    assert.equal(addresses.targetOf({ id: 'a', kind: 'webhook' } as never), null);
  });
});

describe('channels at the desk', () => {
  const WORDS = { name: '融媒体中心', audience: '订阅用户', alerts: false, statements: true, address: true };
  const keep = (id: string, more: object = {}): object => ({
    do: 'keep-channel',
    id,
    kind: 'webhook',
    ...WORDS,
    ...more,
  });

  it('are kept by an administrator alone, and only so many', () => {
    const desk = aDesk();
    assert.equal(desk.ask('ping', { ...keep('c0') }), 'no-permission');
    for (let at = 0; at < CHANNELS_MAX; at += 1) assert.equal(desk.ask('ada', { ...keep(`c${at}`) }), 'channel-kept');
    assert.equal(desk.ask('ada', { ...keep('more') }), 'limit-reached');
    assert.equal(desk.ask('ada', { ...keep('c0', { name: '新名称' }) }), 'channel-kept');
    assert.equal(rowAt(desk.state().channels, 'c0')?.name, '新名称');
    assert.equal(desk.ask('ada', { ...keep('c0', { kind: 'email' }) }), 'bad-input');
    assert.equal(desk.ask('ada', { do: 'remove-channel', id: 'c0' }), 'channel-removed');
    assert.equal(desk.ask('ada', { do: 'remove-channel', id: 'c0' }), 'not-found');
  });

  it('that hand over to the outside get nothing internal', () => {
    assert.equal(aDesk().ask('ada', { ...keep('c0', { kind: 'hand-over', alerts: true }) }), 'bad-input');
  });

  it('hold the single channel of before as the one that gets alerts', () => {
    const desk = aDesk();
    desk.ask('ada', { do: 'change-channel', kind: 'wecom', set: true });
    assert.deepEqual(
      rowsOf(desk.state().channels).map(({ id, kind, alerts, statements }) => [id, kind, alerts, statements]),
      [['first', 'wecom', true, false]],
    );
    desk.ask('ada', { do: 'change-channel', kind: 'none', set: false });
    assert.equal(desk.state().channels.size, 0);
  });

  it('keep the office’s own telephone in the contact of the public page, and mask it elsewhere', () => {
    const desk = aDesk();
    const change = { contact: '值班 13812345678', media: '媒体 13912345678', basis: '见 13712345678' };
    assert.equal(desk.ask('ada', { do: 'change-public-page', change }), 'public-page-changed');
    const { contact, media, basis } = desk.state().publicPage;
    assert.deepEqual([contact, media], [change.contact, change.media]);
    assert.ok(!basis.includes('13712345678'));
    assert.equal(desk.ask('ada', { do: 'change-public-page', change: { contact } }), 'nothing');
  });
});
