import type { Parts } from './parts.ts';

export function evidenceAnswers(_parts: Parts) {
  return {};
}
