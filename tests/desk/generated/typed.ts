import type { Claim, Statement, StatementForm } from '../../../api/contract/index.ts';
import { aForm } from '../statements/writing.ts';
import { HOUR_MS } from '../scene.ts';
import type { Move, Scene } from './moves.ts';

/** A word that people here write into everything: where it turns up, something typed lies. */
export const TYPED = '梧桐';
const SYLLABLES = [...'春夏秋冬东南西北山川湖海风云雨雪梅兰竹菊'];

/** A text that somebody typed, unlike the others. */
export function typedText(n: number): string {
  const [a = '', b = ''] = [SYLLABLES[n % 20], SYLLABLES[Math.floor(n / 20) % 20]];
  return `${TYPED}${a}${b}${SYLLABLES[Math.floor(n / 400) % 20] ?? ''}`;
}

/** A text that can go out, whatever the claim is by now; sometimes one that cannot. */
export function formFor({ chance, said, nowMs }: Scene, row: Statement, claim: Claim | undefined): StatementForm {
  const evidence = (claim?.evidence ?? []).slice(0, 2).map(({ id }) => id);
  const form = aForm({
    lead: `2026年11月25日，${said()}，给大家带来不便，谨致歉意。`,
    verified: row.kind === 'holding' && evidence.length === 0 ? [] : [{ text: `${said()}已经检测。`, evidence }],
    ...(row.kind === 'rebuttal' ? { rumor: `“${said()}”`, misleads: said(), fact: said() } : {}),
    checking: [`${said()}正在核对。`],
    done: [`${said()}已经办理。`],
    nextMs: nowMs + 72 * HOUR_MS,
    changed: row.kind === 'correction' ? `原文有误，现改为${said()}。` : '',
  });
  return chance.happens(0.05) ? { ...form, title: '' } : form;
}

/** People come and go, bodies are put out of use, rules change, alerts and requests are handled. */
export function officeMoved({ chance, said, state, id }: Scene): Move {
  const person = chance.pick(['mo', 'wei', 'yan', 'ping', 'han', 'zhou', 'fang']);
  const body = chance.pick(['public-works', 'health']);
  const people = [chance.pick(['deng', 'wang'])];
  const [by, command] = chance.pick<readonly [readonly string[], Readonly<Record<string, unknown>>]>([
    [['ada'], { do: 'change-person', id: person, change: { active: chance.happens(0.8) } }],
    [
      ['ada'],
      { do: 'change-person', id: 'yan', change: { roles: chance.pick([['writer'], ['approver'], ['leader']]) } },
    ],
    [['ping', 'ada'], { do: 'office', act: bodyChange(body, people, chance.happens(0.85)) }],
    [['ada'], { do: 'office', act: { act: 'rules', rules: [...state.clockRules] } }],
    [['ada'], { do: 'statement-rule', act: { act: 'set-wordings', wordings: { contact: said() } } }],
    [['mo', 'lin'], { do: 'alert', id: 'a1', act: { act: 'false-alarm', note: said() } }],
    [['mo'], { do: 'alert', id: 'a1', act: { act: 'reopen', note: said() } }],
    [
      ['mo', 'ada'],
      { do: 'request', id: 'r1', kind: chance.pick(['check', 'erasure']), act: { act: 'decline', reason: said() } },
    ],
    [['mo'], { do: 'add-watch', id: id(), draft: { name: said(), criteria: { text: said() } } }],
    [['ada'], { do: 'change-public-page', change: { contact: said(), basis: said() } }],
    [['ada'], keptChannel(said(), said())],
  ]);
  return { by, command };
}

function bodyChange(id: string, people: readonly string[], active: boolean): object {
  const name = id === 'health' ? '县卫健局' : '县住建局';
  return { act: 'body-change', id, draft: { name, contact: '0000-654321', people, active } };
}

function keptChannel(name: string, audience: string): Readonly<Record<string, unknown>> {
  const words = { name, audience, alerts: false, statements: true };
  return { do: 'keep-channel', id: 'ch1', kind: 'webhook', address: true, ...words };
}
