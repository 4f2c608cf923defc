import type { Handlers } from '../http/handler.ts';
import { briefingAnswers } from './briefings.ts';
import { handoverAnswers } from './handovers.ts';
import { trendAnswers } from './trends.ts';
import { alertAnswers } from './alerts.ts';
import { crawlerAnswers } from './crawlers.ts';
import { leaderAnswers } from './leader.ts';
import { leadAnswers } from './leads.ts';
import { lexiconAnswers } from './lexicon.ts';
import { overviewAnswers } from './overview.ts';
import { claimAnswers } from './claims.ts';
import { evidenceAnswers } from './evidence.ts';
import { inquiryAnswers } from './inquiries.ts';
import { clockAnswers } from './clocks.ts';
import { statementAnswers } from './statements.ts';
import { publishingAnswers } from './publishing.ts';
import { citizenAnswers } from './citizens.ts';
import { concernAnswers } from './concerns.ts';
import { effectAnswers } from './effect.ts';
import { drillAnswers } from './drill.ts';
import type { Parts } from './parts.ts';
import { peopleAnswers } from './people.ts';
import { searchAnswers } from './search.ts';
import { sessionAnswers } from './session.ts';
import { settingAnswers } from './settings.ts';
import { sourceAnswers } from './sources.ts';
import { systemAnswers } from './system.ts';
import { toneAnswers } from './tone.ts';

/** What every route answers, a file a screen. */
export function createAnswers(parts: Parts): Omit<Handlers, 'GET /api/openapi.json'> {
  return {
    ...sessionAnswers(parts),
    ...overviewAnswers(parts),
    ...alertAnswers(parts),
    ...searchAnswers(parts),
    ...toneAnswers(parts),
    ...sourceAnswers(parts),
    ...leadAnswers(parts),
    ...lexiconAnswers(parts),
    ...peopleAnswers(parts),
    ...settingAnswers(parts),
    ...systemAnswers(parts),
    ...claimAnswers(parts),
    ...evidenceAnswers(parts),
    ...inquiryAnswers(parts),
    ...clockAnswers(parts),
    ...statementAnswers(parts),
    ...publishingAnswers(parts),
    ...citizenAnswers(parts),
    ...concernAnswers(parts),
    ...effectAnswers(parts),
    ...drillAnswers(parts),
    ...briefingAnswers(parts),
    ...leaderAnswers(parts),
    ...handoverAnswers(parts),
    ...trendAnswers(parts),
    ...crawlerAnswers(parts),
  };
}
