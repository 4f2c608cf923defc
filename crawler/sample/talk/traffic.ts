import type { Topic } from '../topic.ts';

export const traffic: Topic = {
  id: 'traffic',
  weight: 8,
  bureau: '县公安局交通警察大队',
  subjects: [
    {
      title: '{bridge}{rush}堵成一锅粥',
      core: '{rush}过{bridge}，从桥东到桥西堵了{nn}分钟',
      good: false,
      details: [
        '交警早晚高峰有人指挥的时候就顺畅，人一走又乱',
        '其实加一个左转箭头就能好很多',
        '电动车逆行的太多，不能光说汽车',
        '白天还好，主要是{rush}那一阵',
      ],
      replies: ['{bridge}那里{rush}别走，绕{road2}快'],
    },
    {
      title: '{road}路口绿灯时间太短，老人走不过去',
      core: '{road}和学校路口的红绿灯，绿灯只有十几秒，老人走不过去',
      good: false,
      details: [
        '交警早晚高峰有人指挥的时候就顺畅，人一走又乱',
        '其实加一个左转箭头就能好很多',
        '电动车逆行的太多，不能光说汽车',
      ],
      replies: ['绿灯确实短，{kin}每次都走到一半'],
    },
    {
      title: '{bus}等了{nn}分钟没来',
      core: '{bus}{day}又晚点，站牌上写的十分钟一班，实际等了{nn}分钟',
      good: false,
      details: ['希望公交公司把实时位置放到手机上', '白天还好，主要是{rush}那一阵'],
      replies: ['公交司机少，我听说在招人'],
    },
    {
      title: '{road}的大坑什么时候补',
      core: '{road}中间有个大坑，下雨看不见，{day}有人骑车摔了',
      good: false,
      details: ['打过电话，说归交通管，交通又说归市政管', '补一个坑也就半天的事'],
      replies: ['{road}的坑我也压过，轮胎鼓包了', '可以在“随手拍”上报，我报过一次，三天补上了'],
    },
    {
      title: '{road}围挡{days}了，没看见几个工人',
      core: '{road}修路围挡{days}了，没看见几个工人',
      good: false,
      details: ['施工牌上写的工期已经过了，没有人来改'],
      replies: ['可以在“随手拍”上报，我报过一次，三天补上了', '围挡里是在埋雨水管，天冷干得慢'],
    },
    {
      title: '{road}晚上大车多，太吵也危险',
      core: '大货车{night}从{road}走，玻璃都跟着震',
      good: false,
      details: [],
      replies: [],
    },
    {
      title: '{town}到县城的客车少了一班',
      core: '{town}到县城的客车少了一班，赶集的老人挤不上',
      good: false,
      details: [],
      replies: ['客车时刻贴在车站进门右手边，{morning}有加班车'],
    },
    {
      title: '{road}新画的停车线真不错',
      core: '{road}画了新的停车线，电动车和汽车分开了，走着舒服多了',
      good: true,
      details: [],
      replies: [],
    },
    {
      title: '{bridge}南边的灯黑了{days}',
      core: '路灯从{bridge}往南一段黑了{days}，下晚自习的学生多',
      good: false,
      details: ['打过电话，说归交通管，交通又说归市政管'],
      replies: ['可以在“随手拍”上报，我报过一次，三天补上了', '路灯{day}有人来修了，高架车停在桥头'],
    },
  ],
  news: [
    {
      headline: '{road}部分路段施工期间交通管制通告',
      lines: ['管制期间请过往车辆绕行{road2}，施工预计{span}完成'],
    },
    {
      headline: '{bridge}早晚高峰实行潮汐车道',
      lines: [
        '交警大队对{nn}个路口信号配时进行了重新测算，延长行人绿灯时间',
        '管制期间请过往车辆绕行{road2}，施工预计{span}完成',
        '潮汐车道由指示灯控制，请按标志行驶',
      ],
    },
    {
      headline: '{bus}线路优化调整公告',
      lines: ['调整后的{bus}每{n}分钟一班，末班车延长至晚上九点', '运行时刻已更新到站牌'],
    },
    {
      headline: '县交警大队开展电动车佩戴头盔宣传',
      lines: ['县交通运输局已对坑槽路段完成修补{nn}处', '佩戴不规范的驾驶人以劝导为主'],
    },
  ],
};
