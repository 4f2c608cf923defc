import type { LabelRows, LexiconView } from '../contract/index.ts';
import type { Handlers } from '../http/handler.ts';
import { namesView } from './names.ts';
import type { Parts } from './parts.ts';

const PLACES_SHOWN_MAX = 300;

/** 词库: what is in force, to read. */
export function lexiconAnswers(parts: Parts): Pick<Handlers, 'GET /api/lexicon' | 'GET /api/names'> {
  return {
    'GET /api/lexicon': ({ query }) => view(parts, query.place.trim()),
    'GET /api/names': () => namesView(parts),
  };
}

function view(parts: Parts, wanted: string): LexiconView {
  const { version, topics, markers, tones, rumor, places } = parts.lexicon();
  const label = (file: 'topics' | 'markers' | 'tone' | 'rumor') => (each: LabelRows) => ({
    file,
    id: each.id,
    zh: each.zh,
    en: each.en,
    rows: each.rows.map(({ words, weight, origin }) => ({ words, weight, origin })),
  });
  const isLocal = (id: string): boolean => !/^\d+$/.test(id);
  const hits = places.filter(({ id, name, aliases }) =>
    wanted === '' ? isLocal(id) : name.includes(wanted) || aliases.some((alias) => alias.includes(wanted)),
  );
  return {
    version,
    labels: [
      ...topics.map(label('topics')),
      ...markers.map(label('markers')),
      ...tones.map(label('tone')),
      label('rumor')(rumor),
    ],
    places: hits.slice(0, PLACES_SHOWN_MAX).map((place) => ({ ...place, aliases: [...place.aliases] })),
    placesTotal: places.length,
  };
}
