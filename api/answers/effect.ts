import type { Parts } from './parts.ts';

export function effectAnswers(_parts: Parts) {
  return {};
}
