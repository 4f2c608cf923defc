import type { Topic } from '../topic.ts';

export const policing: Topic = {
  id: 'policing',
  weight: 4,
  bureau: '县公安局',
  subjects: [
    {
      title: '{estate}{day}有人丢电动车',
      core: '{estate}车棚{day}丢了一辆电动车，监控只拍到背影',
      good: false,
      details: [
        '报了警，民警说同一片还有两家丢的',
        '希望晚上多巡逻两趟',
        '没有大损失，就是心里不舒服',
        '车锁再好，也别停在没灯的地方',
        '社区装了几个摄像头以后好多了',
      ],
      replies: ['我们{estate}也丢过，后来找回来了', '晚上把电动车推到有监控的地方'],
    },
    {
      title: '接到自称客服的电话，差点被骗',
      core: '接到一个说是快递理赔的电话，让下载软件，差点把钱转过去',
      good: false,
      details: ['骗子连名字和订单都说得出来，信息不知道从哪儿漏的', '提醒家里老人，凡是要转账的都先问问孩子'],
      replies: ['这种电话一律挂掉，国家反诈中心的软件装一个'],
    },
    {
      title: '{road}半夜飙车太吵',
      core: '{road}{night}有人骑摩托飙车，一趟一趟的，老人睡不着',
      good: false,
      details: ['希望晚上多巡逻两趟'],
      replies: ['飙车的交警{weekday}查了一批，安静了几天'],
    },
    {
      title: '给{town}派出所点个赞',
      core: '{kin}在{market}走丢，{town}派出所的民警{nn}分钟就找到了',
      good: true,
      details: [],
      replies: ['社区民警人不错，说话和气'],
    },
    {
      title: '捡到一串钥匙，已经交到岗亭',
      core: '在{market}门口捡到一串钥匙，上面有个小红绳，已经交到岗亭',
      good: true,
      details: [],
      replies: ['钥匙失主可以去岗亭认领，说得出样子就给'],
    },
    {
      title: '办身份证很快',
      core: '带孩子去办身份证，窗口{weekday}也上班，十来分钟就好了',
      good: true,
      details: [],
      replies: ['身份证可以网上预约，到了直接照相'],
    },
    {
      title: '装修吵了{days}，社区民警来调解',
      core: '楼上装修吵了{days}，和邻居说不通，社区民警来调解了',
      good: false,
      details: ['没有大损失，就是心里不舒服', '民警忙到{night}，饭都没吃'],
      replies: ['社区民警人不错，说话和气'],
    },
    {
      title: '卖保健品的又来村里了',
      core: '有人在{village}推销保健品，说免费送鸡蛋，老人去了一大片',
      good: false,
      details: ['提醒家里老人，凡是要转账的都先问问孩子'],
      replies: ['卖保健品的又换地方了，提醒老人别去'],
    },
  ],
  news: [
    {
      headline: '县公安局发布{season}防骗提示',
      lines: [
        '民警提醒：凡是要求下载软件、转账到“安全账户”的都是诈骗',
        '反诈小队用方言给老人讲案例，发放宣传单{nnn}份',
      ],
    },
    {
      headline: '{town}派出所延时办理户籍业务',
      lines: ['户籍窗口{weekday}延时服务，群众可网上预约', '学生办证高峰期间，周六上午增开一个窗口'],
    },
    {
      headline: '夜间摩托车噪声整治行动开展',
      lines: ['整治行动设卡{n}处，检查车辆{nnn}台次，暂扣改装摩托{nn}辆', '改装排气管的车辆须恢复原状后领回'],
    },
    {
      headline: '反诈宣传走进{village}',
      lines: ['反诈小队用方言给老人讲案例，发放宣传单{nnn}份', '老人们当场下载了反诈软件'],
    },
  ],
};
