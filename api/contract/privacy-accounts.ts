import { isHotline, MARK } from './privacy-marks.ts';

/** Longest local part of an address that is looked for to the left of an @ (RFC 5321). */
const LOCAL_MAX = 64;
/** Longest name after an @ on Chinese platforms. */
const MENTION_MAX = 30;

const LOCAL = /[A-Za-z0-9._%+\-＿０-９Ａ-Ｚａ-ｚ]+[ ]?$/;
const DOMAIN = /^[ ]?[A-Za-z0-9Ａ-Ｚａ-ｚ-]{1,63}(?:[.．。][A-Za-zＡ-Ｚａ-ｚ0-9-]{1,63}){1,5}/;
const MENTION = new RegExp(`^[\\p{L}\\p{N}_\\-·]{1,${MENTION_MAX}}`, 'u');
/** An @ written so that machines do not see it, with the domain after it. What stands before it is looked for from there to the left. */
const SPELLED_AT =
  /[ ]?[(（[【{<](?:at|AT|艾特|圈a)[)）\]】}>][ ]?[A-Za-z0-9-]{1,63}(?:[ ]?(?:\.|[(（[【](?:dot|点)[)）\]】])[ ]?[A-Za-z0-9-]{2,63}){1,3}/g;
const HASH_HOST = /[#＃](?:qq|163|126|139|189|sina|sohu|gmail|foxmail|outlook|hotmail|yeah|aliyun)\.(?:com|cn|net)/gi;
const SPELLED_LOCAL = /^[A-Za-z0-9._-]$/;

/** Masks e-mail addresses and @mentions; every @ is looked around within fixed bounds. */
export function maskAt(text: string): string {
  if (!/[@＠]/.test(text)) return text;
  let out = '';
  let done = 0;
  for (const found of text.matchAll(/[@＠]/g)) {
    const at = found.index;
    if (at < done) continue;
    const left = LOCAL.exec(text.slice(Math.max(done, at - LOCAL_MAX), at))?.[0] ?? '';
    const right = text.slice(at + 1, at + 1 + 320);
    const domain = left.trim() ? DOMAIN.exec(right)?.[0] : undefined;
    if (domain && !(/ $/.test(left) && /^ /.test(domain) && !/\.[a-z]{2,}/i.test(domain))) {
      out += text.slice(done, at - left.length) + MARK.email;
      done = at + 1 + domain.length;
      continue;
    }
    const name = MENTION.exec(right)?.[0];
    if (!name) continue;
    out += text.slice(done, at) + MARK.user;
    done = at + 1 + name.length;
  }
  return out + text.slice(done);
}

/** Masks e-mail addresses whose @ is spelled out, (at) or # before a known mail host. */
export function maskSpelledMail(text: string): string {
  return maskMail(maskMail(text, SPELLED_AT, 1), HASH_HOST, 3);
}

/** Looks for the rare sign first and then left of it: from the left, each letter of a long word would be a start to try. */
function maskMail(text: string, sign: RegExp, charsMin: number): string {
  let out = '';
  let done = 0;
  for (const found of text.matchAll(sign)) {
    let start = found.index;
    const first = Math.max(done, start - LOCAL_MAX);
    while (start > first && SPELLED_LOCAL.test(text[start - 1] ?? '')) start -= 1;
    if (found.index - start < charsMin) continue;
    out += text.slice(done, start) + MARK.email;
    done = found.index + found[0].length;
  }
  return out + text.slice(done);
}

const IS = '(?:号码|号|帐号|账号|ID|id)?[ \\u3000]{0,2}(?:[:：=＝是为]|【|\\[|［|\\(|（)?[ \\u3000]{0,2}';
/** Ids of chat and video accounts behind their cue word. An id in letters needs a sign that it is one: a digit, _ or the colon. */
const CHAT = new RegExp(
  `(微信公众号|微信|薇信|威信|徽信|v信|V信|vx|VX|Vx|wx|WX|WeChat|wechat|weixin|QQ群|qq群|QQ|qq|Qq|Ｑ|扣扣|企鹅号?|微博|抖音|快手|小红书|支付宝|陌陌|旺旺|钉钉|Telegram|telegram|加我|加v|加V)(${IS})([A-Za-z0-9_][A-Za-z0-9_-]{4,29})(?![A-Za-z0-9_.@-])`,
  'g',
);
/** Ids behind words that name an account of a site. */
const SITE_ID =
  /(用户ID|用户名|用户编号|用户号|会员号|会员ID|会员名|账号|帐号|昵称|网名|登录名|\bUID|\buid|\bUid|\bID|\bid)([ ]{0,2}[:：=＝#为是][ ]{0,2})([\p{L}\p{N}_-]{2,30})/gu;
/** Numbers of papers behind their name. */
const PAPER =
  /(身份证|身分证|护照|通行证|军官证|士兵证|警官证|学生证|学号|学籍|准考证|社保卡?|医保卡?|病历|病案|住院|门诊|就诊卡|驾驶证|驾照|档案|银行卡|卡|存折|信用卡|公积金|户口簿?|残疾证|低保证)((?:号码|编号|账号|帐号|号|(?<=[证号]))[ ]{0,2}(?:[:：=＝是为])?[ ]{0,2})([A-Za-z]{0,3}[0-9][A-Za-z0-9]{4,24}(?:[ -]\d{3,6}){0,5})/g;
const PASSPORT = /(护照|通行证|回乡证|台胞证)([^A-Za-z0-9\n]{0,6})([A-Za-z]{1,2}\d{7,9})(?![A-Za-z0-9])/g;
const IP = /(\bip(?:地址|属地)?[^0-9\n]{0,4})\d{1,3}(?:\.(?:\d{1,3}|[*x]{1,3})){3}/gi;
const CUES =
  /微信|薇信|威信|徽信|v信|vx|wx|wechat|weixin|qq|Ｑ|扣扣|企鹅|微博|抖音|快手|小红书|支付宝|陌陌|旺旺|钉钉|telegram|加我|加v|[账帐]号|用户|会员|昵称|网名|登录名|id|证|号|护照|ip/i;

function looksLikeId(cue: string, link: string, id: string): boolean {
  if (/^\d+$/.test(id)) return id.length >= 5 && !isHotline(id);
  if (/QQ|qq|Ｑ|扣扣|企鹅/.test(cue)) return false;
  return /[:：=＝是为号]|ID|id/.test(link) || /[0-9_]/.test(id);
}

/** Masks account ids and paper numbers that follow their cue words. */
export function maskAccounts(text: string): string {
  if (!CUES.test(text)) return text;
  return text
    .replace(PASSPORT, (_, cue: string, link: string) => `${cue}${link}${MARK.identity}`)
    .replace(
      PAPER,
      (_, cue: string, link: string) => `${cue}${link}${/卡|存折|公积金/.test(cue) ? MARK.card : MARK.identity}`,
    )
    .replace(IP, (_, cue: string) => `${cue}${MARK.address}`)
    .replace(CHAT, (found, cue: string, link: string, id: string, at: number) => {
      const previous = text[at - 1] ?? '';
      const isPartOfWord = /^[A-Za-z]/.test(cue) && /[A-Za-z]/.test(previous);
      return isPartOfWord || !looksLikeId(cue, link, id) ? found : `${cue}${link}${MARK.account}`;
    })
    .replace(SITE_ID, (found, cue: string, link: string, id: string) =>
      /^[a-z]/i.test(cue) && !/^[A-Za-z0-9_-]+$/.test(id) ? found : `${cue}${link}${MARK.account}`,
    );
}
