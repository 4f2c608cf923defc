import type { DeskState } from '../desk/state.ts';
import { rowAt } from '../desk/table.ts';

export function bodyName(state: DeskState, id: string | null): string | null {
  return id === null ? null : (rowAt(state.bodies, id)?.name ?? id);
}

export function officeName({ settings }: DeskState): string {
  return settings.office === '' ? '本办公室' : settings.office;
}

/** Who did something, as the issue prints it: a person of the office, the system, or a department by its one-time link. */
export function personName(state: DeskState, by: string): string {
  if (by === 'machine') return '系统';
  if (by === 'terminal') return '终端命令';
  if (by.startsWith('body:')) return bodyName(state, by.slice('body:'.length)) ?? by;
  return rowAt(state.people, by)?.name ?? by;
}
