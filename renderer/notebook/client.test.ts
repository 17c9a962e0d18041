import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CirclewellError } from '../../src/protocol/errors.ts';
import { NotebookClient } from './NotebookClient.ts';
import type { Disk, Transport } from './ports.ts';
import { createDexieDisk } from './store/createDexieDisk.ts';
import { EVERYTHING } from './store/keys.ts';
import type { Problem } from './sync/problems.ts';
import { MemoryDisk } from './testKit/MemoryDisk.ts';
import { RECOVERY_REMINDER } from './vault/recoveryKey.ts';
import { MemoryHub } from './testKit/MemoryHub.ts';
import type { OpenDoc } from './worker/OpenDoc.ts';
import { serveNotebook } from './worker/serveNotebook.ts';

const NOTE = 'note/g/s/m1';
const OWN = 'process/ana/s/m1';
const SECRET = { kind: 'passphrase', text: 'river stone lantern 42' } as const;
const SENTENCE = 'She spoke of her brother for the first time';

/** What is typed becomes durable, and what is sent arrives, when the test says so. */
type Gate = { hold(): void; release(): void; pass(): Promise<void> };
function makeGate(): Gate {
  let held = Promise.withResolvers<void>();
  held.resolve();
  return {
    hold: () => void (held = Promise.withResolvers<void>()),
    release: () => held.resolve(),
    pass: () => held.promise,
  };
}

let hub: MemoryHub;
let ports: MessagePort[];
let hubFault: CirclewellError | null;
let hubHangs: boolean;
/** Holds every answer, whoever still waits for it. */
let line: Gate;
let signedIn: string;
let feeds: string[];
beforeEach(() => {
  hub = new MemoryHub(100);
  ports = [];
  hubFault = null;
  hubHangs = false;
  line = makeGate();
  signedIn = 'ana';
  feeds = ['group/g', 'author/ana'];
});
afterEach(() => {
  for (const port of ports) port.close();
});

/** The hub; while it hangs, an answer comes when it no longer does or when nobody waits for it any more. */
function openTransport(_: string, signal: AbortSignal): Transport {
  // A notebook whose test is over sends nothing to the next one's hub.
  const own = hub;
  const ask = async <T>(answer: () => T): Promise<T> => {
    if (hubHangs && !signal.aborted)
      await new Promise((resolve) => signal.addEventListener('abort', resolve));
    await line.pass();
    if (signal.aborted) throw new CirclewellError('unavailable', 'ended');
    if (hubFault) throw hubFault;
    return answer();
  };
  return {
    feeds: () => ask(() => own.feeds(signedIn, feeds)),
    changes: (query) => ask(() => own.changes(query)),
    send: (batch) =>
      ask(() => {
        // As the hub does: each request says whose notebook it is (NB30).
        if (signedIn !== 'ana') throw new CirclewellError('signed_out', 'another', 'account.otherSignIn');
        if (!feeds.includes(batch.feed)) throw new CirclewellError('forbidden', 'not assigned');
        return own.send(batch);
      }),
    news: () => new Promise(() => undefined),
  };
}

/** A workstation: page and thread with a real line between them. */
function workstation(openDisk: () => Disk, claim = async () => true) {
  const { port1: page, port2: thread } = new MessageChannel();
  ports.push(page, thread);
  page.start();
  thread.start();
  let ids = 0;
  serveNotebook({
    line: thread,
    openDisk,
    claim,
    openTransport,
    timers: { now: () => 0, after: () => () => undefined },
    random: () => 0,
    newId: () => `${ports.length}-${(ids += 1)}`,
    cost: { t: 1, m: 8, p: 1 },
    now: () => 0,
  });
  const retries: (() => void)[] = [];
  const after = (_: number, work: () => void) => {
    retries.push(work);
    return () => undefined;
  };
  return { client: new NotebookClient({ line: page, staffId: 'ana', after }), retries };
}
const onDexie =
  (indexedDB = new IDBFactory()) =>
  () =>
    createDexieDisk({ name: 'ana', indexedDB, IDBKeyRange });

const FIRST = { secret: SECRET, author: null, remindsOfRecovery: true } as const;

