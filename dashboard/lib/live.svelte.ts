import { io, type Socket } from 'socket.io-client';
import type { LiveEvent, Overview } from '../../api/contract/index.ts';
import { clock } from './clock.svelte.ts';
import { EMPTY_VIEW, fold, isNews, showWaiting, takeOverview, type LiveView } from './live-fold.ts';
import { announce } from './toast.svelte.ts';

const HELLO = 'hello';
const EVENT = 'event';
const RECONNECT_MIN_MS = 1_000;
const RECONNECT_MAX_MS = 5_000;
const EARLY_MAX = 200;

type Listener = (event: LiveEvent) => void;
type Change = Extract<LiveEvent, { kind: 'changed' }>;

/** The one live connection of the page. */
class Live {
  #view = $state.raw<LiveView>(EMPTY_VIEW);
  #state = $state<'connecting' | 'on' | 'lost'>('connecting');
  #lostMs = $state(0);
  #tries = $state(0);
  #socket: Socket | null = null;
  #boot = '';
  #snapshotSinceConnect = false;
  /** What came after the hello and before its snapshot: the snapshot may be older than these. */
  #early: LiveEvent[] = [];
  readonly #listeners = new Set<Listener>();
  readonly #returns = new Set<() => void>();

  get view(): LiveView {
    return this.#view;
  }
  get state(): 'connecting' | 'on' | 'lost' {
    return this.#state;
  }
  /** Since when the connection is lost; the data on the screen are from then. */
  get lostMs(): number {
    return this.#lostMs;
  }
  get tries(): number {
    return this.#tries;
  }

  start(): void {
    if (this.#socket !== null) return;
    const socket = io({
      transports: ['websocket', 'polling'],
      tryAllTransports: true,
      reconnectionDelayMax: RECONNECT_MAX_MS,
    });
    this.#socket = socket;
    socket.on('connect', () => this.#hello(socket));
    socket.on('disconnect', (reason) => {
      this.#lose();
      // Ended by the server (roles changed, too slow): socket.io does not come back by itself.
      if (reason === 'io server disconnect') setTimeout(() => this.#socket?.connect(), RECONNECT_MIN_MS);
    });
    socket.on('connect_error', () => {
      this.#tries += 1;
      this.#lose();
    });
    socket.on(EVENT, (event: LiveEvent) => this.#take(event));
  }

  stop(): void {
    this.#socket?.disconnect();
    this.#socket = null;
    this.#boot = '';
    this.#view = EMPTY_VIEW;
    this.#state = 'connecting';
  }

  retry(): void {
    this.#socket?.disconnect().connect();
  }

  /** Hears each event; gives back how to stop. Made for `$effect`. */
  listen(listener: Listener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Calls each time that a lost connection is back: nobody can say what was missed. Gives back how to stop. */
  onReturn(act: () => void): () => void {
    this.#returns.add(act);
    return () => this.#returns.delete(act);
  }

  /** Asks again for what changed: at each change that fits, and when a lost connection is back. Made for `$effect`. */
  follow(fits: (change: Change) => boolean, act: () => void): () => void {
    const deaf = this.listen((event) => {
      if (event.kind === 'changed' && fits(event)) act();
    });
    const forget = this.onReturn(act);
    return () => {
      deaf();
      forget();
    };
  }

  /** An overview that was fetched, before the socket has brought one. */
  takeOverview(overview: Overview): void {
    this.#view = takeOverview(this.#view, overview);
    clock.align(overview.nowMs);
  }

  showWaiting(): void {
    this.#view = showWaiting(this.#view);
  }

  #hello(socket: Socket): void {
    this.#snapshotSinceConnect = false;
    this.#early = [];
    socket.emit(HELLO, { seq: this.#view.seq, boot: this.#boot }, (answer: { readonly boot: string }) => {
      // Another boot counts anew: what this page has by number means nothing to it.
      if (answer.boot !== this.#boot && !this.#snapshotSinceConnect) this.#view = { ...this.#view, seq: 0 };
      this.#boot = answer.boot;
      const isBack = this.#state === 'lost';
      this.#state = 'on';
      this.#tries = 0;
      if (isBack) for (const act of this.#returns) act();
    });
  }

  #lose(): void {
    if (this.#state !== 'lost') this.#lostMs = clock.nowMs;
    this.#state = 'lost';
  }

  #take(event: LiveEvent): void {
    if (event.kind === 'snapshot') {
      this.#snapshotSinceConnect = true;
      clock.align(event.overview.nowMs);
    } else if (!this.#snapshotSinceConnect) this.#early = [...this.#early, event].slice(-EARLY_MAX);
    if (event.kind === 'alert' && isNews(this.#view.overview?.alerts ?? [], event.alert)) announce(event.alert);
    this.#view = fold(this.#view, event);
    if (event.kind === 'snapshot') this.#view = this.#early.reduce(fold, this.#view);
    for (const listener of this.#listeners) listener(event);
  }
}

export const live = new Live();
