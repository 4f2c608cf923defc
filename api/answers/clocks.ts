import type { Parts } from './parts.ts';

export function clockAnswers(_parts: Parts) {
  return {};
}
