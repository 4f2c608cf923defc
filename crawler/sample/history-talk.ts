/** What was said when a bridge was closed one evening without a word. */
export const EVENT_CLAIMS: readonly string[] = [
  '白沙大桥{rush}突然封了，两头都堵死，{bus}全停在桥东',
  '从{road}一路堵到白沙大桥，没有看到任何封路通知',
  '刚到白沙大桥就让掉头，说在检修，绕路多走{nn}分钟',
  '接孩子的车都困在白沙大桥上，{school}那边还等着',
  '白沙大桥封闭检测，现场只有一个锥桶，也没有人指挥',
  '听说白沙大桥要封三天，交警说今晚就能通，不知道信谁',
  '{bridge}桥头的大车开始掉头，{road}也堵上了',
  '走白沙大桥的注意了，已经封了，绕{road}走，也很慢',
];

export const EVENT_ENDS: readonly string[] = [
  '封路提前说一声不难吧，太气人了！',
  '{kin}还在车上，急死人了。',
  '有知道几点能通的吗？',
  '希望交警快点来疏导。',
  '没办法，只能在这儿等。',
  '刚刚通了一条车道，慢慢在走。',
  '绕过来用了{nn}分钟，总算到家。',
  '交通局后来说是例行检测，已经恢复通行。',
];
