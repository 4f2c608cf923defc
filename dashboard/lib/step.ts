/** One state on the way of a claim, a statement or a concern. `aside`: left the way (转交, 留观), or was passed over. */
export type Step = {
  readonly label: string;
  readonly is: 'done' | 'now' | 'ahead' | 'aside';
  /** Who brought it here; a person's name or 系统. */
  readonly by?: string;
  readonly sinceMs?: number;
  readonly note?: string;
};