async function opened(openDisk: () => Disk = onDexie()) {
  const made = workstation(openDisk);
  await made.client.claim();
  const { authorBox } = await made.client.create(FIRST);
  const recoveryKey = (await made.client.kept(RECOVERY_REMINDER))?.text ?? '';
  return { ...made, recoveryKey, authorBox };
}
/** What stands in a document. */
const textOf = ({ doc }: OpenDoc): string => doc.getText('plan').toJSON();

/** A memory disk whose commits wait at a gate. */
function gatedDisk() {
  const gate = makeGate();
  const memory = new MemoryDisk();
  const disk = memory.open();
  const open = (): Disk => ({ ...disk, commit: (changes) => gate.pass().then(() => disk.commit(changes)) });
  return { gate, memory, open };
}

describe('NB54 the recovery key', () => {
  it('stays to be seen wherever there is a vault, whenever the power goes', async () => {
    for (let steps = 0; steps < 8; steps += 1) {
      const disk = new MemoryDisk();
      const first = workstation(() => disk.open());
      await first.client.claim();
      disk.dieAfter(steps);
      await first.client.create(FIRST).catch(() => undefined);
      disk.crash();
      const { client } = workstation(() => disk.open());
      const { result } = await client.claim();
      if (result === 'noVault') await client.create(FIRST);
      else await client.unlock(SECRET);
      expect((await client.kept(RECOVERY_REMINDER))?.text, `${steps} steps`).toMatch(/^\S+/);
    }
  });

  it('stays nowhere where it opens nothing', async () => {
    const { client } = workstation(onDexie());
    await client.claim();
    await client.create({ ...FIRST, remindsOfRecovery: false });
    expect(await client.kept(RECOVERY_REMINDER)).toBeNull();
  });
});

describe('NB61 what was read from the hub', () => {
  it('is kept sealed, also across a restart, until it is put away', async () => {
    const indexedDB = new IDBFactory();
    const { client } = await opened(onDexie(indexedDB));
    await client.keep('/api/groups/g', SENTENCE);
    expect(await client.lock()).toBe(true);
    await expect(client.kept('/api/groups/g')).rejects.toThrow('could not');
    for (const { bytes } of (await onDexie(indexedDB)().listAll('kept', [EVERYTHING])).flat())
      expect(new TextDecoder().decode(bytes)).not.toContain('brother');
    const { client: next } = workstation(onDexie(indexedDB));
    await next.claim();
    await next.unlock(SECRET);
    expect(await next.kept('/api/groups/g')).toEqual({ at: 0, text: SENTENCE });
    await next.keep('/api/groups/g', null);
    expect(await next.kept('/api/groups/g')).toBeNull();
  });

  it('WR62 and of members’ names those alone of whom a note lies here', async () => {
    const { client } = await opened();
    const kept = async (): Promise<unknown> => {
      const names = await client.kept('memberNames');
      return names === null ? null : JSON.parse(names.text);
    };
    expect(await client.hearNames({ m1: 'Ana R.', m2: 'Ben T.', group: 'nobody' })).toEqual({});
    expect(await kept()).toBeNull();

    const note = await client.openDoc(NOTE);
    note.doc.getText('plan').insert(0, SENTENCE);
    await note.settled();
    await expect.poll(kept).toEqual({ m1: 'Ana R.' });

    const { client: other } = await opened();
    const there = await other.openDoc('note/g/s/m2');
    there.doc.getText('plan').insert(0, SENTENCE);
    await there.settled();
    await other.syncNow();
    await client.syncNow();
    await expect.poll(kept).toEqual({ m1: 'Ana R.', m2: 'Ben T.' });

    // Two screens at once, of which neither knows what the other has heard.
    await Promise.all([
      client.hearNames({ m1: 'Ana S.' }),
      client.hearNames({ m2: 'Ben U.', m3: 'Cleo V.' }),
    ]);
    expect(await client.hearNames({})).toEqual({ m1: 'Ana S.', m2: 'Ben U.' });

    // A name whose notes are gone, or that an earlier build has kept.
    await client.keep('memberNames', JSON.stringify({ m1: 'Ana S.', m9: 'Gone W.' }));
    expect(await client.lock()).toBe(true);
    await client.unlock(SECRET);
    await expect.poll(kept).toEqual({ m1: 'Ana S.' });
  });

  it('NB55 the author’s box is that of the vault', async () => {
    const { client, authorBox } = await opened();
    expect(await client.authorBox()).toBe(authorBox);
  });
});

