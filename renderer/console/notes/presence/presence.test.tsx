import { act } from 'react';
import { afterEach, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import type { PresenceBody, Present, PresenceReply } from '../../../../src/protocol/notebook/presence.ts';
import { sectionText, writeInSection } from '../../../notebook/documents/noteDoc.ts';
import { openMemoryNotebook } from '../memoryNotebook.ts';
import { drawNote, settle } from '../notesKit.tsx';
import { cursorPlaceAt } from './cursorPlace.ts';

let notebook: Awaited<ReturnType<typeof openMemoryNotebook>>;
beforeEach(async () => void (notebook = await openMemoryNotebook('lead')));
afterEach(() => notebook.close());

/** A hub that tells the page what the test says. */
function makeHub() {
  const told: PresenceBody[] = [];
  let wait = Promise.withResolvers<PresenceReply>();
  let here: Present[] = [];
  const replyOf = (others: Present[]): PresenceReply => ({ others, asOf: `${others.length}` });
  return {
    told,
    api: {
      tellPresence(body: PresenceBody) {
        told.push(body);
        return Promise.resolve(replyOf(here));
      },
      presenceNews: () => wait.promise,
    },
    say: (others: Present[]) =>
      act(async () => {
        here = others;
        const { resolve } = wait;
        wait = Promise.withResolvers();
        resolve(replyOf(others));
      }),
  };
}

const boxOf = (section: string): HTMLElement | null =>
  document.querySelector(`[role=textbox][aria-labelledby="heading-${section}"]`);
const caretIn = (section: string): HTMLElement | null =>
  boxOf(section)?.querySelector('[data-caret-of]') ?? null;
/** The text before somebody's cursor. */
function beforeCaret(section: string): string {
  const range = document.createRange();
  const [box, caret] = [boxOf(section), caretIn(section)];
  if (!box || !caret) throw new Error('No cursor is drawn');
  range.setStart(box, 0);
  if (caret.dataset['edge'] === 'end') range.setEndAfter(caret);
  else range.setEndBefore(caret);
  return range.toString();
}

describe('several hands in one note', () => {
  it('WR24 shows who else is there and where they write, and no more once they have left', async () => {
    const hub = makeHub();
    const { root } = await drawNote(notebook.client, 'ana', { api: hub.api });
    const { doc } = await notebook.client.openDoc('note/g1/s1/ana');
    await act(async () => writeInSection(doc, 'plan', { from: 0, to: 0, insert: 'Urge log. Call.' }, 'co'));
    const noor: Present = { page: 'co/p', staffId: 'co', name: 'Noor K.', place: null };
    await hub.say([noor]);
    const list = () => root.querySelector('[aria-label="Also in this note now"]')?.textContent;
    expect(list()).toBe('Noor K.');
    expect(root.querySelector('[aria-live=polite]')?.textContent).toContain('Noor K.');
    await hub.say([{ ...noor, place: cursorPlaceAt(doc, 'plan', 9) }]);
    expect(list()).toBe('Noor K., in: Plan');
    expect(caretIn('plan')?.dataset['caretOf']).toBe('Noor K.');
    expect(beforeCaret('plan')).toBe('Urge log.');
    // What is written moves it, by whomever, and it is no part of what is written.
    await act(async () => writeInSection(doc, 'plan', { from: 0, to: 4, insert: 'Craving' }, 'co'));
    expect(beforeCaret('plan')).toBe('Craving log.');
    expect(sectionText(doc, 'plan').toJSON()).toBe('Craving log. Call.');
    await hub.say([{ ...noor, place: { section: 'plan', before: null } }]);
    expect(beforeCaret('plan')).toBe('Craving log. Call.');
    await hub.say([]);
    expect(list()).toBeUndefined();
    expect(caretIn('plan')).toBeNull();
  });

  it('NB47 tells where one’s own cursor is', async () => {
    const hub = makeHub();
    await drawNote(notebook.client, 'ana', { api: hub.api });
    const { doc } = await notebook.client.openDoc('note/g1/s1/ana');
    await act(async () => boxOf('plan')?.focus());
    await settle(() => hub.told.length > 1);
    expect(hub.told.at(-1)?.open).toEqual({ docId: 'note/g1/s1/ana', place: cursorPlaceAt(doc, 'plan', 0) });
  });

  it.each<['a cursor is drawn' | 'text comes']>([['a cursor is drawn'], ['text comes']])(
    'WR23 WR24 leaves one’s own cursor where a key has just moved it when %s',
    async (what) => {
      const hub = makeHub();
      await drawNote(notebook.client, 'ana', { api: hub.api });
      const { doc } = await notebook.client.openDoc('note/g1/s1/ana');
      await act(async () => writeInSection(doc, 'plan', { from: 0, to: 0, insert: 'Urge log. Call.' }, 'co'));
      const box = boxOf('plan');
      await act(async () => box?.focus());
      const selection = document.getSelection();
      // The browser moves the cursor, and says so later: here never.
      const withheld = (event: Event): void => event.stopImmediatePropagation();
      window.addEventListener('selectionchange', withheld, true);
      onTestFinished(() => window.removeEventListener('selectionchange', withheld, true));
      selection?.collapse(box?.firstChild?.firstChild ?? null, 10);
      if (what === 'text comes')
        await act(async () => writeInSection(doc, 'plan', { from: 0, to: 4, insert: 'Craving' }, 'co'));
      else {
        const place = cursorPlaceAt(doc, 'plan', 5);
        await hub.say([{ page: 'co/p', staffId: 'co', name: 'Noor K.', place }]);
      }
      await settle(() => hub.told.length > 2);
      const at = what === 'text comes' ? 13 : 10;
      expect(hub.told.at(-1)?.open).toEqual({
        docId: 'note/g1/s1/ana',
        place: cursorPlaceAt(doc, 'plan', at),
      });
      const shown = document.createRange();
      if (!box || !selection?.anchorNode) throw new Error('No cursor stands in the text');
      shown.setStart(box, 0);
      shown.setEnd(selection.anchorNode, selection.anchorOffset);
      expect(shown.toString()).toBe(what === 'text comes' ? 'Craving log. ' : 'Urge log. ');
    },
  );

  it('WR25 says who wrote in a section', async () => {
    const { doc } = await notebook.client.openDoc('note/g1/s1/ana');
    writeInSection(doc, 'plan', { from: 0, to: 0, insert: 'Call.' }, 'co');
    writeInSection(doc, 'plan', { from: 0, to: 0, insert: 'Urge log. ' }, 'lead');
    await drawNote(notebook.client, 'ana');
    const writersAt = (section: string) =>
      document.getElementById(`heading-${section}`)?.parentElement?.querySelector('p')?.textContent;
    expect(writersAt('plan')).toBe('Written by Noor K., Maria L.');
    expect(writersAt('response')).toBeUndefined();
  });
});
