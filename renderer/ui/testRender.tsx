import { act, type ReactNode } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { afterEach } from 'vitest';
import { startWords } from '../words/i18n.ts';
import { Words } from '../words/Words.tsx';
import { UiRoot } from './UiRoot.tsx';

declare global {
  /** Tells React that a test drives it. */
  var IS_REACT_ACT_ENVIRONMENT: boolean;
}

let drawn: Root | null = null;

/** Takes away what a test drew: a clock that goes on would outlive the document it is drawn in. */
async function undraw(): Promise<void> {
  const root = drawn;
  drawn = null;
  await act(async () => root?.unmount());
}
afterEach(undraw);

/** Draws something as a page does, for a component's test. Sentences are their own ids, so no catalogue is needed. */
export async function renderForTest(node: ReactNode): Promise<HTMLElement> {
  globalThis.IS_REACT_ACT_ENVIRONMENT = true;
  const words = await startWords({ en: [], es: [] });
  await undraw();
  const root = document.createElement('div');
  document.body.replaceChildren(root);
  const page = createRoot(root);
  drawn = page;
  await act(async () =>
    page.render(
      <Words words={words}>
        <UiRoot>{node}</UiRoot>
      </Words>,
    ),
  );
  return root;
}

/** The text of an element without what is hidden from screen readers. */
function saidText(element: Element): string {
  const said = element.cloneNode(true);
  if (!(said instanceof Element)) return '';
  for (const hidden of said.querySelectorAll('[aria-hidden="true"]')) hidden.remove();
  return said.textContent;
}

/** The button with this accessible name; throws where there is none. */
export function buttonNamed(root: ParentNode, name: string): HTMLButtonElement {
  const named = [...root.querySelectorAll('button')].find(
    (button) => (button.getAttribute('aria-label') ?? saidText(button)).trim() === name,
  );
  if (named === undefined) throw new Error(`no button "${name}"`);
  return named;
}

/** Writes into a field as a person does, so that React hears of it. Call inside `act`. */
export function typeInto(field: HTMLInputElement | HTMLTextAreaElement, text: string): void {
  const prototype = field instanceof HTMLTextAreaElement ? HTMLTextAreaElement : HTMLInputElement;
  Object.getOwnPropertyDescriptor(prototype.prototype, 'value')?.set?.call(field, text);
  field.dispatchEvent(new Event('input', { bubbles: true }));
}

/** Presses a button as a keyboard does. */
export async function press(button: HTMLButtonElement): Promise<void> {
  await act(async () => button.click());
}
