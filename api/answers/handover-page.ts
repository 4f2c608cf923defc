import { chinaMoment } from '../briefing/words.ts';
import { ConcernQuery } from '../contract/concern-view.ts';
import { HANDOVER_ROWS_MAX, type HandoverLine, type HandoverPage } from '../contract/handover.ts';
import { LEVEL_ZH, type SourceHealth, type StatementState } from '../contract/index.ts';
import { nextWords } from '../briefing/deadlines.ts';
import { issueName } from '../desk/briefings/words.ts';
import { rowAt, rowsOf } from '../desk/table.ts';
import { formOf } from '../publisher/words.ts';
import { alertViews } from './alerts.ts';
import { runningClocks } from './clock-views.ts';
import { foundConcerns } from './concern-list.ts';
import { DAY_MS } from './filter.ts';
import type { Parts } from './parts.ts';
import { actorNamed } from './staff-names.ts';

type Lists = Pick<HandoverPage, 'alerts' | 'clocks' | 'promises' | 'sources' | 'drafts' | 'due'>;

const DRAFTS: Partial<Record<StatementState, string>> = {
  draft: '起草中',
  submitted: '待审批',
  approved: '已审批，待发布',
  scheduled: '定时发布',
};
const SILENT: Partial<Record<SourceHealth['state'], string>> = {
  failing: '取不到',
  'set-aside': '已搁置',
  resting: '暂停读取',
  paused: '人工停用',
};

/** The page for the next shift, of the desk as it is now: what is open, what runs, what was promised until when, what is silent. */
export function handoverPage(parts: Parts): HandoverPage {
  const state = parts.desk.state();
  const nowMs = parts.now();
  const lists: Lists = {
    alerts: alertLines(parts),
    clocks: clockLines(parts),
    promises: promiseLines(parts, nowMs),
    sources: sourceLines(parts),
    drafts: draftLines(parts),
    due: dueLines(parts, nowMs),
  };
  const cut = Object.entries(lists).map(([name, lines]) => [name, lines.slice(0, HANDOVER_ROWS_MAX)] as const);
  const over = Object.entries(lists).filter(([, lines]) => lines.length > HANDOVER_ROWS_MAX);
  const { n, hash } = parts.journal.head();
  return {
    // The edge: the same names as above.
    ...(Object.fromEntries(cut) as Record<keyof Lists, HandoverLine[]>),
    atMs: nowMs,
    office: state.settings.office,
    head: { n, hash },
    more: Object.fromEntries(over.map(([name, lines]) => [name, lines.length - HANDOVER_ROWS_MAX])),
    sample: state.sample === 'present',
  };
}

/** What both sign: without the hour and the journal's length, which move while one reads. */
export function handoverMatter(page: HandoverPage): Omit<HandoverPage, 'atMs' | 'head'> {
  const { office, alerts, clocks, promises, sources, drafts, due, more, sample } = page;
  return { office, alerts, clocks, promises, sources, drafts, due, more, sample };
}

function alertLines(parts: Parts): HandoverLine[] {
  return alertViews(parts, 'open').map(({ id, titleZh, level, holderName, snoozedUntilMs, sample }) => ({
    text: `舆情提示${LEVEL_ZH[level]}：${titleZh}${sample ? '（示例）' : ''}`,
    who: holderName ?? '',
    dueMs: snoozedUntilMs,
    late: false,
    link: `/alerts/${id}`,
  }));
}

function clockLines(parts: Parts): HandoverLine[] {
  return runningClocks(parts).map(({ claim, clock }) => ({
    text: `传言 ${claim.no} 号“${claim.title}”：${clock.zh}`,
    who: claim.holder === null ? '' : actorNamed(parts, claim.holder),
    dueMs: clock.endMs,
    late: clock.state === 'over',
    link: `/claims/${claim.id}`,
  }));
}

