import assert from 'node:assert/strict';
import { gatherIssue, type Asked } from '../../api/answers/briefing-input.ts';
import { makeIssue } from '../../api/briefing/make.ts';
import { textOf } from '../../api/briefing/figures.ts';
import { GIST_MAX, MadeIssue, type Finding, type PaperSection } from '../../api/contract/index.ts';
import { aPost } from '../support/post.ts';
import { anAlert, aTown, awayStore, DAY_MS, END_MS, HOUR_MS, someDays, staffed, type Town } from './town.ts';

const asked = (town: Town, change: Partial<Asked> = {}): Asked => ({
  ...{ kind: 'daily', about: null, fromMs: END_MS - DAY_MS, toMs: END_MS, year: 2026, no: 7, before: null },
  head: town.journal.head(),
  ...change,
});
const made = async (town: Town, change: Partial<Asked> = {}): Promise<MadeIssue> =>
  MadeIssue.parse(makeIssue(await gatherIssue(town.parts, asked(town, change))));
const found = (issue: MadeIssue, id: PaperSection): readonly Finding[] =>
  issue.sections.find((section) => section.id === id)?.findings ?? [];
const said = (issue: MadeIssue, id: PaperSection): string =>
  found(issue, id)
    .map(({ cells }) => cells.map(textOf).join(' | '))
    .join('\n');

const WATER = { topics: ['water'], places: ['e1', 'county'] };
const manyWater = (count: number) =>
  Array.from({ length: count }, (_, at) => {
    const atMs = END_MS - 6 * HOUR_MS + at * 60_000;
    const text = `自来水 发黄 ${at % 3 === 0 ? '铁锈 味' : '停水 通知'} 第${at} 户 人家 从 早上 六点 开始 就 没有 水 用`;
    return aPost({
      ...WATER,
      id: `w${at}`,
      text,
      seenMs: atMs,
      voice: `v${at}`,
      source: at % 2 === 0 ? 'forum' : 'estate',
    });
  });

/** A claim with a point, opened and taken within the period. */
function aClaimOf(town: Town, id = 'c1', title = '自来水有毒的谣言', atMs = END_MS - 10 * HOUR_MS): void {
  const open = { act: 'open', title, topics: ['water'], places: [], about: 'water-company', origin: { from: 'hand' } };
  const act = { ...open, knownMs: atMs, firstPostMs: atMs - HOUR_MS };
  assert.equal(town.ask('mo', { do: 'claim', id, act, fresh: `${id}-f` }, atMs), '');
  assert.equal(town.ask('mo', { do: 'claim', id, act: { act: 'take' }, fresh: 'x' }, atMs + 60_000), '');
  assert.equal(
    town.ask(
      'mo',
      { do: 'claim', id, act: { act: 'point-add', text: '城东自来水发黄' }, fresh: `${id}-p` },
      atMs + 120_000,
    ),
    '',
  );
}

function aConcernOf(town: Town, id: string, dueMs: number, atMs: number): void {
  const open = {
    act: 'open',
    title: '抢修通知没有到户',
    text: '停水通知只发在群里',
    topics: ['water'],
    places: [],
    origin: { from: 'visit' },
  };
  assert.equal(town.ask('mo', { do: 'concern', id, act: open, fresh: 'x' }, atMs), '');
  const assign = { act: 'assign', body: 'water-company', others: [], dueMs, note: '' };
  assert.equal(town.ask('mo', { do: 'concern', id, act: assign, fresh: 'x' }, atMs + 1_000), '');
}

