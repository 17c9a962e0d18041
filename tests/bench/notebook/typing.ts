import { IndexeddbPersistence } from 'y-indexeddb';
import * as Y from 'yjs';
import type { LiveSession } from '../../../renderer/live/contract.ts';
import { sectionText } from '../../../renderer/notebook/documents/noteDoc.ts';
import { watchFrames, type LongFrames } from './frames.ts';
import { KeyTimes } from './KeyTimes.ts';
import { fillPages, SECTIONS } from './longNote.ts';
import { workstation } from './page.ts';
import { showNote } from './showNote.ts';
import { enterAsLead, picturesOf } from './tiles.ts';

const PLAIN = 'plain';
const ROWS_ALONE = 60;
const ROW_BYTES = 200;

type Side = 'ours' | 'plain';
const find = (id: string): HTMLElement => {
  const element = document.getElementById(id);
  if (!element) throw new Error(`The page has no ${id}`);
  return element;
};
const heard = (target: EventTarget, event: string): Promise<Event> =>
  new Promise((resolve) => target.addEventListener(event, resolve, { once: true }));
const people = find('people');
const times = { ours: new KeyTimes(find('ours')), plain: new KeyTimes(find('plain')) };
const focus: Record<Side, () => void> = { ours: () => undefined, plain: () => undefined };
const longFrames = watchFrames();
let session: LiveSession | null = null;

/** A place at which somebody types into a note during a call, and into one that plain y-indexeddb keeps. */
const desk = {
  async enter(sessionId: string): Promise<void> {
    session = await enterAsLead(sessionId, people);
  },
  async admitAll(): Promise<void> {
    await session?.send({ type: 'admitAll' });
  },
  pictures: (): number[] => picturesOf(people),
  /** Writes the pages of a note that is open. */
  async fill(docId: string, pages: number): Promise<void> {
    const { open } = workstation.held(docId);
    fillPages(open.doc, pages);
    if (!(await open.settled())) throw new Error('The note did not become durable');
  },
  /** Shows a note that is open. What is typed is durable when the notebook shows it as saved. */
  async showOurs(docId: string): Promise<void> {
    const { client, open } = workstation.held(docId);
    focus.ours = await showNote(find('ours'), open.doc);
    client.onChange(() => {
      if (open.state().at !== 'writing') times.ours.durable();
    });
  },
  /** Shows the same pages as plain y-indexeddb keeps them. What is typed is durable when its transaction is complete. */
  async showPlain(pages: number): Promise<void> {
    const doc = new Y.Doc();
    await new IndexeddbPersistence(PLAIN, doc).whenSynced;
    fillPages(doc, pages);
    focus.plain = await showNote(find('plain'), doc);
    const begin = Reflect.get(IDBDatabase.prototype, 'transaction');
    IDBDatabase.prototype.transaction = function transaction(this: IDBDatabase, ...args) {
      const begun = begin.apply(this, args);
      if (this.name === PLAIN && begun.mode === 'readwrite')
        begun.addEventListener('complete', () => times.plain.durable());
      return begun;
    };
  },
  /** How long a row takes to the disk with nothing of the product around it: each in milliseconds. */
  async commitAlone(everyMs: number): Promise<number[]> {
    const opening = indexedDB.open('alone');
    opening.addEventListener('upgradeneeded', () => opening.result.createObjectStore('rows'));
    await heard(opening, 'success');
    const took: number[] = [];
    for (let row = 0; row < ROWS_ALONE; row += 1) {
      const begun = performance.now();
      const transaction = opening.result.transaction('rows', 'readwrite', { durability: 'strict' });
      transaction.objectStore('rows').put(new Uint8Array(ROW_BYTES), row);
      transaction.commit();
      await heard(transaction, 'complete');
      took.push(performance.now() - begun);
      await new Promise((resolve) => setTimeout(resolve, everyMs));
    }
    return took;
  },
  focus: (side: Side): void => focus[side](),
  take: (side: Side) => times[side].take(),
  longFrames: (): LongFrames => longFrames(),
  /** Types letters at the end of a note that is open, without end. */
  typeAlong(docId: string, everyMs: number): void {
    const { open } = workstation.held(docId);
    setInterval(() => {
      const last = sectionText(open.doc, SECTIONS[3]);
      last.insert(last.length, 'e');
    }, everyMs);
  },
};

declare global {
  interface Window {
    desk: typeof desk;
  }
}
globalThis.window.desk = desk;
