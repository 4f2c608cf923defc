import assert from 'node:assert/strict';
import { isRefusal } from '../../api/contract/index.ts';
import { maskedAgain } from '../../api/files/page.ts';
import { maskedPage } from '../../crawler/capture-mask.ts';

const STAMP = [`原始内容 SHA-256：${Array.from({ length: 8 }, () => '13812345').join(' ')}`];

function pageOf(body: string): string {
  const masked = maskedPage({
    html: `<title>停水</title><body>${body}`,
    url: 'http://a.example/',
    nowMs: 0,
    stamp: STAMP,
  });
  assert.ok(!('refused' in masked));
  return masked.read;
}
async function again(page: string, bytesMax = 100_000): Promise<string> {
  const out = await maskedAgain([Buffer.from(page)], bytesMax);
  return isRefusal(out) ? out.refused : out.toString();
}

describe('the crawler’s page at the door', () => {
  it('comes through as it is, hash and all', async () => {
    const page = pageOf('<h1 class="x" onclick="go()">停水&amp;通知</h1><table><td colspan="2">三天<br>没水</table>');
    assert.equal(await again(page), page);
    assert.match(page, /<h1>停水&amp;通知<\/h1>/);
    assert.match(page, /<td colspan="2">三天<br>没水<\/td>/);
  });

  it('is masked once more', async () => {
    const page = pageOf('<p>电话</p>').replace('<p>电话</p>', '<p>电话 13812345678</p>');
    assert.match(await again(page), /<p>电话 〔电话〕<\/p>/);
  });

  it('is refused when it holds anything that runs, loads or leads away', async () => {
    const page = pageOf('<p>停水</p>');
    for (const bad of [
      '<script>alert(1)</script>',
      '<img src="http://a.example/x.png">',
      '<p onclick="x()">',
      '<a href="http://a.example/">',
      '<style>p{}</style>',
      '<form>',
      '<!-- x -->',
      '<p',
    ])
      assert.equal(await again(page.replace('<p>停水</p>', bad)), 'file-kind', bad);
    assert.equal(await again('<!doctype html><p>停水'), 'file-kind');
    assert.equal(await again(page, 100), 'too-big');
  });
});
