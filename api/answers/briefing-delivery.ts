import type { Message } from '../channels/message.ts';
import { isRefusal } from '../contract/index.ts';
import type { Paper } from '../contract/briefing-paper.ts';
import type { Briefing } from '../contract/briefing.ts';
import { rowAt } from '../desk/table.ts';
import { attachable, type FormParts } from './briefing-forms.ts';
import { paperNow, type PaperNow } from './briefing-papers.ts';
import { paperText } from '../paper/text.ts';
import type { Parts } from './parts.ts';

/** Mail servers commonly take 20 MB, and Base64 adds a third. */
export const ATTACHED_BYTES_MAX = 14_000_000;

type DeliveryParts = FormParts & Pick<Parts, 'deliveries' | 'config' | 'postRoom'>;
type Attached = NonNullable<Message['attachments']>;

/**
 * Puts a released issue into the queue of each channel that was chosen: once a channel, however often this is called. `round`
 * tells one sending from the next. Nothing leaves an exercise.
 */
export async function deliverIssue(parts: DeliveryParts, row: Briefing, round: Round = FIRST_ROUND): Promise<void> {
  const { released } = row;
  if (released === null || parts.config.drill) return;
  const open = released.channels.filter((id) => rowAt(parts.desk.state().channels, id) !== undefined);
  if (open.length === 0) return;
  const now = await paperNow(parts, row);
  if (isRefusal(now)) return;
  const attachments = open.some((id) => rowAt(parts.desk.state().channels, id)?.kind === 'email')
    ? await attachmentsOf(parts, row, now)
    : [];
  const message = issueMessage(now.paper, row, attachments, parts.config.baseUrl);
  for (const channel of open) {
    const once = { key: `${row.id} ${channel} ${round.name}`, atMs: round.atMs ?? released.atMs };
    const isMail = rowAt(parts.desk.state().channels, channel)?.kind === 'email';
    const body = JSON.stringify(isMail ? message : { ...message, attachments: [] });
    const added = parts.deliveries.add(message.title, body, {
      ...{ channel, about: row.id, once },
    });
    if (added === null) throw new Error(`too much waits for the channel ${channel}`);
  }
  parts.postRoom.look();
}

export type Round = { readonly name: string; readonly atMs?: number };
const FIRST_ROUND: Round = { name: 'released' };

async function attachmentsOf(parts: DeliveryParts, row: Briefing, now: PaperNow): Promise<Attached> {
  const found: Attached[number][] = [];
  let room = ATTACHED_BYTES_MAX;
  for (const form of ['pdf', 'docx'] as const) {
    const file = await attachable(parts, row, now, form);
    if (file === null || file.bytes > room) continue;
    room -= file.bytes;
    found.push({ name: file.name, sha256: file.sha256 });
  }
  return found;
}

/** The issue as the channels carry it: its short text, where it stands whole, and for machines which one it is. */
function issueMessage(paper: Paper, row: Briefing, attachments: Attached, baseUrl: string): Message {
  const { id, kind, year, no, released } = row;
  const [, ...lines] = [paper.title, ...paperText(paper).split('\n')];
  const missing = attachments.length === 2 ? [] : ['（完整版见系统内页面；未随附的格式可在系统内下载。）'];
  return {
    title: `${paper.title}${year}年第${no}期（内部）`,
    lines: attachments.length === 0 ? lines : [...lines, ...missing],
    link: `${baseUrl}/briefing/${id}`,
    briefing: { id, kind, year, no, sha256: released?.paper ?? '' },
    attachments,
  };
}
