import assert from 'node:assert/strict';
import { HtmlValidate } from 'html-validate';
import { parseFeed } from 'feedsmith';
import type { Statement } from '../../api/contract/index.ts';
import { LISTED_PER_PAGE } from '../../api/publisher/index-page.ts';
import { chainsOf, publishedOf, type SiteInput } from '../../api/publisher/input.ts';
import { receiptGivenPage, receiptPage } from '../../api/publisher/receipt-page.ts';
import { listingFiles, statementFile as fileOf } from '../../api/publisher/site.ts';
import { saidPage } from '../../api/publisher/ask-page.ts';
import { NOON_MS } from '../desk/scene.ts';
import { aForm, aPublished, aSite, aWritten } from './statements.ts';
import { StatementId } from '../../api/contract/index.ts';

/** Void elements are written `<br />`, as the formatter of the sources does: HTML allows both. */
const validator = new HtmlValidate({ extends: ['html-validate:recommended'], rules: { 'void-style': 'off' } });
const PAGE_BYTES_MAX = 100_000;

/** The page of one of the site's statements. */
function statementFile(site: SiteInput, one: Statement): readonly [string, string] {
  return fileOf(site, one, chainsOf(site.statements).get(one.id) ?? []);
}

function filesOf(input: SiteInput): ReadonlyMap<string, string> {
  return new Map([...listingFiles(input), ...input.statements.map((each) => statementFile(input, each))]);
}

async function assertValid(path: string, page: string): Promise<void> {
  const report = await validator.validateString(page, path);
  const found = report.results.flatMap(({ messages }) =>
    messages.map(({ ruleId, message, line }) => `${line} ${ruleId} ${message}`),
  );
  assert.deepEqual(found, [], path);
}

const HOSTILE = [
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  "' onmouseover='alert(1)",
  '</title></style></script><script>alert(1)</script>',
  'javascript:alert(1)',
  ']]><!--',
  '\u0000\u0008\u2028\u202e',
  'half a sign \ud83d, and the other half \ude00',
].join(' ');

function hostileSite(): SiteInput {
  const form = aForm({ title: HOSTILE, lead: HOSTILE, contact: HOSTILE, signature: HOSTILE, changed: HOSTILE });
  const points = aPublished(1).points.map((point) => ({ ...point, text: HOSTILE, basis: HOSTILE }));
  return aSite([aPublished(1, { points }, form)], {
    office: HOSTILE,
    page: { url: '', contact: HOSTILE, media: HOSTILE, basis: HOSTILE },
    score: { title: HOSTILE, rows: [{ label: HOSTILE, value: HOSTILE, definition: HOSTILE }] },
  });
}

