import assert from 'node:assert/strict';
import { createAnalyser } from '../../api/analysis/analyse.ts';
import type { Analyser } from '../../api/analysis/analyse.ts';
import { applyEdits, loadLexicon } from '../../api/analysis/lexicon.ts';
import { LEXICONS_DIR, normalise } from '../../api/analysis/script.ts';
import { createSegmenter } from '../../api/analysis/segment.ts';
import type { Segmenter } from '../../api/analysis/segment.ts';
import { NEAR_COPY_BANDS_MIN, REASONS_MAX } from '../../api/contract/analysis.ts';
import type { Lexicon, LexiconEdit } from '../../api/contract/analysis.ts';

function shipped(): Lexicon {
  const loaded = loadLexicon(LEXICONS_DIR);
  assert.ok('lexicon' in loaded, JSON.stringify(loaded));
  return loaded.lexicon;
}

const put = (label: string, words: string, weight: number): LexiconEdit => ({
  act: 'put',
  row: { file: 'topics', label, words, weight, origin: 'hand' },
});

describe('analysis of a text', function () {
  this.timeout(60_000);
  let segmenter: Segmenter;
  let lexicon: Lexicon;
  let analyse: Analyser;
  const RUMOR = '听说城关镇自来水发黄，有毒！赶紧转发扩散，柳树镇东湖花园小区也停水了，大家都很担心孩子的健康。';

  before(() => {
    segmenter = createSegmenter();
    lexicon = shipped();
    analyse = createAnalyser(lexicon, segmenter);
  });

  it('a tag shows its reason in words of the text', () => {
    const { topics, markers, rumor, rumorReasons, places, tone } = analyse(RUMOR);
    assert.equal(topics[0]?.id, 'water');
    assert.deepEqual(
      places.map(({ id, name }) => [id, name]),
      [
        ['qh-t01', '城关镇'],
        ['qh-t02', '柳树镇'],
        ['qh-e01', '东湖花园小区'],
      ],
    );
    assert.ok(markers.some(({ family }) => family === 'hearsay') && markers.some(({ family }) => family === 'forward'));
    assert.equal(tone, 'worried');
    assert.ok(rumor > 0.8 && rumorReasons.length > 0);
    const words = [...topics, ...markers, ...places].flatMap((tag) => tag.words);
    for (const word of words) assert.ok(RUMOR.includes(word), word);
  });

  it('script, width and case make no difference, and reasons are quoted as they stand', () => {
    const analysis = analyse('聽說城關鎮自來水發黃，ＡＢＣ');
    assert.deepEqual(analysis.tokens, analyse('听说城关镇自来水发黄,abc').tokens);
    assert.deepEqual(analysis.places[0]?.words, ['城關鎮']);
  });

  it('a post is found by the words of a search', () => {
    const tokens = new Set(analyse(RUMOR).tokens);
    for (const search of ['自来水', '自來水', '東湖花園', '停水']) {
      const asked = analyse(search).tokens;
      assert.ok(asked.length > 0 && asked.every((token) => tokens.has(token)), search);
    }
  });

  it('numbers and Latin words are whole tokens', () => {
    assert.deepEqual(analyse('12345 热线，PM2.5，iPhone15').tokens, ['12345', '热线', 'pm2', '5', 'iphone15']);
    assert.deepEqual(analyse('a'.repeat(100)).tokens, ['a'.repeat(64)]);
  });

  it('of more words than are listed the heaviest are, and of equal ones those that stand first', () => {
    const words = Array.from('甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳');
    const edits = words.map((word, at) => put('water', word, at % 4));
    const { topics } = createAnalyser(applyEdits(lexicon, edits), segmenter)(words.join('，'));
    assert.deepEqual(topics[0]?.words.join(''), '丁辛丑巳丙庚子辰乙己癸卯');
    assert.equal(REASONS_MAX, 12);
  });

  it('search tokens do not depend on the lexicon', () => {
    const edited = createAnalyser(applyEdits(lexicon, [put('water', '发黄赶紧转', 3)]), segmenter)(RUMOR);
    assert.deepEqual(edited.tokens, analyse(RUMOR).tokens);
    assert.notEqual(edited.version, analyse(RUMOR).version);
  });

  it('words joined by + count only together', () => {
    const by = createAnalyser(applyEdits(lexicon, [put('grid', '蓝色+桶子', 9)]), segmenter);
    assert.equal(
      by('门口的蓝色墙').topics.some(({ id }) => id === 'grid'),
      false,
    );
    assert.deepEqual(by('桶子是蓝色的').topics[0]?.words, ['蓝色', '桶子']);
  });

  it('a denial weighs against the rumor score', () => {
    assert.ok(analyse(`【辟谣】${RUMOR}经核实，系谣言，请勿轻信。`).rumor < analyse(RUMOR).rumor);
  });

  it('an ambiguous county gets its meaning from what stands around it, and none without', () => {
    const idOf = (text: string) => analyse(text).places.find(({ name }) => name === '鼓楼区')?.id;
    assert.equal(idOf('南京市鼓楼区今天停电'), '320106');
    assert.equal(idOf('福州市鼓楼区今天停电'), '350102');
    assert.equal(idOf('鼓楼区今天停电'), 'found:鼓楼区');
  });

  it('a place is known by its shape', () => {
    const names = analyse('我家住在翡翠湾小区，门口的望京路堵车').places.map(({ name }) => name);
    assert.deepEqual(names, ['翡翠湾小区', '望京路']);
  });

  it('near-copies share bands, other texts do not', () => {
    const shared = (a: string, b: string) => {
      const bands = new Set(analyse(a).fingerprint);
      return analyse(b).fingerprint.filter((band) => bands.has(band)).length;
    };
    assert.ok(shared(RUMOR, `${RUMOR}求扩散`) >= NEAR_COPY_BANDS_MIN);
    assert.ok(
      shared(RUMOR, '实验小学门口每天早上堵车严重，希望交警大队能派人来疏导交通，谢谢领导') < NEAR_COPY_BANDS_MIN,
    );
    assert.deepEqual(analyse('早上好').fingerprint, []);
  });

  it('empty, blank, broken and huge texts are analysed', () => {
    assert.deepEqual(analyse('').tokens, []);
    assert.equal(analyse('  \n ').tone, null);
    assert.ok(analyse('\ud800坏\u0000字').tokens.includes('坏'));
    assert.ok(analyse('水'.repeat(300_000)).tokens.length > 0);
  });

  it('folding keeps every offset', () => {
    const text = `${'Ａ水厂發黃İﬀ'.repeat(2000)}`;
    assert.equal(normalise(text).length, text.length);
  });

  it('a hostile row is a literal word and costs nothing', () => {
    const rows = [
      '(a+)+$',
      '.*.*.*x',
      'a'.repeat(64),
      ...Array.from({ length: 60 }, (_, index) => 'a'.repeat(index + 2)),
    ];
    const by = createAnalyser(
      applyEdits(
        lexicon,
        rows.map((words) => put('water', words.replaceAll('+', '＋'), 1)),
      ),
      segmenter,
    );
    const text = 'a'.repeat(100_000);
    const from = process.cpuUsage().user;
    by(text);
    const hostileMs = (process.cpuUsage().user - from) / 1000;
    const begun = process.cpuUsage().user;
    analyse(text);
    const plainMs = (process.cpuUsage().user - begun) / 1000;
    assert.ok(hostileMs < plainMs * 3 + 100, `${hostileMs} ms against ${plainMs} ms`);
  });
});
