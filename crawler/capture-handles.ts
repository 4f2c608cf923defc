import type { PageDocument } from './extract/document.ts';
import { RECIPES } from './extract/recipes.ts';
import { lineOf } from './extract/text.ts';
import { unknownThreadPosts } from './extract/thread.ts';

/** Stands where a name of a writer stood. */
export const HANDLE_MARK = '〔用户〕';
/** Names of one page: Discuz shows 100 posts, each with its writer and whom it quotes. */
export const HANDLES_MAX = 1_000;
const HANDLE_CHARS_MAX = 60;

/** Addresses of a person's page, in the widespread software. */
const PERSON_LINK =
  /(?:space-(?:uid|username)[-_]|[?&](?:uid|username|userid|user_id|un|suid|authorid)=|mod=space\b|\/(?:u|user|users|people|member|members|profile|profiles|author|space|home)\/[^/?#]+)/i;
/** Elements that hold the writer's name in forums of whatever software. */
const NAMED =
  'cite, [itemprop="author"], [rel="author"], [class*="author"], [class*="username"], [class*="user-name"], [class*="nickname"], [class*="poster"]';
/** What links to a person's page or lies in a writer's box without being a name. */
const NO_NAME =
  /^(?:\d{1,9}|更多|查看.{0,6}|只看.{0,6}|个人.{0,4}|加.{0,2}好友|发.{0,2}(?:私信|消息|短消息)|打招呼|关注|粉丝|收听|听众|主题|帖子|回帖|精华|积分|登录|注册|首页|头像|相册|日志|空间|楼主|作者|版主|管理员|超级版主|游客|匿名|沙发|板凳|地板|资料|详情|编辑|回复|举报|引用|(?:我|TA|他|她)的.{0,6}|.*[›»])$/i;
const ASCII = /^[\w.-]+$/;

/** Where a name stands by its place in a sentence that forum software writes. */
const BY_PLACE: readonly RegExp[] = [
  /[^\s，。：:]{1,20}(?=\s{0,2}(?:发表于|发表在|回复于|发布于)\s{0,2}(?:\d|昨天|今天|前天|刚刚))/gu,
  /(?<=(?:最后由|最后编辑)\s{0,2})\S{1,20}(?=\s{0,2}(?:于|在)\s{0,2}\d)/gu,
  /(?<=(?:回复|回覆|引用)\s{0,2}(?:\d{1,5}\s?[#楼]\s{0,2})?)[^\s，。：:#]{1,20}(?=\s{0,2}(?:[：:]|的帖子|的话))/gu,
];
const BY_LABEL = /(?<=(?:作者|楼主|发帖人|发布者|最后回复)\s{0,2}[：:]\s{0,2})[^\s，。：:]{1,20}/gu;

/** The names of those who wrote a page, and whether it is one of a forum. They live in memory only. */
export type Handles = { readonly names: readonly string[]; readonly isForum: boolean };

function add(names: Set<string>, text: string): void {
  const name = text.trim().slice(0, HANDLE_CHARS_MAX);
  if (name !== '' && !NO_NAME.test(name) && names.size < HANDLES_MAX) names.add(name);
}

/** As far as the recipes, the links and the classes of a page tell. */
export function handlesOf(page: PageDocument, nowMs: number): Handles {
  const { $ } = page;
  const names = new Set<string>();
  let isForum = false;
  for (const recipe of RECIPES) {
    const boxes = $(recipe.post);
    if (boxes.length === 0) continue;
    isForum = true;
    for (const element of boxes.find(recipe.handle).toArray())
      if ($(element).closest(recipe.body).length === 0) add(names, lineOf([element]));
  }
  for (const post of unknownThreadPosts(page, nowMs) ?? []) add(names, post.handle ?? '');
  for (const link of $('a[href]').toArray())
    if (PERSON_LINK.test(link.attribs['href'] ?? '')) add(names, lineOf([link]));
  if (isForum || names.size > 0)
    for (const element of $(NAMED).toArray()) {
      const text = lineOf([element]);
      if (!/[\s:：]/.test(text) && text.length <= 20) add(names, text);
    }
  return { names: [...names].sort((a, b) => b.length - a.length), isForum: isForum || names.size > 0 };
}

/**
 * A function that puts the mark in place of each name, wherever it stands: in a box, a quote, a signature, an answer. Names of one
 * character stand alone or not at all. Hiding twice changes nothing.
 */
export function hideHandles({ names, isForum }: Handles): (text: string) => string {
  const long = names.filter((name) => [...name].length > 1).map(patternOf);
  const all = long.length === 0 ? null : new RegExp(long.join('|'), 'gu');
  const short = new Set(names.filter((name) => [...name].length === 1));
  return (text) => {
    if (short.has(text.trim())) return text.replace(text.trim(), HANDLE_MARK);
    let out = all === null ? text : text.replace(all, HANDLE_MARK);
    for (const place of BY_PLACE) out = out.replace(place, HANDLE_MARK);
    return isForum ? out.replace(BY_LABEL, HANDLE_MARK) : out;
  };
}

/** A name in Latin letters is no part of a longer word. */
function patternOf(name: string): string {
  const plain = name.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&').replace(/\s+/g, '\\s+');
  return ASCII.test(name) ? `(?<![A-Za-z0-9_])${plain}(?![A-Za-z0-9_])` : plain;
}
