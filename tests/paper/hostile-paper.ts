import type { Paper } from '../../api/contract/index.ts';
import { finding, section, typical } from './paper-parts.ts';
import { sampleChart, samplePaper } from './sample-paper.ts';

/** What hostile pages, spreadsheets, chats and printers are known to trip over. */
export const HOSTILE: Readonly<Record<string, string>> = {
  script:
    '<script>document.title="ran"</script></style></title><img src=x onerror=alert(1)>"\'><iframe src=file:///etc/passwd>',
  formula: "=cmd|'/C calc'!A0",
  formulas: '＝1+1\n+1\n-1\n@SUM(A1)\n\t=2',
  markdown: '**粗** [点我](http://evil.example/) `code` # 题 <@all> |格| ~~删~~ ![图](http://evil.example/a.png)',
  bidi: '正常\u202e文字反转\u202c \u2067孤立\u2069 \u200f右 עברית العربية',
  emoji: '👨‍👩‍👧‍👦🇨🇳👍🏽 水💧',
  lone: '半个\ud83d字\udc00符',
  control: '零\u0000响\u0007退\u0008换\u000b页\u000c\uffff\ufffe\u2028行\u2029段\u0085',
  entity: '&lt;b&gt; &amp; ]]> <!-- --> &#0; &#x1F;',
  style: '");} @page{margin:0} body{display:none} </style> \\000022 url(http://evil.example/x)',
};

/** A text without any place to break, and one row that is longer than a page. */
export const ENDLESS = 'A'.repeat(20_000);
export const LONG_HAN = '水管爆了没人管'.repeat(2_858).slice(0, 20_000);

function hostileWith(text: string): Paper {
  const chart = sampleChart();
  return samplePaper({
    title: text,
    office: text,
    dateText: text,
    periodText: text,
    reportsTo: text,
    copiesTo: text,
    classed: text,
    releasedText: text,
    lacking: [{ what: 'store', why: text }],
    sections: [
      section('gist', text, [finding('g', [text])]),
      section('hot', text, [finding('h', [text, text], { posts: [typical(1, text, text)] })], {
        columns: [text, text],
        numeric: [1],
      }),
      section('judgement', text, [finding('j', [text])]),
      section('trace', text, [], { empty: text }),
    ],
    charts: [
      {
        ...chart,
        section: 'hot',
        title: text,
        summary: text,
        unit: text,
        lines: chart.lines.map((line) => ({ ...line, name: text })),
        marks: [{ bin: 2, label: text }],
      },
    ],
    comments: [{ key: 'g', text, by: text }],
  });
}

export function hostilePapers(): readonly (readonly [string, Paper])[] {
  return Object.entries(HOSTILE).map(([name, text]) => [name, hostileWith(text)]);
}

/** Cells longer than any page. */
export function longPaper(): Paper {
  return samplePaper({
    sections: [
      section('hot', '热点', [finding('e', [ENDLESS, '1']), finding('f', [LONG_HAN, '2'])], {
        columns: ['议题', '条数'],
        numeric: [1],
      }),
    ],
    charts: [],
    comments: [],
  });
}
