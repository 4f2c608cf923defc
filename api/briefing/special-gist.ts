import type { Finding, Section } from '../contract/index.ts';
import { rowAt } from '../desk/table.ts';
import { deadlinesAt } from './deadlines.ts';
import { line, marked } from './figures.ts';
import { bodyName } from './named.ts';
import { claimStateAt, firstWordMs } from './rule-claims.ts';
import { CONCERN_WORDS } from './rule-concerns.ts';
import { verdictCell } from './rumors.ts';
import { section, told, type Making } from './section.ts';
import { claimTitle, lengthText, shownText, STATE_WORDS, timeText } from './words.ts';

/** 要点 of a special report: how it stands, what is found, how far it went, what was answered, what comes next. */
export function specialGist(making: Making): Section {
  const rows = making.input.about?.of === 'concern' ? concernGist(making) : claimGist(making);
  return section('gist', '要点', '所报事项已不在台账中。', [...rows, ...nextOf(making)]);
}

function claimGist({ input, figures }: Making): readonly Finding[] {
  const { about, state, toMs, posts } = input;
  const claim = about?.of === 'claim' ? rowAt(state.claims, about.claim) : undefined;
  if (claim === undefined) return [];
  const link = { link: `/claims/${claim.id}` };
  const word = firstWordMs(state, claim, toMs);
  const counted = posts?.claims.find((row) => row.claim === claim.id);
  const query = { of: 'claim-posts', claim: claim.id, fromMs: counted?.firstMs ?? 0, toMs } as const;
  const spread =
    counted === undefined ? line('相关帖文数待补。') : line('至今相关帖文 ', figures.of(counted.total, query), ' 条。');
  const first = claim.firstPostMs === null ? '' : `首帖 ${timeText(claim.firstPostMs)}，`;
  const answered =
    word === null
      ? line(marked('尚未对外发声。', 'strong'))
      : line(`首次发声 ${timeText(word)}，距知晓 ${lengthText(Math.max(0, word - claim.knownMs))}。`);
  return [
    told(
      'gist:state',
      line(`网传“${claimTitle(claim)}”，目前${STATE_WORDS[claimStateAt(claim, toMs) ?? 'new']}。`),
      link,
    ),
    told('gist:verdict', line('核查：', verdictCell(claim), '。'), link),
    told('gist:spread', line(`${first}知晓 ${timeText(claim.knownMs)}；`, spread), link),
    told('gist:answer', answered, link),
  ];
}

function concernGist({ input }: Making): readonly Finding[] {
  const { about, state } = input;
  const concern = about?.of === 'concern' ? rowAt(state.concerns, about.concern) : undefined;
  if (concern === undefined) return [];
  const link = { link: `/ledger/${concern.id}` };
  const body = bodyName(state, concern.body) ?? '尚未转办';
  const rows = [
    told(
      'gist:state',
      line(`诉求“${shownText(concern.title)}”，${CONCERN_WORDS[concern.state]}，承办单位：${body}。`),
      link,
    ),
  ];
  if (concern.outcome !== '') rows.push(told('gist:outcome', line(`结果：${shownText(concern.outcome, 120)}`), link));
  return rows;
}

/** The deadline that comes next, or is over. */
function nextOf({ input }: Making): readonly Finding[] {
  const { about, state, toMs } = input;
  const isOf = (key: string): boolean =>
    about?.of === 'claim' ? key.startsWith(`clock:${about.claim}:`) : key === `concern:${about?.concern ?? ''}`;
  const next = deadlinesAt(state, toMs).find(({ key }) => isOf(key));
  if (next === undefined) return [];
  const when =
    next.dueMs <= toMs
      ? line(marked(`已超时 ${lengthText(toMs - next.dueMs)}`, 'late'))
      : line(`还有 ${lengthText(next.dueMs - toMs)}`);
  return [
    told('gist:next', line(`下一时限：${next.text}，${timeText(next.dueMs)}，`, when, '。'), { link: next.link }),
  ];
}
