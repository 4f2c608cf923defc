import { COMPOUND_SURNAMES, nameStatistics, SURNAMES } from './name-statistics.ts';
import { normalise } from './script.ts';

/** Longest text that is looked into; a longer search is cut by its caller. */
const TEXT_LENGTH_MAX = 400;

/** Last characters that make three or more a place or a body, whatever stands before. */
const PLACE_LAST =
  /[村镇乡县市区路街巷屯寨庄堡坡沟坪湾桥店集营铺州省旗里坊弄岗塘埠局厂站所院校厅委处办馆苑府署厦港湖河庙寺庵渡房滩关坝]$|新城$|^.家/u;
/** Two characters that end so are a village or a temple: 刘庄, 孔庙. */
const SHORT_PLACE = /^.[庄庙寺庵渡屯寨镇村县]$/u;
/** Endings of bodies, sites and offices; with them a text of four or more characters is no person. */
const BODY_END =
  /(?:小区|花园|家园|社区|小学|中学|大学|学院|学校|公司|集团|中心|医院|法院|书记|主任|局长|县长|市长|镇长|乡长|村长|区长|省长|厅长|处长|科长|所长|院长|校长|园长|队长|部长|会长|站长|厂长|委员|常委|主席|发言人|代表|经理|大队|支队|总队|协会|委员会|联合会|政府|大桥|大道|公园|广场|水库|水厂|电视台|银行|幼儿园|新村|商场|超市|市场|景区|机场|高速|隧道|花苑|佳苑|公寓|大厦|街道|大街|胡同|党委|法官|检察官|干部|园区|农场|林场|煤矿|电厂|码头|家属院|城管|交警|总会|工会)$/u;
/** Words beside a name that show it to be one: they are taken off before the name is judged. */
const BEFORE_NAME =
  /^(?:原|前|时任|现任|关于|举报|曝光|投诉|人肉|网民|网友|村民|市民|业主|居民|司机|男子|女子|患者|家长|记者|学生|教师|嫌疑人|当事人|受害人|死者)+/u;
const AFTER_NAME =
  /(?:先生|女士|同志|同学|小姐|师傅|老师|医生|大夫|律师|教授|阿姨|叔叔|大爷|大妈|本人|一家|全家|家属|的家|家|案|事件|个人|住址|电话|微博|微信|账号|简历|照片|隐私)+$/u;
/** A name in another script's manner: 买买提·艾力, 约翰·史密斯. */
const DOTTED = /^[\p{Script=Han}]{1,8}(?:[·•・‧][\p{Script=Han}]{1,10}){1,4}$/u;
const HIDDEN = /^[\p{Script=Han}](?:某某?|×{1,2}|\*{1,2}|x{1,2})$/u;

/**
 * True when the text, or one of its parts between blanks and punctuation, is the name of a private person: a surname and one or
 * two characters that people bear as given names, no ordinary word of the dictionary, and not in `publicNames` (bodies, places,
 * titles of offices, normalised). A heuristic by the shape of names: about one name in fifty passes, about one place in fifty is
 * refused and has to be listed first.
 */
export function isPersonName(text: string, publicNames: ReadonlySet<string>): boolean {
  const folded = normalise(text).slice(0, TEXT_LENGTH_MAX).trim();
  if (publicNames.has(folded)) return false;
  const parts = folded.split(/[\s,，。、;；:：!！?？"“”'‘’()（）[\]【】《》<>|/\\+&=#@~～-]+/u);
  return parts.some((part) => isNamed(part, publicNames));
}

function isNamed(part: string, publicNames: ReadonlySet<string>): boolean {
  if (part.length < 2 || publicNames.has(part)) return false;
  if (DOTTED.test(part)) return true;
  if (HIDDEN.test(part)) return SURNAMES.has(part[0] ?? '');
  if (isBareName(part)) return true;
  const bare = withoutOffice(part.replace(BEFORE_NAME, ''), publicNames).replace(AFTER_NAME, '');
  return bare !== part && bare.length >= 2 && !publicNames.has(bare) && isBareName(bare);
}

/** Takes the longest listed title or body off the beginning or the end: 县委书记王建国, 王建国局长. */
function withoutOffice(part: string, publicNames: ReadonlySet<string>): string {
  for (let length = part.length - 2; length >= 2; length--) {
    if (publicNames.has(part.slice(0, length))) return part.slice(length);
    if (part.length - length >= 2 && publicNames.has(part.slice(-length))) return part.slice(0, -length);
  }
  return part;
}

function isBareName(part: string): boolean {
  if (!/^\p{Script=Han}{2,4}$/u.test(part)) return false;
  const { ordinary, given } = nameStatistics();
  const compound = COMPOUND_SURNAMES.has(part.slice(0, 2));
  const surnameLength = compound && part.length > 2 ? 2 : 1;
  if (surnameLength === 1 && !SURNAMES.has(part[0] ?? '')) return false;
  const rest = part.slice(surnameLength);
  if (rest.length > 2 || ordinary.has(part)) return isDoubleSurname(part) && !ordinary.has(part);
  if (SHORT_PLACE.test(part)) return false;
  if (part.length >= 3 && (PLACE_LAST.test(part) || BODY_END.test(part))) return false;
  return [...rest].every((character) => given.has(character));
}

/** Four characters that begin with two surnames, as some children and married women bear: 张王雨晨. */
function isDoubleSurname(part: string): boolean {
  const { given } = nameStatistics();
  const [first = '', second = '', ...rest] = part;
  if (
    part.length !== 4 ||
    !SURNAMES.has(first) ||
    !SURNAMES.has(second) ||
    BODY_END.test(part) ||
    PLACE_LAST.test(part)
  )
    return false;
  return rest.every((character) => given.has(character));
}