/** When statements said that the next would come, while none did; and claims that are to be looked at again. */
function promiseLines(parts: Parts, nowMs: number): HandoverLine[] {
  const state = parts.desk.state();
  const words = nextWords(state, nowMs).map(({ statement, nextMs }) => ({
    text: `《${formOf(statement).title}》答应到时再次发布`,
    who: actorNamed(parts, statement.by),
    dueMs: nextMs,
    late: nextMs <= nowMs,
    link: `/statements/${statement.id}`,
  }));
  const looks = rowsOf(state.claims)
    .filter(({ state: at, lookAgainMs }) => at === 'watching' && lookAgainMs !== null)
    .map((claim) => ({
      text: `传言 ${claim.no} 号“${claim.title}”留观，到时再看`,
      who: claim.holder === null ? '' : actorNamed(parts, claim.holder),
      dueMs: claim.lookAgainMs,
      late: (claim.lookAgainMs ?? Infinity) <= nowMs,
      link: `/claims/${claim.id}`,
    }));
  return [...words, ...looks].toSorted(byDue);
}

function sourceLines(parts: Parts): HandoverLine[] {
  return rowsOf(parts.desk.state().sources)
    .filter(({ url }) => url !== null)
    .flatMap((source) => {
      const { state, lastSuccessMs } = parts.leases.health(source);
      const word = SILENT[state];
      if (word === undefined) return [];
      const since = lastSuccessMs === null ? '从未取到' : `最后一次取到：${chinaMoment(lastSuccessMs)}`;
      return [{ text: `${source.name}：${word}（${since}）`, who: '', dueMs: null, late: false, link: '/sources' }];
    })
    .toSorted((a, b) => a.text.localeCompare(b.text, 'zh-CN'));
}

function draftLines(parts: Parts): HandoverLine[] {
  const { statements, briefings } = parts.desk.state();
  const drafts = rowsOf(statements).flatMap((statement) => {
    const word = DRAFTS[statement.state];
    if (word === undefined) return [];
    const title = formOf(statement).title || `通报 ${statement.no} 号`;
    const { publishAtMs: dueMs, by, id } = statement;
    return [{ text: `《${title}》${word}`, who: actorNamed(parts, by), dueMs, late: false, link: `/statements/${id}` }];
  });
  const issues = rowsOf(briefings)
    .filter(({ state }) => state !== 'released')
    .map(({ id, kind, year, no, state }) => ({
      text: `${issueName({ kind, year, no })}${state === 'draft' ? '待编写' : '待签发'}`,
      who: '',
      dueMs: null,
      late: false,
      link: `/briefing/${id}`,
    }));
  return [...drafts, ...issues];
}

/** Concerns and inquiries that are overdue or end within a day. */
function dueLines(parts: Parts, nowMs: number): HandoverLine[] {
  const { bodies, inquiries } = parts.desk.state();
  const nameOf = (id: string | null): string => (id === null ? '' : (rowAt(bodies, id)?.name ?? ''));
  const query = ConcernQuery.parse({});
  const concerns = foundConcerns(parts, query).flatMap(({ concern, clock }) => {
    const dueMs = clock?.endMs ?? null;
    if (dueMs === null || dueMs > nowMs + DAY_MS) return [];
    const text = `诉求 ${concern.no} 号“${concern.title}”${concern.body === null ? '，还没有转办' : ''}`;
    return [{ text, who: nameOf(concern.body), dueMs, late: dueMs <= nowMs, link: `/ledger/${concern.id}` }];
  });
  const asked = rowsOf(inquiries)
    .filter(({ state, dueMs }) => state === 'sent' && dueMs <= nowMs + DAY_MS)
    .map(({ no, body, dueMs, claim }) => ({
      text: `核实单 ${no} 号，等答复`,
      who: nameOf(body),
      dueMs,
      late: dueMs <= nowMs,
      link: `/claims/${claim}`,
    }));
  return [...concerns, ...asked].toSorted(byDue);
}

function byDue(a: HandoverLine, b: HandoverLine): number {
  return (a.dueMs ?? Infinity) - (b.dueMs ?? Infinity) || (a.text < b.text ? -1 : 1);
}
