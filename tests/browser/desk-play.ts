import type { Page } from 'puppeteer-core';
import { addEvidence, addPoint, giveVerdict } from './desk-claim.ts';
import { fill, press, shown } from './desk-hands.ts';
import { approve, beginStatement, lintBlocks, release, save, submit, write } from './desk-statement.ts';

const PASSWORD = 'evening-Bridge-2931';
const OFFICE = '清河县人民政府新闻办公室';

/**
 * The sample town's rumor, from the alert that an administrator has on the screen to the answer on the public page, by two people
 * whom he adds. Gives the writer's window and the path of the claim in it; the statement is the first on the public page.
 */
export async function playRumor(admin: Page, url: string): Promise<{ readonly page: Page; readonly claim: string }> {
  const alert = new URL(admin.url()).pathname;
  await admin.goto(`${url}/settings`);
  const writer = await addColleague(admin, url, '林岚', ['monitor', 'writer']);
  const approver = await addColleague(admin, url, '陈立', ['approver']);
  await writer.goto(url + alert);
  const claim = await check(writer);
  await beginStatement(writer, 'notice');
  const statement = writer.url();
  await answer(writer);
  await approver.goto(statement);
  await approve(approver);
  await release(approver);
  return { page: writer, claim };
}

/** Adds a person, who sets the first password by the one-time link, in a browser of his own. */
async function addColleague(admin: Page, url: string, name: string, roles: readonly string[]): Promise<Page> {
  await admin.goto(`${url}/settings/people`);
  await fill(admin, 'person-name', name);
  // One role is ticked beforehand.
  await press(admin, '[data-test="role-monitor"]:checked');
  for (const role of roles) await press(admin, `role-${role}`);
  await press(admin, 'person-save');
  await shown(admin, 'person-link');
  const link = await admin.$eval('input[data-test="person-link"]', (field) => field.value);
  const context = await admin.browser().createBrowserContext();
  const page = await context.newPage();
  await page.setViewport({ width: 1440, height: 900 });
  await page.goto(`${url}/${new URL(link).hash}`);
  await fill(page, 'link-password', PASSWORD);
  await press(page, 'link-submit');
  await shown(page, 'nav-overview');
  return page;
}

/** Three points: one true, one false, one open. */
async function check(page: Page): Promise<string> {
  await press(page, 'act-claim');
  await fill(page, 'claim-title', '城东自来水被上游化工厂泄漏污染');
  await press(page, 'claim-open-submit');
  await shown(page, 'claim-overall');
  await press(page, 'claim-take');
  const points = ['城东部分小区自来水发黄', '上游清源化工厂发生泄漏污染了水源', '有居民喝水后肚子疼'];
  for (const text of points) await addPoint(page, text);
  const visit = '清源化工厂2026年11月20日起停产检修，现场检查没有发现泄漏。';
  const flushed = '2026年11月25日抢修城东主管后，水流冲起管壁铁锈，排水冲洗后恢复清澈。';
  await addEvidence(page, { kind: 'reply', title: '抢修情况说明', from: '县供水公司', note: flushed });
  await addEvidence(page, { kind: 'document', title: '清源化工厂现场检查记录', from: '县生态环境局', note: visit });
  const found = '上下游6个点位特征污染物均未检出。';
  await addEvidence(page, { kind: 'measurement', title: '水源地水质检测报告', from: '县疾控中心', note: found });
  await giveVerdict(page, 1, 'true', [1], flushed);
  await giveVerdict(page, 2, 'false', [2, 3], `${visit}${found}`);
  return new URL(page.url()).pathname;
}

async function answer(page: Page): Promise<void> {
  await write(page, {
    title: `${OFFICE}关于城东片区供水情况的通报`,
    lead: '2026年11月25日上午起，城东部分用户家中自来水发黄。给大家的生活带来不便，我们诚恳致歉。',
    'done-0': '县供水公司已抢修城东主管，正在排水冲洗。',
    'asked-0': '水发黄时请先打开水龙头放水，水清后再用。',
    contact: '县供水公司服务热线 0000-123456（24 小时）',
    signature: OFFICE,
  });
  await press(page, 'statement-next-2');
  await lintBlocks(page, 0);
  await save(page, 2);
  await submit(page);
}
