import assert from 'node:assert/strict';
import { isRefusal, SOURCES_MAX } from '../../api/contract/index.ts';
import { decide, DeskCommand } from '../../api/desk/desk.ts';
import { isPersonalAccount } from '../../api/desk/personal-account.ts';
import { rowAt, rowsOf } from '../../api/desk/table.ts';
import { aDesk, idOf, NOON_MS, RULES } from './scene.ts';

const add = (url: string, id = 'x', name = '清河论坛') => ({
  do: 'add-source',
  id,
  draft: { kind: 'board', name, url },
});

const TIEBA_HOME = 'https://tieba.baidu.com/home';
const PERSONAL = [
  'https://weibo.com/u/1234567890',
  'https://weibo.com/1234567890/profile',
  'https://weibo.com/n/张三',
  'https://weibo.com/someone',
  'https://m.weibo.cn/u/123456',
  'https://www.douyin.com/user/MS4wLjABAAAA',
  'https://www.kuaishou.com/profile/3xabc',
  'https://www.xiaohongshu.com/user/profile/5f0a',
  'https://www.zhihu.com/people/some-one/posts',
  'https://space.bilibili.com/12345',
  'https://m.bilibili.com/space/12345',
  'https://www.toutiao.com/c/user/token/abc/',
  `${TIEBA_HOME}/main?un=abc`,
  `${TIEBA_HOME}/main/?id=tb.1.x`,
  'https://user.qzone.qq.com/10000',
  'https://blog.sina.com.cn/u/1234567890',
  'https://mp.weixin.qq.com/mp/profile_ext?action=home&__biz=x',
  'https://bbs.example.cn/space-uid-123.html',
  'https://bbs.example.cn/space-username-abc.html',
  'https://bbs.example.cn/home.php?mod=space&uid=123',
  'https://bbs.example.cn/home.php?uid=123&mod=space&do=thread',
  'https://bbs.example.cn/HOME.PHP?MOD=SPACE&UID=123',
  'https://bbs.example.cn/home.php?mod=sp%61ce&uid=123',
  'https://bbs.example.cn/%73pace-uid-123.html',
  'https://bbs.example.cn/forum/?123&do=profile',
  'https://bbs.example.cn/forum.php?mod=forumdisplay&fid=2&authorid=77',
  'https://bbs.example.cn/search.php?mod=forum&srchuname=abc',
  'https://bbs.example.cn/memberlist.php?mode=viewprofile&u=2',
  'https://bbs.example.cn/user-77.htm',
  'https://bbs.example.cn/space/77',
  'https://bbs.example.cn/dispuser.asp?id=77',
  'https://bbs.example.cn/u.php?uid=77',
  'https://bbs.example.cn/index.php?action=profile;u=77',
  'https://bbs.example.cn/u/abc',
  'https://bbs.example.cn/user/77/topics',
  'https://bbs.example.cn/users/abc/feed.atom',
  'https://bbs.example.cn/member/abc',
  'https://blog.example.cn/author/abc/feed/',
  'https://forum.example.cn/@abc',
  'https://bridge.example.cn/weibo/user/1195230310',
  'https://bridge.example.cn/bilibili/user/video/2267573',
  'https://bridge.example.cn/zhihu/people/activities/abc',
  'https://x.com/someone',
  'https://t.me/s/someone',
];

const SITES = [
  'https://www.qinghe.gov.cn/',
  'https://www.qinghe.gov.cn/xwzx/index.html',
  'https://bbs.example.cn/forum-12-1.html',
  'https://bbs.example.cn/forum.php?mod=forumdisplay&fid=12',
  'https://bbs.example.cn/thread-1234-1-1.html',
  'https://bbs.example.cn/forum.php?mod=rss&fid=2&auth=0',
  'https://tieba.baidu.com/f?kw=清河',
  'https://www.zhihu.com/topic/19551137/hot',
  'https://s.weibo.com/top/summary',
  'https://news.example.cn/people/index.html',
  'https://news.example.cn/rss/user-guide.xml',
  'http://www.people.com.cn/rss/politics.xml',
  'https://example.cn/community/water/',
  'https://example.cn/spaceflight/news',
  'https://example.cn/r/space/comments',
  'https://bbs.example.cn/forum-1-user-guide.htm',
];

