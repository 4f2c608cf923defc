import { narrow } from './privacy-digits.ts';
import { isIdentity, isMobile } from './privacy-shapes.ts';

/** Longest address that is looked at; a longer one is cut to its origin and path. */
const URL_MAX = 4096;
/** Stands for a user id in an address; needs no escaping anywhere. */
const BLANK = '-';

const PERSON_KEY =
  /^(?:uid|userid|user_id|user|username|user_name|uname|authorid|author|author_id|aid_user|touid|fromuid|from_uid|fuid|ruid|suid|puid|spaceuid|vuid|memberid|member_id|member|mid_user|account|nick|nickname|openid|open_id|unionid|invite|inviter|invitecode|fromuser|from_user|share_uid|sharer|email|mail|phone|mobile|tel|idcard|cardno|qq|wechat|weixin|un|portrait)$/i;
const SECRET_KEY =
  /^(?:phpsessid|jsessionid|aspsessionid\w*|asp\.net_sessionid|sid|sessid|session|sessionid|session_id|token|access_token|accesstoken|auth|authkey|auth_key|authorization|sign|signature|sig|secret|key|apikey|api_key|password|passwd|pwd|formhash|ticket|code_verifier|verify|hash|cftoken|cfid|jwt|refresh_token|id_token|csrf|_csrf|csrf_token|spm|xsec_token)$/i;
const PERSON_SEGMENT =
  /^(?:u|user|users|people|person|profile|profiles|member|members|author|authors|space|home|uid|userinfo|users-profile)$/i;
/** Segments that may follow /user/ or /member/ without being a person: pages of the site itself. */
const SITE_PAGE = /^(?:login|logout|register|list|index|signin|signup|search|help|all|new|center)(?:\.\w+)?$/i;
const PERSON_FILE =
  /^((?:space-(?:uid|username)|user|uid|u|member|profile|space|blog-uid|home-space-uid)[-_])[^-_./]+((?:[-_.].*)?)$/i;
const HANDLE_SEGMENT = /^(?:@|~|%40|%7E)./i;

function decoded(text: string): string {
  try {
    return decodeURIComponent(text.replace(/\+/g, ' '));
  } catch (error) {
    if (error instanceof URIError) return text;
    throw error;
  }
}

/** Personal numbers inside a piece of an address become the blank; long article ids (no card, no phone) stay, so that the address stays usable. */
function withoutNumbers(piece: string): string {
  const plain = narrow(decoded(piece));
  if (/[\w.+-]+@[\w-]+\.\w/.test(plain.slice(0, 200))) return BLANK;
  if (/[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][A-Z][·.\- ]?[A-Z0-9]{5,6}/i.test(plain))
    return BLANK;
  if (/(?<!\d)(?:\+?86)?1[3-9]\d[- ]\d{4}[- ]\d{4}(?!\d)/.test(plain)) return BLANK;
  const source = plain === narrow(piece) ? piece : plain.length < piece.length && /\d{11}/.test(plain) ? plain : piece;
  const clean = source.replace(/\d{11,19}[xX]?/g, (run) => (isPersonal(run) ? BLANK : run));
  return clean === source ? piece : encodeURI(clean);
}

function isPersonal(run: string): boolean {
  const digits = run.replace(/x$/i, '');
  if (isMobile(digits) || isMobile(digits.replace(/^86/, ''))) return true;
  if (digits.length >= 17) return isIdentity(run) || /^62/.test(digits);
  return digits.length >= 16 && /^62/.test(digits);
}

function cleanQuery(query: string): string {
  const isSpace = /(?:^|[&;])(?:mod=space|ac=space|do=profile)(?:[&;]|$)/i.test(query);
  return query
    .split(/[&;]/)
    .flatMap((pair) => {
      const cut = pair.indexOf('=');
      const key = decoded(cut < 0 ? pair : pair.slice(0, cut)).trim();
      if (SECRET_KEY.test(key)) return [];
      if (cut < 0) return [withoutNumbers(pair)];
      const value = pair.slice(cut + 1);
      const isPerson = PERSON_KEY.test(key) || (isSpace && /^(?:id|name|do_uid)$/i.test(key));
      return [`${pair.slice(0, cut)}=${isPerson && value !== '' ? BLANK : withoutNumbers(value)}`];
    })
    .join('&');
}

function cleanPath(path: string): string {
  const segments = path
    .replace(/;(?:jsessionid|sid|phpsessid|s)=[^/;]*/gi, '')
    .replace(/\/\((?:S|A|F)\([A-Za-z0-9]+\)+\)/g, '')
    .split('/');
  return segments
    .map((segment, index) => {
      const previous = segments[index - 1] ?? '';
      if (segment === '' || segment === BLANK) return segment;
      if (HANDLE_SEGMENT.test(segment)) return segment.startsWith('~') ? `~${BLANK}` : `@${BLANK}`;
      if (
        PERSON_SEGMENT.test(previous) &&
        !SITE_PAGE.test(segment) &&
        !(index < segments.length - 1 && /^home$/i.test(previous)) &&
        isUserPage(previous, segment)
      )
        return BLANK + (/\.\w{2,5}$/.exec(segment)?.[0] ?? '');
      return withoutNumbers(segment.replace(PERSON_FILE, (_, head: string, tail: string) => `${head}0${tail}`));
    })
    .join('/');
}

/** /home/… and /space/… lead to a person only where an id or a name without a file's ending follows. */
function isUserPage(previous: string, segment: string): boolean {
  return /^(?:home|space|profile|author|authors)$/i.test(previous)
    ? !/\.(?:html?|php|aspx?|jsp|css|js|png|jpe?g|gif)$/i.test(segment) || /^\d+\./.test(segment)
    : true;
}

/**
 * An address without user ids, session ids, tokens and credentials; what remains still leads to the page. An address in which
 * nothing is personal comes back unchanged, as does one that is masked already. What is no absolute address is treated as a path.
 */
export function maskUrl(url: string): string {
  const cut = url.length > URL_MAX ? (url.slice(0, URL_MAX).split(/[?#]/, 1)[0] ?? '') : url;
  const parts = /^([a-z][a-z0-9+.-]*:\/\/|\/\/)?([^/?#]*)?([^?#]*)(\?[^#]*)?(#.*)?$/is.exec(cut.trim());
  if (!parts) return '';
  const [, scheme = '', first = '', rest = '', query = '', hash = ''] = parts;
  const host = scheme ? first.replace(/^.*@/s, '') : '';
  const path = cleanPath(scheme ? rest : first + rest);
  const search = query.length > 1 ? cleanQuery(query.slice(1)) : '';
  const fragment = hash.length > 1 ? cleanFragment(hash.slice(1)) : '';
  return `${scheme}${host}${path}${search ? `?${search}` : ''}${fragment ? `#${fragment}` : ''}`;
}

function cleanFragment(fragment: string): string {
  const at = fragment.indexOf('?');
  if (at >= 0) return `${cleanPath(fragment.slice(0, at))}?${cleanQuery(fragment.slice(at + 1))}`;
  return fragment.includes('=') ? cleanQuery(fragment) : cleanPath(fragment);
}
