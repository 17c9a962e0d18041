import { act, useState } from 'react';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { CirclewellError } from '../../../../src/protocol/errors.ts';
import { readMarks } from '../../../notebook/documents/marksDoc.ts';
import type { NotebookClient } from '../../../notebook/NotebookClient.ts';
import { buttonNamed, press } from '../../../ui/testRender.tsx';
import { NoticeToasts } from '../../app/NoticeToasts.tsx';
import { drawSession, typeInto } from '../../fake/drawSession.tsx';
import { openMemoryNotebook } from '../../notes/memoryNotebook.ts';
import { NotebookContext, type NotebookAccess } from '../../notebook/NotebookContext.ts';
import { MarksKeeper } from './MarksKeeper.tsx';
import { SessionScreen } from '../SessionScreen.tsx';

const away = () => Promise.reject(new CirclewellError('unavailable', 'no hub'));

/** A notebook of one's own, open, with the hub away. */
async function openNotebook(): Promise<NotebookClient> {
  const { client } = await openMemoryNotebook('lead', { feeds: away, changes: away, send: away, news: away });
  return client;
}

const within = (access: NotebookAccess) => (
  <NotebookContext value={access}>
    <NoticeToasts />
    <MarksKeeper isOver={false} />
    <SessionScreen link={{ state: 'reconnecting', since: 0, nextTryAt: 0 }} />
  </NotebookContext>
);
/** A notebook that is opened when the test says so, and a session that is over then. */
function Opening({ client }: { client: NotebookClient }) {
  const [isOpen, setOpen] = useState(false);
  const [isOver, setOver] = useState(false);
  return (
    <NotebookContext value={isOpen ? { at: 'open', client } : { at: 'locked' }}>
      <button type="button" onClick={() => setOpen(true)}>
        open the notebook
      </button>
      <button type="button" onClick={() => setOver(true)}>
        end the session
      </button>
      <MarksKeeper isOver={isOver} />
      {!isOver && <SessionScreen link={{ state: 'online' }} />}
    </NotebookContext>
  );
}
const palette = (): HTMLElement | null => document.querySelector('[data-testid=mark-palette]');
function field(): HTMLInputElement {
  const found = palette()?.querySelector<HTMLInputElement>('[role=combobox]');
  if (!found) throw new Error('no field to type in');
  return found;
}
const onKey = (target: Element, key: string, more: KeyboardEventInit = {}) =>
  act(async () => target.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, ...more })));
/** Presses the key that opens the palette, types and presses Enter, as a person does. */
async function mark(letters: readonly string[], openedBy = 'n'): Promise<void> {
  await onKey(document.body, openedBy);
  for (const letter of letters) await typeInto(field(), field().value + letter);
  await onKey(field(), 'Enter');
}
const toasts = (): string =>
  document.querySelector('section[aria-label=Messages]')?.textContent ?? 'no toasts';
const rows = (root: ParentNode): (string | null)[] =>
  [...root.querySelectorAll('[data-mark-id] p:first-child')].map(({ textContent }) => textContent);
const stateLine = (root: ParentNode) => root.querySelector('[data-testid=marks-state]');

function stubWidth({ isWide }: { isWide: boolean }): void {
  vi.stubGlobal('matchMedia', () => ({
    matches: isWide,
    addEventListener: () => undefined,
    removeEventListener: () => undefined,
  }));
}

beforeEach(() => stubWidth({ isWide: true }));

