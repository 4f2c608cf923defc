import { z } from 'zod';
import { Ms, PersonId } from './id.ts';
import { NAME_CHARS_MAX, PASSWORD_CHARS_MAX, PASSWORD_CHARS_MIN } from './limit.ts';

/** People here are the office's own staff: those who log in. */
export const Role = z.enum(['monitor', 'writer', 'approver', 'department', 'leader', 'administrator']);
export type Role = z.infer<typeof Role>;
export const ROLES: readonly Role[] = Role.options;

export const Person = z.object({
  id: PersonId,
  name: z.string(),
  roles: z.array(Role),
  addedMs: Ms,
  active: z.boolean(),
});
export type Person = z.infer<typeof Person>;

const name = z.string().trim().min(1).max(NAME_CHARS_MAX);
export const Password = z.string().min(PASSWORD_CHARS_MIN).max(PASSWORD_CHARS_MAX);

export const LogIn = z.object({ name: z.string().max(200), password: z.string().max(1_000) });
export const SetUp = z.object({ token: z.string().max(200), name, password: Password });
export const UseLink = z.object({ token: z.string().max(200), password: Password });
export const PersonDraft = z.object({ name, roles: z.array(Role).min(1).max(6) });
export const PersonChange = z.object({ roles: z.array(Role).min(1).max(6).optional(), active: z.boolean().optional() });
export const PasswordChange = z.object({ old: z.string().max(1_000), password: Password });

export const SessionView = z.object({
  person: Person,
  version: z.string(),
  office: z.string(),
  sample: z.boolean(),
  /** This office is an exercise: every screen and print says so. */
  drill: z.boolean(),
});
export type SessionView = z.infer<typeof SessionView>;

/** One's own open sessions. `device` is a coarse word such as "Chrome · Windows". */
export const OpenSession = z.object({
  id: z.string(),
  sinceMs: Ms,
  lastMs: Ms,
  device: z.string(),
  current: z.boolean(),
});
export type OpenSession = z.infer<typeof OpenSession>;

/** A one-time link, given to the administrator to pass on. It runs out. */
export const OneTimeLink = z.object({ url: z.string(), untilMs: Ms });
