/**
 * The keyboard's place. An act or another person's change may take away what has the focus, or switch it off; the browser then drops
 * the focus on the page as a whole, and whoever works by keyboard begins anew at the top. Here the focus goes to the nearest part of the page that is left.
 */

const PARTS = 'section, article, li, tr, form, dialog, .head, main';

/** An element and the parts of the page that it lies in, the nearest first. */
export type Place = readonly HTMLElement[];

export function placeOf(element: Element | null): Place {
  const place: HTMLElement[] = [];
  for (let at = element; at !== null && at !== document.body; at = at.parentElement)
    if (at instanceof HTMLElement && (at === element || at.matches(PARTS))) place.push(at);
  return place;
}

/** Back to the place, or to what is left of it; to the page's main part where nothing is. */
export function goBack(place: Place): void {
  const [first] = place;
  if (first !== undefined && usable(first)) return first.focus();
  const left = place.slice(1).find((part) => part.isConnected && !part.matches('dialog:not([open])'));
  const part = left ?? document.querySelector<HTMLElement>('main');
  if (part === null) return;
  if (!part.hasAttribute('tabindex')) part.tabIndex = -1;
  part.focus({ preventScroll: true });
}

/** Keeps the focus from being lost until the function given back is called. */
export function keepPlace(): () => void {
  let place: Place = [];
  /** A control that was switched off under the focus, and what stands in for it meanwhile. */
  let waiting: { readonly control: HTMLElement; readonly standIn: Element | null } | null = null;
  const enter = (event: FocusEvent): void => {
    if (event.target instanceof Element) place = placeOf(event.target);
  };
  const leave = (event: FocusEvent): void => {
    const { target } = event;
    // Who clicks beside everything leaves by himself: what he left is there and usable still, when the page has settled.
    queueMicrotask(() => {
      if (event.relatedTarget === null && target instanceof HTMLElement && usable(target) && place[0] === target)
        place = [];
    });
  };
  const mend = (): void => {
    if (waiting !== null && document.activeElement !== waiting.standIn) waiting = null;
    if (waiting !== null && usable(waiting.control)) {
      waiting.control.focus();
      waiting = null;
    }
    const [held] = place;
    if (held === undefined || usable(held) || !isAdrift(held)) return;
    goBack(place);
    if (held.isConnected) waiting = { control: held, standIn: document.activeElement };
  };
  const watch = new MutationObserver(mend);
  watch.observe(document.body, { subtree: true, childList: true, attributeFilter: ['disabled'] });
  document.addEventListener('focusin', enter);
  document.addEventListener('focusout', leave);
  return () => {
    watch.disconnect();
    document.removeEventListener('focusin', enter);
    document.removeEventListener('focusout', leave);
  };
}

const usable = (element: HTMLElement): boolean => element.isConnected && !element.matches(':disabled');

/** On nothing, or still on what was just switched off: the browser takes that away only when it draws. */
const isAdrift = (held: HTMLElement): boolean =>
  document.activeElement === null || document.activeElement === document.body || document.activeElement === held;
