import { BriefingId, type Briefing } from '../../api/contract/briefing.ts';
import {
  BodyId,
  ClaimId,
  ConcernId,
  FileHash,
  InquiryId,
  PointId,
  StatementId,
  type Body,
  type Claim,
  type Concern,
  type Inquiry,
  type Point,
  type Statement,
} from '../../api/contract/index.ts';
import { idOf, NOON_MS } from './scene.ts';

/** Rows of the desk as the fold would hold them, for tests of a part that needs another part's rows. */

export function aClaim(change: Partial<Claim> = {}): Claim {
  return {
    id: ClaimId.parse('c1'),
    no: 1,
    version: 1,
    title: '自来水被化工厂污染',
    about: null,
    topics: ['water'],
    places: [],
    origin: { from: 'hand' },
    state: 'new',
    steps: [{ state: 'new', atMs: NOON_MS, by: 'mo', note: '' }],
    holder: null,
    knownMs: NOON_MS,
    openedMs: NOON_MS,
    firstPostMs: null,
    grade: 'ordinary',
    gradedMs: null,
    lookAgainMs: null,
    passedTo: '',
    mergedInto: null,
    splitFrom: null,
    variants: [],
    dismissedPosts: [],
    points: [],
    evidence: [],
    choice: null,
    reports: [],
    pauses: [],
    acknowledged: {},
    earlier: null,
    sample: false,
    ...change,
  };
}

export function aPoint(change: Partial<Point> = {}): Point {
  return {
    id: PointId.parse('p1'),
    text: '城东部分小区自来水发黄',
    addedMs: NOON_MS,
    by: 'mo',
    verdict: 'open',
    given: [],
    concern: null,
    changed: 1,
    ...change,
  };
}

export function aBody(change: Partial<Body> = {}): Body {
  return { id: BodyId.parse('water-company'), name: '县供水公司', contact: '', people: [], active: true, ...change };
}

export function anInquiry(change: Partial<Inquiry> = {}): Inquiry {
  return {
    id: InquiryId.parse('i1'),
    no: 1,
    version: 1,
    claim: ClaimId.parse('c1'),
    point: null,
    body: BodyId.parse('water-company'),
    question: '城东片区水质检测结果如何？',
    contact: '值班室',
    sentMs: NOON_MS,
    sentBy: 'mo',
    dueMs: NOON_MS + 3_600_000,
    state: 'sent',
    answers: [],
    evidence: null,
    reminders: [],
    note: '',
    ...change,
  };
}

export function aStatement(change: Partial<Statement> = {}): Statement {
  return {
    id: StatementId.parse('s1'),
    no: 1,
    version: 1,
    claim: ClaimId.parse('c1'),
    kind: 'rebuttal',
    issue: 1,
    state: 'draft',
    openedMs: NOON_MS,
    by: idOf('wei'),
    versions: [],
    comments: [],
    approvals: [],
    signOffs: [],
    channels: [],
    publishAtMs: null,
    publishedMs: null,
    points: [],
    corrects: null,
    correctedBy: null,
    handedTo: [],
    steps: [{ state: 'draft', atMs: NOON_MS, by: 'wei', note: '' }],
    sample: false,
    ...change,
  };
}

export function aConcern(change: Partial<Concern> = {}): Concern {
  return {
    id: ConcernId.parse('n1'),
    no: 1,
    version: 1,
    title: '抢修通知没有到户',
    text: '停水通知只发在两个业主群',
    topics: ['water'],
    places: [],
    origin: { from: 'visit' },
    openedMs: NOON_MS,
    heardMs: null,
    by: 'mo',
    state: 'new',
    body: null,
    others: [],
    dueMs: null,
    clockFromMs: null,
    assignedMs: null,
    respondedMs: null,
    reportedMs: null,
    measures: [],
    outcome: '',
    solved: false,
    files: [],
    publicAnswer: '',
    settledMs: null,
    satisfaction: null,
    askedMs: null,
    revisits: [],
    urges: [],
    extensions: [],
    extensionAsked: null,
    returns: [],
    redone: 0,
    reminded: [],
    marks: [],
    diary: [],
    sample: false,
    ...change,
  };
}

/** 07:00 in China of the day that is played, and the day before. */
export const SEVEN_MS = Date.UTC(2026, 10, 24, 23);

export function aBriefing(change: Partial<Briefing> = {}): Briefing {
  return {
    id: BriefingId.parse('daily-2026-11-25'),
    kind: 'daily',
    about: null,
    year: 2026,
    no: 1,
    fromMs: SEVEN_MS - 24 * 3_600_000,
    toMs: SEVEN_MS,
    state: 'draft',
    version: 1,
    made: { sha256: FileHash.parse('d'.repeat(64)), atMs: SEVEN_MS, n: 9, hash: 'e'.repeat(64), lacking: [] },
    remade: 0,
    judgement: [],
    judgedBy: [],
    edits: [],
    steps: [{ state: 'draft', by: 'machine', atMs: SEVEN_MS, note: '' }],
    released: null,
    files: [],
    marks: [],
    reads: [],
    redactedMs: null,
    sample: false,
    ...change,
  };
}
