import type { Topic } from '../topic.ts';

export const daily: Topic = {
  id: 'daily',
  weight: 10,
  bureau: '县文化广电和旅游局',
  subjects: [
    {
      title: '{treesight}，拍了几张',
      core: '{treesight}，{weekday}带家里人去走了一圈，人不算多',
      good: true,
      details: ['手机拍的，不专业，大家凑合看'],
      replies: ['照片拍得好，{town}我好久没回去了'],
    },
    {
      title: '{road}口新开的书店有人去过吗',
      core: '{road}口新开了一家书店，二楼可以坐着看书，{evening}关门',
      good: true,
      details: ['去的时候人不多，安安静静的', '有知道的说一声，先谢谢了'],
      replies: ['书店去过，灯光舒服，就是座位少'],
    },
    {
      title: '寻猫：橘色，脖子上有铃铛',
      core: '家里的橘猫{day}从{estate}跑出去了，脖子上有个小铃铛',
      good: true,
      details: ['有知道的说一声，先谢谢了'],
      replies: ['猫一般跑不远，晚上拿罐头在楼下叫一叫'],
    },
    {
      title: '广场舞能不能小点声',
      core: '广场舞的音箱{evening}还在响，老人锻炼是好事，声音小一点更好',
      good: true,
      details: [],
      replies: ['广场舞{evening}就散了，忍一忍'],
    },
    {
      title: '{weekday}要{weather}，把花搬进屋吧',
      core: '天气预报说{weekday}要{weather}，阳台上的花该搬进屋了',
      good: true,
      details: [],
      replies: ['明天真要{weather}，出门看看天气'],
    },
    {
      title: '老照片里的{road}，你还认得吗',
      core: '翻出一张老照片，{road}那时候还是土路，两边都是槐树',
      good: true,
      details: ['手机拍的，不专业，大家凑合看'],
      replies: ['照片拍得好，{town}我好久没回去了', '那棵槐树还在，就在{school}后墙那边'],
    },
    {
      title: '{estate}附近有没有学羽毛球的地方',
      core: '孩子想学羽毛球，{estate}附近有没有开班的',
      good: true,
      details: ['有知道的说一声，先谢谢了'],
      replies: ['羽毛球体育馆二楼有班，{weekday}晚上'],
    },
    {
      title: '那家包子铺搬到{road}了',
      core: '{market}北门那家包子铺搬到{road}了，味道没变',
      good: true,
      details: ['老板是本地人，说话爽快'],
      replies: ['包子还是那个味，皮薄馅大'],
    },
    {
      title: '{bridge}的日落真好看',
      core: '{bridge}上看日落真好看，傍晚去最合适',
      good: true,
      details: ['手机拍的，不专业，大家凑合看', '记得带件外套，河边风大', '比去年早了{n}天'],
      replies: ['照片拍得好，{town}我好久没回去了', '{bridge}日落我也拍过，等云多的时候去'],
    },
    {
      title: '图书馆讲故事活动，孩子爱听',
      core: '县图书馆{weekday}有讲故事活动，{kin}和孩子都爱听',
      good: true,
      details: ['去的时候人不多，安安静静的', '孩子玩了一下午，回来倒头就睡', '门票不要钱，停车在对面'],
      replies: ['图书馆活动要提前报名，名额{nn}个'],
    },
  ],
  news: [
    {
      headline: '县图书馆周末亲子阅读活动预告',
      lines: ['活动免费参加，需提前预约，每场名额{nn}个', '家长可在图书馆服务台或公众号报名'],
    },
    {
      headline: '{treesight}，观赏期到来，游客请文明出行',
      lines: ['{town}在入口设置临时停车位{nnn}个，志愿者引导车辆有序停放', '请不要折枝、采摘，垃圾随手带走'],
    },
    {
      headline: '气象台发布{weather}消息，{weekday}请注意出行',
      lines: ['气象台预计未来三天以多云为主，早晚温差较大，请注意添衣', '请注意老人和孩子的保暖，出行关注路况'],
    },
    {
      headline: '{town}举行{season}农民趣味运动会',
      lines: [
        '比赛设置搬粮食、滚轮胎等项目，来自{n}个村的{nn}支队伍参加',
        '趣味项目引来阵阵笑声，获胜队伍得到了农具和洗衣液',
      ],
    },
  ],
};
