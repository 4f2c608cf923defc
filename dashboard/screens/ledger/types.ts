import type { Ask, Reply } from '../../lib/api.ts';

export type Ledger = Reply<'GET /api/concerns'>;
export type Row = Ledger['concerns'][number];
export type Detail = Reply<'GET /api/concerns/{id}'>;
export type Rates = Reply<'GET /api/concerns/rates'>;
export type Task = Reply<'GET /api/concern-tasks'>[number];
export type Consultation = Reply<'GET /api/consultations'>[number];
export type Plan = Ledger['plan'];
export type Act = Ask<'POST /api/concerns/{id}/acts'>['body'];
export type ActName = Act['act'];
export type Origin = Ask<'POST /api/concerns'>['body']['origin'];
export type Query = Ask<'GET /api/concerns'>['query'];
export type ConsultationAct = Ask<'POST /api/consultations/{id}/acts'>['body'];

export const NOTE_MAX = 1_000;
export const WHY_MAX = 300;
export const TEXT_MAX = 2_000;
export const TITLE_MAX = 80;
