import { z } from 'zod';
import { ConcernAct, ConcernDraft, ConcernImport, ConcernImporting, IMPORT_CSV_CHARS_MAX } from './concern-act.ts';
import {
  ConcernDetail,
  ConcernDone,
  ConcernList,
  ConcernQuery,
  ConcernTask,
  RatesQuery,
  RatesReply,
} from './concern-view.ts';
import { LedgerPlan } from './concern.ts';
import {
  AnswersAct,
  AnswersDone,
  ConsultationAct,
  ConsultationDraft,
  ConsultationId,
  ConsultationView,
} from './consultation.ts';
import { ConcernId } from './id.ts';
import { rolesOf } from './rights.ts';
import { DESK, READERS, type RouteSpec } from './route.ts';

const concern = z.object({ id: ConcernId });
const consultation = z.object({ id: ConsultationId });

/** 社情民意台账: concerns, their rates, consultations. */
export const CONCERN_ROUTES = {
  'GET /api/concerns': {
    summary: 'The ledger: overdue first, then by deadline',
    allow: READERS,
    query: ConcernQuery,
    reply: ConcernList,
  },
  'POST /api/concerns': {
    summary: 'Open a concern from a claim, an alert, a post, a request or a visit',
    allow: rolesOf('concern-open'),
    body: ConcernDraft,
    reply: ConcernDone,
  },
  'POST /api/concerns/import': {
    summary: 'Take over a 12345 list as CSV text, going on by itself where it is long; no number is taken twice',
    allow: rolesOf('concern-open'),
    body: ConcernImport,
    // Escaped in JSON, a Chinese character takes three bytes, a quote two.
    bodyBytesMax: IMPORT_CSV_CHARS_MAX * 3 + 10_000,
    reply: ConcernImporting,
  },
  'GET /api/concerns/import': {
    summary: 'How far the newest import is, and what it came to; null where there is none',
    allow: rolesOf('concern-open'),
    reply: ConcernImporting.nullable(),
  },
  'POST /api/concerns/export': {
    summary: 'The concerns found, as CSV: nothing of who raised them; capped and journaled',
    allow: DESK,
    body: ConcernQuery,
    reply: z.string(),
    media: 'text/csv',
    fileName: 'ledger.csv',
  },
  'GET /api/concerns/rates': {
    summary: 'Rates of response, solution and satisfaction, by department, topic and month',
    allow: READERS,
    query: RatesQuery,
    reply: RatesReply,
  },
  'PUT /api/concerns/plan': {
    summary: 'The usual lengths of the ledger',
    allow: rolesOf('duty-change'),
    body: LedgerPlan,
    reply: LedgerPlan,
  },
  'GET /api/concerns/{id}': {
    summary: 'One concern with its way and diary',
    allow: READERS,
    params: concern,
    reply: ConcernDetail,
  },
  'POST /api/concerns/{id}/acts': {
    summary: 'Assign, report, urge, extend, settle, revisit, do again, mark, note …',
    allow: rolesOf(
      'concern-open',
      'concern-assign',
      'concern-answer',
      'concern-urge',
      'concern-extend',
      'concern-settle',
      'concern-revisit',
      'concern-redo',
      'concern-note',
      'mark-write',
    ),
    params: concern,
    body: ConcernAct,
    reply: ConcernDone,
  },
  'GET /api/concern-tasks': {
    summary: "Concerns of one's own department, open first: without where they came from",
    allow: ['department'],
    reply: z.array(ConcernTask),
  },
  'GET /api/consultations': {
    summary: 'Measures put up before they are decided, newest first',
    allow: READERS,
    reply: z.array(ConsultationView),
  },
  'POST /api/consultations': {
    summary: 'Draft a consultation',
    allow: rolesOf('consultation-change'),
    body: ConsultationDraft,
    reply: ConsultationView,
  },
  'POST /api/consultations/{id}/acts': {
    summary: 'Start, note what groups say, close, conclude with what was taken over, link its statements',
    allow: rolesOf('consultation-change'),
    params: consultation,
    body: ConsultationAct,
    reply: ConsultationView,
  },
  'POST /api/consultations/{id}/answers': {
    summary: 'Count answers of its public page in, each once, or set them aside with a reason',
    allow: rolesOf('consultation-change'),
    params: consultation,
    body: AnswersAct,
    reply: AnswersDone,
  },
} as const satisfies Record<string, RouteSpec>;
