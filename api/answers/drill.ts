import type { Parts } from './parts.ts';

export function drillAnswers(_parts: Parts) {
  return {};
}
