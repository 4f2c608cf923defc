import { alert } from './zh/alert.ts';
import { desk } from './zh/desk.ts';
import { entry } from './zh/entry.ts';
import { overview } from './zh/overview.ts';
import { parts } from './zh/parts.ts';
import { search } from './zh/search.ts';
import { setting } from './zh/setting.ts';
import { shell } from './zh/shell.ts';
import { source } from './zh/source.ts';
import { tone } from './zh/tone.ts';

/** Every text of the screens in Chinese. The English ones have the same keys, by type. */
export const zh = { alert, desk, entry, overview, parts, search, setting, shell, source, tone };

/** The shape that each language fills: the literal texts widened, the parameters kept. */
type Widened<T> = T extends string
  ? string
  : T extends (...args: infer A) => string
    ? (...args: A) => string
    : { readonly [K in keyof T]: Widened<T[K]> };

export type Text = Widened<typeof zh>;
