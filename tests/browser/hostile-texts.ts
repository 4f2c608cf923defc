import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { IngestReply, SourceView } from '../../api/contract/index.ts';
import { postIdOf } from '../../api/contract/identity.ts';
import { savedFolder } from '../support/saved-pages.ts';
import { CRAWLER_TOKEN, type TestServer } from '../support/server.ts';

const INGEST_POSTS = 200;
/** Payloads in the text of one post, so that few pages of hits show all of them. */
export const PER_TEXT = 12;

/** Our own; each reaches for the canary, marks the window, or asks. */
const ownPayloads = (canary: string): readonly string[] => [
  `<script>window.ran=1</script>`,
  `<script src="${canary}/s.js"></script>`,
  `<img src="${canary}/i.png" onerror="window.ran=2">`,
  `<svg onload="window.ran=3"><animate onbegin="window.ran=3" attributeName="x"/></svg>`,
  `"><iframe srcdoc="<script>parent.ran=4</script>"></iframe>`,
  `'" autofocus onfocus=window.ran=5 x="`,
  `<a href="javascript:window.ran=6">停水</a>`,
  `</style><style>@import "${canary}/c.css"; *{background:url(${canary}/b.png)}</style>`,
  `{{constructor.constructor('window.ran=7')()}}`,
  '${window.ran=8}',
  `<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=window.ran=9&gt;">`,
  `<meta http-equiv="refresh" content="0;url=${canary}/m">`,
  `<base href="${canary}/"><link rel=prefetch href="${canary}/p">`,
  `\u202e<object data="data:text/html,<script>parent.ran=10</script>"></object>`,
  `<mark onmouseover=window.ran=11>停水</mark>`,
];

const ADDRESSES = [
  'javascript:window.ran=12',
  'data:text/html,<script>window.ran=13</script>',
  'https://e.org/"><script>',
];

/** Our own, and a public list where it lies beside the project. */
export function hostileTexts(canary: string): readonly string[] {
  const folder = savedFolder();
  const own = ownPayloads(canary);
  if (folder === null) return own;
  const listed = readFileSync(join(folder, 'xss/payloads.txt'), 'utf8').split('\n');
  return [...own, ...listed.filter((line) => line.trim() !== '')];
}

/** Puts the payloads into every text that is stored: sources, posts, watches, leads, people, settings. */
export async function storeTexts(server: TestServer, cookie: string, payloads: readonly string[]): Promise<void> {
  const short = payloads.filter((payload) => payload.length <= 60);
  const sources: string[] = [];
  for (const name of short.slice(0, 12)) {
    const body = { kind: 'feed', name, url: `https://e${sources.length}.example.org/feed?"><script>`, everyMin: 1440 };
    const answer = await server.call('POST', '/api/sources', { cookie, body });
    if (answer.status === 200) sources.push(SourceView.parse(answer.json).id);
  }
  assert.ok(sources.length >= 6, `${sources.length} sources`);
  let named = 0;
  for (const name of short.slice(0, 8)) {
    const watch = { name, criteria: { text: name.slice(0, 40) } };
    const tries = [
      await server.call('POST', '/api/watches', { cookie, body: watch }),
      await server.call('POST', '/api/people', { cookie, body: { name, roles: ['monitor'] } }),
    ];
    named += tries.filter(({ status }) => status === 200).length;
  }
  assert.ok(named >= 8, `${named} names`);
  const office = await server.call('PATCH', '/api/settings', { cookie, body: { office: short[0] } });
  assert.equal(office.status, 200, office.text);
  for (const text of payloads.slice(0, 15)) {
    const body = { text, title: text, place: text.slice(0, 60), channel: 'chat-group', seenMs: Date.now() };
    const lead = await server.call('POST', '/api/leads', { cookie, body });
    assert.ok(lead.status === 200, lead.text);
  }
  await storePosts(server, sources, payloads);
}

async function storePosts(server: TestServer, sources: readonly string[], payloads: readonly string[]): Promise<void> {
  const nowMs = Date.now();
  const rows = Array.from({ length: Math.ceil(payloads.length / PER_TEXT) }, (_, i) => {
    const some = payloads.slice(i * PER_TEXT, (i + 1) * PER_TEXT);
    return {
      id: postIdOf('xss', i),
      source: sources[i % sources.length],
      kind: 'article',
      url: ADDRESSES[i % ADDRESSES.length],
      thread: null,
      floor: null,
      title: `${some[0] ?? ''}停水`.slice(0, 300),
      text: `听说停水 ${some.join(' ')}`.slice(0, 20_000),
      publishedMs: nowMs - (i % 20) * 30_000,
      seenMs: nowMs,
      voice: i.toString(16).padStart(16, '0'),
      backfill: false,
    };
  });
  for (let from = 0; from < rows.length; from += INGEST_POSTS) {
    const answer = await server.call('POST', '/api/ingest', {
      body: { posts: rows.slice(from, from + INGEST_POSTS) },
      headers: { authorization: `Bearer ${CRAWLER_TOKEN}` },
    });
    assert.equal(answer.status, 200, answer.text);
    assert.deepEqual(IngestReply.parse(answer.json).refused, []);
  }
}