describe('the public page', () => {
  const many = Array.from({ length: LISTED_PER_PAGE * 4 - 2 }, (_, at) => aPublished(at + 1)).toReversed();
  const older = aPublished(201, { state: 'corrected', correctedBy: StatementId.parse('s202') });
  const newer = aPublished(
    202,
    { kind: 'correction', corrects: older.id, claim: older.claim },
    aForm({ changed: '复测时间由14时10分改为14时20分。', lead: '11月24日，现更正如下。' }),
  );
  const corrected = aSite([newer, older]);

  it('is valid HTML, and each page is under 100 kB', async () => {
    const filled = { title: '本办的成绩单', rows: [{ label: '结论被推翻', value: '0', definition: '按年' }] };
    for (const site of [aSite([]), aSite(many, { score: filled }), corrected]) {
      for (const [path, text] of filesOf(site)) {
        assert.ok(Buffer.byteLength(text) < PAGE_BYTES_MAX, `${path}: ${Buffer.byteLength(text)}`);
        if (path.endsWith('.html')) await assertValid(path, text);
      }
    }
    const receipt = { kind: 'check', askedMs: 1, changedMs: 2, answer: '已答复。', satisfaction: null } as const;
    const statement = { path: 'statements/1.html', title: '通报' };
    await assertValid('given', receiptGivenPage(corrected, 'AAAA-BBBB-CCCC-DDDD', 'check', NOON_MS));
    await assertValid('receipt', receiptPage(corrected, { ...receipt, state: 'answered', statement }, 'ab'.repeat(32)));
    await assertValid('said', saidPage(corrected, { title: '没有提交成功', text: '请返回。' }));
  });

  it('runs no script and asks nobody else for anything, whatever the texts hold', () => {
    for (const [path, text] of filesOf(hostileSite())) {
      if (!path.endsWith('.html')) continue;
      const blocks = [...text.matchAll(/<script\b[^>]*>([\s\S]*?)<\/script>/g)];
      for (const [whole, data = ''] of blocks) {
        assert.ok(whole.startsWith('<script type="application/ld+json">'), path);
        JSON.parse(data);
      }
      const rest = text.replace(/<script type="application\/ld\+json">[\s\S]*?<\/script>/g, '');
      assert.ok(!/<script|<img|\son\w+="|<iframe|style="/i.test(rest), path);
      const addresses = [...rest.matchAll(/\s(?:src|href|action)="([^"]*)"/g)].map(([, address = '']) => address);
      assert.ok(addresses.length > 0);
      for (const address of addresses) assert.ok(!/^(?:[a-z]+:|\/)/i.test(address), `${path}: ${address}`);
    }
  });

  it('keeps all links within the folder, so that it can be copied anywhere', () => {
    const files = filesOf(corrected);
    for (const [path, text] of files) {
      if (!path.endsWith('.html')) continue;
      for (const [, address = ''] of text.matchAll(/\shref="([^"#]+)[^"]*"/g)) {
        const target = new URL(address, `http://x/${path}`).pathname.slice(1);
        assert.ok(files.has(target), `${path} → ${target}`);
      }
    }
  });

  it('lists every statement once, and a further one changes no older page', () => {
    const pages = [...listingFiles(aSite(many))].filter(([path]) => /^(?:index|older-\d+)\.html$/.test(path));
    const listed = pages.flatMap(([, text]) =>
      [...text.matchAll(/statements\/(\d+)\.html/g)].map(([, no]) => Number(no)),
    );
    assert.deepEqual(
      listed.toSorted((a, b) => b - a),
      many.map(({ no }) => no),
    );
    const more = listingFiles(aSite([aPublished(many.length + 1), ...many]));
    for (const [path, text] of pages) assert.equal(path === 'index.html' || more.get(path) === text, true, path);
  });

  it('shows only what was published', () => {
    const states = ['draft', 'submitted', 'approved', 'scheduled', 'stopped'] as const;
    const hidden = states.map((state, at) => aWritten({ id: StatementId.parse(`h${at}`), state, no: 300 + at }));
    assert.deepEqual(publishedOf([...hidden, older, newer]), [newer, older]);
  });

  it('calls nothing a rumor whose points are not all found false', () => {
    const rebuttal = (points: Statement['points']): string =>
      statementFile(aSite([]), aPublished(1, { kind: 'rebuttal', points }))[1];
    const [first, second, third] = aPublished(1).points;
    assert.ok(first !== undefined && second !== undefined && third !== undefined);
    assert.match(rebuttal([second]), /辟谣/);
    for (const mixed of [[first, second], [second, third], [third], []]) {
      assert.ok(
        !/谣/.test(rebuttal(mixed).replace(aForm().title, '')),
        JSON.stringify(mixed.map(({ verdict }) => verdict)),
      );
    }
    assert.match(rebuttal([third]), /网传说法：有孩子喝水后住院/);
  });

  it('says each verdict in its fixed word, beside a shape that is silent', () => {
    const [, page] = statementFile(corrected, older);
    for (const word of ['属实', '不实', '待核实']) assert.match(page, new RegExp(`</svg\\s*>${word}`));
    assert.ok([...page.matchAll(/<svg\b[^>]*/g)].every(([svg]) => svg.includes('aria-hidden="true"')));
  });

  it('keeps the text that was corrected readable, says so, and shows what changed', () => {
    const [, before] = statementFile(corrected, older);
    const [, after] = statementFile(corrected, newer);
    assert.match(before, /这份通报已经更正/);
    assert.ok(before.includes('11月23日，城东部分小区自来水发黄'));
    assert.match(after, /<ins>/);
    assert.match(after, /<del>/);
    assert.ok(after.includes('复测时间由14时10分改为14时20分'));
  });

  it('carries a ClaimReview for each point with a verdict, and none for an open one', () => {
    const [, page] = statementFile(
      aSite([older], { page: { url: 'https://page.example', contact: '', media: '', basis: '' } }),
      older,
    );
    const data = /<script type="application\/ld\+json">([\s\S]*?)<\/script>/.exec(page)?.[1] ?? '';
    const graph = JSON.parse(data) as { '@context': string; '@graph': readonly Record<string, unknown>[] };
    assert.equal(graph['@context'], 'https://schema.org');
    assert.deepEqual(
      graph['@graph'].map((review) => [
        review['@type'],
        review['claimReviewed'],
        (review['reviewRating'] as Record<string, unknown>)['alternateName'],
      ]),
      [
        ['ClaimReview', '城东部分小区自来水发黄', '属实'],
        ['ClaimReview', '化工厂泄漏污染自来水', '不实'],
      ],
    );
    assert.ok(graph['@graph'].every((review) => String(review['url']).startsWith('https://page.example/statements/')));
  });

  it('gives a JSON feed and an Atom feed that readers understand, whatever the texts hold', () => {
    for (const site of [corrected, hostileSite()]) {
      const files = listingFiles(site);
      const json = parseFeed(files.get('feed.json') ?? '');
      assert.equal(json.format, 'json');
      const atom = parseFeed(files.get('feed.xml') ?? '');
      assert.equal(atom.format, 'atom');
      if (atom.format === 'atom') assert.equal(atom.feed.entries?.length, site.statements.length);
    }
    const feed = JSON.parse(listingFiles(corrected).get('feed.json') ?? '{}') as {
      version: string;
      items: { id: string }[];
    };
    assert.equal(feed.version, 'https://jsonfeed.org/version/1.1');
    assert.deepEqual(
      feed.items.map(({ id }) => id),
      ['urn:firstword:statement:s202', 'urn:firstword:statement:s201'],
    );
  });

  it('says the hours in Beijing time', () => {
    assert.match(
      statementFile(corrected, aPublished(1, { publishedMs: Date.UTC(2026, 10, 24, 17, 5) }))[1],
      /2026年11月25日 01:05/,
    );
  });

  it('prints the head of the journal and the legal basis', () => {
    const files = listingFiles(corrected);
    assert.ok(files.get('index.html')?.includes('ab'.repeat(32)));
    for (const word of ['〔2016〕61号', '个人信息保护法', '180 天', '0000-123456'])
      assert.ok(files.get('about.html')?.includes(word), word);
  });
});
