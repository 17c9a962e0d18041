import { beforeEach, describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { CirclewellError } from '../../../src/protocol/errors.ts';
import type { Batch } from '../../../src/protocol/notebook/sync.ts';
import { Notebook } from '../Notebook.ts';
import { LIMITS } from '../store/NoteStore.ts';
import { MemoryDisk } from '../testKit/MemoryDisk.ts';
import { MemoryHub } from '../testKit/MemoryHub.ts';
import { PLAIN_PARCEL } from '../testKit/plainParcel.ts';

const BAD = 'note/g/s/a';
const OTHER = 'note/h/s/c';
const UPLOADED = { at: 'uploaded', problem: null };

let hub: MemoryHub;
let sent: Batch[];
let refuses: (batch: Batch) => CirclewellError | null;
let clock: number;
let ids: number;
beforeEach(() => {
  hub = new MemoryHub(100);
  sent = [];
  refuses = () => null;
  [clock, ids] = [0, 0];
});

function makeNotebook(): Notebook {
  return new Notebook({
    disk: new MemoryDisk().open(),
    transport: {
      feeds: async () => hub.feeds('ana', ['group/g', 'group/h']),
      changes: async (query) => hub.changes(query),
      async send(batch) {
        sent.push(batch);
        const refusal = refuses(batch);
        if (refusal) throw refusal;
        return hub.send(batch);
      },
    },
    parcel: PLAIN_PARCEL,
    newId: () => `w${(ids += 1)}`,
    staffId: 'ana',
    timers: { now: () => clock, after: () => () => undefined },
    random: () => 0,
    limits: LIMITS,
    onArrived: () => undefined,
    onStates: () => undefined,
  });
}

async function type(notebook: Notebook, docId: string, words: string): Promise<void> {
  const doc = new Y.Doc();
  Y.applyUpdate(doc, await notebook.read(docId));
  const before = Y.encodeStateVector(doc);
  doc.getText('plan').insert(0, words);
  await notebook.edit(docId, Y.encodeStateAsUpdate(doc, before));
}

const holds = ({ updates }: Batch, docId: string) => updates.some((update) => update.docId === docId);
const refuse = (docId: string) => (batch: Batch) =>
  holds(batch, docId) ? new CirclewellError('invalid', 'wrong') : null;

describe('what the hub refuses', () => {
  it('NB33 is a problem of the feed’s own documents, and no failure of the round', async () => {
    const notebook = makeNotebook();
    refuses = refuse(BAD);
    await type(notebook, BAD, 'bad');
    await type(notebook, OTHER, 'other');
    expect(await notebook.round()).toEqual({ isDone: true });
    expect(notebook.stateOf(BAD)).toEqual({ at: 'waiting', problem: 'refused' });
    expect(notebook.stateOf(OTHER)).toEqual(UPLOADED);
    await type(notebook, OTHER, 'another');
    expect(notebook.stateOf(OTHER)).toEqual({ at: 'savedHere', problem: null });
  });
});
