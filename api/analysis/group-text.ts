import { normalise } from './script.ts';

/** What sites and forwarders add to a text: addresses, cut marks, "forwarded", mentions, names of players. */
const ADDED =
  /https?:\/\/[\w./?=&%#-]*|\bo?网页链接|l?[^\s。！？#】]{0,12}的微博视频|(?:\.{2,}|…+)(?:全文|展开)?$|展开全文c?|收起全文|^(?:【?(?:转|转发|转载|扩散)】?[:：]?|刚刚收到消息[,，]?|转发微博[:：]?|快讯[:：]?)|\/\/@[^:：]{1,30}[:：]|@[\w\u4e00-\u9fff-]{1,30}/gu;

/** A text as it is compared with others: normalised, without what was added on the way. */
export function plainText(text: string): string {
  return normalise(text).replace(ADDED, ' ').replace(/\s+/gu, ' ').trim();
}
