import { maskText } from '../../contract/privacy.ts';
import { block, piecesOf, placeName, type LintRule, type LintText } from './lint-text.ts';

/** Words after which a name stands, and words that follow one. Titles of office are among them: an officer too is named by the office alone. */
const BEFORE =
  /(?:局长|书记|主任|县长|市长|镇长|乡长|村长|院长|校长|园长|经理|董事长|法人代表|法定代表人|负责人|司机|驾驶员|男子|女子|患者|死者|伤者|网民|网友|村民|居民|业主|市民|嫌疑人|当事人|犯罪嫌疑人|记者|医生|教师|学生|家长|发布者|发帖人|名叫|姓名[为是：:]?|名为)[：:“"]?(\p{Script=Han}{2,4})/gu;
const AFTER = /(\p{Script=Han}{2,4})(?=先生|女士|同志|同学|小姐|师傅|老师|[（(](?:男|女)[，,、）)])/gu;
/** 王某, 李某某: it hides a name and still points at one person. */
const HIDDEN = /\p{Script=Han}某某?(?![种些处地年月日个人事时])/gu;

/** What the template left to fill in is the template's own, and another rule tells of it. */
const PLACEHOLDER = /【[^】]*】/gu;

/** Lengths of a name as they are tried from the side where it must begin or end. */
const NAME_LENGTHS = [2, 3, 4] as const;

/** The first private person's name in a text, or null. */
function nameIn(text: string, isPersonName: LintText['isPersonName']): string | null {
  const written = text.replace(PLACEHOLDER, ' ');
  const behind = [...written.matchAll(BEFORE)].flatMap(([, run = '']) =>
    NAME_LENGTHS.map((length) => run.slice(0, length)),
  );
  const ahead = [...written.matchAll(AFTER)].flatMap(([, run = '']) =>
    NAME_LENGTHS.map((length) => run.slice(-length)),
  );
  const hidden = [...written.matchAll(HIDDEN)].map(([each]) => each);
  const whole = written.split(/[\s\p{P}]+/u).filter((part) => part.length >= 2 && part.length <= 8);
  return [...hidden, ...whole, ...behind, ...ahead].find((part) => part.length >= 2 && isPersonName(part)) ?? null;
}

export const noPersonName: LintRule = ({ form, isPersonName }) =>
  [...piecesOf(form), { place: 'contact', text: form.contact }].flatMap(({ place, text }) => {
    const name = nameIn(text, isPersonName);
    if (name === null) return [];
    const zh = `${placeName(place)}里的“${name}”像是个人姓名。通报不点个人的名，请用职务或“一名居民”。`;
    return [block('person-name', place, zh, `"${name}" looks like a person's name; use the office or "a resident".`)];
  });

const MARK = /〔(?:电话|证件号|卡号|车牌|邮箱|账号|IP|姓名|学校|班级|住址)〕|@〔用户〕/u;
/** These lead to one person even where one is meant to call. */
const NEVER = /〔(?:证件号|卡号|车牌)〕|@〔用户〕/u;

export const noPersonalNumber: LintRule = ({ form }) => {
  const found = piecesOf(form).filter(({ text }) => MARK.test(maskText(text)));
  const contact = NEVER.test(maskText(form.contact)) ? [{ place: 'contact', text: form.contact }] : [];
  return [...found, ...contact].map(({ place }) => {
    const zh = `${placeName(place)}里有电话、证件或账号一类的号码，保存时会被遮盖。供公众拨打的电话请写在“咨询渠道”。`;
    return block(
      'personal-number',
      place,
      zh,
      'A number or account stands here and would be masked; a number to call belongs into the contact.',
    );
  });
};
