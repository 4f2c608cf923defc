/** The address is the state of the screen: path and filters. Links are real; a click on one inside the site stays on the page. */

type Place = { readonly path: string; readonly query: URLSearchParams };

const placeNow = (): Place => ({ path: location.pathname, query: new URLSearchParams(location.search) });

class Router {
  #place = $state.raw(placeNow());

  get path(): string {
    return this.#place.path;
  }
  get query(): URLSearchParams {
    return this.#place.query;
  }
  /** The overview as it hangs in the duty room: alone on the screen, in large type. */
  get wall(): boolean {
    return this.#place.path === '/' && this.#place.query.has('wall');
  }
  /** The parts of the path: `/alerts/a1` → `['alerts', 'a1']`. */
  get parts(): readonly string[] {
    return this.#place.path
      .split('/')
      .filter((part) => part !== '')
      .map(decodeURIComponent);
  }

  go(address: string, replace = false): void {
    if (replace) history.replaceState(null, '', address);
    else history.pushState(null, '', address);
    const samePath = location.pathname === this.#place.path;
    this.#place = placeNow();
    if (!samePath) window.scrollTo(0, 0);
  }

  /** Sets or (with an empty value) removes filters, keeping the others. */
  filter(changes: Readonly<Record<string, string>>, replace = false): void {
    this.go(withQuery(this.#place.path, { ...Object.fromEntries(this.#place.query), ...changes }), replace);
  }

  /** Listens to clicks and to back and forward; gives back how to stop. */
  start(): () => void {
    const back = (): void => {
      this.#place = placeNow();
    };
    const click = (event: MouseEvent): void => {
      const address = innerAddress(event);
      if (address === null) return;
      event.preventDefault();
      this.go(address);
    };
    addEventListener('popstate', back);
    document.addEventListener('click', click);
    return () => {
      removeEventListener('popstate', back);
      document.removeEventListener('click', click);
    };
  }
}

/** An address with its filters; empty ones are left out. */
export function withQuery(path: string, filters: Readonly<Record<string, string>>): string {
  const kept = Object.entries(filters).filter(([, value]) => value !== '');
  return kept.length === 0 ? path : `${path}?${kept.map((pair) => pair.map(encodeURIComponent).join('=')).join('&')}`;
}

function innerAddress(event: MouseEvent): string | null {
  if (event.defaultPrevented || event.button !== 0) return null;
  if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return null;
  const link = event.target instanceof Element ? event.target.closest('a') : null;
  if (link === null || link.target !== '' || link.hasAttribute('download')) return null;
  const url = new URL(link.href, location.href);
  if (url.origin !== location.origin || url.pathname.startsWith('/api/')) return null;
  if (url.pathname === location.pathname && url.hash !== '') return null;
  return url.pathname + url.search;
}

export const router = new Router();
