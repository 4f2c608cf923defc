import { PLACE_LEVELS } from '../contract/analysis.ts';
import type { LabelRows, PlaceEntry, PlaceLevel, RowOrigin, WeightedWords } from '../contract/analysis.ts';

/** A row's value, or why it is none. */
export type Read<T> = { readonly value: T } | { readonly reason: string };

/** Units of a row's words in all, words joined by `+` in one row, aliases of a place. */
export const ROW_WORDS_LENGTH_MAX = 64;
export const ROW_PARTS_MAX = 5;
export const PLACE_ALIASES_MAX = 16;
/** A weight beyond this would drown every other row: sigmoid(20) is 1 to nine places. */
export const WEIGHT_MAX = 20;

const ID = /^[\p{L}\p{N}][\p{L}\p{N}_.-]{0,63}$/u;

/** Why these words cannot stand in a lexicon row, or null. */
export function wordsProblem(words: string): string | null {
  if (words.length > ROW_WORDS_LENGTH_MAX) return `words are longer than ${ROW_WORDS_LENGTH_MAX} characters`;
  const parts = words.split('+');
  if (parts.length > ROW_PARTS_MAX) return `more than ${ROW_PARTS_MAX} words are joined by +`;
  return parts.some((part) => part.trim() === '') ? 'a word is empty' : null;
}

/** Reads `label,words,weight,origin`. */
export function readWords(cells: readonly string[]): Read<{ label: string } & WeightedWords> {
  const [label = '', words = '', weightCell = '', origin = 'hand'] = cells;
  const problem = wordsProblem(words);
  if (problem) return { reason: problem };
  const weight = Number(weightCell);
  if (weightCell === '' || !Number.isFinite(weight) || Math.abs(weight) > WEIGHT_MAX)
    return { reason: `weight "${weightCell.slice(0, 20)}" is no number within ±${WEIGHT_MAX}` };
  if (!isOrigin(origin)) return { reason: `origin "${origin.slice(0, 20)}" is neither hand nor learned` };
  return { value: { label, words, weight, origin } };
}

function isOrigin(text: string): text is RowOrigin {
  return text === 'hand' || text === 'learned';
}

/** Reads `id,zh,en,bias`. */
export function readLabel(cells: readonly string[]): Read<Omit<LabelRows, 'rows'>> {
  const [id = '', zh = '', en = '', biasCell = ''] = cells;
  if (!ID.test(id)) return { reason: `id "${id.slice(0, 20)}" is not 1 to 64 letters, digits, _ . or -` };
  const bias = Number(biasCell);
  if (biasCell === '' || !Number.isFinite(bias) || Math.abs(bias) > WEIGHT_MAX)
    return { reason: `bias "${biasCell.slice(0, 20)}" is no number within ±${WEIGHT_MAX}` };
  return { value: { id, zh: zh || id, en: en || id, bias } };
}

/** Reads `id,name,level,parent,aliases,sample`; aliases are joined by `|`. */
export function readPlace(cells: readonly string[]): Read<PlaceEntry> {
  const [id = '', name = '', level = '', parent = '', aliasCell = '', sample = 'false'] = cells;
  if (!ID.test(id)) return { reason: `id "${id.slice(0, 20)}" is not 1 to 64 letters, digits, _ . or -` };
  const aliases = aliasCell.split('|').filter((alias) => alias !== '');
  if (aliases.length > PLACE_ALIASES_MAX) return { reason: `more than ${PLACE_ALIASES_MAX} aliases` };
  for (const word of [name, ...aliases])
    if (word.length < 2 || word.length > ROW_WORDS_LENGTH_MAX)
      return { reason: `name "${word.slice(0, 20)}" is not 2 to ${ROW_WORDS_LENGTH_MAX} characters` };
  if (!isLevel(level)) return { reason: `level "${level.slice(0, 20)}" is none of ${PLACE_LEVELS.join(', ')}` };
  return { value: { id, name, level, parent: parent || null, aliases, sample: sample === 'true' } };
}

function isLevel(text: string): text is PlaceLevel {
  return PLACE_LEVELS.some((level) => level === text);
}
