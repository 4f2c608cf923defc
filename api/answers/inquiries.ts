import type { Parts } from './parts.ts';

export function inquiryAnswers(_parts: Parts) {
  return {};
}
