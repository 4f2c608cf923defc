import { z } from 'zod';
import { PersonId } from './id.ts';
import {
  LogIn,
  OneTimeLink,
  OpenSession,
  PasswordChange,
  Person,
  PersonChange,
  PersonDraft,
  SessionView,
  SetUp,
  UseLink,
} from './person.ts';
import { ADMINISTRATORS, READERS, type RouteSpec } from './route.ts';
import { ChannelDraft, Delivery, JournalItem, Settings, SettingsChange } from './setting.ts';
import { Banner, Health } from './overview.ts';

const person = z.object({ id: PersonId });
const session = z.object({ id: z.string().max(64) });

/** Sessions, people, settings, channel, health. */
export const OFFICE_ROUTES = {
  'GET /api/openapi.json': { summary: 'This document', allow: 'free', reply: z.unknown() },
  'GET /api/state': {
    summary: 'Whether there is an administrator already (true: log in; false: the one-time set-up link is needed)',
    allow: 'free',
    reply: z.object({ setUp: z.boolean(), version: z.string(), drill: z.boolean() }),
  },
  'POST /api/set-up': {
    summary: 'Make the first administrator, with the one-time link from the terminal',
    allow: 'free',
    body: SetUp,
    reply: SessionView,
  },
  'POST /api/link': {
    summary: 'Set a password with a one-time link',
    allow: 'free',
    body: UseLink,
    reply: SessionView,
  },
  'POST /api/session': { summary: 'Log in', allow: 'free', body: LogIn, reply: SessionView },
  'GET /api/session': { summary: 'Who is logged in', allow: 'session', reply: SessionView },
  'DELETE /api/session': { summary: 'Log out', allow: 'session', reply: null },
  'GET /api/me/sessions': { summary: "One's open sessions", allow: 'session', reply: z.array(OpenSession) },
  'DELETE /api/me/sessions/{id}': {
    summary: "End one of one's sessions",
    allow: 'session',
    params: session,
    reply: null,
  },
  'PUT /api/me/password': {
    summary: "Change one's password; all other sessions end",
    allow: 'session',
    body: PasswordChange,
    reply: null,
  },
  'GET /api/people': { summary: 'Staff and their roles', allow: ADMINISTRATORS, reply: z.array(Person) },
  'GET /api/colleagues': {
    summary: 'Names of staff, to hand an alert over to',
    allow: READERS,
    reply: z.array(z.object({ id: PersonId, name: z.string() })),
  },
  'POST /api/people': {
    summary: 'Add a colleague; answers with the one-time link for the first password',
    allow: ADMINISTRATORS,
    body: PersonDraft,
    reply: z.object({ person: Person, link: OneTimeLink }),
  },
  'PATCH /api/people/{id}': {
    summary: 'Change roles, or stop and restore access',
    allow: ADMINISTRATORS,
    params: person,
    body: PersonChange,
    reply: Person,
  },
  'POST /api/people/{id}/link': {
    summary: 'A new one-time link for a lost password',
    allow: ADMINISTRATORS,
    params: person,
    reply: OneTimeLink,
  },
  'GET /api/settings': { summary: 'Settings of the office', allow: ADMINISTRATORS, reply: Settings },
  'PATCH /api/settings': { summary: 'Change settings', allow: ADMINISTRATORS, body: SettingsChange, reply: Settings },
  'PUT /api/channel': {
    summary: 'Where alerts are sent: one webhook or WeCom robot',
    allow: ADMINISTRATORS,
    body: ChannelDraft,
    reply: Settings,
  },
  'POST /api/channel/test': {
    summary: 'Send a test to the channel',
    allow: ADMINISTRATORS,
    reply: Delivery,
  },
  'GET /api/deliveries': { summary: 'What was sent, newest first', allow: ADMINISTRATORS, reply: z.array(Delivery) },
  'GET /api/health': { summary: 'How the system fares', allow: ADMINISTRATORS, reply: Health },
  'GET /api/banners': { summary: 'What the desk must know of the system', allow: 'session', reply: z.array(Banner) },
  'GET /api/journal': {
    summary: 'The journal, newest first',
    allow: ADMINISTRATORS,
    query: z.object({ before: z.coerce.number().int().min(0).default(0) }),
    reply: z.array(JournalItem),
  },
  'DELETE /api/sample': {
    summary: 'Remove the sample town: its sources, posts, alerts and places',
    allow: ADMINISTRATORS,
    reply: z.object({ posts: z.number().int(), sources: z.number().int() }),
  },
} as const satisfies Record<string, RouteSpec>;
