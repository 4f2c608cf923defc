import type { RightRow, Role } from '../../api/contract/index.ts';

export type Whose = {
  /** Who does this, in the order of the table. */
  readonly roles: readonly Role[];
  /** Nobody in the office has one of these roles yet. */
  readonly nobody: boolean;
};

/** Whose a page's work is, for somebody who may do none of it; null where he may do some, or the table is not here yet. */
export function whoseWork(mine: readonly Role[], table: readonly RightRow[], acts: readonly string[]): Whose | null {
  const rows = table.filter(({ act }) => acts.includes(act));
  const roles = [...new Set(rows.flatMap((row) => row.roles))];
  if (roles.length === 0 || roles.some((role) => mine.includes(role))) return null;
  return { roles, nobody: rows.every((row) => !row.held) };
}
