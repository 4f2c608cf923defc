import { MARK } from './privacy-marks.ts';
import type { MaskedText } from './text.ts';

/** Surnames, the common ones without those that begin everyday words (高, 安, 方, 时 …). */
export const SURNAME =
  '(?:欧阳|上官|司马|诸葛|皇甫|尉迟|夏侯|慕容|[王李张刘陈杨赵黄周吴徐孙胡朱林何郭罗梁宋郑谢韩唐冯董萧肖曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎潘杜戴夏钟汪田姜范石姚谭廖邹熊陆郝孔崔康毛邱秦史顾侯邵孟龙段雷钱汤尹黎贺龚樊兰殷施陶洪翟颜倪严牛温芦季俞章鲁葛伍韦申尤毕聂焦岳])';
const ANY_SURNAME = SURNAME.replace('[王', '[高安方时马于白常平和成程明文向万任余关金武乔齐庄梅骆冉祝左童项江王');
const CHILD =
  '(?:小学生|中学生|高中生|初中生|大学生|学生|女生|男生|女童|男童|儿童|幼童|孩子|小孩|幼儿|婴儿|患儿|男孩|女孩|小男孩|小女孩|少年|少女|未成年人|同学|儿子|女儿|孙子|孙女|外孙女?|考生|学员|娃)';
/** With a word of naming any surname counts: 孩子叫高一鸣, 女儿名字是安安. */
const NAMED = new RegExp(
  `(${CHILD}[^，。！？；\\n]{0,6}?(?:名叫|叫做|叫|姓名|名字|名)(?:是|为|[:：])?)(${ANY_SURNAME}\\p{Script=Han}{1,2}|小\\p{Script=Han}{1,2})`,
  'gu',
);
/** Without one, a common surname must follow, and the name must end at a boundary. */
const ADJACENT = new RegExp(
  `(${CHILD}[（(：: ]?)(${SURNAME}(?!末|边|围|年|刻|必|况|时|人|处|事|多|久|经|块|额|头|天|款|重|格|厉)\\p{Script=Han}{1,2}?)(?=[，。！？；、,.!?;:：（()）\\s]|今年|在|于|被|从|说|放学|上学|突然|失踪|走失|因|的|和|与|及|是|为|〔|$)`,
  'gu',
);
/** A name before the word: 李小明同学, 王芳小朋友. */
const BEFORE = new RegExp(
  `(?<=^|[，。！？；、：:\\s“"（(的叫是班和与])(${ANY_SURNAME}\\p{Script=Han}{1,2})(?=(?:同学|小朋友|小同学)(?![们会录聚]))`,
  'gu',
);
const ORDINAL = '[一二三四五六七八九十〇零0-9０-９]{1,3}';
const CLASSROOM = new RegExp(
  `(?:(?:小学|初中|高中|中学)?(?:[一二三四五六七八九1-9]年级|[初高][一二三123]|[小中大]班?)[ ]?[（(]?${ORDINAL}[）)]?[ ]?班|[一二三四五六七八九][（(]${ORDINAL}[）)]班|(?<=幼儿园)[小中大][一二三四五六七八九1-9]?班)`,
  'gu',
);
const SCHOOL_THEN_CLASS = new RegExp(
  `[\\p{Script=Han}0-9A-Za-z]{1,12}?(?:小学|中学|幼儿园|学校|一中|二中|三中|四中|五中|实验|附小|附中)(?:的)?(?=[（(]?(?:小学部|初中部|高中部|校区)?[）)]?(?:的)?${MARK.classroom})`,
  'gu',
);
/** House, staircase and door; a house alone (3号楼停水) is a matter of the estate, not of a person. */
const HOME = [
  /[0-9０-９一二三四五六七八九十A-Za-z]{1,4}[ ]?(?:号楼|栋|幢|座|号院|#楼|#|号)[ ]?(?:[0-9０-９一二三四五六七八九十甲乙丙丁东西A-Za-z]{1,3}[ ]?(?:单元|门|梯)[ ]?)?(?:[0-9０-９一二三四五六七八九十]{1,3}[ ]?(?:层|楼)[ ]?)?[0-9０-９一二三四五六七八九十〇零]{2,5}[ ]?(?:室|户|房|号房|号(?!楼|院|线|文))/gu,
  /[0-9０-９一二三四五六七八九十A-Za-z]{1,4}[ ]?(?:号楼|栋|幢|座)[ ]?[0-9０-９一二三四五六七八九十甲乙丙丁]{1,3}[ ]?(?:单元|门)[ ]?[0-9０-９一二三四五六七八九十〇零]{2,5}[ ]?(?:室|户|号)?/gu,
  /[0-9０-９]{1,3}[-－—][0-9０-９]{1,2}[-－—][0-9０-９]{3,4}(?=室|户|住户|业主|房)(?:室|户|房)?/gu,
  /(?<=[村屯庄])[0-9０-９一二三四五六七八九十]{1,3}(?:组|队|社)[0-9０-９]{1,4}号/gu,
  /(?<=[路街巷弄道胡同])[0-9０-９]{1,5}(?:弄|号)(?:院|内)?[0-9０-９]{0,3}号?[0-9０-９]{2,4}室/gu,
  /(?<=(?:家住|住在|住址|家庭住址|户籍地|居住在)[^，。；\n]{0,24}[路街巷弄道村])[0-9０-９]{1,5}(?:弄|号)(?:院)?/gu,
];

/**
 * Covers what would lead to a minor or a home in a text that others than the monitoring staff read: names after words for
 * children, their class and school, and door numbers. Errs on the side of covering. The input is masked text; so is the output.
 */
export function coverExcerpt(text: MaskedText): MaskedText {
  let out = text
    .replace(NAMED, `$1${MARK.name}`)
    .replace(ADJACENT, `$1${MARK.name}`)
    .replace(BEFORE, MARK.name)
    .replace(CLASSROOM, MARK.classroom)
    .replace(SCHOOL_THEN_CLASS, MARK.school);
  for (const home of HOME) out = out.replace(home, MARK.home);
  return out as MaskedText;
}