describe('an issue', function () {
  this.timeout(30_000);
  let town: Town;
  beforeEach(async () => {
    town = staffed(await aTown());
  });
  afterEach(() => town.close());

  it('has its sections in the order of the field, and is dated by the period’s end', async () => {
    const issue = await made(town);
    assert.deepEqual(
      issue.sections.map(({ id }) => id),
      ['gist', 'due', 'hot', 'rumors', 'effect', 'ledger', 'judgement', 'method', 'gaps', 'trace'],
    );
    assert.deepEqual([issue.dateText, issue.title, issue.no], ['2026年11月27日', '社情民意日报', 7]);
    assert.equal(issue.periodText, '2026年11月26日 07:00 至 11月27日 07:00（北京时间）');
  });

  it('of a day without data says so, since when, and that no data is not quiet', async () => {
    await town.put(someDays(6).slice(0, 60));
    await town.put([aPost({ id: 'last', seenMs: END_MS - 30 * HOUR_MS, source: 'forum' })]);
    const issue = await made(town);
    const gist = said(issue, 'gist');
    assert.match(gist, /没有采集到帖文/u);
    assert.match(gist, /最后一条帖文发布于 11月26日 01:00/u);
    assert.match(gist, /没有数据不等于没有舆情/u);
    assert.ok(issue.lacking.some(({ what }) => what === 'sources'));
    assert.equal(said(issue, 'hot'), '');
    assert.match(said(issue, 'gaps'), /清河论坛/u, 'a source that used to have posts is named');
  });

  it('of a store that is away has everything else, and says what is missing', async () => {
    aClaimOf(town);
    const parts = { ...town.parts, posts: awayStore(town.store) };
    const issue = MadeIssue.parse(makeIssue(await gatherIssue(parts, asked(town))));
    assert.deepEqual(
      issue.lacking.map(({ what }) => what),
      ['store'],
    );
    assert.match(said(issue, 'gist'), /帖文库暂时读不到/u);
    assert.match(said(issue, 'due'), /县供水公司/u);
    assert.match(said(issue, 'gaps'), /帖文库/u);
    assert.deepEqual(issue.charts, []);
  });

  it('tells what is usual only where enough is known', async () => {
    await town.put([...someDays(4, {}, 5), ...manyWater(8)]);
    const few = await made(town);
    assert.match(said(few, 'gist'), /平常数据不足/u);
    assert.ok(few.lacking.some(({ what }) => what === 'history'));
    await town.put(someDays(4, { text: '路 修 好 了' }, 28));
    const enough = await made(town);
    assert.match(said(enough, 'gist'), /平常 4(?:–8)? 条/u);
    assert.ok(!enough.lacking.some(({ what }) => what === 'history'));
  });

  it('puts a subject with its place where one leads, with typical posts, and says what stands out', async () => {
    await town.put([...someDays(4, { topics: ['housing'] }), ...manyWater(12)]);
    const issue = await made(town);
    const [row] = found(issue, 'hot');
    assert.equal(row?.key, 'hot:topic:water|place:e1');
    assert.match(said(issue, 'hot'), /供水排水 · 东湖花园 \| 12 条 \| 0 条，高于平常 \| 12 个/u);
    assert.ok((row?.posts.length ?? 0) >= 1 && (row?.posts.length ?? 9) <= 3);
    assert.match(said(issue, 'gist'), /热点：供水排水 · 东湖花园高于平常/u);
  });

  it('shows fewer than five voices as "<5", with no value', async () => {
    await town.put(manyWater(12).map(({ post }) => ({ post, voice: null })));
    const issue = await made(town);
    assert.match(said(issue, 'hot'), /<5 个/u);
    assert.ok(issue.figures.filter(({ query }) => query.of === 'voices').every(({ value }) => value === null));
  });

  it('calls a claim that is open no rumor, whatever staff typed', async () => {
    aClaimOf(town);
    const issue = await made(town);
    assert.match(said(issue, 'rumors'), /自来水有毒的网传说法.*待核实/u);
    assert.doesNotMatch(JSON.stringify(issue), /谣言|红色预警|橙色预警/u);
  });

  it('lists what is overdue first, with whom it is and how late', async () => {
    aConcernOf(town, 'n1', END_MS - 5 * HOUR_MS, END_MS - 50 * HOUR_MS);
    aClaimOf(town, 'c1', '城东停水三天', END_MS - 2 * HOUR_MS);
    const [first, ...rest] = found(await made(town), 'due');
    assert.equal(first?.key, 'due:concern:n1');
    assert.match(first?.cells.map(textOf).join('|') ?? '', /县供水公司.*已超时 5 小时/u);
    assert.ok(rest.some(({ key }) => key === 'due:claim:c1'));
  });

  it('puts what the last issue named and nobody did first, and says how late it is', async () => {
    aConcernOf(town, 'n1', END_MS - 5 * HOUR_MS, END_MS - 50 * HOUR_MS);
    aConcernOf(town, 'n2', END_MS - 4 * HOUR_MS, END_MS - 50 * HOUR_MS);
    const before = await made(town, { fromMs: END_MS - 2 * DAY_MS, toMs: END_MS - DAY_MS, no: 6 });
    assert.deepEqual(
      before.promises.map(({ key }) => key),
      ['concern:n1', 'concern:n2'],
    );
    assert.deepEqual(found(before, 'promised'), []);
    const report = { act: 'report', outcome: '已逐户送达', solved: true, files: [] };
    assert.equal(town.ask('deng', { do: 'concern', id: 'n2', act: report, fresh: 'x' }, END_MS - 6 * HOUR_MS), '');
    const issue = await made(town, { before });
    assert.equal(issue.sections[0]?.id, 'promised');
    assert.deepEqual(
      found(issue, 'promised').map(({ key }) => key),
      ['promised:concern:n1'],
      'what was done is not there',
    );
    assert.match(said(issue, 'promised'), /县供水公司 \| 原定 11月27日 02:00 \| 已超时 5 小时/u);
    assert.match(said(issue, 'gist').split('\n')[0] ?? '', /上期列出、未办结/u);
    const next = await made(town, { before: issue, fromMs: END_MS, toMs: END_MS + DAY_MS });
    assert.deepEqual(
      found(next, 'promised').map(({ key }) => key),
      ['promised:concern:n1'],
      'and it stays first until it is',
    );
  });

  it('marks what the last issue did not have, and nothing in a first issue', async () => {
    aClaimOf(town, 'c1', '城东停水', END_MS - 30 * HOUR_MS);
    const before = await made(town, { fromMs: END_MS - 2 * DAY_MS, toMs: END_MS - DAY_MS });
    assert.ok(before.sections.every(({ findings }) => findings.every(({ fresh }) => !fresh)));
    aClaimOf(town, 'c2', '桥要塌了', END_MS - 3 * HOUR_MS);
    const rows = found(await made(town, { before }), 'rumors').map(({ key, fresh }) => [key, fresh]);
    assert.deepEqual(rows, [
      ['claim:c2', true],
      ['claim:c1', false],
    ]);
  });

  it('has at most five gists, one of each sort before a second of any', async () => {
    for (const at of [1, 2, 3, 4]) town.raised.push(anAlert(`a${at}`, { peakLevel: at === 1 ? 'red' : 'orange' }));
    await town.put([...someDays(4), ...manyWater(12)]);
    const gist = found(await made(town), 'gist');
    assert.ok(gist.length <= GIST_MAX);
    assert.match(textOf(gist[0]?.cells[0] ?? []), /^舆情提示 一级/u);
    assert.equal(gist.filter(({ key }) => key.startsWith('gist:alert')).length, 2);
    assert.equal(gist.at(-1)?.key, 'gist:whole');
  });

  it('prints mutes, false alarms, thresholds and lexicon edits, with who and why', async () => {
    town.raised.push(anAlert('a1'), anAlert('a2'), anAlert('a3'));
    const atMs = END_MS - 4 * HOUR_MS;
    town.ask(
      'mo',
      { do: 'alert', id: 'a1', act: { act: 'snooze', untilMs: atMs + 3 * DAY_MS, note: '等检测报告' } },
      atMs,
    );
    town.ask('mo', { do: 'alert', id: 'a2', act: { act: 'false-alarm', note: '同一条广告刷屏' } }, atMs);
    town.ask('mo', { do: 'alert', id: 'a3', act: { act: 'snooze', untilMs: atMs + 2 * HOUR_MS, note: '午休' } }, atMs);
    town.ask('ada', { do: 'change-settings', change: { alertBudget: 12, channelLevel: 'red' } }, atMs);
    const row = { file: 'topics', label: 'water', words: '水压', weight: 1, origin: 'hand' };
    town.ask('mo', { do: 'edit-lexicon', edit: { act: 'put', row } }, atMs);
    const method = said(await made(town), 'method');
    assert.match(method, /暂缓：林岚 11月27日 03:00 将预警“供水排水”暂缓至 11月30日 03:00，理由：等检测报告/u);
    assert.doesNotMatch(method, /午休/u, 'a short one is no mute');
    assert.match(method, /林岚 11月27日 03:00 标为误报，理由：同一条广告刷屏/u);
    assert.match(method, /周敏 .*由 5 改为 12、外发预警的最低级别由 舆情提示 三级 改为 舆情提示 一级/u);
    assert.match(method, /林岚 .*议题词库写入“水压”/u);
    assert.doesNotMatch(method, /期内没有/u);
    const later = said(await made(town, { fromMs: END_MS, toMs: END_MS + DAY_MS }), 'method');
    assert.match(later, /等检测报告/u, 'a mute that began before and still holds is printed again');
    assert.match(later, /期内没有：误报标记；/u);
  });

  it('lets no crowd of edits push a long snooze out, and says how many edits it does not print', async () => {
    town.raised.push(anAlert('a1'));
    const snooze = { act: 'snooze', untilMs: END_MS + 2 * DAY_MS, note: '等复测' };
    assert.equal(town.ask('mo', { do: 'alert', id: 'a1', act: snooze }, END_MS - 9 * HOUR_MS), '');
    for (let at = 0; at < 40; at += 1) {
      const row = { file: 'topics', label: 'water', words: `水费${at}`, weight: 1, origin: 'hand' };
      const edit = { do: 'edit-lexicon', edit: { act: 'put', row } };
      assert.equal(town.ask('mo', edit, END_MS - 8 * HOUR_MS + at * 1_000), '');
    }
    const method = said(await made(town), 'method');
    assert.match(method, /等复测/u);
    assert.match(method, /另有 10 项较早的调整未逐条列出（词库 10 项）/u);
  });

  it('tells a 批示 with its department and what became of it, until its outcome was told', async () => {
    aConcernOf(town, 'n1', END_MS + DAY_MS, END_MS - 50 * HOUR_MS);
    const mark = {
      ...{ issue: '日报第 6 期', key: 'hot:topic:water', about: '供水', text: '请供水公司三日内报结果', by: '顾县' },
      ...{ atMs: END_MS - 20 * HOUR_MS, dueMs: END_MS + DAY_MS, body: '县供水公司', concern: 'n1' as never },
    };
    assert.match(
      said(await made(town, { marks: [mark] }), 'marks'),
      /顾县 .*日报第 6 期批示.*\| 县供水公司 \| .*承办中/u,
    );
    const settle = { act: 'settle', solved: true, outcome: '通知已逐户送达', publicAnswer: '', files: [] };
    const report = { act: 'report', outcome: '通知已逐户送达', solved: true, files: [] };
    town.ask('deng', { do: 'concern', id: 'n1', act: report, fresh: 'x' }, END_MS - 3 * HOUR_MS);
    assert.equal(town.ask('ping', { do: 'concern', id: 'n1', act: settle, fresh: 'x' }, END_MS - 2 * HOUR_MS), '');
    assert.match(said(await made(town, { marks: [mark] }), 'marks'), /已办结，问题已解决.*通知已逐户送达/u);
    const next = await made(town, { marks: [mark], fromMs: END_MS, toMs: END_MS + DAY_MS });
    assert.deepEqual(found(next, 'marks'), []);
  });

  it('names no source’s silence a zero: hours that are usually heard and were not are a hole', async () => {
    const everyHour = (day: number) =>
      Array.from({ length: 24 }, (_, hour) =>
        aPost({ id: `h${day}-${hour}`, seenMs: END_MS - day * DAY_MS + hour * HOUR_MS + 1 }),
      );
    await town.put(Array.from({ length: 20 }, (_, day) => everyHour(day + 2)).flat());
    await town.put(everyHour(1).filter((_, hour) => hour < 10 || hour > 14));
    const issue = await made(town);
    assert.match(said(issue, 'gaps'), /全部信源 \| 11月26日 17:00 至 11月26日 22:00/u);
    const volume = issue.charts.find(({ id }) => id === 'volume');
    assert.deepEqual(volume?.lines[0]?.values.slice(9, 16), [1, null, null, null, null, null, 1]);
  });

  it('that is special tells of one claim or one concern alone: its way, its deadlines, and nothing of the others', async () => {
    aConcernOf(town, 'n1', END_MS + DAY_MS, END_MS - 50 * HOUR_MS);
    aConcernOf(town, 'n2', END_MS + DAY_MS, END_MS - 50 * HOUR_MS);
    aClaimOf(town, 'c1', '桥要塌了的谣言');
    aClaimOf(town, 'c2', '学校停课');
    const special = { kind: 'special', fromMs: END_MS - 60 * HOUR_MS } as const;
    const claim = await made(town, { ...special, about: { of: 'claim', claim: 'c1' as never } });
    assert.equal(claim.title, '社情民意专报：关于网传“桥要塌了的网传说法”的情况');
    assert.match(said(claim, 'course'), /首见相关帖文\n.*立为网传说法/u);
    assert.ok(claim.promises.length > 0 && claim.promises.every(({ key }) => key.includes('c1')));
    assert.doesNotMatch(JSON.stringify(claim), /学校停课|谣言/u);
    const concern = await made(town, { ...special, about: { of: 'concern', concern: 'n1' as never } });
    assert.match(said(concern, 'ledger'), /承办单位 \| 县供水公司/u);
    assert.match(said(concern, 'course'), /立诉求（林岚）[\s\S]*转办（县供水公司）/u);
    assert.deepEqual(
      concern.promises.map(({ key }) => key),
      ['concern:n1'],
    );
    assert.deepEqual(concern.lacking, []);
  });

  it('of a week stands beside the week before, with its departments', async () => {
    await town.put(someDays(4));
    aConcernOf(town, 'n1', END_MS - 5 * HOUR_MS, END_MS - 50 * HOUR_MS);
    const issue = await made(town, { kind: 'weekly', fromMs: END_MS - 7 * DAY_MS });
    const ledger = issue.sections.find(({ id }) => id === 'ledger');
    assert.deepEqual(ledger?.columns, ['指标', '本期', '上期', '口径']);
    assert.match(said(issue, 'ledger'), /解决率 \| 0\/1（0%） \| 暂无/u);
    assert.match(said(issue, 'ledger'), /县供水公司 \| .*在办 1，超期 1/u);
    assert.match(said(issue, 'gist'), /本周采集帖文 24 条.*上期 28 条/u);
    assert.equal(issue.charts.find(({ id }) => id === 'volume')?.bins.length, 7);
  });
});
