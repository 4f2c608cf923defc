import { z } from 'zod';
import { BriefingAct, BriefingDraft, BriefingForm, BriefingId, BriefingPlan } from './briefing.ts';
import { BriefingDetail, BriefingDone, BriefingList, BriefingQuery, FigureView } from './briefing-view.ts';
import { Handover, HandoverDraft, HandoverId, HandoverNow, HandoverSign, HandoverView } from './handover.ts';
import { rolesOf } from './rights.ts';
import { READERS, type RouteSpec } from './route.ts';
import { LeaderView, TrendQuery, TrendView } from './trend.ts';

const briefing = z.object({ id: BriefingId });
const handover = z.object({ id: HandoverId });

/** 简报: issues, their figures and forms, the schedule; 批示; 交接班; trends. */
export const BRIEFING_ROUTES = {
  'GET /api/briefings': {
    summary: 'The archive: newest first, by kind, year and words',
    allow: READERS,
    query: BriefingQuery,
    reply: BriefingList,
  },
  'POST /api/briefings': {
    summary: 'Make a special report, or the issue of a period that has none',
    allow: rolesOf('briefing-edit'),
    body: BriefingDraft,
    reply: BriefingDone,
  },
  'GET /api/briefings/plan': {
    summary: 'When issues are made and whom they go to',
    allow: READERS,
    reply: BriefingPlan,
  },
  'PUT /api/briefings/plan': {
    summary: 'Change when issues are made and whom they go to',
    allow: rolesOf('briefing-plan'),
    body: BriefingPlan,
    reply: BriefingPlan,
  },
  'GET /api/briefings/leader': {
    summary: "A leader's first screen: the newest issue, three clocks, one trend",
    allow: READERS,
    reply: LeaderView,
  },
  'GET /api/briefings/{id}': {
    summary: 'One issue: the paper, what was done to it, what may be done',
    allow: READERS,
    params: briefing,
    reply: BriefingDetail,
  },
  'POST /api/briefings/{id}/acts': {
    summary: 'Judge, move, comment, leave out with a reason, submit, release, mark …',
    allow: rolesOf('briefing-edit', 'briefing-release', 'briefing-read', 'mark-write'),
    params: briefing,
    body: BriefingAct,
    reply: BriefingDone,
  },
  'GET /api/briefings/{id}/figures/{figure}': {
    summary: 'What lies behind a number of the issue',
    allow: READERS,
    params: briefing.extend({ figure: z.coerce.number().int().min(0) }),
    reply: FigureView,
  },
  'GET /api/briefings/{id}/files/{form}': {
    summary: 'The issue as PDF, Word, page or text; a draft is marked as one',
    allow: READERS,
    params: briefing.extend({ form: BriefingForm }),
    reply: z.unknown(),
    media: 'application/octet-stream',
    download: true,
  },
  'GET /api/handovers/now': { summary: 'The page for the next shift as it is now', allow: READERS, reply: HandoverNow },
  'POST /api/handovers': {
    summary: 'The one who goes signs the page',
    allow: rolesOf('handover-sign'),
    body: HandoverDraft,
    reply: Handover,
  },
  'GET /api/handovers/{id}': {
    summary: 'One page as it was signed',
    allow: READERS,
    params: handover,
    reply: HandoverView,
  },
  'POST /api/handovers/{id}/sign': {
    summary: 'The one who comes signs it',
    allow: rolesOf('handover-sign'),
    params: handover,
    body: HandoverSign,
    reply: Handover,
  },
  'GET /api/trends': {
    summary: 'Topics, places, rates and lead times over weeks, each with its usual band',
    allow: READERS,
    query: TrendQuery,
    reply: TrendView,
  },
} as const satisfies Record<string, RouteSpec>;
