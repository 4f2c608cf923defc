import type { CalendarDay } from '../../contract/index.ts';

/**
 * 2026: 国务院办公厅关于2026年部分节假日安排的通知 (国办发明电〔2025〕7号, 4 November 2025). The notice for 2027 is not in here: until
 * the office fills its days in, 2027 follows the weekdays alone.
 */
export const HOLIDAYS: readonly CalendarDay[] = [
  ...free('元旦', '2026-01-01', 3),
  ...free('春节', '2026-02-15', 9),
  ...free('清明节', '2026-04-04', 3),
  ...free('劳动节', '2026-05-01', 5),
  ...free('端午节', '2026-06-19', 3),
  ...free('中秋节', '2026-09-25', 3),
  ...free('国庆节', '2026-10-01', 7),
  ...worked('元旦', '2026-01-04'),
  ...worked('春节', '2026-02-14', '2026-02-28'),
  ...worked('劳动节', '2026-05-09'),
  ...worked('国庆节', '2026-09-20', '2026-10-10'),
];

function free(name: string, first: string, days: number): readonly CalendarDay[] {
  const firstMs = Date.parse(`${first}T00:00:00Z`);
  return Array.from({ length: days }, (_, at) => ({
    day: new Date(firstMs + at * 86_400_000).toISOString().slice(0, 10),
    works: false,
    name,
  }));
}

function worked(name: string, ...days: readonly string[]): readonly CalendarDay[] {
  return days.map((day) => ({ day, works: true, name: `${name}调休上班` }));
}
