import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../support/source-files.ts';

/** Any of them that runs calls `ran`, asks a canary, or opens a dialog. */
const OWN = [
  '<script>ran(1)</script>',
  '<img src=x onerror=ran(2)>',
  '<svg><animate onbegin=ran(3) attributeName=x dur=1s>',
  '"><iframe srcdoc="<script>parent.ran(4)</script>"></iframe>',
  '<details open ontoggle=ran(5)>停水</details>',
  '<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=ran(6)&gt;">',
  '<link rel=stylesheet href=//canary.example/a.css><base href=//canary.example/>',
  '<img src="//canary.example/pixel.png">',
  '<a href="javascript:ran(7)" autofocus onfocus=ran(8)>停水通知</a>',
  '{{constructor.constructor("ran(9)")()}}${ran(10)}#{ran(11)}',
  '<template><img src=x onerror=ran(12)></template><noscript><p title="</noscript><img src=x onerror=ran(13)>">',
  '</title></textarea></style><body onload=ran(14)>',
  '<meta http-equiv=refresh content="0;url=javascript:ran(15)">',
  '<object data="data:text/html;base64,PHNjcmlwdD5wYXJlbnQucmFuKDE2KTwvc2NyaXB0Pg=="></object>',
  '\u202e<img/src=x\u0000onerror=ran(17)>＜script＞ran(18)＜/script＞',
] as const;

export const OWN_PAYLOADS: readonly string[] = OWN;

/** Addresses that are code, for whatever becomes a link. */
export const ADDRESSES: readonly string[] = [
  'javascript:ran(20)',
  ' java\tscript:ran(21)',
  'data:text/html,<script>opener.ran(22)</script>',
  'vbscript:ran(23)',
  'https://ok.example/"onmouseover="ran(24)',
  "https://ok.example/'><img src=x onerror=ran(25)>",
];

/** A long public list, where it lies beside the project; else none. */
export function listedPayloads(): readonly string[] {
  const file = join(root, '../shared/data/xss/payloads.txt');
  if (!existsSync(file)) return [];
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '');
}
