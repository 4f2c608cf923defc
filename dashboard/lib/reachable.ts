/** What scrolls inside the page (a wide table, a long text in a dialog) must scroll by the keyboard too: where nothing in it takes the focus, it does itself. */
export function reachable(node: HTMLElement): void {
  if (node.querySelector('a, button, input, select') !== null) return;
  node.tabIndex = 0;
  node.setAttribute('role', 'region');
  const name =
    node.querySelector('caption')?.textContent ?? node.closest('section, dialog')?.querySelector('h2')?.textContent;
  if (name !== undefined) node.setAttribute('aria-label', name);
}
