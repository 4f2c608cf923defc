/**
 * Whether an address is one person's page or feed on a site: never a source. Known sites by their own shapes, other sites by
 * the shapes that forum software gives to profiles. Bridges that turn an account into a feed carry the same words in their path.
 */
export function isPersonalAccount(url: URL): boolean {
  const host = url.hostname.replace(/^(www|m|wap|mobile)\./, '');
  const path = plain(url.pathname);
  const query = plain(url.search);
  const known = SITES.some(([site, shape]) => (host === site || host.endsWith('.' + site)) && shape.test(path));
  return known || HOSTS.test(host) || PATHS.test(path) || QUERIES.test(query) || BRIDGES.test(path);
}

/** Sites where the first part of the path is somebody. */
const SITES: readonly (readonly [string, RegExp])[] = [
  ['weibo.com', /^\/(u\/|n\/|p\/|\d{5,}(\/|$)|(?!(hot|ajax|newlogin|search|tv|top|topic|explore)(\/|$))[\w-]+\/?$)/],
  ['weibo.cn', /^\/(u\/|n\/|profile\/|\d{5,}(\/|$)|[\w-]+\/?$)/],
  ['douyin.com', /^\/(user|share\/user)\//],
  ['kuaishou.com', /^\/(profile|u)\//],
  ['xiaohongshu.com', /^\/user\//],
  ['zhihu.com', /^\/(people|org)\//],
  ['bilibili.com', /^\/(space\/)?\d+(\/|$)/],
  ['toutiao.com', /^\/(c\/user|user|m\d+)(\/|$)/],
  ['ixigua.com', /^\/(home|user)\//],
  ['jianshu.com', /^\/u(sers)?\//],
  ['douban.com', /^\/people\//],
  ['baidu.com', /^\/(home\/main|home\/profile|u|author)(\/|$)/],
  ['sina.com.cn', /^\/u\//],
  ['163.com', /^\/(dy\/media|v2\/subscribe)\//],
  ['sohu.com', /^\/profile(\/|$)|^\/media\//],
  ['csdn.net', /^\/[\w-]+\/?$/],
  ['qq.com', /^\/(mp\/profile_ext|profile|omn\/author|author)(\/|$)/],
  ['twitter.com', /^\/\w+(\/|$)/],
  ['x.com', /^\/\w+(\/|$)/],
  ['facebook.com', /^\/./],
  ['instagram.com', /^\/\w/],
  ['t.me', /^\/\w/],
];

/** Hosts that are people's own: spaces and blogs under a name. */
const HOSTS =
  /^(space\.bilibili\.com|(user|\d+)\.qzone\.qq\.com|i\.qq\.com|.+\.blog\.(163|sohu|sina)\.(com|com\.cn)|.+\.(lofter|tumblr)\.com)$/;

/** Discuz!, phpBB, vBulletin, WordPress, Flarum, Discourse and their like. */
const PATHS =
  /(^|\/)(space-(uid|username)-|(u|user|profile)-\d+|uid[-_/]\d+|space\/\d+|dispuser\.|member(list)?\.php|profile\.php|userinfo\.php|space\.php|personal\.php|(u|user|users|member|members|people|author|authors|profile|profiles|userhome|homepage\/user)\/(?!(index|list|guide|agreement|help|login|register)\b)[^/]+|@[^/]+|~[^/]+)/;

/** Profile modules, and lists by author, whatever the order of the parts. */
const QUERIES =
  /(^|[?&;])(mod=space|ac=space|do=profile|searchid=.*srchuname|srchuname=|authorid=|author=|author_id=|uid=\d|userid=|user_id=|username=|spaceuid=|sec_uid=|mode=viewprofile|action=profile)/;

/** Feeds made of accounts by the common bridges. */
const BRIDGES =
  /(^|\/)(weibo|bilibili|douyin|kuaishou|xiaohongshu|zhihu|twitter|instagram|telegram|tieba|jianshu|toutiao|douban)\/(user|people|profile|channel|account|userlikes|author|space|home)(\/|$)/;

/** Lower case, unescaped twice (an escaped slash or letter hides nothing), full width made half. */
function plain(text: string): string {
  return unescaped(unescaped(text))
    .normalize('NFKC')
    .toLowerCase()
    .replace(/\/{2,}/g, '/');
}

function unescaped(text: string): string {
  return text.replace(/%([0-7][0-9a-f])/gi, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));
}
