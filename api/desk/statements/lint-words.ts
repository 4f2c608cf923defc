import { advise, block, piecesOf, placeName, type LintRule } from './lint-text.ts';

type Harsh = {
  readonly words: readonly string[];
  readonly severity: 'block' | 'advise';
  readonly zh: string;
  readonly en: string;
};

/**
 * Words that turn a word to the public against the public. Blame is never needed; what the law provides can be a fact (a police
 * notice), so it is shown and left to people.
 */
const HARSH: readonly Harsh[] = [
  {
    words: [
      '别有用心',
      '不明真相',
      '刁民',
      '无理取闹',
      '恶意炒作',
      '造谣传谣',
      '造谣生事',
      '以讹传讹',
      '蛊惑人心',
      '煽风点火',
      '唯恐天下不乱',
      '个别网民',
      '少数网民',
      '部分网民跟风',
      '无良',
      '居心叵测',
      '蓄意抹黑',
      '博取眼球',
      '博眼球',
      '吃瓜',
      '键盘侠',
      '自作自受',
      '大惊小怪',
      '小题大做',
      '情绪化',
      '缺乏常识',
      '无知',
      '听信谣言',
      '起哄',
    ],
    severity: 'block',
    zh: '带有指责，容易激化情绪，请删去，只说事实。',
    en: 'blames people; leave it out and say the facts.',
  },
  {
    words: [
      '依法追究',
      '追究法律责任',
      '严厉打击',
      '依法严惩',
      '严惩不贷',
      '从严从重',
      '必将',
      '后果自负',
      '予以拘留',
      '绝不姑息',
      '勿谓言之不预',
      '一经查实',
      '责令删除',
      '停止传播',
      '不得传播',
    ],
    severity: 'advise',
    zh: '带有警告的语气。除非这是要公布的处理结果，否则请删去。',
    en: 'sounds like a threat; leave it out unless it is the outcome itself.',
  },
  {
    words: ['不信谣', '不传谣', '请勿信谣', '切勿听信'],
    severity: 'advise',
    zh: '是套话，读者会觉得被教训；请改为告诉大家到哪里看进展。',
    en: 'lectures the reader; say where news will be found instead.',
  },
  {
    words: ['高度重视', '第一时间', '妥善处置', '情绪稳定', '有关部门', '相关部门', '积极开展', '正在进一步处理'],
    severity: 'advise',
    zh: '说得太泛。请写明哪个单位、什么时候、做了什么。',
    en: 'says nothing; name who did what and when.',
  },
];

export const noHarshWords: LintRule = ({ form }) =>
  piecesOf(form).flatMap(({ place, text }) =>
    HARSH.flatMap(({ words, severity, zh, en }, index) => {
      const found = words.filter((word) => text.includes(word));
      if (found.length === 0) return [];
      const quoted = found.map((word) => `“${word}”`).join('');
      const say = severity === 'block' ? block : advise;
      return [say(CODES[index] ?? 'words', place, `${placeName(place)}的${quoted}${zh}`, `${quoted} ${en}`)];
    }),
  );
const CODES = ['blame', 'threat', 'lecture', 'vague'] as const;
