import { z } from 'zod';
import {
  ADMINISTRATORS,
  MONITORS,
  NAME_CHARS_MAX,
  refuse,
  SourceChange,
  SourceDraft,
  SourceId,
  SOURCES_MAX,
} from '../contract/index.ts';
import type { Refusal, Source } from '../contract/index.ts';
import { maskUrl } from '../contract/privacy.ts';
import { draft, type EntryDraft, type Fact, type FoldEntry } from './entry.ts';
import { SampleBody } from './offices/facts.ts';
import { refusePersonName, type Rules } from './person-text.ts';
import { isPersonalAccount } from './personal-account.ts';
import { forbidden, type Actor } from './roles.ts';
import { withoutSampleRows } from './sample-rows.ts';
import type { DeskState } from './state.ts';
import { rowAt, rowsOf, withoutRow, withoutRows, withRow } from './table.ts';

const name = z.string().trim().min(1).max(NAME_CHARS_MAX);
const SampleSource = SourceDraft.extend({ id: SourceId });

export const SourceCommand = z.discriminatedUnion('do', [
  z.object({ do: z.literal('add-source'), id: SourceId, draft: SourceDraft }),
  /** Without an address: the source of leads, or one that an import names. */
  z.object({ do: z.literal('add-quiet-source'), id: SourceId, kind: z.enum(['lead', 'import']), name }),
  z.object({ do: z.literal('change-source'), id: SourceId, change: SourceChange }),
  z.object({ do: z.literal('remove-source'), id: SourceId }),
  z.object({ do: z.literal('visit-source'), id: SourceId }),
  z.object({
    do: z.literal('add-sample'),
    sources: z.array(SampleSource).min(1).max(20),
    bodies: z.array(SampleBody).max(20).optional(),
  }),
  z.object({ do: z.literal('remove-sample'), posts: z.number().int().min(0) }),
]);
export type SourceCommand = z.infer<typeof SourceCommand>;
type Command<Do extends SourceCommand['do']> = Extract<SourceCommand, { do: Do }>;

export function decideSources(
  state: DeskState,
  command: SourceCommand,
  actor: Actor,
  rules: Rules,
): readonly EntryDraft[] | Refusal {
  switch (command.do) {
    case 'add-source':
      return forbidden(state, actor, MONITORS) ?? addSource(state, command, rules);
    case 'add-quiet-source':
      return forbidden(state, actor, MONITORS, true) ?? addQuiet(state, command, rules);
    case 'change-source':
      return forbidden(state, actor, MONITORS) ?? changeSource(state, command, rules);
    case 'remove-source':
      return forbidden(state, actor, ADMINISTRATORS) ?? known(state, command.id, 'source-removed');
    case 'visit-source':
      return forbidden(state, actor, MONITORS) ?? known(state, command.id, 'source-visit');
    case 'add-sample':
      return forbidden(state, actor, ADMINISTRATORS, true) ?? addSample(state, command);
    case 'remove-sample':
      return forbidden(state, actor, ADMINISTRATORS) ?? removeSample(state, command);
  }
}

function addSource(state: DeskState, command: Command<'add-source'>, rules: Rules): readonly EntryDraft[] | Refusal {
  const { id, draft: wanted } = command;
  const url = addressOf(wanted.url);
  if (url === null) return refuse('bad-address', {}, 'url');
  if (isPersonalAccount(url)) return refuse('personal-account', {}, 'url');
  const wrong =
    refusePersonName(rules, wanted.name, 'name') ?? refuseFull(state) ?? refuseTwice(state, id, bareAddress(url));
  if (wrong !== null) return wrong;
  return [draft('source-added', { ...wanted, id, url: bareAddress(url).href, sample: false })];
}

function addQuiet(
  state: DeskState,
  { id, kind, name }: Command<'add-quiet-source'>,
  rules: Rules,
): readonly EntryDraft[] | Refusal {
  const wrong = refusePersonName(rules, name, 'name') ?? refuseFull(state);
  if (wrong !== null) return wrong;
  if (rowAt(state.sources, id) !== undefined) return refuse('source-exists', { name }, 'name');
  return [draft('source-added', { id, kind, name, url: null, everyMin: 0, sample: false })];
}

