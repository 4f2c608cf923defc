import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Config } from '../../api/config.ts';
import { browserPath, NO_BROWSER } from '../support/browser.ts';
import { sharedElasticsearch } from '../support/elasticsearch.ts';
import { startTestServer, type TestServer } from '../support/server.ts';
import { root } from '../support/source-files.ts';
import * as claims from './desk-claim.ts';
import { fill, press, says, shown } from './desk-hands.ts';
import * as ledger from './desk-ledger.ts';
import { openRoom, type Person, type Room } from './desk-people.ts';
import { startRumor, type Rumor } from './desk-rumor.ts';
import { setUpOffice, startReceiver, type Receiver } from './desk-scene.ts';
import * as statements from './desk-statement.ts';

const MINUTE_MS = 60_000;
const path = browserPath();

/** The claim of the sample town's rumor, and its three points. */
const CLAIM = '城东自来水被上游化工厂泄漏污染';
const TRUE_POINT = '城东部分小区自来水发黄';
const FALSE_POINT = '上游清源化工厂发生泄漏污染了水源';
const OPEN_POINT = '有居民喝水后肚子疼';
const TITLE = '清河县人民政府新闻办公室关于城东片区供水情况的首次回应';

for (const store of ['sqlite', 'elasticsearch'] as const)
  describe(`a rumor played to its end by four people, STORE=${store}${path === null ? ` (${NO_BROWSER})` : ''}`, function () {
    this.timeout(240_000);
    let server: TestServer;
    let receiver: Receiver;
    let room: Room;
    let rumor: Rumor;
    let [monitor, writer, approver, department] = [] as unknown as [Person, Person, Person, Person];
    /** The clock of the server runs ahead of the machine's by so much: hours pass at once. */
    let aheadMs = 0;
    const nowMs = (): number => Date.now() + aheadMs;
    const go = (person: Person, to: string): Promise<unknown> => person.page.goto(`${server.url}${to}`);
    const publicPage = async (file: string): Promise<string> =>
      (await fetch(`http://127.0.0.1:${server.running.publicPort}/${file}`)).text();
    let [claim, link, concern, statement] = ['', '', '', ''];

    before(async function () {
      if (path === null) return this.skip();
      assert.ok(existsSync(join(root, 'dashboard/dist/index.html')), 'the screens are not built: npm run build');
      const change = await storeConfig(store);
      if (change === null) return this.skip();
      receiver = await startReceiver();
      server = await startTestServer({ ...change, allowPrivate: [receiver.host] }, nowMs);
      room = await openRoom(path, server);
      rumor = await startRumor(server.running.parts, nowMs() - 12 * MINUTE_MS);
      monitor = await room.seat('监测岗', ['monitor']);
      writer = await room.seat('撰稿岗', ['writer']);
      approver = await room.seat('审批岗', ['approver']);
      department = await room.seat('供水公司', ['department']);
      await setUpOffice(server, receiver.url, department.name);
    });
    after(async () => {
      await room?.close();
      await server?.stop();
      receiver?.close();
    });
    afterEach(async function () {
      if (this.currentTest?.state === 'failed') await room?.shoot();
    });

    it('an alert becomes a claim, which somebody takes', async () => {
      const { page } = monitor;
      await go(monitor, '/alerts');
      await rumor.heardUntil(nowMs());
      await press(page, '[data-test="alert-row"] a');
      await press(page, 'act-claim');
      await fill(page, 'claim-title', CLAIM);
      await press(page, 'claim-open-submit');
      await shown(page, 'claim-overall');
      claim = new URL(page.url()).pathname;
      assert.match(claim, /^\/claims\/./);
      await press(page, 'claim-take');
      await says(page, 'claim-timeline', monitor.name);
    });

    it('it is taken apart into three points, and a department is asked by a 核实单', async () => {
      const { page } = monitor;
      for (const text of [TRUE_POINT, FALSE_POINT, OPEN_POINT]) await claims.addPoint(page, text);
      link = await claims.askDepartment(
        page,
        TRUE_POINT,
        '县供水公司',
        '城东主管今天是否抢修？何时恢复？水质检测结果如何？',
      );
      assert.match(link, /#answer=/);
      await says(page, 'inquiry-row', '县供水公司');
    });

    it('the department answers by the one-time link, without an account; the answer becomes evidence', async () => {
      const stranger = await room.stranger();
      // The link names the office's own address; here the port is a free one.
      await stranger.goto(`${server.url}/${new URL(link).hash}`);
      await claims.answerInquiry(
        stranger,
        '11月25日8时抢修城东主管，复水后水流冲起管壁铁锈，12时起排水冲洗，预计18时恢复清澈。',
      );
      await shown(stranger, 'answer-done');
      await stranger.close();
      await says(monitor.page, 'piece', '县供水公司');
    });

    it('evidence is added; each point gets its verdict; no verdict without evidence', async () => {
      const { page } = monitor;
      await claims.addEvidence(page, {
        kind: 'document',
        title: '清源化工厂现场检查记录',
        from: '县生态环境局',
        note: '清源化工厂2026年11月20日起停产检修，现场检查没有发现泄漏。',
      });
      await claims.addEvidence(page, {
        kind: 'measurement',
        title: '水源地水质检测报告',
        from: '县疾控中心',
        note: '上下游6个点位特征污染物均未检出。',
      });
      await claims.chooseVerdict(page, 2, 'false', [], '没有发现泄漏。');
      await press(page, 'verdict-submit');
      await shown(page, '[data-test="verdict-dialog"] [data-test="refusal"], [data-test="verdict-dialog"] .wrong');
      await page.keyboard.press('Escape');
      await claims.giveVerdict(page, 1, 'true', [1], '2026年11月25日抢修后，水流冲起管壁铁锈。');
      await claims.giveVerdict(page, 2, 'false', [2, 3], '清源化工厂2026年11月20日起停产检修，现场检查没有发现泄漏。');
      assert.match(await claims.overallOf(page), /部分属实.*另有 1 点待核实/s);
      concern = await claims.concernOf(page, 1);
      await claims.moveClaim(page, 'ready');
    });

    it('the writer begins from what was found; the lint says what is missing while he writes', async () => {
      const { page } = writer;
      await go(writer, claim);
      await statements.beginStatement(page, 'holding');
      statement = new URL(page.url()).pathname;
      await statements.write(page, {
        title: TITLE,
        lead: '2026年11月25日上午起，城东部分用户家中自来水发黄。给大家的生活带来不便，我们诚恳致歉。造谣者必将受到严惩。',
        'done-0': '县供水公司已抢修城东主管，正在排水冲洗。',
        'asked-0': '水发黄时请先打开水龙头放水，水清后再用。',
        contact: '县供水公司服务热线 0000-123456（24 小时）',
      });
      await press(page, 'statement-next-2');
      await shown(page, '[data-test="finding"][data-code="threat"]');
      await statements.write(page, {
        lead: '2026年11月25日上午起，城东部分用户家中自来水发黄。给大家的生活带来不便，我们诚恳致歉。',
      });
      await statements.lintBlocks(page, 0);
      await statements.save(page, 2);
      await statements.submit(page);
    });

    it('who drafted it cannot approve it; a second person does, and what was approved is locked', async () => {
      const { page } = approver;
      assert.equal(await writer.page.$('[data-test="statement-approve"]'), null);
      await go(approver, statement);
      await statements.approve(page);
      await says(page, 'approval', approver.name);
    });

    it('it goes to the page, the feeds and a receiver, and the last dialog says whom that reaches', async () => {
      const { page } = approver;
      const told = await statements.release(page);
      assert.match(told, /全县 12 万订阅用户/);
      const heard = await receiver.heard(1);
      assert.equal(heard.title, TITLE);
      for (const file of ['index.html', 'feed.xml', 'feed.json'])
        assert.ok((await publicPage(file)).includes(TITLE), file);
      const paper = await publicPage('statements/1.html');
      for (const words of ['属实', '不实', '待核实']) assert.ok(paper.includes(words), words);
      assert.ok(!paper.includes('谣言'));
      await says(page, '[data-test="delivery"][data-state="sent"]', '县融媒体中心');
    });

    it('the board shows it answered, to everybody, without a reload', async () => {
      await says(monitor.page, 'claim-timeline', '已回应');
      await says(monitor.page, 'claim-timeline', '发布首次回应');
    });

    it('a correction says what changed; the first version stays readable', async () => {
      await press(writer.page, 'statement-correct');
      await shown(writer.page, 'statement-changed');
      const correction = new URL(writer.page.url()).pathname;
      await statements.write(writer.page, {
        title: '清河县人民政府新闻办公室关于城东片区供水情况首次回应的更正',
        changed: '抢修开始的时间由“8时”改为“7时30分”，原文把记录时间误作开始时间。',
      });
      await statements.lintBlocks(writer.page, 0);
      await statements.save(writer.page, 2);
      await statements.submit(writer.page);
      await go(approver, correction);
      await statements.approve(approver.page);
      await statements.release(approver.page);
      await receiver.heard(2);
      const old = await publicPage('statements/1.html');
      assert.match(old, /这份通报已经更正/);
      assert.ok(old.includes(TITLE) && (await publicPage('statements/2.html')).includes('7时30分'));
    });

    it('what came of it is drawn: repeats of the claim against mentions of the statement', async () => {
      // In small steps: hours of silence would be a gap.
      for (let minutes = 0; minutes < 180; minutes += 5) {
        aheadMs += 5 * MINUTE_MS;
        await rumor.heardUntil(nowMs());
      }
      await rumor.says({ title: TITLE, text: `官方回应了：${TITLE}，水放清再用。`, atMs: nowMs() - MINUTE_MS });
      await go(writer, claim);
      await shown(writer.page, '[data-test="effect"]:not([data-kind="gap"]):not([data-kind="early"])');
      await says(writer.page, 'effect', '首次回应');
      await shown(writer.page, '[data-test="effect"] canvas');
    });

    it('the concern behind the true point: 转办, 督办, 办结, 回访', async () => {
      await go(monitor, concern);
      await ledger.assign(monitor.page, '县供水公司');
      await go(approver, concern);
      await ledger.urge(approver.page, '请今晚前恢复，并向用户说明。');
      await go(department, '/tasks');
      await ledger.reportDone(department.page, '已排水冲洗城东管网。', '18时起水质恢复，浊度0.3NTU，达标。');
      await shown(monitor.page, '[data-test="concern-head"][data-state="reported"]');
      await ledger.settle(monitor.page, '城东供水已恢复清澈，给您带来不便，深表歉意。');
      await ledger.revisit(monitor.page, 'pleased', '电话回访三户，均已恢复。');
      await says(monitor.page, 'diary', '回访');
    });

    it('the claim is closed, and its lead times stay', async () => {
      const { page } = monitor;
      await go(monitor, claim);
      await claims.moveClaim(page, 'close', '尚有一点由卫健部门跟踪，后续另行通报。');
      await says(page, 'claim-timeline', '结案');
      await go(monitor, '/score');
      await says(page, 'score-row', CLAIM);
      // First post, alert, known, first look, first word, peak and close; a correction is no answer of its own.
      const times = await page.$$eval('[data-test="score-row"] td', (cells) => cells.map((cell) => cell.textContent));
      assert.equal(times.filter((text) => /\d{2}:\d{2}/.test(text)).length, 7, times.join(' | '));
    });

    it('gave the browsers nothing to complain of', () => {
      assert.deepEqual(room.complaints, []);
      assert.deepEqual(server.errors, []);
    });
  });

/** Null, with a line that says what is missing, where that store cannot run. */
async function storeConfig(store: Config['store']): Promise<Partial<Config> | null> {
  if (store === 'sqlite') return { store };
  const elastic = await sharedElasticsearch();
  if ('missing' in elastic) {
    console.log(`      skipped: no Elasticsearch here; this gets it: ${elastic.missing}`);
    return null;
  }
  return { store, elasticsearch: { url: elastic.url, apiKey: '', caFile: '', prefix: `desk${process.pid}` } };
}
