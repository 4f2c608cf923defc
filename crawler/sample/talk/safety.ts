import type { Topic } from '../topic.ts';

export const safety: Topic = {
  id: 'safety',
  weight: 5,
  bureau: '县应急管理局',
  subjects: [
    {
      title: '{estate}消防通道又堵上了',
      core: '{estate}{building}前面的消防通道停满了车，真着火了消防车进不来',
      good: false,
      details: ['物业贴了温馨提示，管不了两天', '希望社区组织一次消防演练，老人不知道怎么用灭火器', '这种事出了就晚了'],
      replies: ['消防通道可以报给消防站，来了先劝后罚'],
    },
    {
      title: '{road}井盖松了，骑车的小心',
      core: '{road}靠近{market}的井盖松了，车一压就响，晚上骑车很危险',
      good: false,
      details: ['先放了个纸箱子做记号，等人来修', '打了热线，说{n}个工作日内答复'],
      replies: ['井盖我{clock}路过，已经有人在换了', '谢谢提醒，骑车从那里过的都慢一点'],
    },
    {
      title: '{village}电线杆歪了{days}',
      core: '{village}村口的电线杆歪了{days}，刮风的时候吓人',
      good: false,
      details: ['供电所的人来看过，说要等材料'],
      replies: ['电线杆{day}已经扶正了，供电所来了一车人'],
    },
    {
      title: '楼道里一股焦味，有人在家充电池',
      core: '{building}有人把电动车电池拎回家充电，楼道里一股焦味',
      good: false,
      details: ['物业贴了温馨提示，管不了两天', '希望社区组织一次消防演练，老人不知道怎么用灭火器', '这种事出了就晚了'],
      replies: ['电池千万别在家充，充电棚又不贵', '灭火器过期的可以去换，消防站门口贴着通知'],
    },
    {
      title: '{estate}外墙瓷砖掉了几块',
      core: '{estate}外墙的瓷砖掉了几块，下面就是孩子玩的地方',
      good: false,
      details: ['这种事出了就晚了', '打了热线，说{n}个工作日内答复', '下面拉了警戒线，可是孩子不懂'],
      replies: ['瓷砖的事找社区，能走应急维修'],
    },
    {
      title: '{market}旁边小店冒烟，邻居扑住了',
      core: '{day}{market}旁边的小店冒烟，还好邻居用灭火器扑住了',
      good: true,
      details: ['希望社区组织一次消防演练，老人不知道怎么用灭火器', '大家互相提醒一下，安全是自己家的事'],
      replies: ['灭火器过期的可以去换，消防站门口贴着通知', '我们{estate}演练过，孩子都学会了'],
    },
    {
      title: '加油站旁边放烟花，太吓人',
      core: '{town}加油站旁边有人放烟花，值班的人拦了半天',
      good: false,
      details: ['这种事出了就晚了'],
      replies: [],
    },
    {
      title: '{village}水塘边装了护栏',
      core: '学校让家长一起看了防溺水的视频，{village}的水塘边也装了护栏',
      good: true,
      details: ['大家互相提醒一下，安全是自己家的事'],
      replies: ['我们{estate}演练过，孩子都学会了'],
    },
  ],
  news: [
    {
      headline: '县应急管理局部署{season}安全生产检查',
      lines: ['检查组对{market}等人员密集场所进行了检查，现场整改隐患{nn}处', '对一时不能整改的，明确了责任人和期限'],
    },
    {
      headline: '{estate}开展消防疏散演练',
      lines: ['演练中居民有序疏散，消防员讲解了灭火器使用方法', '社区还为独居老人检查了线路'],
    },
    {
      headline: '{town}排查农村用电安全隐患{nn}处',
      lines: ['各乡镇对水塘、沟渠周边护栏和警示牌逐一核对', '村电工对老化线路逐户登记'],
    },
    {
      headline: '燃气安全入户检查进社区',
      lines: ['燃气公司对{nnn}户进行了入户安检，免费更换老化软管{nn}根', '安检员上门时佩戴工作证，不收取任何费用'],
    },
  ],
};
