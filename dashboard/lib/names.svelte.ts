import type { NamesView } from '../../api/contract/index.ts';
import { call } from './api.ts';
import { languageNow } from './language.svelte.ts';

/** Names of the topics, places, markers and sources that posts carry by id. Fetched once a page, again when asked. */
let names = $state.raw<NamesView | null>(null);
let asked = false;

export async function learnNames(again = false): Promise<void> {
  if (asked && !again) return;
  asked = true;
  const answer = await call('GET /api/names', {});
  if (answer.ok) names = answer.value;
  else asked = false;
}

type Facet = 'topics' | 'places' | 'markers' | 'sources';

/** The name to show; the id itself while names are on their way. */
/** Places that no gazetteer lists carry their name in the id. */
const FOUND = 'found:';

export function nameOf(kind: Facet, id: string): string {
  if (kind === 'places' && id.startsWith(FOUND)) return id.slice(FOUND.length);
  if (names === null) return id;
  if (kind === 'places' || kind === 'sources') return names[kind][id] ?? id;
  const both = names[kind][id];
  return both === undefined ? id : both[languageNow()];
}

export const placeNames = (): readonly string[] => Object.values(names?.places ?? {});
/** All ids of a kind. */
export const allOf = (kind: Facet): readonly string[] => Object.keys(names?.[kind] ?? {});

/** A series in words, place first: `topic:water|place:p1` → `东湖花园 · 供水`. */
export function seriesName(series: string): string {
  const parts = series.split('|').map((part) => {
    const at = part.indexOf(':');
    const id = part.slice(at + 1);
    return part.startsWith('place:') ? nameOf('places', id) : part.startsWith('topic:') ? nameOf('topics', id) : id;
  });
  return [...parts.slice(1), ...parts.slice(0, 1)].join(' · ');
}
