import assert from 'node:assert/strict';
import { BROWSER_INSTALL, findBrowser } from '../../api/contract/browser-path.ts';
import { createFetcher } from '../../crawler/fetch.ts';
import { createReader } from '../../crawler/polite.ts';
import { createTabs } from '../../crawler/render-tabs.ts';
import { createRenderer, type Renderer } from '../../crawler/render.ts';
import { openSite, type Site } from '../support/site.ts';

const BROWSER = findBrowser(
  [process.env['PUPPETEER_EXECUTABLE_PATH'], process.env['CHROME_PATH']],
  process.env['PATH'] ?? '',
);

describe('pages that need a browser', function () {
  this.timeout(30_000);
  const closing: (() => Promise<void>)[] = [];
  let site: Site;
  let canary: Site;
  let renderer: Renderer;

  before(async function () {
    if (BROWSER === null) {
      console.warn(`skipped: no Chromium; install it: ${BROWSER_INSTALL}`);
      return this.skip();
    }
    canary = await openSite({ '*': { headers: { 'access-control-allow-origin': '*' }, body: 'secret' } });
    site = await openSite({
      '/robots.txt': 'User-agent: *\nDisallow: /closed',
      '/data.json': { type: 'application/json', body: '{"text":"城东小区停水通知"}' },
      '/closed.json': '{}',
      '/app.js': {
        type: 'text/javascript',
        body: "fetch('/data.json').then(r=>r.json()).then(d=>{document.body.innerHTML='<h1>'+d.text+'</h1>'})",
      },
      '/page': '<!DOCTYPE html><meta charset="utf-8"><title>x</title><body>载入中<script src="/app.js"></script>',
      '/leaves':
        '<!DOCTYPE html><meta charset="utf-8"><body>停水通知<script>location.href="http://127.0.0.1:1/else"</script>',
      '/empties': '<!DOCTYPE html><meta charset="utf-8"><body>停水通知<script>document.body.innerHTML=""</script>',
      '/loop': '<!DOCTYPE html><body>before<script>while(true){}</script>',
    });
    const allowed = new Set([site.hostPort]);
    const fetcher = createFetcher({ userAgent: 'FirstwordBot/0.1 (+test)', allowed, clock: Date.now });
    const reader = createReader({ fetcher, allowed, clock: Date.now });
    renderer = createRenderer({
      executablePath: BROWSER,
      reader,
      userAgent: 'FirstwordBot/0.1 (+test)',
      isRoot: process.getuid?.() === 0,
      timeoutMs: 2_500,
    });
    closing.push(renderer.close, fetcher.close, site.close, canary.close);
  });
  after(async () => {
    for (const close of closing) await close();
  });

  async function rendered(path: string): Promise<string> {
    const outcome = await renderer.load(site.origin + path);
    return outcome.kind === 'ok' ? Buffer.from(outcome.bytes).toString() : outcome.kind;
  }

  it('a page that leads elsewhere, where it is not let, or empties itself is read as it came', async () => {
    assert.match(await rendered('/leaves'), /停水通知/);
    assert.match(await rendered('/empties'), /停水通知/);
  });

  it('the text that scripts bring is there, asked for under our own name', async () => {
    assert.match(await rendered('/page'), /<h1>城东小区停水通知<\/h1>/);
    assert.ok(site.hits.every(({ headers }) => headers['user-agent']?.startsWith('FirstwordBot/0.1')));
  });

  it('no part of a page reaches a private address, by whatever way', async () => {
    const { port } = canary;
    const targets = [
      `http://127.0.0.1:${port}/`,
      `http://localhost:${port}/`,
      `http://0x7f.1:${port}/`,
      `http://[::1]:${port}/`,
    ];
    const tries = targets.map(
      (
        url,
      ) => `fetch('${url}f').catch(()=>0); fetch('${url}p',{method:'POST',mode:'no-cors',body:'x'}).catch(()=>0); navigator.sendBeacon('${url}b'); new Image().src='${url}i'; try{new WebSocket('${url}'.replace('http','ws'))}catch{}; try{new EventSource('${url}e')}catch{}; window.open('${url}w');
       { const f=document.createElement('iframe'); f.src='${url}if'; document.body.append(f) }
       { const s=document.createElement('script'); s.src='${url}s'; document.body.append(s) }
       { const l=document.createElement('link'); l.rel='prefetch'; l.href='${url}pf'; document.head.append(l) }
       { const w=new Worker(URL.createObjectURL(new Blob(["fetch('${url}wk').catch(()=>0)"]))); }`,
    );
    site.pages.set(
      '/hostile',
      `<!DOCTYPE html><body><h1>hostile</h1><iframe src="file:///etc/passwd"></iframe><iframe src="/jump"></iframe><script>${tries.join('\n')}; setTimeout(()=>{document.body.append('done')},300)</script>`,
    );
    site.pages.set('/jump', { status: 302, headers: { location: `http://127.0.0.1:${port}/jumped` } });
    assert.match(await rendered('/hostile'), /hostile/);
    assert.equal(canary.hits.length, 0, canary.pathsHit().join());
  });

  it('a page that sends the browser to a private address gets it nowhere', async () => {
    site.pages.set(
      '/away',
      `<!DOCTYPE html><body>here<script>location.href='http://127.0.0.1:${canary.port}/nav'</script>`,
    );
    await rendered('/away');
    assert.equal(canary.hits.length, 0);
  });

  it('robots.txt holds for the parts of a page too', async () => {
    site.pages.set('/parts', "<!DOCTYPE html><body><h1>parts</h1><script>fetch('/closed.json').catch(()=>0)</script>");
    assert.match(await rendered('/parts'), /parts/);
    assert.ok(!site.pathsHit().includes('/closed.json'));
  });

  it('a script that never ends is given up, and the next page works', async () => {
    assert.equal(await rendered('/loop'), 'retry');
    assert.match(await rendered('/page'), /停水通知/);
  });

  it('an endless stream of parts has an end', async () => {
    let parts = 0;
    site.pages.set(
      '/greedy',
      "<!DOCTYPE html><body><h1>greedy</h1><script>let n=0; const go=()=>fetch('/robots.txt?'+n++).finally(go); for(let i=0;i<4;i++)go()</script>",
    );
    site.pages.set('*', (_request, response) => {
      parts++;
      response.end('x');
    });
    const text = await rendered('/greedy');
    assert.match(text, /greedy|retry/);
    assert.ok(parts <= 130, String(parts));
  });
});

describe('tabs', () => {
  it('wait in line, go on in order, and leave the line when nobody waits for them any more', async () => {
    const tabs = createTabs(1);
    const stop = new AbortController();
    assert.equal(await tabs.enter(undefined), true);
    const gaveUp = tabs.enter(stop.signal);
    const next = tabs.enter(undefined);
    stop.abort();
    assert.equal(await gaveUp, false);
    assert.equal(tabs.leave(), false);
    assert.equal(await next, true);
    assert.equal(tabs.leave(), true);
  });
});

describe('the browser of this machine', () => {
  it('is the one that is named, else the first on the path, else none', () => {
    assert.equal(findBrowser([process.execPath], ''), process.execPath);
    assert.equal(findBrowser([undefined, '/no/such/browser'], '/no/such/folder'), null);
  });
});
