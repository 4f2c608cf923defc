import type { Parts } from './parts.ts';

export function statementAnswers(_parts: Parts) {
  return {};
}
