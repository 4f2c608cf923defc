import type { Claim, Point, Statement, StatementForm } from '../../contract/index.ts';
import type { WordingName, Wordings } from '../../contract/statement-rule.ts';
import { EMPTY_FORM } from './form.ts';
import { leadWording, titleWording, worded } from './wordings.ts';

/** Room for the fixed words around a point in one sentence of 600 characters. */
const NOTE_CHARS_MAX = 300;
const SENTENCES_MAX = 20;
/** As the contract has it. */
const LEAD_CHARS_MAX = 600;

type Subject = Pick<Statement, 'kind' | 'issue'>;

/**
 * A draft from what is known: the points and what they rest on, in the office's wordings. Nothing is made up: what a person has to
 * say stands as 【请填写：…】. In a rebuttal a false point becomes the fact that its verdict rests on, so that the rumor is named once.
 * A correction begins with what it corrects (`corrected`): its writer changes what was wrong and leaves the rest.
 */
export function draftForm(
  { kind, issue }: Subject,
  claim: Claim | null,
  wordings: Wordings,
  office: string,
  corrected: StatementForm | null = null,
): StatementForm {
  const given = { office: office === '' ? '【请填写：发布机关】' : office, issue: issue > 1 ? `（第${issue}次）` : '' };
  const line = (name: WordingName, more: Readonly<Record<string, string>> = {}): string =>
    worded(wordings[name], { ...given, ...more });
  const points = claim?.points ?? [];
  const closed = points.filter(({ verdict }) => verdict !== 'open').slice(0, SENTENCES_MAX);
  const open = points.filter(({ verdict }) => verdict === 'open').slice(0, SENTENCES_MAX);
  const rebuts = kind === 'rebuttal';
  const wrong = points.find(({ verdict }) => verdict === 'false');
  const first: StatementForm = {
    ...EMPTY_FORM,
    title: line(titleWording(kind)),
    lead: line(leadWording(kind)),
    verified: kind === 'correction' ? [] : closed.map((point) => sentenceOf(point, points, rebuts, line)),
    rumor: rebuts ? line('rumor', { point: claim?.title ?? wrong?.text ?? '【请填写：传言】' }) : '',
    misleads: rebuts ? line('misleads') : '',
    fact: rebuts ? line('fact') : '',
    checking: open.map(({ text }) => line('pointOpen', { point: bare(text) })),
    done: [line('done')],
    asked: [line('asked')],
    contact: line('contact'),
    signature: line('signature'),
    changed: kind === 'correction' ? line('changed') : '',
  };
  if (corrected === null) return first;
  const { title, changed } = first;
  const lead = first.lead + corrected.lead;
  return { ...corrected, title, changed, lead: lead.length <= LEAD_CHARS_MAX ? lead : first.lead };
}

const WORDING_OF = {
  true: 'pointTrue',
  partly: 'pointPartly',
  false: 'pointFalse',
  unsupported: 'pointUnsupported',
  open: 'pointOpen',
} as const satisfies Record<Point['verdict'], WordingName>;

function sentenceOf(
  point: Point,
  points: readonly Point[],
  rebuts: boolean,
  line: (name: WordingName, more: Readonly<Record<string, string>>) => string,
): StatementForm['verified'][number] {
  const given = point.given.at(-1);
  const note = ended((given?.note ?? '').slice(0, NOTE_CHARS_MAX));
  const text = line(WORDING_OF[point.verdict], { point: bare(point.text), note });
  const evidence = [...(given?.evidence ?? [])];
  if (!rebuts || point.verdict !== 'false') return { text, evidence };
  const missing = `【请填写：第 ${points.indexOf(point) + 1} 个要点的事实，依据证据来写】`;
  return { text: note === '' ? missing : note, evidence };
}

/** Without its full stop, for the middle of a sentence. */
const bare = (text: string): string => text.trim().replace(/[。.！!？?；;]+$/u, '');

function ended(text: string): string {
  const trimmed = text.trim();
  return trimmed === '' || /[。！？!?]$/u.test(trimmed) ? trimmed : `${trimmed}。`;
}
