import type { Verdict } from '../../../../api/contract/index.ts';
import type { Reply } from '../../../lib/api.ts';

export type InquiryView = Reply<'GET /api/claims/{id}/inquiries'>[number];
export type Link = Reply<'POST /api/inquiries/{id}/link'>;
export type ClaimClocks = Reply<'GET /api/claims/{id}/clocks'>;
export type ClockView = ClaimClocks['clocks'][number];
export type ClaimId = InquiryView['claim'];
export type Point = {
  readonly id: NonNullable<InquiryView['point']>;
  readonly text: string;
  readonly verdict: Verdict;
};
