import { refuse } from '../contract/index.ts';
import type { Handlers } from '../http/handler.ts';

type Keys = Extract<keyof Handlers, `${string} /api/handovers${string}`>;

/** 交接班: the page for the next shift, signed by both. */
export function handoverAnswers(): Pick<Handlers, Keys> {
  const missing = () => refuse('not-found');
  return {
    'GET /api/handovers/now': missing,
    'POST /api/handovers': missing,
    'GET /api/handovers/{id}': missing,
    'POST /api/handovers/{id}/sign': missing,
  };
}