describe('MK1 a mark', () => {
  it('takes four presses, and its toast takes it back', async () => {
    const { model } = await drawSession(within({ at: 'starting' }));
    await mark(['a', 's']);
    expect(palette()).toBeNull();
    const marks = () => model.marks.store.getState().marks;
    expect(marks()).toMatchObject([
      {
        memberId: 'ana',
        tag: { tag: 'shared_openly' },
        roomId: 'main',
        block: { index: 0 },
        authorId: 'lead',
      },
    ]);
    expect(toasts()).toContain('Marked: Ana R., Shared openly.');
    await press(buttonNamed(document, 'Undo'));
    expect(marks()[0]?.undoneAt).not.toBeNull();
    await press(buttonNamed(document, 'Put back'));
    expect(marks()[0]?.undoneAt).toBeNull();
  });

  it('CO27 is asked for by its key from the tabs of a narrow console too', async () => {
    stubWidth({ isWide: false });
    await drawSession(within({ at: 'starting' }));
    const tab = document.querySelector('[role=tab]');
    if (!tab) throw new Error('no tabs');
    await onKey(tab, 'n');
    expect(palette()).not.toBeNull();
  });

  it('MK7 takes three for the last tag of somebody else', async () => {
    const { model } = await drawSession(within({ at: 'starting' }));
    await mark(['a', 's']);
    await mark(['b'], '.');
    expect(model.marks.store.getState().marks.map(({ memberId, tag }) => [memberId, tag])).toEqual([
      ['ana', { kind: 'shipped', tag: 'shared_openly' }],
      ['ben', { kind: 'shipped', tag: 'shared_openly' }],
    ]);
  });

  it('MK5 asks for a tag where none is chosen, and leads back with Backspace', async () => {
    await drawSession(within({ at: 'starting' }));
    await mark(['a']);
    expect(document.querySelector('[data-testid=announcer-assertive]')?.textContent).toBe(
      'Choose a tag first.',
    );
    await onKey(field(), 'Backspace');
    expect(document.querySelector('[role=dialog]')?.textContent).toContain('Mark whom?');
  });

  it('MK4 says to screen readers what is asked next, and which option Enter takes', async () => {
    await drawSession(within({ at: 'starting' }));
    await onKey(document.body, 'n');
    await typeInto(field(), 'a');
    expect(document.querySelector('[data-testid=announcer-polite]')?.textContent).toBe(
      'What did you see of Ana R.?',
    );
    expect(field().hasAttribute('aria-activedescendant')).toBe(false);
    await onKey(field(), 'ArrowDown');
    const option = document.getElementById(field().getAttribute('aria-activedescendant') ?? '');
    expect(option?.getAttribute('aria-selected')).toBe('true');
    expect(option?.textContent).toBe('Shared openlyS');
    expect(option?.getAttribute('aria-keyshortcuts')).toBe('s');
  });

  it('MK5 moves the highlight by arrow keys also where the browser answers scrolling with a promise', async () => {
    vi.spyOn(Element.prototype, 'scrollIntoView').mockImplementation(() => Object(Promise.resolve()));
    await drawSession(within({ at: 'starting' }));
    await onKey(document.body, 'n');
    await onKey(field(), 'ArrowDown');
    await onKey(field(), 'ArrowDown');
    expect(document.querySelector('[role=option][aria-selected=true]')?.textContent).toContain('Ben T.');
    vi.restoreAllMocks();
  });

  it('MK4 MK32 takes the program’s own tags, and shows them still once they are taken away', async () => {
    const { root, model } = await drawSession(within({ at: 'starting' }));
    const label = { en: 'Led the breathing', es: 'Dirigió la respiración' };
    await act(async () => model.marks.learnTags([{ id: 'breath', label, element: 'participation' }]));
    await mark(['a', 'l', 'e', 'd']);
    expect(toasts()).toContain('Marked: Ana R., Led the breathing.');
    await act(async () => model.marks.learnTags([]));
    await press(buttonNamed(root, 'Timeline, 1 mark'));
    expect(rows(root)).toEqual(['Ana R. A tag that is not used any more']);
  });

  it('MK10 is made from a member’s menu by a click on a tag, and is offered of no staff', async () => {
    const { root, model } = await drawSession(within({ at: 'starting' }));
    const choose = async (label: string): Promise<void> => {
      const entries = [...document.querySelectorAll<HTMLElement>('[role=menuitem]')];
      await act(async () => entries.find(({ textContent }) => textContent === label)?.click());
    };
    await press(buttonNamed(root, 'Actions for Noor K.'));
    expect(document.querySelector('[role=menu]')?.textContent).not.toContain('Mark…');
    await choose('Mute');
    await press(buttonNamed(root, 'Actions for Ben T.'));
    await choose('Mark…');
    const options = [...document.querySelectorAll<HTMLElement>('[role=option]')];
    await act(async () => options.find(({ textContent }) => textContent === 'WithdrewW')?.click());
    expect(model.marks.store.getState().marks).toMatchObject([
      { memberId: 'ben', tag: { tag: 'withdrawn' } },
    ]);
  });

  it('MK9 keeps what was written over Escape', async () => {
    await drawSession(within({ at: 'starting' }));
    await onKey(document.body, 'n');
    await typeInto(field(), 'a');
    const words = palette()?.querySelector<HTMLInputElement>('input:not([role=combobox])');
    if (!words) throw new Error('no field for words');
    await typeInto(words, 'about her sister');
    await onKey(words, 'Escape');
    expect(palette()).toBeNull();
    await onKey(document.body, 'n');
    expect(palette()?.querySelector<HTMLInputElement>('input:not([role=combobox])')?.value).toBe(
      'about her sister',
    );
    await press(buttonNamed(document, 'Discard'));
    expect(palette()).toBeNull();
  });
});

