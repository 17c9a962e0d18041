import { beforeEach, describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { CirclewellError } from '../../../src/protocol/errors.ts';
import {
  batchBodySchema,
  BEGINNING,
  MAX_UPDATE_BYTES,
  type Batch,
  type ChangesReply,
} from '../../../src/protocol/notebook/sync.ts';
import { Notebook } from '../Notebook.ts';
import type { Disk } from '../ports.ts';
import { toBase64 } from '../store/base64.ts';
import { LIMITS } from '../store/NoteStore.ts';
import { MemoryDisk } from '../testKit/MemoryDisk.ts';
import { MemoryHub } from '../testKit/MemoryHub.ts';
import { PLAIN_PARCEL } from '../testKit/plainParcel.ts';

const BAD = 'note/g/s/a';
const GOOD = 'note/g/s/b';
const OTHER = 'note/h/s/c';
const MARKS = 'marks/g/s/all';
const UPLOADED = { at: 'uploaded', problem: null };

let hub: MemoryHub;
let sent: Batch[];
/** What was asked of the hub, in order. */
let asked: string[];
let refuses: (batch: Batch) => CirclewellError | null;
/** Whether what the hub says to a batch is lost on its way. */
let isAnswerLost: boolean;
/** What comes of a page that the hub gives out. */
let pageFrom: (reply: ChangesReply) => ChangesReply;
let clock: number;
let ids: number;
beforeEach(() => {
  hub = new MemoryHub(100);
  sent = [];
  asked = [];
  refuses = () => null;
  isAnswerLost = false;
  pageFrom = (reply) => reply;
  [clock, ids] = [0, 0];
});

function makeNotebook(disk: Disk = new MemoryDisk().open()): Notebook {
  return new Notebook({
    disk,
    transport: {
      async feeds() {
        asked.push('feeds');
        return hub.feeds('ana', ['group/g', 'group/h']);
      },
      async changes(query) {
        asked.push('changes');
        return pageFrom(hub.changes(query));
      },
      news: () => new Promise(() => undefined),
      async send(batch) {
        asked.push('send');
        sent.push(batch);
        const refusal = refuses(batch);
        if (refusal) throw refusal;
        const reply = hub.send(batch);
        if (isAnswerLost) throw new CirclewellError('unavailable', 'lost');
        return reply;
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

async function erase(notebook: Notebook, docId: string, length: number): Promise<void> {
  const doc = new Y.Doc();
  Y.applyUpdate(doc, await notebook.read(docId));
  doc.getText('plan').delete(0, length);
  await notebook.edit(docId, Y.encodeStateAsUpdate(doc));
}

async function textOf(notebook: Notebook, docId: string): Promise<string> {
  const doc = new Y.Doc();
  Y.applyUpdate(doc, await notebook.read(docId));
  return doc.getText('plan').toJSON();
}

/** An update that can be decoded, and on which Yjs throws when it is applied: one of its pieces follows on itself. */
const POISON = new Uint8Array([
  1, 4, 7, 0, 4, 1, 4, 112, 108, 97, 110, 1, 97, 129, 7, 1, 1, 70, 7, 0, 1, 98, 4, 116, 114, 117, 101, 198, 7,
  0, 7, 1, 1, 98, 4, 110, 117, 108, 108, 1, 7, 1, 1, 1,
]);

const holds = ({ updates }: Batch, docId: string) => updates.some((update) => update.docId === docId);
const refuse = (docId: string) => (batch: Batch) =>
  holds(batch, docId) ? new CirclewellError('invalid', 'wrong') : null;

describe('when the network is back', () => {
  it('NB58 what waits goes before anything is asked, and where nothing says that it is, after', async () => {
    const notebook = makeNotebook();
    await type(notebook, GOOD, 'good');
    await type(notebook, OTHER, 'other');
    await notebook.round(true);
    expect(asked.slice(0, 3)).toEqual(['send', 'send', 'feeds']);
    expect(notebook.stateOf(OTHER)).toEqual(UPLOADED);
    await type(notebook, OTHER, 'another');
    asked = [];
    await notebook.round(false);
    expect(asked[0]).toBe('feeds');
    expect(notebook.stateOf(OTHER)).toEqual(UPLOADED);
  });

  it('NB34 NB58 what the hub refuses then is told once it has said which feeds there are', async () => {
    const notebook = makeNotebook();
    refuses = refuse(BAD);
    await type(notebook, BAD, 'bad');
    await type(notebook, GOOD, 'good');
    expect(await notebook.round(true)).toEqual({ isDone: true });
    expect(asked.slice(0, 2)).toEqual(['send', 'feeds']);
    expect(notebook.stateOf(BAD)).toEqual({ at: 'waiting', problem: 'refused' });
    expect(notebook.stateOf(GOOD)).toEqual(UPLOADED);
  });

  it('NB24 NB58 a hub that was set back meanwhile gets everything', async () => {
    const notebook = makeNotebook();
    const backup = hub.backup();
    await type(notebook, GOOD, 'good');
    await notebook.round(false);
    hub.restore(backup);
    await type(notebook, BAD, 'more');
    expect(await notebook.round(true)).toEqual({ isDone: true });
    expect(
      hub
        .updatesIn('group/g')
        .map(({ docId }) => docId)
        .toSorted(),
    ).toEqual([BAD, GOOD]);
  });
});

describe('NB21 a batch is made durable while it is sent', () => {
  /** On it the batch itself cannot be kept. */
  const withoutBatches = (disk: Disk): Disk => ({
    ...disk,
    commit: async (changes) => {
      if (changes.some(({ table, kind }) => table === 'batches' && kind === 'put'))
        throw new Error('No power');
      return disk.commit(changes);
    },
  });

  it('and nothing is lost or twice where the power goes once the hub has it', async () => {
    const disk = new MemoryDisk();
    const first = makeNotebook(withoutBatches(disk.open()));
    await type(first, GOOD, 'one ');
    expect(await first.round(true)).toMatchObject({ isDone: false, problem: 'diskFailed' });
    expect(sent).toHaveLength(1);
    disk.crash();

    const again = makeNotebook(disk.open());
    await type(again, GOOD, 'two ');
    await again.round(true);
    await again.round(false);
    expect(again.stateOf(GOOD)).toEqual(UPLOADED);
    expect(sent[1]?.sequence).toBe(1);
    const other = makeNotebook();
    await other.round(false);
    expect(await textOf(other, GOOD)).toBe('two one ');
    expect(await textOf(again, GOOD)).toBe('two one ');
  });

  it('and is no other where nothing was typed since', async () => {
    const disk = new MemoryDisk();
    const before = makeNotebook(disk.open());
    await type(before, BAD, 'before');
    await before.round(true);
    const first = makeNotebook(withoutBatches(disk.open()));
    await type(first, GOOD, 'one');
    expect(await first.round(true)).toMatchObject({ isDone: false, problem: 'diskFailed' });
    disk.crash();
    await makeNotebook(disk.open()).round(true);
    expect(sent[2]).toEqual(sent[1]);
    expect(hub.updatesIn('group/g').map(({ docId }) => docId)).toEqual([BAD, GOOD]);
  });
});

describe('what the hub refuses', () => {
  it('NB33 is a problem of the feed’s own documents, and no failure of the round', async () => {
    const notebook = makeNotebook();
    refuses = refuse(BAD);
    await type(notebook, BAD, 'bad');
    await type(notebook, OTHER, 'other');
    expect(await notebook.round(false)).toEqual({ isDone: true });
    expect(notebook.stateOf(BAD)).toEqual({ at: 'waiting', problem: 'refused' });
    expect(notebook.stateOf(OTHER)).toEqual(UPLOADED);
    await type(notebook, OTHER, 'another');
    expect(notebook.stateOf(OTHER)).toEqual({ at: 'savedHere', problem: null });
  });

  it('NB33 reads and sends the other feeds where something of one is broken there, and tries the round again', async () => {
    const other = makeNotebook();
    await type(other, GOOD, 'good');
    await other.round(false);
    const notebook = makeNotebook();
    pageFrom = (reply) => {
      if (reply.outcome === 'changes' && reply.updates.some(({ docId }) => docId === GOOD))
        throw new CirclewellError('internal', 'an entry does not open');
      return reply;
    };
    await type(notebook, OTHER, 'other');
    expect(await notebook.round(false)).toEqual({ isDone: false, problem: 'hubAway', again: true });
    expect(notebook.stateOf(OTHER)).toEqual(UPLOADED);
    expect(hub.updatesIn('group/h').map(({ docId }) => docId)).toEqual([OTHER]);
    pageFrom = (reply) => reply;
    expect(await notebook.round(false)).toEqual({ isDone: true });
    expect(await textOf(notebook, GOOD)).toBe('good');
  });

  it('NB34 keeps no other document of the feed, also where its batch was begun before', async () => {
    const notebook = makeNotebook();
    refuses = () => new CirclewellError('unavailable', 'away');
    await type(notebook, BAD, 'bad');
    await type(notebook, GOOD, 'good');
    await notebook.round(false);
    refuses = refuse(BAD);
    expect(await notebook.round(false)).toEqual({ isDone: true });
    expect(notebook.stateOf(BAD)).toEqual({ at: 'waiting', problem: 'refused' });
    expect(notebook.stateOf(GOOD)).toEqual(UPLOADED);
    await type(notebook, GOOD, 'more');
    await notebook.round(false);
    expect(notebook.stateOf(GOOD)).toEqual(UPLOADED);
  });

  it('NB34 is not sent again at each round, and is when it was edited or some time has passed', async () => {
    const notebook = makeNotebook();
    refuses = refuse(BAD);
    await type(notebook, BAD, 'bad');
    await notebook.round(false);
    await notebook.round(false);
    expect(sent).toHaveLength(1);
    clock += 120_000;
    await notebook.round(false);
    expect(sent).toHaveLength(2);
    refuses = () => null;
    await type(notebook, BAD, 'mended');
    await notebook.round(false);
    expect(notebook.stateOf(BAD)).toEqual(UPLOADED);
    expect(hub.updatesIn('group/g')).toHaveLength(1);
  });

  it('NB45 makes no batch that is larger than the hub takes', async () => {
    const notebook = makeNotebook();
    await type(notebook, BAD, 'small'.repeat(100));
    await type(notebook, GOOD, 'x'.repeat(MAX_UPDATE_BYTES - 100));
    await notebook.round(false);
    expect(sent).toHaveLength(2);
    for (const batch of sent) expect(batchBodySchema.safeParse(batch).success).toBe(true);
    expect(notebook.stateOf(GOOD)).toEqual(UPLOADED);
  });
});

describe('what the hub gives out', () => {
  it('NB25 leaves out an update that cannot be applied, takes those around it, and goes on', async () => {
    const notebook = makeNotebook();
    const update = (client: number, word: string) => {
      const doc = new Y.Doc();
      doc.clientID = client;
      doc.getText('plan').insert(0, word);
      return toBase64(Y.encodeStateAsUpdate(doc));
    };
    hub.send({
      feed: 'group/g',
      writer: { id: 'other', acknowledged: 0 },
      sequence: 1,
      base: BEGINNING,
      updates: [
        { docId: BAD, data: update(1, 'before') },
        { docId: BAD, data: toBase64(POISON) },
        { docId: BAD, data: update(2, 'after') },
        { docId: GOOD, data: update(3, 'good') },
      ],
    });
    expect(await notebook.round(false)).toEqual({ isDone: true });
    const words = await textOf(notebook, BAD);
    for (const word of ['before', 'after']) expect(words).toContain(word);
    expect(notebook.stateOf(BAD)).toEqual({ at: 'uploaded', problem: 'unreadable' });
    expect(await textOf(notebook, GOOD)).toBe('good');
  });

  it('NB20 NB24 is not sent back after a restore by those who have no more than the hub', async () => {
    const [writer, reader] = [makeNotebook(), makeNotebook()];
    await type(writer, BAD, 'one');
    await writer.round(false);
    const backup = hub.backup();
    await type(writer, GOOD, 'two');
    await writer.round(false);
    await reader.round(false);
    hub.restore(backup);
    await erase(writer, BAD, 1);
    await writer.round(false);
    sent = [];
    await reader.round(false);
    expect(sent).toEqual([]);
    expect([reader.stateOf(BAD), reader.stateOf(GOOD)]).toEqual([UPLOADED, UPLOADED]);
    expect(await textOf(reader, BAD)).toBe('ne');
    await erase(reader, BAD, 1);
    await reader.round(false);
    expect(sent).toHaveLength(1);
    await writer.round(false);
    expect(await textOf(writer, BAD)).toBe('e');
  });
});

describe('marks that were deleted', () => {
  it('MK51 leave nothing here, also where the answer to the batch that had brought them was lost', async () => {
    const disk = new MemoryDisk();
    const notebook = makeNotebook(disk.open());
    await type(notebook, MARKS, 'tearful');
    await type(notebook, GOOD, 'good');
    isAnswerLost = true;
    expect(await notebook.round(false)).toMatchObject({ isDone: false });
    isAnswerLost = false;
    hub.deleteForGood(MARKS);
    expect(await notebook.round(false)).toEqual({ isDone: true });
    // The same number and the same bytes (NB21).
    expect(sent).toHaveLength(2);
    expect(sent[1]).toEqual(sent[0]);
    expect(disk.rows().filter(({ key }) => key.startsWith(MARKS))).toEqual([]);
    expect(notebook.stateOf(GOOD)).toEqual(UPLOADED);
    expect(await textOf(notebook, GOOD)).toBe('good');
  });

  it('MK56 take no note with them, whatever the hub says', async () => {
    const notebook = makeNotebook();
    await type(notebook, GOOD, 'good');
    await type(notebook, MARKS, 'tearful');
    await notebook.round(false);
    await type(notebook, GOOD, 'more ');
    pageFrom = (reply) => (reply.outcome === 'changes' ? { ...reply, gone: [MARKS, GOOD] } : reply);
    refuses = refuse(GOOD);
    await notebook.round(false);
    expect(await textOf(notebook, MARKS)).toBe('');
    expect(await textOf(notebook, GOOD)).toBe('more good');
    expect(notebook.stateOf(GOOD)).toEqual({ at: 'waiting', problem: 'refused' });
  });
});
