import assert from 'node:assert/strict';
import { loadLexicon } from '../../api/analysis/lexicon.ts';
import { isPersonName } from '../../api/analysis/person-name.ts';
import { loadPublicNames } from '../../api/analysis/public-names.ts';
import { LEXICONS_DIR } from '../../api/analysis/script.ts';

/** Invented, or borne by so many that they are nobody's. */
const PERSONS = (
  '王建国 李秀英 张伟 刘洋 陈静 杨帆 黄志强 赵丽华 吴敏 周杰 徐明 孙桂兰 马超 朱红梅 胡军 郭晓燕 何文涛 ' +
  '林海峰 罗玉珍 高峰 郑爽 梁志远 谢婷婷 宋佳 唐国强 许晴 韩冰 冯小军 邓超 曹颖 彭丽 曾志伟 肖战 田雨 董卿 ' +
  '袁弘 潘虹 于洋 蒋欣 蔡明 余男 杜鹃 叶青 魏晨 吕燕 丁磊 任达 沈腾 姚晨 卢勇 姜文 崔健 钟汉良 谭卓 陆毅 ' +
  '汪涵 范伟 石磊 廖凡 贾玲 夏雨 欧阳娜娜 司马文 上官婉儿 诸葛青云 张子涵 王梓轩 李雨桐 刘浩然 陈思远 杨紫涵 ' +
  '黄一诺 赵欣怡 吴宇航 周子墨 徐静蕾 孙艺珍 马天宇 朱俊杰 胡可欣 郭子健 何雨柱 林心如 罗大佑 高圆圆 郑凯文 ' +
  '梁朝伟 谢霆锋 王小明 李大刚 张铁柱 刘翠花 陈二狗 杨白劳 黄晓明 赵本山 吴用之 周大福 徐志摩 孙立平 马云飞 ' +
  '朱之文 胡一刀 郭德纲 何炅 林黛玉 罗永浩 高晓松 郑智化 梁静茹 谢娜 王海波 李长江 张大海 刘江 陈山 杨柳 白雪 ' +
  '王丽娟 李建军 张淑芬 刘春梅 陈国栋 杨秀兰 黄丽萍 赵永刚 吴桂英 周建平 徐玉兰 孙凤英 马建华 朱秀珍 胡玉梅 ' +
  '郭建设 何桂芳 林国华 罗志刚 高秀云 欧阳晓燕 司马志远 慕容雪 吴雨桐 王俊熙 李梦瑶 张雅婷 刘佳怡 陈嘉豪 杨浩宇 ' +
  '赵文博 黄诗涵 周欣妍 吴泽宇 徐梦洁 孙浩轩 胡雨欣 朱思琪 高子轩 林雨薇 何佳豪 郭雅静 马晓东 罗文杰 梁美玲 ' +
  '宋志强 郑晓丽 谢文斌 韩冬梅 唐小雨 冯建国 于海涛 董文静 萧雨晴 程建新 曹雪梅 袁志刚 邓玉华 许文强 傅晓峰 ' +
  '沈佳宜 曾国庆 彭德华 吕志明 苏文静 卢俊义 蒋大为 蔡依琳 贾宝山 丁春秋 魏国安 薛宝钗 叶秀英 阎立新 余文乐 ' +
  '潘玉莲 杜文斌 戴志康 夏雨荷 钟国强 汪小菲 田秀芳'
).split(' ');