describe('MK11 Ctrl+Z', () => {
  it('takes the last mark back where nothing else has the focus, and puts it back with Shift', async () => {
    const { root, model } = await drawSession(within({ at: 'starting' }));
    await mark(['a', 's']);
    const isUndone = () => model.marks.store.getState().marks[0]?.undoneAt !== null;
    const writing = root.querySelector('[data-testid=chat] textarea');
    if (!writing) throw new Error('no field');
    await onKey(writing, 'z', { ctrlKey: true });
    expect(isUndone()).toBe(false);
    await onKey(document.body, 'z', { ctrlKey: true });
    expect(isUndone()).toBe(true);
    expect(toasts()).toContain('Taken back: Ana R., Shared openly.');
    await onKey(document.body, 'z', { metaKey: true, shiftKey: true });
    expect(isUndone()).toBe(false);
  });
});

describe('MK21 a notebook that is not open', () => {
  it('is said in the palette and above the timeline, with what is not saved', async () => {
    const { root } = await drawSession(within({ at: 'locked' }));
    await onKey(document.body, 'n');
    expect(palette()?.textContent).toContain('Your notes are not open.');
    await onKey(field(), 'Escape');
    await mark(['a', 's']);
    await press(buttonNamed(root, 'Timeline, 1 mark'));
    expect(stateLine(root)?.textContent).toContain('1 mark is not saved yet.Your notes are not open.');
    expect(rows(root)).toEqual(['Ana R. Shared openly']);
  });
});

describe('MK21 marks that wait', () => {
  it('go into the notebook when it opens, also once the session is over', async () => {
    const client = await openNotebook();
    const { root } = await drawSession(<Opening client={client} />);
    await mark(['a', 's']);
    await press(buttonNamed(root, 'end the session'));
    expect(root.textContent).toContain('1 mark is not saved yet.');
    await press(buttonNamed(root, 'open the notebook'));
    const doc = await client.openDoc('marks/g1/s1/all');
    await vi.waitFor(() =>
      expect(readMarks(doc.doc)).toMatchObject([{ memberId: 'ana', tag: { tag: 'shared_openly' } }]),
    );
    await act(async () => void (await doc.settled()));
    expect(root.textContent).not.toContain('1 mark is not saved yet.');
  });
});

describe('MK20 the notebook open and the hub away', () => {
  it('MK22 makes a mark durable here, and says where it is', async () => {
    const client = await openNotebook();
    const { root, live } = await drawSession(within({ at: 'open', client }));
    await act(async () => live.setOnline(false));
    await press(buttonNamed(root, 'Timeline'));
    const doc = await client.openDoc('marks/g1/s1/all');
    await mark(['b', 'r']);
    expect(readMarks(doc.doc)).toMatchObject([{ memberId: 'ben', tag: { tag: 'risk_statement' } }]);
    await act(async () => void (await doc.settled()));
    await vi.waitFor(() =>
      expect(stateLine(root)?.textContent).toMatch(/^Waiting.*Everything is saved on this machine/),
    );
    expect(rows(root)).toEqual(['Ben T. Made a statement about risk']);
  });
});
