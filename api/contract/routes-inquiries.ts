import { z } from 'zod';
import { Body, BodyDraft } from './body.ts';
import { FILE_BYTES_MAX, FileRef } from './file.ts';
import { BodyId, ClaimId, InquiryId } from './id.ts';
import {
  InquiryAct,
  InquiryDraft,
  InquirySent,
  InquiryTask,
  InquiryView,
  OneTimeAct,
  OneTimeToken,
  OneTimeView,
} from './inquiry.ts';
import { OneTimeLink } from './person.ts';
import { rolesOf } from './rights.ts';
import { READERS, type RouteSpec } from './route.ts';

const claim = z.object({ id: ClaimId });
const inquiry = z.object({ id: InquiryId });

/** 核实单, the departments they go to, and what a one-time link opens. */
export const INQUIRY_ROUTES = {
  'GET /api/bodies': { summary: 'Departments and other bodies', allow: READERS, reply: z.array(Body) },
  'POST /api/bodies': { summary: 'Add a department', allow: rolesOf('body-change'), body: BodyDraft, reply: Body },
  'PUT /api/bodies/{id}': {
    summary: 'Change a department: name, contact, who answers for it',
    allow: rolesOf('body-change'),
    params: z.object({ id: BodyId }),
    body: BodyDraft,
    reply: Body,
  },
  'GET /api/claims/{id}/inquiries': {
    summary: 'The inquiries of a claim, newest first',
    allow: READERS,
    params: claim,
    reply: z.array(InquiryView),
  },
  'POST /api/claims/{id}/inquiries': {
    summary: 'Ask a department; answers with the one-time link by which it can answer without an account',
    allow: rolesOf('inquiry-send'),
    params: claim,
    body: InquiryDraft,
    reply: InquirySent,
  },
  'POST /api/inquiries/{id}/acts': {
    summary: 'Answer or give back (the department), ask again or close (the office)',
    allow: rolesOf('inquiry-answer', 'inquiry-send', 'inquiry-close'),
    params: inquiry,
    body: InquiryAct,
    reply: z.object({ id: InquiryId, state: InquiryView.shape.state, version: z.number().int() }),
  },
  'POST /api/inquiries/{id}/link': {
    summary: 'A new one-time link for the department; the one before ends',
    allow: rolesOf('inquiry-send'),
    params: inquiry,
    reply: OneTimeLink,
  },
  'GET /api/tasks': {
    summary: "What was sent to one's own department: open first, then newest",
    allow: ['department'],
    reply: z.array(InquiryTask),
  },
  'POST /api/one-time': {
    summary: 'What a one-time link is for; looking never uses it up',
    allow: 'free',
    body: OneTimeToken,
    reply: OneTimeView,
  },
  'POST /api/one-time/acts': {
    summary: 'Answer an inquiry or give it back, or acknowledge a clock, by a one-time link',
    allow: 'free',
    body: OneTimeAct,
    reply: OneTimeView,
  },
  'POST /api/one-time/files': {
    summary: 'Store a file for the answer; the body is the token, a line feed, and the bytes',
    allow: 'free',
    query: z.object({ name: FileRef.shape.name }),
    upload: true,
    bodyBytesMax: FILE_BYTES_MAX,
    reply: FileRef,
  },
} as const satisfies Record<string, RouteSpec>;
