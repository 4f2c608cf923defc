import assert from 'node:assert/strict';
import { guessKind } from '../../../crawler/extract/extract.ts';

const HEADLINES = [
  '清河县通报水质检测结果，各项达标',
  '城东实验小学周边道路封闭，请绕行',
  '网传“体育馆坍塌”不实，警方已立案',
];

describe('the kind of a page', () => {
  it('is a list where its prose is headlines, however many marks they have', () => {
    const items = Array.from({ length: 9 }, (_, i) => `<li><a href="/n/${1000 + i}.html">${HEADLINES[i % 3]}</a></li>`);
    const html = `<!doctype html><title>要闻</title><ul>${items.join('\n')}</ul>`;
    assert.equal(guessKind(html, 'http://news.example/list.html', 'text/html'), 'list');
  });

  it('is an article where prose stands beside the links', () => {
    const prose = '<p>供水公司称，抢修今晚完成，城东片区的居民请先储水备用，恢复时间另行通知。</p>'.repeat(4);
    const items = HEADLINES.map((text, i) => `<li><a href="/n/${i}.html">${text}</a></li>`);
    const html = `<!doctype html><title>抢修</title><article>${prose}</article><ul>${items.join('\n')}</ul>`;
    assert.equal(guessKind(html, 'http://news.example/n/1.html', 'text/html'), 'article');
  });
});
