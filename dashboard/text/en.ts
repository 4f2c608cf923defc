import { alert } from './en/alert.ts';
import { desk } from './en/desk.ts';
import { entry } from './en/entry.ts';
import { overview } from './en/overview.ts';
import { parts } from './en/parts.ts';
import { search } from './en/search.ts';
import { setting } from './en/setting.ts';
import { shell } from './en/shell.ts';
import { source } from './en/source.ts';
import { tone } from './en/tone.ts';
import type { Text } from './zh.ts';

export const en: Text = { alert, desk, entry, overview, parts, search, setting, shell, source, tone };
