import type { Text } from '../zh.ts';

export const entry: Text['entry'] = {
  tagline: 'Hear concerns first; say what is true first',
  logIn: 'Log in',
  name: 'Name',
  password: 'Password',
  passwordHelp: 'At least 12 characters. A few unrelated words make a good one.',
  again: 'Password again',
  differs: 'The two passwords differ.',
  show: 'Show password',
  lostPassword: 'Lost it? An administrator can make a one-time link under Settings → People.',
  ended: 'Your session has ended; log in again.',
  notSetUp: 'Not set up yet. Open the one-time set-up link that the terminal printed when Firstword started.',
  setUpTitle: 'The first administrator',
  setUpText: 'This link works once. Firstword has no default password: choose your own.',
  setUpSubmit: 'Finish set-up',
  linkTitle: 'Set your password',
  linkText: 'Your administrator made this link; it works once, and logs out your other devices.',
  linkSubmit: 'Save and log in',
  toLogIn: 'To the log-in',
};
