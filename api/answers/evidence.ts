import type { EVIDENCE_ROUTES } from '../contract/routes-evidence.ts';
import type { Handlers } from '../http/handler.ts';
import { captureAnswers } from './evidence-capture.ts';
import { fileAnswers } from './evidence-files.ts';
import type { Parts } from './parts.ts';

/** Files of evidence, and pages captured as evidence. */
export function evidenceAnswers(parts: Parts): Pick<Handlers, keyof typeof EVIDENCE_ROUTES> {
  return { ...fileAnswers(parts), ...captureAnswers(parts) };
}
