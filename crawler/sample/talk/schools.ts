import type { Topic } from '../topic.ts';

export const schools: Topic = {
  id: 'schools',
  weight: 8,
  bureau: '县教育局',
  subjects: [
    {
      title: '{school}放学门口堵得走不动',
      core: '{school}{offschool}放学，{road}两边停满接孩子的车，公交都过不去',
      good: false,
      details: ['班主任在群里回了，说学校正在和交警商量', '学校能不能错开年级放学，哪怕差十分钟也好'],
      replies: ['我家孩子也在{school}，{grade}，情况差不多', '接孩子停远一点走两步，门口就不堵了'],
    },
    {
      title: '{school}课后服务怎么收费',
      core: '孩子在{school}上{grade}，课后服务每天到五点半，费用说法不一样',
      good: false,
      details: [
        '孩子倒是愿意在学校写完作业再回来',
        '家长委员会打算{weekday}去食堂看看',
        '费用希望能写清楚，家长交得也明白',
      ],
      replies: ['课后服务是自愿的，不想上可以写申请'],
    },
    {
      title: '{school}门口连个遮雨的地方都没有',
      core: '{kin}去{school}接孩子，门口连个遮雨的地方都没有',
      good: false,
      details: ['学校能不能错开年级放学，哪怕差十分钟也好'],
      replies: ['我家孩子也在{school}，{grade}，情况差不多', '接孩子停远一点走两步，门口就不堵了'],
    },
    {
      title: '{school}一个班{nn}个人，老师忙不过来',
      core: '今年{school}一个班{nn}个人，老师忙不过来',
      good: false,
      details: ['附近新楼盘那么多，学位肯定紧', '老师很负责，就是班里人太多了'],
      replies: [
        '我家孩子也在{school}，{grade}，情况差不多',
        '{grade}作业确实多，孩子{night}才睡',
        '{school}的老师挺好，孩子去了以后爱看书了',
      ],
    },
    {
      title: '{school}食堂的饭菜，家长来说说',
      core: '孩子说{school}食堂{day}的菜是凉的，想问问别的家长',
      good: false,
      details: ['问过教育局，说以正式的招生公告为准'],
      replies: ['食堂可以申请陪餐，我去过一次，饭菜还行'],
    },
    {
      title: '{school}门口斑马线磨没了',
      core: '{school}门口的斑马线磨得看不清了，早上车又多',
      good: false,
      details: ['班主任在群里回了，说学校正在和交警商量'],
      replies: ['我家孩子也在{school}，{grade}，情况差不多', '斑马线我也反映过，{weekday}看见有人来量了'],
    },
    {
      title: '{estate}的学区到底怎么划',
      core: '我们住{estate}，学区以前是{school}，听说要调整',
      good: false,
      details: ['家长委员会打算{weekday}去食堂看看', '附近新楼盘那么多，学位肯定紧'],
      replies: ['学区以教育局的公告为准，别听中介的'],
    },
    {
      title: '{town}的孩子上学要走{n}里路',
      core: '{town}的孩子要走{n}里路上学，遇到雨雪天更难走',
      good: false,
      details: [],
      replies: ['校车的事乡里也在争取，听说在招司机'],
    },
    {
      title: '{school}新操场开放了',
      core: '{school}新修的操场开放了，周末孩子有地方跑了',
      good: true,
      details: [],
      replies: ['{school}的老师挺好，孩子去了以后爱看书了'],
    },
  ],
  news: [
    {
      headline: '{school}举行{season}运动会',
      lines: [
        '{school}共有{nnn}名学生参加，家长志愿者在校门口维持秩序',
        '比赛设跳绳、接力等项目，低年级还安排了亲子游戏',
      ],
    },
    {
      headline: '县教育局规范课后服务收费公示',
      lines: ['课后服务遵循自愿原则，收费标准在学校公示栏和县教育局网站公布', '家长如发现不合理收费，可向县教育局反映'],
    },
    {
      headline: '{school}周边交通组织优化方案公布',
      lines: ['交警在{road}设置限时停车区，{rush}安排{n}名警力护学', '请家长按标线停车，即停即走'],
    },
    {
      headline: '{town}中心小学新教学楼投入使用',
      lines: ['新教学楼可容纳{nn}个教学班，缓解周边学位紧张', '校园周边道路同步拓宽，设置了家长等候区'],
    },
  ],
};
