import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { IssueCopy } from '../../api/answers/briefing-copy.ts';
import { FileHash } from '../../api/contract/index.ts';
import type { LocalActions } from '../../api/local/actions.ts';
import { connectLocal } from '../../api/local/client.ts';
import { serveLocal } from '../../api/local/server.ts';
import { socketPath } from '../../api/local/socket-path.ts';
import { StoreLocked } from '../../api/posts/port.ts';

const LACKS = { lacks: 'browser', zh: '没有', en: 'none', install: 'get it' } as const;
const TOLD: Omit<IssueCopy, 'bytes'> = {
  ...{ sha256: FileHash.parse('a'.repeat(64)), kind: 'daily', year: 2026, no: 3, fromMs: 1, toMs: 2 },
  ...{ state: 'draft', archived: false, filed: false, notes: [LACKS] },
};

const ACTIONS: LocalActions = {
  addUser: () => Promise.resolve(null),
  importLines: (lines) => Promise.resolve({ accepted: lines.length, repeated: 0, refused: [] }),
  importDone: () => Promise.resolve(),
  reindex: (progress) => {
    progress(1, 2);
    progress(2, 2);
    return Promise.resolve(2);
  },
  recount: () => Promise.reject(new Error('the store is away')),
  issue: ({ form }) => Promise.resolve(form === 'pdf' ? LACKS : { ...TOLD, bytes: new TextEncoder().encode('简报') }),
};

describe('the socket of the terminal', () => {
  let dir = '';
  beforeEach(() => (dir = mkdtempSync(join(tmpdir(), 'local-'))));
  afterEach(() => rmSync(dir, { recursive: true, force: true }));

  it('is open to this user alone, answers, tells progress, and hands a failure on', async () => {
    const server = await serveLocal(dir, ACTIONS);
    assert.equal(statSync(socketPath(dir)).mode & 0o777, 0o600);
    const actions = await connectLocal(dir);
    assert.ok(actions !== null);
    assert.deepEqual(await actions.importLines(['a', 'b']), { accepted: 2, repeated: 0, refused: [] });
    const told: number[][] = [];
    assert.equal(await actions.reindex((done, of) => told.push([done, of])), 2);
    assert.deepEqual(told, [
      [1, 2],
      [2, 2],
    ]);
    await assert.rejects(
      actions.recount(() => undefined),
      /the store is away/,
    );
    await server.close();
    assert.equal(await connectLocal(dir), null);
  });

  it('hands an issue over byte by byte, and what a form lacks', async () => {
    const server = await serveLocal(dir, ACTIONS);
    const actions = await connectLocal(dir);
    const order = { kind: 'daily', about: null, date: null } as const;
    const copy = await actions?.issue({ ...order, form: 'txt' });
    assert.ok(copy !== undefined && 'bytes' in copy);
    assert.deepEqual({ ...copy, bytes: Buffer.from(copy.bytes).toString() }, { ...TOLD, bytes: '简报' });
    assert.deepEqual(await actions?.issue({ ...order, form: 'pdf' }), LACKS);
    await server.close();
  });

  it('a second server on the folder is refused, and the first still answers', async () => {
    const server = await serveLocal(dir, ACTIONS);
    await assert.rejects(serveLocal(dir, ACTIONS), StoreLocked);
    assert.notEqual(await connectLocal(dir), null);
    await server.close();
  });

  it('a socket that a killed server left behind is nobody, and is taken over', async () => {
    writeFileSync(socketPath(dir), '');
    assert.equal(await connectLocal(dir), null);
    const server = await serveLocal(dir, ACTIONS);
    assert.notEqual(await connectLocal(dir), null);
    await server.close();
  });

  it('a folder with a long path has its socket elsewhere', async () => {
    const deep = join(dir, 'x'.repeat(120));
    assert.ok(Buffer.byteLength(socketPath(deep)) <= 107);
    const server = await serveLocal(deep, ACTIONS);
    assert.notEqual(await connectLocal(deep), null);
    await server.close();
  });
});
