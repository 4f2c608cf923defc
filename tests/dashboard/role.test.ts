import assert from 'node:assert/strict';
import { ROUTES, type Allow } from '../../api/contract/index.ts';
import { Role } from '../../api/contract/person.ts';
import { may, mayOpen, type Right, type Screen } from '../../dashboard/lib/role.ts';

/** The route that each screen, and each right, cannot do without. */
const SCREEN_ROUTES = {
  leader: 'GET /api/briefings/leader',
  overview: 'GET /api/overview',
  alerts: 'GET /api/alerts',
  claims: 'GET /api/claims',
  statements: 'GET /api/statements',
  ledger: 'GET /api/concerns',
  briefing: 'GET /api/briefings',
  search: 'POST /api/search',
  tone: 'POST /api/tone',
  sources: 'GET /api/sources',
  lead: 'POST /api/leads',
  lexicon: 'GET /api/lexicon',
  inbox: 'GET /api/inbox',
  tasks: 'GET /api/tasks',
  score: 'GET /api/score',
  duty: 'GET /api/duty',
  settings: 'GET /api/me/sessions',
} as const satisfies Record<Screen, keyof typeof ROUTES>;

const RIGHT_ROUTES = {
  handle: 'POST /api/alerts/{id}/acts',
  search: 'POST /api/search',
  monitor: 'POST /api/sources',
  administer: 'GET /api/people',
  read: 'GET /api/overview',
  'duty-change': 'PATCH /api/duty/shifts',
  'rule-change': 'PUT /api/duty/rules',
  'inquiry-send': 'POST /api/claims/{id}/inquiries',
  'concern-open': 'POST /api/concerns',
  'briefing-edit': 'POST /api/briefings',
  'briefing-plan': 'PUT /api/briefings/plan',
  draft: 'POST /api/statements',
  drill: 'POST /api/drill',
  'send-again': 'POST /api/deliveries/{id}/again',
} as const satisfies Record<Right, keyof typeof ROUTES>;

function allowed(route: keyof typeof ROUTES, role: Role): boolean {
  const allow: Allow = ROUTES[route].allow;
  return typeof allow === 'string' ? allow === 'session' : allow.includes(role);
}

describe('the navigation', () => {
  for (const role of Role.options) {
    it(`shows a ${role} the screens that the API answers, and no others`, () => {
      for (const [screen, route] of Object.entries(SCREEN_ROUTES))
        assert.equal(mayOpen([role], screen as Screen), allowed(route, role), screen);
      for (const [right, route] of Object.entries(RIGHT_ROUTES))
        assert.equal(may([role], right as Right), allowed(route, role), right);
    });
  }
});
