import type { Claim, PaperSpan, Section, Statement } from '../contract/index.ts';
import { statementsOf } from '../desk/clocks/clocks-of.ts';
import { overallVerdict, standing } from '../desk/claims/verdict.ts';
import type { DeskState } from '../desk/state.ts';
import { rowsOf } from '../desk/table.ts';
import { line, marked } from './figures.ts';
import { within, type Span } from './period.ts';
import { isOpenClaim } from './rule-claims.ts';
import { finding, section, type Making } from './section.ts';
import {
  claimTitle,
  shownText,
  statementTitle,
  statementWord,
  timeText,
  VERDICT_MARKS,
  VERDICT_WORDS,
} from './words.ts';

/** Points and pieces of one claim that are printed. */
const POINTS_SHOWN_MAX = 6;
const EVIDENCE_SHOWN_MAX = 2;

/** 传言与核实. A claim is "网传说法" here, whatever its verdict. */
export function rumorSection(making: Making): Section {
  const claims = claimsToldOf(making.input.state, making.input, making.input.about);
  const rows = claims.map((claim) =>
    finding(`claim:${claim.id}`, [saidCell(making, claim), verdictCell(claim), wordCell(making, claim)], {
      link: `/claims/${claim.id}`,
    }),
  );
  const columns = ['网传说法', '核实状态', '权威信息'];
  return section('rumors', '网传说法与核实', '本期没有需要核实的网传说法。', rows, { columns });
}

/** Open at the end, or with a step, a verdict or a statement in the period; the newest first. */
export function claimsToldOf(state: DeskState, span: Span, about: Making['input']['about']): readonly Claim[] {
  return rowsOf(state.claims)
    .filter((claim) => claim.state !== 'merged' && claim.openedMs < span.toMs)
    .filter((claim) => {
      if (about !== null) return about.of === 'claim' ? about.claim === claim.id : false;
      const moved = claim.steps.some(({ atMs }) => within(span, atMs));
      const judged = claim.points.some(({ given }) => given.some(({ atMs }) => within(span, atMs)));
      const said = statementsOf(state, claim).some(({ publishedMs }) => within(span, publishedMs));
      return isOpenClaim(claim, span.toMs) || moved || judged || said;
    })
    .toSorted((a, b) => b.knownMs - a.knownMs || b.no - a.no);
}

function saidCell({ input, figures }: Making, claim: Claim): PaperSpan[] {
  const counted = input.posts?.claims.find((row) => row.claim === claim.id);
  if (counted === undefined) return line(`“${claimTitle(claim)}”`);
  const posts = figures.of(counted.count, {
    of: 'claim-posts',
    claim: claim.id,
    fromMs: input.about === null ? input.fromMs : counted.firstMs,
    toMs: input.toMs,
  });
  return line(`“${claimTitle(claim)}”（${input.about === null ? '本期' : '共'} `, posts, ' 条）');
}

/** The verdict of each point; where there are several the whole first. */
export function verdictCell({ points }: Pick<Claim, 'points'>): PaperSpan[] {
  const overall = overallVerdict(points);
  const word = (verdict: keyof typeof VERDICT_WORDS): PaperSpan =>
    marked(VERDICT_WORDS[verdict], VERDICT_MARKS[verdict]);
  if (points.length === 0) return line(word('open'));
  const each = points
    .slice(0, POINTS_SHOWN_MAX)
    .flatMap(({ text, verdict }, at) => line(at === 0 ? '' : '；', word(verdict), `：${shownText(text, 40)}`));
  const more = points.length > POINTS_SHOWN_MAX ? '；其余要点见系统' : '';
  const whole =
    points.length === 1 ? [] : line('总体 ', word(overall.verdict), overall.open > 0 ? '（尚有要点待核实）。' : '。');
  return line(whole, each, more);
}

/** What the office said in public on it; before that what it can rest on. */
function wordCell({ input }: Making, claim: Claim): PaperSpan[] {
  const { state, toMs } = input;
  const out = statementsOf(state, claim)
    .filter(({ publishedMs }) => publishedMs !== null && publishedMs < toMs)
    .toSorted((a, b) => (b.publishedMs ?? 0) - (a.publishedMs ?? 0) || b.no - a.no);
  const [last] = out;
  if (last !== undefined) return line(publishedText(last));
  const pieces = standing(claim.evidence)
    .filter(({ addedMs, kind }) => addedMs < toMs && kind !== 'asked')
    .toSorted((a, b) => b.addedMs - a.addedMs || (a.id < b.id ? -1 : 1))
    .slice(0, EVIDENCE_SHOWN_MAX);
  if (pieces.length === 0) return line('尚未发布；暂无可引用的证据');
  return line(
    `尚未发布；已有证据：${pieces.map(({ title, from }) => `${shownText(title, 30)}（${shownText(from, 20)}）`).join('、')}`,
  );
}

function publishedText(statement: Statement): string {
  return `${statementWord(statement)}《${statementTitle(statement)}》，${timeText(statement.publishedMs ?? 0)} 发布`;
}
