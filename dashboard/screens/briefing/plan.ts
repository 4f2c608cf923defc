/** Minutes of the day ↔ `07:00`, as `<input type="time">` has it. */
export function timeOfMin(min: number): string {
  return [Math.floor(min / 60), min % 60].map((part) => String(part).padStart(2, '0')).join(':');
}

/** Null for what is no hour of a day. */
export function minOfTime(text: string): number | null {
  const found = /^([01]\d|2[0-3]):([0-5]\d)/.exec(text);
  return found === null ? null : Number(found[1]) * 60 + Number(found[2]);
}
