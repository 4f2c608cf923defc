import type { Parts } from './parts.ts';

export function publishingAnswers(_parts: Parts) {
  return {};
}
