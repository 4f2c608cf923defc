import { alert } from './zh/alert.ts';
import { entry } from './zh/entry.ts';
import { form } from './zh/form.ts';
import { overview } from './zh/overview.ts';
import { parts } from './zh/parts.ts';
import { shell } from './zh/shell.ts';
import type { FirstText } from './zh.ts';

/** What is said before any screen but the overview is opened. */
export const zhFirst: FirstText = { alert, entry, form, overview, parts, shell };
