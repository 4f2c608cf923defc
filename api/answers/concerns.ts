import type { Parts } from './parts.ts';

export function concernAnswers(_parts: Parts) {
  return {};
}
