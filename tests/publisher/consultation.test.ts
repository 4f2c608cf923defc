import assert from 'node:assert/strict';
import { HtmlValidate } from 'html-validate';
import { parseFeed } from 'feedsmith';
import { publicConsultations } from '../../api/answers/consultation-public.ts';
import { OPTIONS_MAX, TAKEN_MAX, TAKEN_WHY_CHARS_MAX } from '../../api/contract/consultation.ts';
import { NOTE_CHARS_MAX } from '../../api/contract/index.ts';
import { consultationPath, leftWords } from '../../api/publisher/consultation.ts';
import { opinionLatePage } from '../../api/publisher/consultation-form.ts';
import { consultationPage } from '../../api/publisher/consultation-page.ts';
import type { Folder } from '../../api/publisher/folder.ts';
import type { SiteInput } from '../../api/publisher/input.ts';
import { listingFiles, statementFile } from '../../api/publisher/site.ts';
import { createSiteWriter } from '../../api/publisher/site-writer.ts';
import { aLedger } from '../desk/concerns/ledger.ts';
import { NOON_MS } from '../desk/scene.ts';
import { aConsultation, CONCLUDED, WITHDRAWN } from './consultations.ts';
import { aPublished, aSite } from './statements.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const PAGE_BYTES_MAX = 100_000;
const validator = new HtmlValidate({ extends: ['html-validate:recommended'], rules: { 'void-style': 'off' } });

async function assertValid(path: string, page: string): Promise<void> {
  const report = await validator.validateString(page, path);
  const found = report.results.flatMap(({ messages }) => messages.map(({ ruleId, message }) => `${ruleId} ${message}`));
  assert.deepEqual(found, [], path);
}

const HOSTILE = '<script>alert(1)</script> "><img src=x onerror=alert(1)> </textarea></title>';
const answered = aPublished(7);
const site = aSite([answered], {
  consultations: [
    WITHDRAWN,
    aConsultation(),
    { ...CONCLUDED, answered: { path: 'statements/7.html', title: '河西路单行方案' } },
    aConsultation({ no: 1, id: 'q5', phase: 'over', left: '', options: [], byOption: [] }),
  ],
});
const pagesOf = (input: SiteInput): ReadonlyMap<string, string> =>
  new Map([
    ...listingFiles(input),
    ...input.statements.map((each) => statementFile(input, each, [each])),
    ...input.consultations.map((each) => [consultationPath(each), consultationPage(input, each)] as const),
  ]);

