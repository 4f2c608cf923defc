import { refuse } from '../contract/index.ts';
import type { Handlers } from '../http/handler.ts';

type Keys = Extract<keyof Handlers, `${string} /api/briefings${string}`>;

/** 简报: the archive, one issue, its figures and forms. */
export function briefingAnswers(): Pick<Handlers, Keys> {
  const missing = () => refuse('not-found');
  return {
    'GET /api/briefings': missing,
    'POST /api/briefings': missing,
    'GET /api/briefings/plan': missing,
    'PUT /api/briefings/plan': missing,
    'GET /api/briefings/leader': missing,
    'GET /api/briefings/{id}': missing,
    'POST /api/briefings/{id}/acts': missing,
    'GET /api/briefings/{id}/figures/{figure}': missing,
    'GET /api/briefings/{id}/files/{form}': missing,
  };
}
