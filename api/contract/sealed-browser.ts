/**
 * How a browser is started that opens what strangers wrote, or what was made of it: crawler and paper keep the one rule. The network is closed
 * twice: the caller answers each request itself, and what slips by meets a dead proxy and no names. Memory is bounded.
 */
const FLAGS = [
  '--proxy-server=http://127.0.0.1:9',
  '--proxy-bypass-list=<-loopback>',
  '--host-resolver-rules=MAP * ~NOTFOUND',
  '--force-webrtc-ip-handling-policy=disable_non_proxied_udp',
  '--disable-quic',
  // Pages are opened in a context that keeps nothing on disk; neither does the rest.
  '--disk-cache-size=1',
  '--disable-crash-reporter',
  '--disable-extensions',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
  '--mute-audio',
  '--disable-gpu',
  '--disable-dev-shm-usage',
  '--js-flags=--max-old-space-size=256',
];

export type SealedBrowser = {
  readonly executablePath: string;
  /** Chromium's sandbox does not work for root. */
  readonly isRoot: boolean;
};

/** Options for `puppeteer.launch`. `flags`: what this use adds. */
export function sealedBrowser({ executablePath, isRoot }: SealedBrowser, flags: readonly string[] = []) {
  return {
    executablePath,
    headless: true,
    // With a pipe the browser ends when we do, however we end.
    pipe: true,
    args: [...FLAGS, ...flags, ...(isRoot ? ['--no-sandbox'] : [])],
    downloadBehavior: { policy: 'deny' as const },
    handleSIGINT: false,
    handleSIGTERM: false,
    handleSIGHUP: false,
  };
}
