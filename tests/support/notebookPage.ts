import { expect, type Locator, type Page } from '@playwright/test';
import * as Y from 'yjs';
import { z } from 'zod';

declare global {
  interface Window {
    /** The notebook's thread, as the page has started it. */
    notebookThread?: Worker;
  }
}

/** Keeps hold of the thread that the page starts, so that a test can ask it what a screen would. Before the page's first script. */
export async function holdThread(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const Started = globalThis.window.Worker;
    globalThis.window.Worker = class extends Started {
      constructor(...args: ConstructorParameters<typeof Worker>) {
        super(...args);
        globalThis.window.notebookThread = this;
      }
    };
  });
}

const bytesSchema = z.array(z.number()).transform((bytes) => Uint8Array.from(bytes));

/** Asks the thread over its own line. Bytes cross as lists of numbers. */
async function ask(
  page: Page,
  call: 'open' | 'edit',
  args: { readonly docId: string; readonly update?: readonly number[] },
): Promise<unknown> {
  return page.evaluate(
    async ({ name, given }) => {
      const thread = globalThis.window.notebookThread;
      if (!thread) throw new Error('The page has started no thread');
      const id = -Math.ceil(Math.random() * 1e9);
      const answered = new Promise<Record<string, unknown>>((resolve) => {
        thread.addEventListener('message', function hear({ data }) {
          if (data.id !== id) return;
          thread.removeEventListener('message', hear);
          resolve(data);
        });
      });
      const made = given.update ? { ...given, update: Uint8Array.from(given.update) } : given.docId;
      thread.postMessage({ id, call: name, args: made });
      const reply = await answered;
      if (reply.kind === 'failed') throw new Error(`The thread did not do "${name}"`);
      return JSON.parse(
        JSON.stringify(reply.reply, (_, value: unknown) =>
          value instanceof Uint8Array ? [...value] : value,
        ),
      ) as unknown;
    },
    { name: call, given: args },
  );
}

/** Writes a text into a document, and waits until that is durable (NB1). */
export async function write(page: Page, docId: string, text: string): Promise<void> {
  const doc = new Y.Doc();
  doc.getText('plan').insert(0, text);
  expect(await ask(page, 'edit', { docId, update: [...Y.encodeStateAsUpdate(doc)] })).toBe('saved');
}

/** What stands in a document on this workstation. */
export async function read(page: Page, docId: string): Promise<string> {
  const { state } = z.object({ state: bytesSchema }).parse(await ask(page, 'open', { docId }));
  const doc = new Y.Doc();
  Y.applyUpdate(doc, state);
  return doc.getText('plan').toJSON();
}

export const badge = (page: Page): Locator => page.getByTestId('notebook-badge');
export const banner = (page: Page): Locator => page.getByTestId('notebook-banner');

/** Waits until the badge says where everything is. */
export const expectPlace = (page: Page, place: string): Promise<void> =>
  expect(badge(page)).toHaveAttribute('data-place', place);

/** Gives the passphrase to the notebook's question. */
export async function openNotes(page: Page, passphrase: string): Promise<void> {
  await banner(page).getByRole('button', { name: 'Open your notes' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Passphrase').fill(passphrase);
  await dialog.getByRole('button', { name: 'Open your notes' }).click();
}
