/** Telling charsets apart by what the bytes would say, for pages that declare none or a wrong one. */

/** How many bytes are looked at; the first half megabyte of a page decides. */
const SAMPLE_BYTES = 1 << 19;
/** Everyday characters of simplified and of traditional text; in running text they make up a third of all Han. */
const EVERYDAY =
  '的一是不了在人有我他这个们中来上大为和国地到以说时要就出会可也你对生能而子那得于着下自之年过发后作里用道行所然家种事成方多经么去法学如都同现当没动面起看定天分还进好小部其些主样理心她本前开但因只从想实日军者意无力它与长把机十民第公此已工使情明性知全三又关点正业外将两高间由问很最重并物手应战向头文体政美相见被利什二等产或新己制身果加西斯月话合回特代内信表化老给世位次度门任常先海通教儿原东声提立及比员解水名真论处走义各入几口认条平系气题活尔更别打女变四神总何电数安少报才结反受目太量再感建务做接必场件计管期市直德资命山金指克许统区保至队形社便空决治展马科司五基眼书非则听白却界达光放强即像难且权思王象完设式色路记南品住告类求据程北边死张该交规万取拉格望觉术领共确传师观清今切院让识候带导争运笔' +
  '這個們來為國說時會對過發後裡裏種經麼動還進樣開實無與長機將兩間問應戰頭體見產關業點現學當沒從軍點東聲員論處義幾認條題變電數報結務場計資統區隊形決書則聽達強難權設記類據邊張該規術領傳師觀讓識帶導爭運請謝後於網';
const EVERYDAY_SET: ReadonlySet<string> = new Set(EVERYDAY);

/** Legacy charsets in the order of preference where two read alike. */
const CANDIDATES = ['gb18030', 'big5', 'shift_jis', 'euc-jp', 'euc-kr'] as const;
/** A declared charset is overruled only by a reading that is at least this much better. */
const OUTWEIGHS = 3;

/** A guess at a legacy charset. */
export interface Guess {
  readonly label: string;
  readonly kind: 'chinese' | 'other';
  /** True where the guess reads so much better than `label` that a declaration of it must be wrong. */
  outweighs(label: string): boolean;
}

/** UTF-16 without a byte-order mark: one half of the bytes is mostly NUL, or mostly the high bytes of Han. Null if not so. */
export function guessWide(bytes: Uint8Array): string | null {
  const sample = bytes.subarray(0, Math.min(bytes.length, 8192) & ~1);
  if (sample.length < 4) return null;
  const even = halfShare(sample, 0);
  const odd = halfShare(sample, 1);
  if (even.nul + odd.nul === 0) return null;
  if (even.nul + even.han > 0.75 && even.nul > 0.02 && even.nul > odd.nul * 3) return 'utf-16be';
  if (odd.nul + odd.han > 0.75 && odd.nul > 0.02 && odd.nul > even.nul * 3) return 'utf-16le';
  return null;
}

function halfShare(bytes: Uint8Array, from: number): { nul: number; han: number } {
  let nul = 0;
  let han = 0;
  for (let i = from; i < bytes.length; i += 2) {
    const byte = bytes[i] ?? 0;
    if (byte === 0) nul++;
    else if ((byte >= 0x4e && byte <= 0x9f) || byte === 0x30 || byte === 0xff || byte === 0x20) han++;
  }
  const half = bytes.length / 2;
  return { nul: nul / half, han: han / half };
}

/** Points per character beyond ASCII: everyday Han and kana count for, broken and private characters against. */
function fitness(text: string): number {
  let points = 0;
  let seen = 0;
  for (const char of text) {
    const code = char.codePointAt(0) ?? 0;
    if (code < 0x80) continue;
    seen++;
    if (code === 0xfffd) points -= 5;
    else if (EVERYDAY_SET.has(char)) points += 3;
    else if ((code >= 0x3040 && code <= 0x30ff) || (code >= 0xac00 && code <= 0xd7a3)) points += 1;
    else if (code >= 0xe000 && code <= 0xf8ff) points -= 3;
    else if (code >= 0xff61 && code <= 0xff9f) points -= 1;
    else if ((code >= 0x3000 && code <= 0x3020) || (code >= 0xff01 && code <= 0xff5e)) points += 1;
  }
  return seen === 0 ? 0 : points / seen;
}

/** The legacy charset in which the bytes read best; windows-1252 where they are hardly beyond ASCII or nothing fits. */
export function guessLegacy(bytes: Uint8Array): Guess {
  const sample = bytes.subarray(0, SAMPLE_BYTES);
  const scores = new Map(
    CANDIDATES.map((label) => [label as string, fitness(new TextDecoder(label).decode(sample, { stream: true }))]),
  );
  let best: string = 'gb18030';
  for (const [label, score] of scores) if (score > (scores.get(best) ?? 0)) best = label;
  const score = scores.get(best) ?? 0;
  const isChinese = best === 'gb18030' || best === 'big5';
  return {
    label: score < 0.1 && !hasPairs(sample) ? 'windows-1252' : best,
    kind: isChinese && score >= 0.3 ? 'chinese' : 'other',
    outweighs: (label) => {
      const own = scores.get(label);
      return own !== undefined && label !== best && score > 0.5 && score > Math.max(own, 0.1) * OUTWEIGHS;
    },
  };
}

/** True where most high bytes stand in pairs, as in double-byte charsets; Western accents stand alone. */
function hasPairs(bytes: Uint8Array): boolean {
  let high = 0;
  let paired = 0;
  for (let i = 0; i < bytes.length; i++) {
    if ((bytes[i] ?? 0) < 0x80) continue;
    high++;
    if ((bytes[i + 1] ?? 0) >= 0x80 || (bytes[i - 1] ?? 0) >= 0x80) paired++;
  }
  return high > 0 && paired / high > 0.7;
}