function changeSource(
  state: DeskState,
  { id, change }: Command<'change-source'>,
  rules: Rules,
): readonly EntryDraft[] | Refusal {
  const source = rowAt(state.sources, id);
  if (source === undefined) return refuse('not-found');
  const wrong = change.name === undefined ? null : refusePersonName(rules, change.name, 'name');
  if (wrong !== null) return wrong;
  const { name = source.name, everyMin = source.everyMin, paused = source.paused } = change;
  const same = name === source.name && everyMin === source.everyMin && paused === source.paused;
  return same ? [] : [draft('source-changed', { id, ...change })];
}

function addSample(state: DeskState, { sources, bodies = [] }: Command<'add-sample'>): readonly EntryDraft[] | Refusal {
  if (state.sample !== 'none') return refuse('sample-gone');
  return [draft('sample-added', { sources: sources.map((source) => ({ ...source, sample: true })), bodies })];
}

function removeSample(state: DeskState, { posts }: Command<'remove-sample'>): readonly EntryDraft[] | Refusal {
  if (state.sample !== 'present') return refuse('sample-gone');
  const sources = rowsOf(state.sources).filter((source) => source.sample).length;
  return [draft('sample-removed', { posts, sources })];
}

function known(
  state: DeskState,
  id: SourceId,
  kind: 'source-removed' | 'source-visit',
): readonly EntryDraft[] | Refusal {
  return rowAt(state.sources, id) === undefined ? refuse('not-found') : [draft(kind, { id })];
}

function refuseFull(state: DeskState): Refusal | null {
  return state.sources.size >= SOURCES_MAX ? refuse('limit-reached', { limit: SOURCES_MAX }) : null;
}

function refuseTwice(state: DeskState, id: SourceId, url: URL): Refusal | null {
  const wanted = sameAs(url);
  const twin = rowsOf(state.sources).find((each) => {
    const held = each.url === null ? null : addressOf(each.url);
    return each.id === id || (held !== null && sameAs(held) === wanted);
  });
  return twin === undefined ? null : refuse('source-exists', { name: twin.name }, 'url');
}

/** Null unless it is a whole http(s) address without a user name in it. */
export function addressOf(text: string): URL | null {
  const url = URL.parse(text.trim());
  if (url === null || !/^https?:$/.test(url.protocol) || url.username !== '' || url.password !== '') return null;
  url.hash = '';
  return url.hostname === '' ? null : url;
}

/** The address as it is stored: without the ids and tokens of whoever copied it. */
export function bareAddress(url: URL): URL {
  return URL.parse(maskUrl(url.href)) ?? url;
}

/** Equal for addresses that lead to the same page: http or https, with or without the slash at the end. */
function sameAs(url: URL): string {
  return url.host.replace(/:(80|443)$/, '') + url.pathname.replace(/\/+$/, '') + url.search;
}

export function applySources(state: DeskState, fact: Fact, entry: FoldEntry): DeskState {
  switch (fact.kind) {
    case 'source-added':
      return put(state, { ...fact.body, paused: false, addedMs: entry.atMs });
    case 'source-changed': {
      const source = rowAt(state.sources, fact.body.id);
      const { name = source?.name, everyMin = source?.everyMin, paused = source?.paused } = fact.body;
      if (source === undefined || name === undefined || everyMin === undefined || paused === undefined) return state;
      return put(state, { ...source, name, everyMin, paused });
    }
    case 'source-removed':
      return remove(state, (source) => source.id === fact.body.id);
    case 'sample-added': {
      const added = fact.body.sources.map((source) => ({ ...source, paused: false, addedMs: entry.atMs }));
      return added.reduce(put, { ...state, sample: 'present' as const });
    }
    case 'sample-removed': {
      const lexicon = withoutRows(state.lexicon, ({ row }) => row.file === 'places' && row.sample);
      return remove({ ...withoutSampleRows(state), lexicon, sample: 'removed' }, (source) => source.sample);
    }
    default:
      return state;
  }
}

function put(state: DeskState, source: Source): DeskState {
  const formerSources = withoutRow(state.formerSources, source.id);
  return { ...state, sources: withRow(state.sources, source.id, source), formerSources };
}

function remove(state: DeskState, gone: (source: Source) => boolean): DeskState {
  const leaving = rowsOf(state.sources).filter(gone);
  return {
    ...state,
    sources: withoutRows(state.sources, gone),
    formerSources: leaving.reduce((former, source) => withRow(former, source.id, source), state.formerSources),
  };
}
