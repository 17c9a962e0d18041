/** Marks what is covered; `base.css` makes it invisible. */
const MARK = 'data-covered';

/**
 * Puts everything on the page but `host` out of sight and out of reach: dialogs, menus and toasts too, which stand beside
 * the page's root, and whatever comes while it is covered (CO63). Laid out it stays, so that nothing in it starts anew.
 *
 * @returns a function that uncovers, and gives the focus back to what had it.
 */
export function coverPage(host: HTMLElement): () => void {
  const { body } = document;
  const focused = document.activeElement;
  /** What was inert before stays so afterwards. */
  const covered = new Map<HTMLElement, boolean>();
  const coverAll = (): void => {
    for (const element of body.children) {
      if (!(element instanceof HTMLElement) || element === host || covered.has(element)) continue;
      covered.set(element, element.inert);
      element.inert = true;
      element.setAttribute(MARK, '');
    }
  };
  const observer = new MutationObserver(coverAll);
  observer.observe(body, { childList: true });
  coverAll();

  /** Keys that the page listens for at its document do nothing while nothing in the host has the focus. */
  const keepKeys = (event: KeyboardEvent): void => {
    if (!(event.target instanceof Node && host.contains(event.target))) event.stopImmediatePropagation();
  };
  window.addEventListener('keydown', keepKeys, { capture: true });

  return () => {
    observer.disconnect();
    window.removeEventListener('keydown', keepKeys, { capture: true });
    for (const [element, wasInert] of covered) {
      element.inert = wasInert;
      element.removeAttribute(MARK);
    }
    if (focused instanceof HTMLElement && focused.isConnected) focused.focus();
  };
}
