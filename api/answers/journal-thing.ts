import type { JournalThing } from '../contract/index.ts';
import type { DeskState } from '../desk/state.ts';
import { rowAt } from '../desk/table.ts';

type Body = Readonly<Record<string, unknown>>;
type Named = Pick<JournalThing, 'no' | 'title'>;
type Kind = JournalThing['kind'];

/** The desk as it stands, and the series after which an alert is named (alerts are raised by the machine and are in no entry); '' where it is gone. */
export type Known = { readonly state: DeskState; readonly alertSeries: (id: string) => string };

/**
 * Under which name an entry's body holds the id of each kind of thing. The first that the entry's own kind begins with is the
 * one that the entry is about: `statement-opened` names a claim too.
 */
const KEYS: readonly (readonly [kind: Kind, key: string, ...starts: readonly string[]])[] = [
  ['alert', 'alert', 'alert-'],
  ['inquiry', 'inquiry', 'inquiry-'],
  ['statement', 'statement', 'statement-', 'delivery-'],
  ['consultation', 'consultation', 'consultation-'],
  ['concern', 'concern', 'concern-'],
  ['briefing', 'briefing', 'briefing-'],
  ['handover', 'handover', 'handover-'],
  ['request', 'request', 'request-'],
  ['claim', 'claim', 'claim-', 'evidence-', 'clock-', 'report'],
  ['person', 'person', 'link-', 'password-'],
  ['post', 'post', 'original-', 'lead-'],
  ['person', 'id', 'person-'],
  ['source', 'id', 'source-'],
  ['body', 'id', 'body-'],
  ['channel', 'id', 'channel-'],
  ['watch', 'id', 'watch-'],
  ['subject', 'id', 'subject-'],
];

/**
 * What an entry of the journal is about, with the number and the title that it has today: what was erased since stays erased.
 * Null: the entry names nothing (`settings-changed`). A thing that is gone has its id alone.
 */
export function journalThing(known: Known, kind: string, body: Body): JournalThing | null {
  const found = KEYS.find(
    ([, key, ...starts]) => typeof body[key] === 'string' && starts.some((at) => kind.startsWith(at)),
  );
  if (found === undefined) return null;
  const id = String(body[found[1]]);
  return { kind: found[0], id, ...namedOf(known, found[0], id) };
}

function namedOf(known: Known, kind: Kind, id: string): Named {
  return deskPaper(known.state, kind, id) ?? { no: null, title: titleOf(known, kind, id) };
}

const titled = (row: Named | undefined): Named | undefined => row && { no: row.no, title: row.title };

/** Things that have a number. */
function deskPaper(state: DeskState, kind: Kind, id: string): Named | undefined {
  switch (kind) {
    case 'claim':
      return titled(rowAt(state.claims, id));
    case 'concern':
      return titled(rowAt(state.concerns, id));
    case 'consultation':
      return titled(rowAt(state.consultations, id));
    case 'statement': {
      const row = rowAt(state.statements, id);
      return row && { no: row.no, title: row.versions.at(-1)?.form.title ?? '' };
    }
    case 'inquiry': {
      const row = rowAt(state.inquiries, id);
      return row && { no: row.no, title: rowAt(state.bodies, row.body)?.name ?? '' };
    }
    case 'briefing': {
      const row = rowAt(state.briefings, id);
      return row && { no: row.no, title: row.kind };
    }
    case 'handover': {
      const row = rowAt(state.handovers, id);
      return row && { no: row.no, title: '' };
    }
    default:
      return undefined;
  }
}

function titleOf({ state, alertSeries }: Known, kind: Kind, id: string): string {
  switch (kind) {
    case 'alert':
      return alertSeries(id);
    case 'person':
      return rowAt(state.people, id)?.name ?? '';
    case 'source':
      return (rowAt(state.sources, id) ?? rowAt(state.formerSources, id))?.name ?? '';
    case 'body':
      return rowAt(state.bodies, id)?.name ?? '';
    case 'channel':
      return rowAt(state.channels, id)?.name ?? '';
    case 'watch':
      return rowAt(state.watches, id)?.name ?? '';
    case 'subject':
      return state.subjects.find((subject) => subject.id === id)?.subject ?? '';
    default:
      return '';
  }
}
