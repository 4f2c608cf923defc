import type { Reason } from '../api/contract/source.ts';

/** Why a page, a visit or a source brought nothing, in words for the screen. `{x}` is filled in from the details. */
const REASONS = {
  'private-address': ['该地址位于内部网络，不采集', 'The address is on a private network and is not crawled'],
  'bad-address': [
    '地址无效：只采集 http 和 https 页面',
    'The address is not valid: only http and https pages are crawled',
  ],
  'name-unknown': ['域名无法解析：{host}', 'The name does not resolve: {host}'],
  'no-connection': ['无法连接 {host}', 'No connection to {host}'],
  'bad-certificate': ['{host} 的证书无效', 'The certificate of {host} is not valid'],
  'too-slow': ['页面在 {seconds} 秒内没有读完', 'The page was not read within {seconds} s'],
  'too-big': ['页面解压后超过 {limit}', 'The page is bigger than {limit} once decompressed'],
  'bad-encoding': ['页面的压缩格式无法读取', 'The compression of the page cannot be read'],
  'too-many-redirects': ['跳转超过 {limit} 次', 'More than {limit} redirects'],
  'redirect-nowhere': ['跳转没有给出有效地址', 'The redirect names no valid address'],
  'asked-to-wait': ['网站要求稍后再来（{status}）', 'The site asks to come back later ({status})'],
  'site-broken': ['网站出错（{status}）', 'The site is broken ({status})'],
  'page-gone': ['页面不存在（{status}）', 'The page does not exist ({status})'],
  'page-closed': ['页面不公开（{status}）', 'The page is not public ({status})'],
  'odd-answer': ['网站的回答无法理解（{status}）', 'The answer of the site makes no sense ({status})'],
  'robots-forbid': ['robots.txt 不允许采集该页面', 'robots.txt does not allow this page'],
  'robots-away': [
    'robots.txt 暂时无法读取，按规定先不采集',
    'robots.txt cannot be read now, so nothing is crawled for the moment',
  ],
  'host-busy': ['该网站排队的页面过多', 'Too many pages of this site are queued'],
  'not-a-feed': ['内容不是有效的订阅源', 'The content is not a feed'],
  'not-a-page': ['内容不是网页（{type}）', 'The content is not a web page ({type})'],
  'nothing-found': ['页面上没有找到可采集的内容', 'Nothing to crawl was found on the page'],
  'page-too-heavy': ['页面过于复杂，{seconds} 秒内没有解析完', 'The page is too heavy: not read within {seconds} s'],
  'budget-spent': [
    '已达到单次采集的页数上限（{limit} 页），其余下次继续',
    'The limit of {limit} pages a visit is reached; the rest follows next time',
  ],
  'lease-over': ['本次采集时间已到，其余下次继续', 'The time of this visit is over; the rest follows next time'],
  'outbox-full': ['待发箱已满，采集暂停', 'The outbox is full; crawling pauses'],
  'no-browser': [
    '没有找到 Chromium，动态页面暂不采集。安装命令：apt-get install chromium',
    'No Chromium was found, so rendered pages rest. Install it: apt-get install chromium',
  ],
  'render-failed': ['浏览器无法打开该页面', 'The browser could not open the page'],
  'not-masked': [
    '页面的排版把个人号码拆开显示，遮盖后仍能读出，因此没有存下',
    'The layout of the page still shows a personal number after masking, so nothing was kept',
  ],
  'not-kept': ['存证文件没有被接收（{why}）', 'The files of the capture were not taken ({why})'],
  stopped: ['采集程序正在退出', 'The crawler is stopping'],
  broken: ['采集程序出错，已记入日志', 'The crawler broke on this source; it is in the log'],
} as const satisfies Record<string, readonly [string, string]>;

export type ReasonCode = keyof typeof REASONS;

/** A reason with its sentences filled in. */
export function reasonOf(code: ReasonCode, details: Readonly<Record<string, string | number>> = {}): Reason {
  const fill = (sentence: string): string =>
    sentence.replace(/\{(\w+)\}/g, (_, key: string) => String(details[key] ?? ''));
  const [zh, en] = REASONS[code];
  return { code, zh: fill(zh), en: fill(en) };
}
