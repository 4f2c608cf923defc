import type { NamesView, PlaceEntry } from '../contract/index.ts';
import { rowAt, rowsOf } from '../desk/table.ts';
import { LEAD_NAME, LEAD_SOURCE, type Parts } from './parts.ts';

type NamingParts = Pick<Parts, 'lexicon' | 'desk'>;

export function sourceName(parts: NamingParts, id: string): string {
  if (id === LEAD_SOURCE) return LEAD_NAME;
  const { sources, formerSources } = parts.desk.state();
  return rowAt(sources, id)?.name ?? rowAt(formerSources, id)?.name ?? id;
}

export function isSample(parts: NamingParts, id: string): boolean {
  const { sources, formerSources } = parts.desk.state();
  return (rowAt(sources, id) ?? rowAt(formerSources, id))?.sample === true;
}

/** Names by id, made once for each list of places. */
const namesOfPlaces = new WeakMap<readonly PlaceEntry[], ReadonlyMap<string, string>>();

export function placeName(parts: NamingParts, id: string): string {
  const { places } = parts.lexicon();
  const names = namesOfPlaces.get(places) ?? new Map(places.map((place) => [place.id, place.name]));
  namesOfPlaces.set(places, names);
  return names.get(id) ?? id.replace(/^found:/, '');
}

export type Name = { readonly zh: string; readonly en: string };

/** A series in words: 东湖花园小区 · 供水. */
export function seriesName(parts: NamingParts, key: string): Name {
  if (key === 'all') return { zh: '全部帖文', en: 'All posts' };
  if (key.startsWith('watch:')) {
    const name = rowAt(parts.desk.state().watches, key.slice(6))?.name ?? key;
    return { zh: `关注：${name}`, en: `Watched: ${name}` };
  }
  const named = key.split('|').map((part) => partName(parts, part));
  const placeFirst = [...named.slice(1), ...named.slice(0, 1)];
  return { zh: placeFirst.map((name) => name.zh).join(' · '), en: placeFirst.map((name) => name.en).join(' · ') };
}

function partName(parts: NamingParts, part: string): Name {
  const [kind, id = ''] = [part.slice(0, part.indexOf(':')), part.slice(part.indexOf(':') + 1)];
  if (kind === 'place') return { zh: placeName(parts, id), en: placeName(parts, id) };
  const label = parts.lexicon().topics.find((topic) => topic.id === id);
  return { zh: label?.zh ?? id, en: label?.en ?? id };
}

export function namesView(parts: NamingParts): NamesView {
  const { topics, markers, places } = parts.lexicon();
  const labels = (rows: readonly { id: string; zh: string; en: string }[]): NamesView['topics'] =>
    Object.fromEntries(rows.map(({ id, zh, en }) => [id, { zh, en }]));
  const { sources, formerSources } = parts.desk.state();
  return {
    topics: labels(topics),
    markers: labels(markers),
    places: Object.fromEntries(places.map(({ id, name }) => [id, name])),
    sources: Object.fromEntries([
      [LEAD_SOURCE, LEAD_NAME],
      ...[...rowsOf(formerSources), ...rowsOf(sources)].map(({ id, name }) => [id, name]),
    ]) as Record<string, string>,
  };
}