describe('the page of a consultation', () => {
  it('is valid HTML under 100 kB, also with everything as long as it may be', async () => {
    const long = (chars: number): string => '字&"'.repeat(chars).slice(0, chars);
    const whole = aConsultation({
      ...CONCLUDED,
      title: '字'.repeat(80),
      question: long(NOTE_CHARS_MAX),
      whom: long(120),
      options: Array.from({ length: OPTIONS_MAX }, () => long(120)),
      decision: long(NOTE_CHARS_MAX),
      taken: Array.from({ length: TAKEN_MAX }, () => ({
        what: long(120),
        taken: true,
        why: long(TAKEN_WHY_CHARS_MAX),
      })),
      byOption: Array.from({ length: OPTIONS_MAX + 1 }, () => ({ name: long(120), count: 7 })),
      byGroup: Array.from({ length: 200 }, () => ({ name: long(30), count: 7 })),
    });
    const many = Array.from({ length: 300 }, (_, at) => aConsultation({ no: at + 1, title: long(80) }));
    for (const input of [site, aSite([], { consultations: [whole] }), aSite([], { consultations: many })])
      for (const [path, text] of pagesOf(input)) {
        assert.ok(Buffer.byteLength(text) < PAGE_BYTES_MAX, `${path}: ${Buffer.byteLength(text)}`);
        if (path.endsWith('.html') && input.consultations !== many) await assertValid(path, text);
      }
    await assertValid('all', listingFiles(aSite([], { consultations: many })).get('consultations.html') ?? '');
    await assertValid('late', opinionLatePage(site, CONCLUDED, HOSTILE));
    await assertValid('unknown', opinionLatePage(site, null, ''));
  }).timeout(20_000);

  it('while it is open: the question, whom, the period with what is left, and a form that needs no script', () => {
    const page = consultationPage(site, aConsultation());
    for (const word of ['您同意吗', '学生家长', '还有 14 天', '北京时间', 'action="../inbox/opinion"', '不记录姓名'])
      assert.ok(page.includes(word), word);
    assert.equal([...page.matchAll(/name="option"/g)].length, 4, 'each option, and none of them');
    assert.ok(!/<script/.test(page));
    assert.ok(!/12<\/td>|23 人次/.test(page), 'nobody follows the many: no numbers yet');
  });

  it('after its end: how many, by option and group, small numbers covered, what was taken over and why', () => {
    const page = pagesOf(site).get('consultations/2.html') ?? '';
    assert.match(page, /计入 23 人次/);
    assert.match(page, /家长<\/th>\s*<td>19</);
    assert.match(page, /商户<\/th>\s*<td>&lt;5</);
    assert.match(page, /只在上学日单行<\/th>\s*<td>&lt;5</);
    assert.match(page, /采纳了什么[\s\S]*周末车流不大[\s\S]*没有采纳什么[\s\S]*没有替代车位/);
    assert.match(page, /href="\.\.\/statements\/7\.html"/);
    assert.ok(!page.includes('<form'));
  });

  it('one that was withdrawn says so, with the reason, and takes nothing', () => {
    const page = consultationPage(site, WITHDRAWN);
    assert.match(page, /已经撤回[\s\S]*重新测算/);
    assert.ok(!page.includes('<form'));
  });

  it('the index lists what is open before the statements, and results after them', () => {
    const index = pagesOf(site).get('index.html') ?? '';
    const [open, statement, result] = ['consultations/3.html', 'statements/7.html', 'consultations/2.html'].map(
      (path) => index.indexOf(path),
    );
    assert.ok(open !== undefined && statement !== undefined && result !== undefined);
    assert.ok(open > 0 && open < statement && statement < result);
  });

  it('keeps all links within the folder, and hostile words are words', () => {
    const files = pagesOf(site);
    for (const [path, text] of files)
      for (const [, address = ''] of path.endsWith('.html') ? text.matchAll(/\shref="([^"#]+)[^"]*"/g) : [])
        assert.ok(files.has(new URL(address, `http://x/${path}`).pathname.slice(1)), `${path} → ${address}`);
    const hostile = {
      title: HOSTILE,
      question: HOSTILE,
      whom: HOSTILE,
      options: [HOSTILE, HOSTILE],
      decision: HOSTILE,
    };
    for (const phase of ['open', 'over', 'concluded', 'withdrawn'] as const) {
      const page = consultationPage(site, aConsultation({ ...hostile, phase, reason: HOSTILE }));
      assert.ok(!/<script|<img/.test(page), phase);
    }
    assert.equal(opinionLatePage(site, null, HOSTILE).match(/<\/textarea/g)?.length, 1);
  });

  it('both feeds tell of one that opened, was concluded or was withdrawn', () => {
    const files = listingFiles(site);
    const ids = (JSON.parse(files.get('feed.json') ?? '') as { items: { id: string }[] }).items.map(({ id }) => id);
    for (const id of ['q1:opened', 'q2:opened', 'q2:concluded', 'q4:withdrawn'])
      assert.ok(ids.includes(`urn:firstword:consultation:${id}`), id);
    assert.ok(!ids.some((id) => id.endsWith('q4:opened')));
    const atom = parseFeed(files.get('feed.xml') ?? '');
    assert.ok(atom.format === 'atom' && atom.feed.entries?.length === ids.length);
  });

  it('the time that is left is said in words', () => {
    const said = [15 * DAY_MS, DAY_MS - HOUR_MS, 2 * HOUR_MS, HOUR_MS - 1, 0].map((leftMs) =>
      leftWords(NOON_MS + leftMs, NOON_MS),
    );
    assert.deepEqual(said, ['还有 15 天', '还有 1 天', '还有 2 小时', '还有不到 1 小时', '']);
  });
});

describe('what of the consultations is public', () => {
  const draft = {
    ...{ act: 'open', title: '分时停水', question: '白天还是夜间？', whom: '城东居民', options: ['白天', '夜间'] },
    untilMs: NOON_MS + DAY_MS,
  };
  const after = (...acts: readonly object[]): ReturnType<typeof publicConsultations> => {
    const desk = aLedger();
    for (const act of [draft, ...acts]) desk.ask('mo', { do: 'consultation', id: 'q1', act }, NOON_MS);
    return publicConsultations(desk.state(), NOON_MS + HOUR_MS);
  };
  const start = { act: 'start' };

  it('no draft, and none that was withdrawn before it started', () => {
    assert.deepEqual([after(), after({ act: 'withdraw', note: '不做了' })], [[], []]);
    assert.equal(after(start, { act: 'withdraw', note: '不做了' })[0]?.reason, '不做了');
  });

  it('past its end it is over, though nobody closed it', () => {
    const desk = aLedger();
    for (const act of [draft, start]) desk.ask('mo', { do: 'consultation', id: 'q1', act }, NOON_MS);
    assert.equal(publicConsultations(desk.state(), NOON_MS + DAY_MS - 1)[0]?.phase, 'open');
    assert.equal(publicConsultations(desk.state(), NOON_MS + DAY_MS)[0]?.phase, 'over');
  });

  it('one that was closed before its time ended then', () => {
    assert.equal(after(start)[0]?.untilMs, NOON_MS + DAY_MS);
    assert.equal(after(start, { act: 'close', note: '够了' })[0]?.untilMs, NOON_MS);
  });

  it('sums by option and by group, and no word of anybody', () => {
    const said = { act: 'consultation-answer', group: '居民', option: 1, count: 8, summary: '夜里好' };
    const [shown] = after(start, said, { ...said, option: null, count: 2 });
    assert.deepEqual(
      shown?.byOption.map(({ count }) => count),
      [0, 8, 2],
    );
    assert.deepEqual([shown?.total, shown?.byGroup], [10, [{ name: '居民', count: 10 }]]);
    assert.ok(!JSON.stringify(shown).includes('夜里好'));
  });
});

describe('the folder with consultations', () => {
  it('the page is written anew when the words change, and goes when it is no longer public', () => {
    const files = new Map<string, string>();
    const folder: Folder = {
      write: (path, text) => files.get(path) !== files.set(path, text).get(path),
      remove: (path) => void files.delete(path),
      list: (under) =>
        [...files.keys()].filter((path) => path.startsWith(`${under}/`)).map((path) => path.slice(under.length + 1)),
    };
    const writer = createSiteWriter(folder);
    writer.write(aSite([], { consultations: [aConsultation()] }));
    writer.write(aSite([], { consultations: [aConsultation({ left: '还有 13 天' })] }));
    assert.match(files.get('consultations/3.html') ?? '', /还有 13 天/);
    assert.match(files.get('index.html') ?? '', /还有 13 天/);
    writer.write(aSite([]));
    assert.equal(files.has('consultations/3.html'), false);
  });
});
