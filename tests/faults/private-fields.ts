import type { Seeds } from './seeds.ts';

type Try = readonly [method: string, path: string, body?: unknown];

/** Every way in that takes text from staff, each with something of a person in it. Some are refused: nothing of those may stay either. */
export function privateTries(seeds: Seeds, origin: string): readonly Try[] {
  const { phone, handle, uid, sentence } = seeds;
  const seenMs = Date.now();
  const mention = handle('watch mention');
  return [
    ['POST', '/api/leads', { text: '停水', place: sentence('place').slice(0, 40), channel: 'other', seenMs }],
    ['POST', '/api/watches', { name: `停水 ${phone('watch name')}`, criteria: { text: '停水' } }],
    ['POST', '/api/watches', { name: '停水', criteria: { text: `停水 ${phone('watch words')}` } }],
    ['POST', '/api/watches', { name: `@${mention}`, criteria: { text: `@${mention}` } }],
    ['POST', '/api/sources', { kind: 'feed', name: `热线 ${phone('feed name')}`, url: 'https://news.example.org/f' }],
    ['POST', '/api/sources', { kind: 'feed', name: '空间', url: `https://a.example.org/home.php?uid=${uid('feed')}` }],
    ['POST', '/api/sources', { kind: 'feed', name: '电话', url: `https://b.example.org/f?tel=${phone('feed query')}` }],
    ['POST', '/api/sources', { kind: 'feed', name: '邮箱', url: `https://${handle('feed user')}:pw@c.example.org/f` }],
    [
      'POST',
      '/api/sources/preview',
      { url: `${origin}/none?tel=${phone('preview')}&username=${handle('preview')}`, as: null },
    ],
    ['PATCH', '/api/settings', { office: `宣传部 ${phone('office')}` }],
    ['GET', `/api/alerts/${phone('alert id')}?name=${encodeURIComponent(handle('alert query'))}`],
    ['POST', '/api/alerts/none/acts', { act: 'close', note: sentence('note') }],
    ['POST', '/api/search', { text: sentence('search sentence') }],
    ['POST', '/api/search', { text: handle('search handle') }],
    ['POST', '/api/search/export', { text: sentence('export sentence') }],
    ['POST', '/api/session', { name: phone('log-in telephone'), password: `${handle('password')}-pw` }],
    ['PUT', '/api/channel', { kind: 'webhook', url: `${origin}/hook?tel=${phone('hook')}` }],
    ['POST', '/api/channel/test', {}],
  ];
}
