import type { WallTime } from './dates-calendar.ts';

const PART_OF_DAY =
  '凌晨|清晨|早晨|早上|清早|上午|中午|正午|午后|下午|傍晚|晚上|晚间|夜间|夜里|深夜|午夜|半夜|今晨|晨|早|晚';

/**
 * A clock, as the source of a pattern with seven groups: part of the day, hour, minutes (figures, 半, 一刻), seconds, am/pm, zone name,
 * offset. Read with `clockOf`.
 */
export const CLOCK =
  `(?:(${PART_OF_DAY}) ?)?(\\d{1,2}) ?(?:[:：]|点钟?|时)(?: ?([13一三]刻|\\d{1,2}(?!\\d)|半))?(?: ?(?:[:：]|分) ?(\\d{1,2})(?:[.,]\\d{1,9})?)?(?:分钟?|秒)?` +
  `(?: ?([ap]\\.?m\\.?)(?![a-z]))?(?: ?(Z|UTC|GMT|CST|BJT|HKT|JST|KST|EST|EDT|CDT|MST|MDT|PST|PDT|BST|CET|CEST|IST)(?![A-Za-z]))?(?: ?([+-]\\d{2}:?\\d{2}))?`;
export const CLOCK_GROUPS = 7;

const ZONE_MINUTES: Readonly<Record<string, number>> = {
  Z: 0,
  UTC: 0,
  GMT: 0,
  CST: 480,
  BJT: 480,
  HKT: 480,
  JST: 540,
  KST: 540,
  EST: -300,
  EDT: -240,
  CDT: -300,
  MST: -420,
  MDT: -360,
  PST: -480,
  PDT: -420,
  BST: 60,
  CET: 60,
  CEST: 120,
  IST: 330,
};

export interface ClockReading {
  readonly clock: NonNullable<WallTime['clock']>;
  readonly offsetMinutes: number | null;
}

function minutesOf(text: string): number {
  if (text === '半') return 30;
  if (text.endsWith('刻')) return /[三3]/.test(text) ? 45 : 15;
  return Number(text);
}

function hourOf(hour: number, part: string, half: string): number {
  if (/^p/i.test(half) && hour < 12) return hour + 12;
  if (/^a/i.test(half) && hour === 12) return 0;
  if (/^(?:下午|午后|傍晚|晚上|晚间|夜间|晚)$/.test(part))
    return hour < 12 ? hour + 12 : hour === 12 && /晚|夜/.test(part) ? 24 : hour;
  if (/^(?:夜里|深夜|半夜|午夜)$/.test(part)) return hour >= 6 && hour < 12 ? hour + 12 : hour % 12 === 0 ? 0 : hour;
  if (/^(?:中午|正午)$/.test(part)) return hour < 6 ? hour + 12 : hour;
  return part === '凌晨' && hour === 12 ? 0 : hour;
}

/** Reads the groups of CLOCK; null where no hour was found. */
export function clockOf(groups: readonly (string | undefined)[]): ClockReading | null {
  const [part = '', hour, minute = '0', second = '0', half = '', name = '', offset = ''] = groups;
  if (hour === undefined) return null;
  const value = { hour: hourOf(Number(hour), part, half), minute: minutesOf(minute), second: Number(second) };
  const sign = /^([+-])(\d{2}):?(\d{2})$/.exec(offset);
  const fromOffset = sign ? (sign[1] === '-' ? -1 : 1) * (Number(sign[2]) * 60 + Number(sign[3])) : null;
  return { clock: value, offsetMinutes: fromOffset ?? ZONE_MINUTES[name.toUpperCase()] ?? null };
}