describe('sources', () => {
  for (const url of PERSONAL) {
    it(`a person's page is no source: ${url}`, () => assert.equal(aDesk().ask('mo', add(url)), 'personal-account'));
  }
  for (const url of SITES) {
    it(`a site or a board is one: ${url}`, () => assert.equal(isPersonalAccount(new URL(url)), false));
  }

  it('one named after a person is refused, also by renaming', () => {
    const desk = aDesk();
    assert.equal(desk.ask('mo', add('https://a.example.cn/', 'a', '王小明的论坛')), 'person-name');
    desk.ask('mo', add('https://a.example.cn/', 'a'));
    assert.equal(desk.ask('mo', { do: 'change-source', id: 'a', change: { name: '王小明' } }), 'person-name');
  });

  it('the same address twice is refused, however it is written', () => {
    const desk = aDesk();
    assert.equal(desk.ask('mo', add('https://bbs.example.cn/forum-1-1.html', 'a')), 'source-added');
    for (const url of [
      'https://bbs.example.cn/forum-1-1.html',
      'http://bbs.example.cn/forum-1-1.html',
      'HTTPS://BBS.EXAMPLE.CN:443/forum-1-1.html#top',
      'https://bbs.example.cn/forum-1-1.html/',
    ]) {
      assert.equal(desk.ask('mo', add(url, 'b')), 'source-exists', url);
    }
    assert.equal(desk.ask('mo', add('https://bbs.example.cn/forum-2-1.html', 'b')), 'source-added');
  });

  it('an address that is none is refused', () => {
    for (const url of ['not an address', 'ftp://a.example.cn/', 'file:///etc/passwd', 'https://u:p@a.example.cn/']) {
      assert.equal(aDesk().ask('mo', add(url)), 'bad-address', url);
    }
  });

  it('monitoring staff add and change, administrators remove', () => {
    const desk = aDesk();
    for (const name of ['wei', 'ping', 'deng', 'lin', 'machine'] as const) {
      assert.equal(desk.ask(name, add('https://a.example.cn/')), 'no-permission', name);
    }
    desk.ask('mo', add('https://a.example.cn/', 'a'));
    assert.equal(desk.ask('mo', { do: 'change-source', id: 'a', change: { paused: true } }), 'source-changed');
    assert.equal(desk.ask('mo', { do: 'change-source', id: 'a', change: { paused: true } }), 'nothing');
    assert.equal(desk.ask('mo', { do: 'visit-source', id: 'a' }), 'source-visit');
    assert.equal(desk.ask('mo', { do: 'remove-source', id: 'a' }), 'no-permission');
    assert.equal(desk.ask('ada', { do: 'remove-source', id: 'a' }), 'source-removed');
    assert.equal(desk.ask('ada', { do: 'remove-source', id: 'a' }), 'not-found');
    assert.equal(rowAt(desk.state().formerSources, 'a')?.name, '清河论坛', 'its posts still name it');
  });

  it('the sample comes once, is marked, and goes with one act', () => {
    const desk = aDesk();
    const draft = { kind: 'list', name: '清河新闻', url: 'http://127.0.0.1:9000/' };
    const sample = { do: 'add-sample', sources: [{ ...draft, id: 's1' }] };
    desk.ask('mo', add('https://a.example.cn/', 'a'));
    assert.equal(desk.ask('ada', { do: 'remove-sample', posts: 0 }), 'sample-gone');
    assert.equal(desk.ask('machine', sample), 'sample-added');
    assert.equal(rowAt(desk.state().sources, 's1')?.sample, true);
    assert.equal(desk.ask('mo', { do: 'remove-sample', posts: 9 }), 'no-permission');
    assert.equal(desk.ask('ada', { do: 'remove-sample', posts: 9 }), 'sample-removed');
    assert.deepEqual(
      rowsOf(desk.state().sources).map((source) => source.id),
      ['a'],
    );
    assert.equal(desk.ask('machine', sample), 'sample-gone', 'what staff removed does not come back by itself');
  });

  it('an import names sources without an address', () => {
    const desk = aDesk();
    const quiet = { do: 'add-quiet-source', id: 'old', kind: 'import', name: '旧论坛' };
    assert.equal(desk.ask('machine', quiet), 'source-added');
    assert.equal(desk.ask('machine', quiet), 'source-exists');
    assert.equal(rowAt(desk.state().sources, 'old')?.url, null);
  });

  it('there is a limit', () => {
    const state = aDesk().state();
    const full = { ...state, sources: { ...state.sources, size: SOURCES_MAX } };
    const command = DeskCommand.parse(add('https://a.example.cn/'));
    const answer = decide(full, command, { kind: 'person', id: idOf('mo') }, NOON_MS, RULES);
    assert.equal(isRefusal(answer) && answer.refused, 'limit-reached');
  });
});