describe('NB64 NB65 a backup file', () => {
  it('brings what waited to another workstation, once or often, and it waits there', async () => {
    const { client } = await opened();
    hubFault = new CirclewellError('unavailable', 'no hub');
    const note = await client.openDoc(NOTE);
    note.doc.getText('plan').insert(0, SENTENCE);
    await note.settled();
    const { text, count } = await client.writeBackup('seven quiet green boats');
    expect(count).toBe(1);

    const { client: other } = await opened();
    const there = await other.openDoc(NOTE);
    there.doc.getText('plan').insert(0, 'Before. ');
    await there.settled();
    expect(await other.readBackup(text, 'wrong')).toEqual({ result: 'unread', why: 'wrongPassphrase' });
    for (let times = 0; times < 2; times += 1)
      expect(await other.readBackup(text, 'seven quiet green boats')).toEqual({ result: 'read', count: 1 });
    await expect.poll(() => textOf(there).split(SENTENCE).length).toBe(2);
    expect(textOf(there)).toContain('Before. ');
    expect(other.state().waitingCount).toBe(1);
  });
});

describe('the notebook on the page', () => {
  it('NB1 NB3 calls an edit saved when it is durable, and uploaded when the hub has it', async () => {
    const { gate, memory, open } = gatedDisk();
    const { client } = await opened(open);
    await client.syncNow();
    const note = await client.openDoc(NOTE);
    expect(note.state()).toEqual({ at: 'uploaded', problem: null });
    gate.hold();
    note.doc.getText('plan').insert(0, SENTENCE);
    const before = memory.rows().length;
    expect(note.state().at).toBe('writing');
    expect(client.state().at).toBe('writing');
    gate.release();
    await note.settled();
    expect(note.state()).toEqual({ at: 'savedHere', problem: null });
    expect(
      memory
        .rows()
        .slice(before)
        .map(({ table }) => table),
    ).toEqual(['note_updates', 'outbox']);
    await client.syncNow();
    expect(note.state()).toEqual({ at: 'uploaded', problem: null });
    expect(client.state()).toEqual({ at: 'uploaded', problem: null, waitingCount: 0 });
  });

  it('NB2 writes together what was typed while the update before was being written', async () => {
    const { gate, memory, open } = gatedDisk();
    const { client } = await opened(open);
    const note = await client.openDoc(NOTE);
    gate.hold();
    SENTENCE.split(' ').forEach((word, at) => note.doc.getText('plan').insert(at, word));
    await Promise.resolve();
    await Promise.resolve();
    note.doc.getText('plan').insert(0, '.');
    note.doc.getText('plan').insert(0, '.');
    gate.release();
    await note.settled();
    expect(memory.rows().filter(({ table }) => table === 'note_updates')).toHaveLength(2);
  });

  it('NB26 brings what one types to the other, and leaves nothing readable here', async () => {
    const indexedDB = new IDBFactory();
    const [first, second] = [await opened(onDexie(indexedDB)), await opened()];
    const [note, other] = [await first.client.openDoc(NOTE), await second.client.openDoc(NOTE)];
    note.doc.getText('plan').insert(0, SENTENCE);
    await note.settled();
    await first.client.syncNow();
    await second.client.syncNow();
    expect(textOf(other)).toBe(SENTENCE);
    const disk = onDexie(indexedDB)();
    for (const table of ['note_updates', 'outbox', 'meta'] as const)
      for (const { bytes } of (await disk.listAll(table, [EVERYTHING])).flat())
        expect(new TextDecoder().decode(bytes)).not.toContain('brother');
  });

  it('NB5 packs what lies in many pieces when the note is closed, and loses nothing by it', async () => {
    const memory = new MemoryDisk();
    const { client } = await opened(() => memory.open());
    const piecesOf = () => memory.rows().filter(({ table }) => table === 'note_updates').length;
    const type = async (letters: string): Promise<void> => {
      const note = await client.openDoc(NOTE);
      for (const letter of letters) {
        note.doc.getText('plan').insert(note.doc.getText('plan').length, letter);
        await note.settled();
      }
      await note.close();
    };
    await type('twelve words');
    expect(piecesOf()).toBe(0);
    await type(' more');
    expect(piecesOf()).toBe(5);
    expect(textOf(await client.openDoc(NOTE))).toBe('twelve words more');
  });

  it('NB4 keeps what found no room, does not call it saved, and tries it again', async () => {
    const memory = new MemoryDisk();
    const { client, retries } = await opened(() => memory.open());
    const other = await client.openDoc('note/g/s/m2');
    const note = await client.openDoc(NOTE);
    memory.isFull = true;
    note.doc.getText('plan').insert(0, SENTENCE);
    await note.settled();
    expect(note.state()).toEqual({ at: 'writing', problem: 'diskFull' });
    expect(client.state()).toMatchObject({ at: 'writing', problem: 'diskFull' });
    expect(await client.lock()).toBe(false);
    expect(await client.openDoc('note/g/s/m2')).toBe(other);
    expect(other.doc.isDestroyed).toBe(false);
    memory.isFull = false;
    retries.at(-1)?.();
    await note.settled();
    expect(note.state().at).toBe('savedHere');
    await client.syncNow();
    expect(note.state()).toEqual({ at: 'uploaded', problem: null });
  });

  it('NB7 is open on one page at a time', async () => {
    const { client } = workstation(onDexie(), async () => false);
    expect(await client.claim()).toEqual({ result: 'openElsewhere' });
    await expect(client.unlock(SECRET)).rejects.toThrow('could not');
  });

  it('NB13 forgets the keys when it is locked, and has everything when it is unlocked', async () => {
    const { client } = await opened();
    const note = await client.openDoc(NOTE);
    note.doc.getText('plan').insert(0, SENTENCE);
    expect(await client.lock()).toBe(true);
    await expect(client.openDoc(NOTE)).rejects.toThrow('could not');
    expect(await client.unlock({ ...SECRET, text: 'wrong' })).toEqual({ result: 'wrongSecret' });
    expect(await client.unlock(SECRET)).toEqual({ result: 'open' });
    expect(textOf(await client.openDoc(NOTE))).toBe(SENTENCE);
  });

  it('NB13 closes no document where another finds no room while it is being locked', async () => {
    const { gate, memory, open } = gatedDisk();
    const { client } = await opened(open);
    await client.syncNow();
    const [note, other] = [await client.openDoc(NOTE), await client.openDoc('note/g/s/m2')];
    gate.hold();
    note.doc.getText('plan').insert(0, SENTENCE);
    const locking = client.lock();
    await new Promise((resolve) => setTimeout(resolve));
    other.doc.getText('plan').insert(0, SENTENCE);
    gate.release();
    await note.settled();
    memory.isFull = true;
    expect(await locking).toBe(false);
    expect([note.doc.isDestroyed, other.doc.isDestroyed]).toEqual([false, false]);
    expect(await client.openDoc(NOTE)).toBe(note);
  });

  it('NB13 NB27 is locked at once while the hub hangs, and what is typed after overwrites nothing', async () => {
    const { client } = await opened();
    await client.syncNow();
    const note = await client.openDoc(NOTE);
    note.doc.getText('plan').insert(0, SENTENCE);
    await note.settled();
    hubHangs = true;
    const hanging = client.syncNow();
    const locking = client.lock();
    const unlocking = client.unlock(SECRET);
    expect(await locking).toBe(true);
    await hanging;
    expect(await unlocking).toEqual({ result: 'open' });
    hubHangs = false;
    const again = await client.openDoc(NOTE);
    again.doc.getText('plan').insert(0, 'Today: ');
    expect(await client.lock()).toBe(true);
    await client.unlock(SECRET);
    expect(textOf(await client.openDoc(NOTE))).toBe(`Today: ${SENTENCE}`);
  });

  it.each<[Problem, CirclewellError]>([
    ['hubAway', new CirclewellError('unavailable', 'away')],
    ['signedOut', new CirclewellError('forbidden', 'locked', 'account.locked')],
  ])(
    'NB3 NB13 says after an unlock what is wrong now, and not what was before: %s',
    async (problem, fault) => {
      const { client } = await opened();
      await client.syncNow();
      hubFault = fault;
      await client.syncNow();
      expect(client.state()).toEqual({ at: 'uploaded', problem, waitingCount: 0 });
      expect(await client.lock()).toBe(true);
      hubFault = null;
      await client.unlock(SECRET);
      await client.syncNow();
      expect(client.state()).toEqual({ at: 'uploaded', problem: null, waitingCount: 0 });
    },
  );

  it('NB13 WR7 has everything that is written once it is told that a document is about to be closed', async () => {
    const { gate, open } = gatedDisk();
    const { client } = await opened(open);
    const [note, other] = [await client.openDoc(NOTE), await client.openDoc('note/g/s/m2')];
    note.onEnding(() => {
      if (textOf(note) === '') note.doc.getText('plan').insert(0, SENTENCE);
    });
    const deaf = note.onEnding(() => note.doc.getText('plan').insert(0, 'Not heard. '));
    deaf();
    gate.hold();
    other.doc.getText('plan').insert(0, SENTENCE);
    const locking = client.lock();
    gate.release();
    expect(await locking).toBe(true);
    await client.unlock(SECRET);
    expect(textOf(await client.openDoc(NOTE))).toBe(SENTENCE);
  });

  it('NB13 begins no notebook before the one on the same disk is over', async () => {
    const { client } = await opened();
    await client.syncNow();
    line.hold();
    const order: string[] = [];
    const round = client.syncNow().then(() => order.push('round'));
    const lock = client.lock().then(() => order.push('lock'));
    const unlock = client.unlock(SECRET).then(() => order.push('unlock'));
    // The vault has opened by the time that a wrong passphrase, asked for later, is found out.
    await client.unlock({ ...SECRET, text: 'wrong' });
    line.release();
    await Promise.all([round, lock, unlock]);
    expect(order).toEqual(['round', 'lock', 'unlock']);
  });

  it('NB14 sends process notes so that only their author reads them, on any workstation with the recovery key', async () => {
    const first = await opened();
    const note = await first.client.openDoc(OWN);
    note.doc.getText('plan').insert(0, SENTENCE);
    await note.settled();
    await first.client.syncNow();
    const [sent] = hub.updatesIn('author/ana');
    expect(atob(sent?.data ?? '')).not.toContain('brother');

    const stranger = await opened();
    await stranger.client.syncNow();
    expect(textOf(await stranger.client.openDoc(OWN))).toBe('');

    const second = workstation(onDexie());
    await second.client.claim();
    const author = { box: first.authorBox, recoveryKey: first.recoveryKey };
    await second.client.create({ secret: SECRET, author, remindsOfRecovery: false });
    await second.client.syncNow();
    expect(textOf(await second.client.openDoc(OWN))).toBe(SENTENCE);
  });

  it.each<[Problem, () => void]>([
    ['hubAway', () => void (hubFault = new CirclewellError('unavailable', 'away'))],
    ['signedOut', () => void (hubFault = new CirclewellError('signed_out', 'over'))],
    ['otherAccount', () => void (signedIn = 'ben')],
    [
      'otherAccount',
      () => void (hubFault = new CirclewellError('signed_out', 'another', 'account.otherSignIn')),
    ],
    ['notYours', () => void (feeds = ['author/ana'])],
  ])('NB30 keeps what waits and says why: %s', async (problem, begin) => {
    const { client } = await opened();
    await client.syncNow();
    const note = await client.openDoc(NOTE);
    begin();
    note.doc.getText('plan').insert(0, SENTENCE);
    await note.settled();
    await client.syncNow();
    expect(note.state()).toEqual({ at: 'waiting', problem });
    expect(hub.updatesIn('group/g')).toEqual([]);
    [hubFault, signedIn, feeds] = [null, 'ana', ['group/g', 'author/ana']];
    await client.syncNow();
    expect(note.state()).toEqual({ at: 'uploaded', problem: null });
    expect(hub.updatesIn('group/g')).toHaveLength(1);
  });

  it('NB31 keeps a document that is too large here, and sends the others', async () => {
    const { client } = await opened();
    const [large, small] = [await client.openDoc(NOTE), await client.openDoc('note/g/s/m2')];
    // Random letters, which nothing makes smaller.
    const noise = Array.from({ length: 80 }, () =>
      btoa(String.fromCharCode(...crypto.getRandomValues(new Uint8Array(60_000)))),
    );
    large.doc.getText('plan').insert(0, noise.join(''));
    small.doc.getText('plan').insert(0, SENTENCE);
    await Promise.all([large.settled(), small.settled()]);
    await client.syncNow();
    expect(large.state()).toEqual({ at: 'waiting', problem: 'tooLarge' });
    expect(small.state()).toEqual({ at: 'uploaded', problem: null });
  });
});
