import { DrillDraft, DrillView } from './drill.ts';
import { RIGHTS } from './rights.ts';
import { READERS, type RouteSpec } from './route.ts';

/** 演练: the sample town's rumor in a store of its own. */
export const DRILL_ROUTES = {
  'GET /api/drill': {
    summary: 'The drill that is on, and the results of earlier ones',
    allow: READERS,
    reply: DrillView,
  },
  'POST /api/drill': {
    summary: 'Start a drill: a second office with a store of its own, from which nothing goes out',
    allow: RIGHTS['drill-run'],
    body: DrillDraft,
    reply: DrillView,
  },
  'POST /api/drill/end': {
    summary: 'End the drill that is on and score it',
    allow: RIGHTS['drill-run'],
    reply: DrillView,
  },
} as const satisfies Record<string, RouteSpec>;
