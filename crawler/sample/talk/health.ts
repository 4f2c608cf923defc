import type { Topic } from '../topic.ts';

export const health: Topic = {
  id: 'health',
  weight: 7,
  bureau: '县卫生健康局',
  subjects: [
    {
      title: '在{hospital}看病花了一上午',
      core: '{day}带{kin}去{hospital}看病，挂号排队加检查花了一上午',
      good: false,
      details: [
        '医生护士态度都好，就是人手太少',
        '自助机{n}台坏了两台，老人不会用也没人教',
        '药房窗口排的队比挂号还长',
        '希望预约能分时段，别让大家一早都挤在大厅',
        '县里能看的病就不想往市里跑了',
      ],
      replies: ['挂号可以在公众号上预约，{morning}放号', '我{day}也在{hospital}，排了{nn}分钟'],
    },
    {
      title: '{hospital}儿科夜里只有一个医生',
      core: '{hospital}儿科{night}就一个医生值班，走廊里坐满了发烧的孩子',
      good: false,
      details: ['医生护士态度都好，就是人手太少'],
      replies: ['儿科哪儿都缺医生，带孩子去早一点', '多开窗、勤洗手，孩子发烧先别急着输液'],
    },
    {
      title: '慢病取药能不能一次多开点',
      core: '{kin}有高血压，每个月去卫生院取药，希望能一次开够两个月',
      good: false,
      details: ['药房窗口排的队比挂号还长', '希望预约能分时段，别让大家一早都挤在大厅'],
      replies: ['慢病可以办长处方，找社区医生开'],
    },
    {
      title: '医保报销比例怎么和想的不一样',
      core: '在{hospital}住院{days}，出院结算时医保报销比例和想的不一样',
      good: false,
      details: ['收费单写得细，可是看不懂哪些能报', '县里能看的病就不想往市里跑了'],
      replies: ['医保报销看目录，自费药不算在内'],
    },
    {
      title: '家庭医生上门给老人量血压',
      core: '{town}卫生院的家庭医生{weekday}上门给老人量了血压',
      good: true,
      details: ['护士很耐心，一项一项给老人讲', '夜里急诊亮着灯，心里踏实一些'],
      replies: ['给{hospital}的护士点个赞，{kin}住院照顾得很好'],
    },
    {
      title: '{town}卫生院什么时候有疫苗',
      core: '孩子打疫苗要到{town}卫生院预约，{day}去了说没有苗',
      good: false,
      details: [],
      replies: ['卫生院疫苗到货会在群里通知，别着急'],
    },
    {
      title: '检查单在手机上能查了',
      core: '{hospital}的检查单在手机上能查了，省得跑第二趟',
      good: true,
      details: ['夜里急诊亮着灯，心里踏实一些'],
      replies: ['给{hospital}的护士点个赞，{kin}住院照顾得很好'],
    },
    {
      title: '班里请假的孩子有{n}个，是流感吗',
      core: '流感季节到了，班里请假的孩子有{n}个',
      good: false,
      details: [],
      replies: ['儿科哪儿都缺医生，带孩子去早一点', '多开窗、勤洗手，孩子发烧先别急着输液'],
    },
  ],
  news: [
    {
      headline: '{hospital}门诊推行分时段预约',
      lines: ['{hospital}增开夜间儿科门诊，每晚安排{n}名医生值班', '老人可由家属代为预约，现场保留人工窗口'],
    },
    {
      headline: '县卫生健康局提示{season}呼吸道疾病防护',
      lines: [
        '近期门诊就诊以普通流感为主，药品储备充足，请群众合理就医',
        '出现发热等症状请佩戴口罩，按需到发热门诊就诊',
      ],
    },
    {
      headline: '{town}卫生院开展老年人免费体检',
      lines: ['体检项目包括血压、血糖、心电图等，已有{nnn}名老人参加', '结果由家庭医生上门讲解'],
    },
    {
      headline: '家庭医生签约服务走进{village}',
      lines: ['慢性病患者可凭处方一次领取最长十二周的药品', '医生当场为老人调整了用药'],
    },
  ],
};
