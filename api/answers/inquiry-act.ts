import { randomUUID } from 'node:crypto';
import { EvidenceId, isRefusal, refuse } from '../contract/index.ts';
import type { Inquiry, InquiryAct, InquiryId, Refusal } from '../contract/index.ts';
import type { InquiryCommand } from '../desk/inquiries/inquiries.ts';
import type { Actor } from '../desk/roles.ts';
import { rowAt } from '../desk/table.ts';
import { heldFiles } from './evidence-files.ts';
import type { Parts } from './parts.ts';

/** An act of a person, or of the machine for whoever holds the one-time link. The link ends when there is nothing to answer. */
export async function actOn(parts: Parts, id: InquiryId, act: InquiryAct, actor: Actor): Promise<Inquiry | Refusal> {
  const command = await commandOf(parts, act);
  if (isRefusal(command)) return command;
  const refused = parts.desk.command({ do: 'inquiry', id, act: command }, actor);
  if (refused !== null) return refused;
  const after = rowAt(parts.desk.state().inquiries, id);
  if (after === undefined) return refuse('not-found');
  if (after.state !== 'sent') parts.links.endAbout('answer', id);
  tellOf(parts, id);
  return after;
}

async function commandOf(parts: Parts, act: InquiryAct): Promise<InquiryCommand['act'] | Refusal> {
  if (act.act !== 'answer') return act;
  const files = await heldFiles(parts, act.files);
  if (isRefusal(files)) return files;
  return { ...act, files: [...files], evidence: EvidenceId.parse(randomUUID()) };
}

/** Tells the open screens of the inquiry and of its claim. */
export function tellOf(parts: Parts, id: InquiryId): void {
  parts.onDeskChanged('inquiry', id);
  const claim = rowAt(parts.desk.state().inquiries, id)?.claim;
  if (claim !== undefined) parts.onDeskChanged('claim', claim);
}
