import { refuseNow, RIGHTS, type Act, type ClockView, type Refusal } from '../../contract/index.ts';
import { listed, ROLE_WORDS } from '../claims/words.ts';

type Word = readonly [zh: string, en: string];
type Next = readonly [act: Act, zh: string, en: string];

const STATE_WORDS: Readonly<Record<ClockView['state'], Word>> = {
  running: ['进行中', 'running'],
  soon: ['即将到时', 'about to end'],
  over: ['已超时', 'overdue'],
  paused: ['已暂停', 'paused'],
  suspended: ['因留观暂停', 'suspended while the claim is watched'],
  met: ['已按时完成', 'met in time'],
  missed: ['已完成，超过时限', 'met too late'],
  ended: ['已终止', 'ended'],
};

const PAUSE: Next = ['clock-pause', '暂停', 'pause it'];
const KNOWN: Next = ['clock-acknowledge', '确认收到提醒', 'acknowledge it'];
const RESUME: Next = ['clock-pause', '恢复计时', 'resume it'];
const WAKE: Next = ['claim-move', '先恢复核实这条传言', 'resume the claim first'];

/** What can be done next with a clock; one that is done or ended is only looked at. */
const NEXT: Readonly<Record<ClockView['state'], readonly Next[]>> = {
  running: [PAUSE, KNOWN],
  soon: [PAUSE, KNOWN],
  over: [KNOWN],
  paused: [RESUME, KNOWN],
  suspended: [WAKE],
  met: [],
  missed: [],
  ended: [],
};

const capital = (word: string): string => word.slice(0, 1).toUpperCase() + word.slice(1);

/** The refusal of an act on a clock: how it stands, and who may do what with it now. */
export function refuseClock({ zh, en, state }: ClockView): Refusal {
  const [stateZh, stateEn] = STATE_WORDS[state];
  const next = NEXT[state].map(([act, doZh, doEn]): Word => {
    const [whoZh, whoEn] = listed(RIGHTS[act].map((role) => ROLE_WORDS[role]));
    return [`${whoZh}可以${doZh}`, `${capital(whoEn)} may ${doEn}`];
  });
  const [nextZh, nextEn] =
    next.length === 0
      ? ['只能查看', 'It can only be looked at']
      : [next.map(([word]) => word).join('；'), next.map(([, word]) => word).join('; ')];
  return refuseNow([`时限“${zh}”${stateZh}。${nextZh}。`, `The clock "${en}" is ${stateEn}. ${nextEn}.`]);
}

/** The claim went into another one (`no`): its clocks and reports are kept there, by the same people. */
export function refuseMerged(no: number, right: Act): Refusal {
  const [whoZh, whoEn] = listed(RIGHTS[right].map((role) => ROLE_WORDS[role]));
  return refuseNow([
    `这条传言已并入第 ${no} 条，请${whoZh}在那一条上办理时限和上报。`,
    `This claim went into no. ${no}: ${whoEn} handle clocks and reports there.`,
  ]);
}

/** A receipt is written down once; what is to be added is a report of its own. */
export function refuseReceived(): Refusal {
  const [whoZh, whoEn] = listed(RIGHTS['report-up'].map((role) => ROLE_WORDS[role]));
  return refuseNow([
    `这次上报已登记过回执。有新情况时，${whoZh}可以再报一次。`,
    `The receipt of this report is kept already. ${capital(whoEn)} may report once more.`,
  ]);
}
