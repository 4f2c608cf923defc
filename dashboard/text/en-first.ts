import { alert } from './en/alert.ts';
import { entry } from './en/entry.ts';
import { form } from './en/form.ts';
import { overview } from './en/overview.ts';
import { parts } from './en/parts.ts';
import { shell } from './en/shell.ts';
import type { FirstText } from './zh.ts';

/** What is said before any screen but the overview is opened. */
export const enFirst: FirstText = { alert, entry, form, overview, parts, shell };
