import assert from 'node:assert/strict';
import { chatLine, paperText, TEXT_BYTES_MAX, TEXT_CHARS_MAX } from '../../api/paper/text.ts';
import { HOSTILE, hostilePapers, longPaper } from './hostile-paper.ts';
import { finding, section } from './paper-parts.ts';
import { samplePaper } from './sample-paper.ts';

describe('the issue for a work chat', () => {
  it('says what is first, with its signs, and where the rest is', () => {
    const lines = paperText(samplePaper()).split('\n');
    assert.deepEqual(lines.slice(0, 4), [
      '清河县社情民意日报 2026年第327期',
      '清河县人民政府新闻办公室 2026年11月23日（内部，示例数据）',
      '本期所缺：水城晚报 · 清河自 11:20 起取不到',
      '【上期承诺未办结】',
    ]);
    assert.ok(
      lines.includes(
        '1. 城东自来水发黄✓属实，系管道抢修所致，14:20 复测达标；“化工厂泄漏污染”✕不实，16:42 已发情况通报。',
      ),
    );
    assert.equal(lines.at(-1), '全文见简报2026年第327期');
  });

  it('is cut between lines, within its characters and bytes', () => {
    const many = Array.from({ length: 5 }, (_, at) => finding(`g${at}`, ['城东自来水发黄，'.repeat(40)]));
    const crowd = Array.from({ length: 40 }, (_, at) =>
      finding(`d${at}`, ['县住建局今日答复群众来电来访一百二十件', '督办']),
    );
    const sections = [
      section('gist', '要点', many),
      section('due', '需回应事项', crowd, { columns: ['事项', '关注度'] }),
    ];
    for (const paper of [samplePaper({ sections }), longPaper(), ...hostilePapers().map(([, hostile]) => hostile)]) {
      const text = paperText(paper);
      assert.ok(text.length <= TEXT_CHARS_MAX && Buffer.byteLength(text) <= TEXT_BYTES_MAX, `${text.length}`);
      assert.match(text, /\n全文见简报2026年第327期$/);
    }
    const cut = paperText(samplePaper({ sections })).split('\n');
    assert.ok(cut.length > 10 && cut.length < 47);
    assert.equal(cut.at(-2)?.endsWith('督办'), true);
  });

  it('carries no markup, no mention, no address that a chat makes a link of, no formula', () => {
    for (const text of Object.values(HOSTILE)) {
      const line = chatLine(text);
      assert.equal(
        /[<>[\]()#|*_`~\\@\n\t\u202e\u2067]|:\/\/|^[=+\-＝＋－＠]|[A-Za-z]\.[A-Za-z]/u.test(line),
        false,
        line,
      );
    }
    for (const [name, paper] of hostilePapers())
      for (const line of paperText(paper).split('\n'))
        assert.equal(/^[=+\-@＝＋－＠>#*]/.test(line), false, `${name}: ${line}`);
  });

  it('an issue without findings is still a message', () => {
    assert.match(
      paperText(samplePaper({ sections: [], lacking: [{ what: 'store', why: '帖文库不可用' }] })),
      /本期所缺：帖文库不可用\n全文见/,
    );
  });
});
