import type { ClockRule, DutyPlan } from '../../contract/index.ts';

const GRAVE = ['major', 'very-major'] as const;
const ALL = ['ordinary', ...GRAVE] as const;

/** The clocks of an office that has changed nothing: 国办发〔2016〕80号 and 国办发〔2016〕61号, and two local steps. */
export const FIRST_CLOCK_RULES: readonly ClockRule[] = [
  rule('first-look', '首次研判', 'First look', 15, 'first-look', ALL, '本地要求'),
  rule('holding', '首次回应', 'Holding statement', 60, 'first-word', ALL, '本地要求'),
  rule('first-word', '权威信息首次发布', 'First word', 5 * 60, 'first-word', GRAVE, '国办发〔2016〕80号'),
  rule('conference', '新闻发布会', 'Press conference', 24 * 60, 'conference', GRAVE, '国办发〔2016〕61号、80号'),
  rule('answer', '回应', 'Answer', 48 * 60, 'answer', ALL, '国办发〔2016〕61号'),
];

function rule(
  id: string,
  zh: string,
  en: string,
  minutes: number,
  end: ClockRule['end'],
  grades: readonly ClockRule['grades'][number][],
  basis: string,
): ClockRule {
  return { id, zh, en, minutes, end, grades: [...grades], workingDays: false, basis, active: true };
}

/**
 * Told when a fifth of the time is left and then every quarter of an hour; a department has four hours. 上报: a major
 * incident within 30 minutes by telephone is the usual local rule, in writing within an hour; whom to is the office's to fill in.
 */
export const FIRST_DUTY_PLAN: DutyPlan = {
  approver: null,
  leader: null,
  soonPercent: 20,
  stepMin: 15,
  inquiryMin: 4 * 60,
  inquirySoonMin: 30,
  inquiryLateMin: 30,
  reports: [
    {
      id: 'report-phone',
      to: '县委县政府总值班室（电话）',
      contact: '',
      minutes: 30,
      grades: [...GRAVE],
      active: true,
    },
    {
      id: 'report-paper',
      to: '县委县政府总值班室（书面）',
      contact: '',
      minutes: 60,
      grades: [...GRAVE],
      active: true,
    },
  ],
};
