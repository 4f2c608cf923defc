import type { Topic } from '../topic.ts';
import { daily } from './daily.ts';
import { environment } from './environment.ts';
import { food } from './food.ts';
import { health } from './health.ts';
import { heating } from './heating.ts';
import { housing } from './housing.ts';
import { land } from './land.ts';
import { policing } from './policing.ts';
import { prices } from './prices.ts';
import { safety } from './safety.ts';
import { schools } from './schools.ts';
import { counters } from './counters.ts';
import { socialSecurity } from './social-security.ts';
import { traffic } from './traffic.ts';
import { water } from './water.ts';

/** All that the town talks about. */
export const TOPICS: readonly Topic[] = [
  water,
  heating,
  housing,
  schools,
  health,
  traffic,
  environment,
  safety,
  prices,
  socialSecurity,
  land,
  policing,
  food,
  counters,
  daily,
];
