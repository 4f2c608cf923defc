import { mkdirSync } from 'node:fs';
import { isRefusal, NAME_CHARS_MAX, type DrillResult, type Refusal } from '../contract/index.ts';
import type { Config } from '../config.ts';
import { openDeskParts, type DeskParts } from '../desk-parts.ts';
import type { DeskCommand } from '../desk/desk.ts';
import { hasAdministrator } from '../desk/people.ts';
import { rowsOf } from '../desk/table.ts';
import { scoreDrill, shortened, type DrillRun } from '../drill/score.ts';

const TERMINAL = { kind: 'terminal' } as const;
/** Stands before the office's name, and so in titles, prints, letterheads and signatures of the drill. */
export const DRILL_MARK = '【演练】';
const OFFICE = '清河县人民政府新闻办公室';

/**
 * The first records of a drill: the office's active people with the hashes of their passwords (so that they log in as they always
 * do, and no password is made, sent or known), its departments, and its clocks shortened. No channel, no source, no claim comes along.
 */
export function prepareRecords(real: Config, drill: Config, speed: number): void {
  mkdirSync(drill.dataDir, { recursive: true, mode: 0o700 });
  const from = openDeskParts(real, Date.now);
  const to = openDeskParts(drill, Date.now);
  try {
    copyOffice(from, to, speed);
  } finally {
    from.close();
    to.close();
  }
}

function copyOffice(from: DeskParts, to: DeskParts, speed: number): void {
  const { people, bodies, settings, clockRules } = from.desk.state();
  const write = (command: DeskCommand): void => {
    const refused: Refusal | null = to.desk.command(command, TERMINAL);
    if (isRefusal(refused)) throw new Error(`a drill could not be prepared: ${command.do}: ${refused.en}`);
  };
  const active = rowsOf(people).filter((person) => person.active);
  // Whoever set the office up first is asked for first: the desk takes nobody else before.
  const [first, ...others] = active.toSorted(
    (a, b) => Number(b.roles.includes('administrator')) - Number(a.roles.includes('administrator')),
  );
  if (first !== undefined && hasAdministrator(from.desk.state())) {
    for (const { id, name, roles } of [first, ...others]) {
      write({ do: 'add-person', id, draft: { name, roles } });
      from.passwords.copyTo(to.passwords, id);
    }
  }
  const office = `${DRILL_MARK}${settings.office === '' ? OFFICE : settings.office}`.slice(0, NAME_CHARS_MAX);
  write({ do: 'change-settings', change: { office } });
  for (const { id, name, people: own } of rowsOf(bodies).filter((body) => body.active)) {
    const here = own.filter((person) => active.some((each) => each.id === person));
    write({ do: 'office', act: { act: 'body-add', id, draft: { name, contact: '', people: here, active: true } } });
  }
  write({ do: 'office', act: { act: 'rules', rules: shortened(clockRules, speed) } });
}

/** Reads what the drill's desk holds and scores it. */
export function scoreRecords(drill: Config, run: DrillRun): DrillResult {
  const parts = openDeskParts(drill, Date.now);
  try {
    return scoreDrill(parts.desk.state(), run);
  } finally {
    parts.close();
  }
}

/** Writes the result into the journal of the office itself. */
export function keepResult(real: Config, result: DrillResult): void {
  const parts = openDeskParts(real, Date.now);
  try {
    const refused = parts.desk.command({ do: 'end-drill', result }, { kind: 'machine' });
    if (refused !== null) throw new Error(refused.en);
  } finally {
    parts.close();
  }
}
