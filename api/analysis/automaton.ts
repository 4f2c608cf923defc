/**
 * Aho–Corasick (1975) over UTF-16 units: all words of the lexicon in one pass, whatever they look like. A step is one look
 * into a hash table of (state, unit) → state; the root has a flat table of its own, for most units of a text end there.
 * Nothing in a word is a pattern language, so no word can be slow: time is linear in the text.
 */
export type Automaton = {
  readonly root: Int32Array;
  readonly states: Int32Array;
  readonly units: Uint16Array;
  readonly next: Int32Array;
  readonly mask: number;
  readonly fail: Int32Array;
  /** The word that ends in a state, or -1. */
  readonly word: Int32Array;
  /** The nearest state down the fail links, itself included, in which a word ends; 0 for none. */
  readonly output: Int32Array;
};

type Trie = { children: Map<number, number>[]; word: number[] };

/** Words in all; more are a bug of the caller, for `loadLexicon` refuses bigger lexicons. */
export const WORDS_MAX = 400_000;

/** Builds the automaton of distinct, non-empty words; a match is told by the word's index. */
export function createAutomaton(words: readonly string[]): Automaton {
  if (words.length > WORDS_MAX) throw new Error(`an automaton of ${words.length} words`);
  const trie = growTrie(words);
  const count = trie.word.length;
  const table = hashTable(trie);
  const fail = new Int32Array(count);
  const output = new Int32Array(count);
  const automaton = { ...table, fail, word: Int32Array.from(trie.word), output };
  const queue: number[] = [0];
  for (let head = 0; head < queue.length; head++) {
    const state = queue[head] ?? 0;
    for (const [unit, child] of trie.children[state] ?? []) {
      fail[child] = state === 0 ? 0 : step(automaton, fail[state] ?? 0, unit);
      output[child] = (automaton.word[child] ?? -1) >= 0 ? child : (output[fail[child] ?? 0] ?? 0);
      queue.push(child);
    }
  }
  return automaton;
}

function growTrie(words: readonly string[]): Trie {
  const trie: Trie = { children: [new Map()], word: [-1] };
  words.forEach((word, index) => {
    let state = 0;
    for (let at = 0; at < word.length; at++) {
      const unit = word.charCodeAt(at);
      let child = trie.children[state]?.get(unit);
      if (child === undefined) {
        child = trie.word.length;
        trie.children[state]?.set(unit, child);
        trie.children.push(new Map());
        trie.word.push(-1);
      }
      state = child;
    }
    if (state !== 0) trie.word[state] = index;
  });
  return trie;
}

function hashTable(trie: Trie): Pick<Automaton, 'root' | 'states' | 'units' | 'next' | 'mask'> {
  let size = 1024;
  while (size < trie.word.length * 3) size *= 2;
  const table = {
    root: new Int32Array(65_536),
    states: new Int32Array(size).fill(-1),
    units: new Uint16Array(size),
    next: new Int32Array(size),
    mask: size - 1,
  };
  trie.children.forEach((children, state) => {
    for (const [unit, child] of children) {
      if (state === 0) table.root[unit] = child;
      else insert(table, state, unit, child);
    }
  });
  return table;
}

function slotOf(state: number, unit: number, mask: number): number {
  const mixed = Math.imul(state, 0x9e3779b1) ^ Math.imul(unit, 0x85ebca6b);
  return (mixed ^ (mixed >>> 15)) & mask;
}

function insert(table: ReturnType<typeof hashTable>, state: number, unit: number, child: number): void {
  let slot = slotOf(state, unit, table.mask);
  while (table.states[slot] !== -1) slot = (slot + 1) & table.mask;
  table.states[slot] = state;
  table.units[slot] = unit;
  table.next[slot] = child;
}

/** The state after `unit`, down the fail links where need be. 0 is the root. */
export function step(automaton: Automaton, from: number, unit: number): number {
  let state = from;
  while (state !== 0) {
    let slot = slotOf(state, unit, automaton.mask);
    for (;;) {
      const owner = automaton.states[slot];
      if (owner === -1) break;
      if (owner === state && automaton.units[slot] === unit) return automaton.next[slot] ?? 0;
      slot = (slot + 1) & automaton.mask;
    }
    state = automaton.fail[state] ?? 0;
  }
  return automaton.root[unit] ?? 0;
}
