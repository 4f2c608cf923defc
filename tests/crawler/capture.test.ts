import assert from 'node:assert/strict';
import { CAPTURE_HEIGHT_PX_MAX } from '../../api/contract/capture.ts';
import { JobId } from '../../api/contract/id.ts';
import type { Job, JobResult } from '../../api/contract/source.ts';
import { BROWSER_INSTALL, findBrowser } from '../../api/contract/browser-path.ts';
import { answerCapture } from '../../crawler/capture.ts';
import { hideHandles } from '../../crawler/capture-handles.ts';
import { maskedPage } from '../../crawler/capture-mask.ts';
import { createParts, type Parts } from '../../crawler/parts.ts';
import type { Drawn } from '../../crawler/render-capture.ts';
import { openSite, type Site } from '../support/site.ts';
import { FORUM, PRIVATE } from './capture-forum.ts';

const BROWSER = findBrowser(
  [process.env['PUPPETEER_EXECUTABLE_PATH'], process.env['CHROME_PATH']],
  process.env['PATH'] ?? '',
);
const away = { sendFile: async () => ({ ok: false, status: 0, why: 'away' }) as const };

describe('a page drawn from what was masked', function () {
  this.timeout(30_000);
  let site: Site;
  let parts: Parts;
  before(async function () {
    if (BROWSER === null) {
      console.warn(`skipped: no Chromium; install it: ${BROWSER_INSTALL}`);
      return this.skip();
    }
    site = await openSite(FORUM);
    parts = createParts({
      allowed: new Set([site.hostPort]),
      contact: 'test',
      browserPath: BROWSER,
      clock: Date.now,
      intervalAllowedMs: 1,
    });
  });
  after(async () => {
    await parts.close();
    await site.close();
  });

  /** A capture, with what the browser showed of it. */
  async function captured(path: string): Promise<{ readonly drawn: Drawn | null; readonly result: JobResult }> {
    let drawn: Drawn | null = null;
    const { renderer } = parts;
    assert.ok(renderer !== null);
    const watched: Parts = {
      ...parts,
      renderer: {
        ...renderer,
        capture: async (...asked) => {
          const done = await renderer.capture(...asked);
          if (!('code' in done)) drawn = done;
          return done;
        },
      },
    };
    const job: Job = {
      id: JobId.parse('j'),
      kind: 'capture',
      url: site.origin + path,
      as: 'rendered',
      untilMs: Date.now() + 10_000,
    };
    const result = await answerCapture(watched, away, job, new AbortController().signal);
    return { drawn, result };
  }
  const codeIn = (result: JobResult): string => ('failed' in result ? result.failed.code : 'no failure');

  it('shows no handle and no number: not in its text, not as kept, whatever the scripts put back', async () => {
    const { drawn } = await captured('/thread-7-1-1.html');
    assert.ok(drawn !== null);
    for (const word of PRIVATE)
      for (const text of [drawn.text, drawn.look, drawn.read, drawn.title]) assert.ok(!text.includes(word), word);
    assert.match(drawn.text, /拨打 12345 有回音/);
    assert.match(drawn.text, /脚本带来的一楼/);
  });

  it('asks the site for no picture and no portrait', () => {
    assert.ok(!site.pathsHit().some((path) => /photo|avatar/.test(path)), site.pathsHit().join());
  });

  it('is refused where the layout puts a number together that lay in pieces', async () => {
    assert.equal(codeIn((await captured('/split')).result), 'not-masked');
    assert.equal(codeIn((await captured('/inline')).result), 'not-masked');
  });

  it('ends at the height that a browser draws in one piece, and says so', async () => {
    const { drawn } = await captured('/tall');
    assert.equal(drawn?.isCut, true);
    assert.equal(Buffer.from(drawn?.png ?? []).readUInt32BE(20), CAPTURE_HEIGHT_PX_MAX);
    assert.match(drawn?.read ?? '', /末尾/);
  });

  it('is no capture where the page forbids it, is none, hangs, or nobody takes the files', async () => {
    assert.equal(codeIn((await captured('/closed')).result), 'robots-forbid');
    assert.equal(codeIn((await captured('/paper.pdf')).result), 'not-a-page');
    assert.equal(codeIn((await captured('/loop')).result), 'render-failed');
    assert.equal(codeIn((await captured('/thread-7-1-1.html')).result), 'not-kept');
  });
});

describe('masking a page', () => {
  const readOf = (body: string): string => {
    const masked = maskedPage({ html: `<body>${body}`, url: 'http://a.example/t', nowMs: 0, stamp: [] });
    assert.ok(!('refused' in masked));
    return masked.read.replace(/^.*<header class="stamp"><\/header>/s, '').replace('</body></html>\n', '');
  };

  it('a number cut up by elements is one number; what stands around it stays where it was', () => {
    assert.equal(readOf('<p>打<b>138</b><i>1234</i>5678<u>找我</u></p>'), '<p>打<b>〔电话〕</b><i></i><u>找我</u></p>');
    assert.equal(readOf('<p>138</p><p>12345678</p>'), '<p>138</p><p>12345678</p>');
  });

  it('a word in the cell before is the word before', () => {
    assert.match(readOf('<table><tr><th>联系电话<td>8765432</table>'), /〔电话〕/);
    assert.match(readOf('<table><tr><th>户数<td>8765432</table>'), /8765432/);
  });

  it('a minor, a class and a home are covered: others than the desk read it', () => {
    assert.doesNotMatch(readOf('<p>三年级2班的学生王小明，家住东湖花园3号楼2单元501室。</p>'), /王小明|2班|501/);
  });

  it('names are hidden wherever they stand, and no word that only holds one', () => {
    const hide = hideHandles({ names: ['老猫', 'ma', '张'], isForum: true });
    assert.equal(hide('老猫说 ma 走了，email 没走'), '〔用户〕说 〔用户〕 走了，email 没走');
    assert.equal(hide('张'), '〔用户〕');
    assert.equal(hide('张家湾停水'), '张家湾停水');
    assert.equal(hide('某某人 发表于 2026-11-20'), '〔用户〕 发表于 2026-11-20');
    assert.equal(hide(hide('回复 3# 某某人：好')), '回复 3# 〔用户〕：好');
  });
});
