import { refuse, type ClaimState, type InquiryState, type Refusal } from '../../contract/index.ts';
import { STATE_WORDS } from '../claims/words.ts';

type Word = readonly [zh: string, en: string];

/** How an inquiry stands, and who may do what with it then. */
const NOW: Readonly<Record<InquiryState, readonly [state: Word, next: Word]>> = {
  sent: [
    ['待答复', 'waiting for its answer'],
    [
      '承办单位可以答复或退回，核实人员可以结束',
      'The department may answer it or give it back; those who check may close it',
    ],
  ],
  answered: [
    ['已答复', 'answered'],
    [
      '承办单位可以补充，核实人员可以再问或结束',
      'The department may add to it; those who check may ask again or close it',
    ],
  ],
  returned: [
    ['已退回', 'given back'],
    ['核实人员可以再问或结束', 'Those who check may ask again or close it'],
  ],
  closed: [
    ['已结束', 'closed'],
    ['还要问时，核实人员可以另发一份', 'To ask once more, those who check send another one'],
  ],
};

/** The refusal of an act that comes too late or too early: what the inquiry is, and who may do what now. */
export function refuseInquiryState(state: InquiryState): Refusal {
  const [[zh, en], [nextZh, nextEn]] = NOW[state];
  const sentence = { zh: `这份核实单现在是“${zh}”。${nextZh}。`, en: `This inquiry is ${en} now. ${nextEn}.` };
  return { ...refuse('wrong-state', { state }), ...sentence };
}

/** Nothing is asked about a claim that went another way. */
export function refuseClaimGone(state: ClaimState): Refusal {
  const [zh, en] = STATE_WORDS[state];
  const back = state === 'merged' ? '请在并入的那一条上发' : '核实人员可以先恢复核实，再发核实单';
  const backEn = state === 'merged' ? 'Ask on the one it went into' : 'Those who check may resume it first, then ask';
  const sentence = { zh: `这条传言现在是“${zh}”。${back}。`, en: `This claim is ${en} now. ${backEn}.` };
  return { ...refuse('wrong-state', { state }), ...sentence };
}
