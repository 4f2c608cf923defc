import assert from 'node:assert/strict';
import { z } from 'zod';
import { ROUTES, type RouteKey, type RouteSpec } from '../../api/contract/index.ts';
import { fieldOf, issueWords } from '../../api/http/issue-words.ts';
import { startTestServer, type TestServer } from '../support/server.ts';

type Refused = { readonly refused: string; readonly field?: string; readonly zh: string; readonly en: string };

const HAN = /\p{Script=Han}/u;
const schema = z.strictObject({
  name: z.string().min(1).max(5),
  reason: z.string().min(3),
  files: z.array(z.string()).max(1),
  days: z.number().int().min(1).max(9),
  kind: z.enum(['feed', 'board']),
  act: z.discriminatedUnion('act', [z.object({ act: z.literal('close') })]),
  hash: z.string().regex(/^[0-9a-f]+$/),
});

describe('wrong input', function () {
  this.timeout(20_000);

  it('is told in Chinese to the Chinese and in English to the English', () => {
    const value = {
      name: '',
      reason: '两字',
      files: ['a', 'b'],
      days: 10,
      kind: 'x',
      act: { act: 'x' },
      hash: 'x',
      more: 1,
    };
    const said = (language: 'zh' | 'en'): readonly string[] =>
      (schema.safeParse(value, { error: (issue) => issueWords(issue)[language] }).error?.issues ?? []).map(
        ({ message }) => message,
      );
    assert.deepEqual(said('zh'), [
      '不能为空',
      '至少 3 个字',
      '最多 1 项',
      '不能大于 9',
      '不是可选的值',
      '不是可选的值',
      '格式不正确',
      '含有未知的项',
    ]);
    assert.ok(said('en').every((words) => words !== '' && !HAN.test(words)));
  });

  it('tells what is missing from what is wrong', () => {
    const said = (value: unknown): string | undefined =>
      schema.safeParse(value, { error: (issue) => issueWords(issue).zh }).error?.issues[0]?.message;
    assert.equal(said({}), '缺少此项');
    assert.equal(said({ name: 5 }), '类型不正确');
  });

  it('names a field by the keys of the schema, never by one that the caller made up', () => {
    assert.equal(fieldOf(['points', 0, 'text']), 'points.0.text');
    assert.equal(fieldOf(['wordings', '13812345678']), 'wordings');
    assert.equal(fieldOf(['wordings', '王某某的电话']), 'wordings');
  });

  describe('at every route', () => {
    let server: TestServer;
    let cookie = '';
    before(async () => {
      server = await startTestServer();
      cookie = await server.logIn('ada', ['administrator', 'writer', 'approver', 'monitor']);
    });
    after(() => server.stop());

    it('has a Chinese sentence without a word of the schema’s English, and an English one without Chinese', async () => {
      let refusals = 0;
      for (const key of Object.keys(ROUTES) as readonly RouteKey[]) {
        const spec: RouteSpec = ROUTES[key];
        // A drill is another process: it has tests of its own.
        if (spec.body === undefined || spec.upload === true || key.includes('drill')) continue;
        const [method = '', path = ''] = key.split(' ');
        for (const body of [{}, [], { act: 'no-such' }, { text: 5, kind: 5, name: 5, id: 5 }]) {
          const answer = await server.call(method, path.replaceAll(/\{\w+\}/g, 'x'), { cookie, body });
          const refusal = answer.json as Refused;
          if (answer.status !== 400 || refusal.refused !== 'bad-input') continue;
          refusals += 1;
          assert.doesNotMatch(refusal.zh, /[A-Za-z]/, `${key}: ${refusal.zh}`);
          assert.doesNotMatch(refusal.en, HAN, `${key}: ${refusal.en}`);
        }
      }
      assert.ok(refusals > 60, String(refusals));
    });
  });
});