const PUBLIC = (
  '王家村 李庄小学 张江镇 县委书记 城关镇 柳树镇 教育局 公安局 高新区 白云区 黄河路 马家沟 石家庄 张家口 周口店 ' +
  '安阳市 江北区 高速公路 黄山市 金水区 龙泉水厂 东湖花园 实验小学 人民路 向阳村 何家湾 刘庄 陈家桥 赵家堡 ' +
  '吴江区 徐家汇 孙家坪 朱家角 胡家庙 郭家镇 林业局 罗湖区 郑州市 梁山县 宋庄镇 唐家墩 许昌 韩城 马路 安全局 ' +
  '安监局 高级中学 黄埔军校 江苏省 金融办 石油公司 方志办 白马寺 包头市 毛纺厂 文化局 文化路 文化馆 文庙街 ' +
  '武装部 武警支队 成都 成人教育中心 水利局 市长 镇长 村支书 局长 卫健委 石桥镇中心小学 沙河沿村 大王庄 张家湾 ' +
  '马家坡 李集村 杨树沟村 龙泉寺 田家庵 曹县 曹家渡 范县 单县 温县 夏邑县 钟楼区 鼓楼区 江岸区 汉阳区 洪山区 ' +
  '安置办 安居小区 金桂苑小区 阳光家园 华联超市 华润电厂 项目办 江滩公园 党校 党委办公室 党工委 成华区 万达广场 ' +
  '万州区 尚品小区 古城街道 古楼派出所 关帝庙 关工委 高铁站 高教园区 房管局 房产局 计生委 季家屯 于家房 于洪区 ' +
  '史家胡同 史志办 常委会 常熟 游客中心 汤阴县 汤山镇 祝桥镇 易县 易家墩 康复中心 康巴什区 雷州 雷家店 侯马 ' +
  '侯家塘 龙华区 龙岗区 龙湾 段家坪 钱江新城 钱塘区 严家渡 戴家巷 莫高窟 孔庙 向塘镇 乔司镇 兰州 兰考 殷都区 ' +
  '施甸县 洪泽湖 翟庄 颜店镇 牛庄镇 葛家集 申家滩 毕节 聂家岗 柴桥 焦作 左家庄 祝融路 甘州区 宁波 宁乡市 ' +
  '符离集 纪委 纪检监察组 梅县区 梅林关 凌河区 岳阳楼区 柯桥区 管城区 柳江 鲍家街 蓝田县 盛泽镇 邢台 齐河 霍山 ' +
  '苗圃路 童装市场 桂林路 谷城 景德镇 连云港 柏乡 房山 冷水江 米脂 米东区 费县 卫东区 卫生监督所 卫生院 商丘 ' +
  '商务局 楚雄 古田 沙坪坝 沙市区 沙河 盖州 自来水 安全 高考 黄金 文化 方案 温度 金融 石油 房价 暖气停供 ' +
  '马路积水 高温 白酒 万元 成绩 连锁 广场 费用 安置房 关停 江水 单位 高压线 包工头 龙卷风 方便面'
).split(' ');

/** The least share that must be right of either kind. */
const RIGHT_MIN = 0.95;

describe('a private name', () => {
  let publicNames: ReadonlySet<string> = new Set();
  before(() => {
    const loaded = loadLexicon(LEXICONS_DIR);
    assert.ok('lexicon' in loaded);
    publicNames = loadPublicNames(LEXICONS_DIR, loaded.lexicon);
  });

  it('is refused', () => {
    assert.ok(PERSONS.length >= 200);
    const missed = PERSONS.filter((name) => !isPersonName(name, publicNames));
    assert.ok(missed.length <= PERSONS.length * (1 - RIGHT_MIN), missed.join(' '));
  });

  it('is not seen in places, bodies, offices and plain words', () => {
    assert.ok(PUBLIC.length >= 200);
    const refused = PUBLIC.filter((name) => isPersonName(name, publicNames));
    assert.ok(refused.length <= PUBLIC.length * (1 - RIGHT_MIN), refused.join(' '));
  });

  it('is seen beside other words, titles and in another manner', () => {
    for (const text of [
      '县委书记王建国',
      '王建国局长',
      '举报 张伟 贪污',
      '李明先生',
      '王某某',
      '买买提·艾力',
      '李秀英,停水',
    ])
      assert.ok(isPersonName(text, publicNames), text);
    for (const text of ['', '城关镇 停水', '王家村', '李庄小学', '张江镇', '县委书记', '自来水 发黄'])
      assert.equal(isPersonName(text, publicNames), false, text);
  });

  it('that is listed as a public body is accepted', () => {
    assert.equal(isPersonName('王建国', new Set(['王建国'])), false);
  });
});
