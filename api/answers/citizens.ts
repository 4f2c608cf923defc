import type { Parts } from './parts.ts';

export function citizenAnswers(_parts: Parts) {
  return {};
}
