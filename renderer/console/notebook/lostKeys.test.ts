import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { CirclewellError } from '../../../src/protocol/errors.ts';
import { MemoryDisk } from '../../notebook/testKit/MemoryDisk.ts';
import { serveNotebook } from '../../notebook/worker/serveNotebook.ts';
import { createNotebookModel } from './notebookModel.ts';

const ANA = { staffId: 'ana', displayName: 'Ana R.' };
const OLD = 'river stone lantern 42';
const NEW = 'seven quiet green boats';
const NOTE = 'note/g/s/m1';
const OWN = 'process/ana/s/m1';

let hub: { box: string | null; isThere: boolean; passphrase: string };
let disks: Map<string, MemoryDisk>;
let ports: MessagePort[];
beforeEach(() => {
  hub = { box: null, isThere: true, passphrase: OLD };
  disks = new Map();
  ports = [];
});
afterEach(() => {
  for (const port of ports) port.close();
});

const answer = <T>(value: T): Promise<T> =>
  hub.isThere ? Promise.resolve(value) : Promise.reject(new CirclewellError('unavailable', 'no hub'));
const noHub = () => Promise.reject(new CirclewellError('unavailable', 'no hub'));

/** A page of one machine, or of another. Nothing that is written goes to the hub. */
function page(machine = 'one') {
  const model = createNotebookModel({
    wasLocked: () => false,
    keychain: null,
    startThread() {
      const { port1, port2 } = new MessageChannel();
      ports.push(port1, port2);
      port1.start();
      port2.start();
      let ids = 0;
      serveNotebook({
        line: port2,
        openDisk(staffId, number) {
          const name = `${machine} ${staffId} ${number}`;
          const disk = disks.get(name) ?? new MemoryDisk();
          disks.set(name, disk);
          return disk.open();
        },
        claim: async () => true,
        openTransport: () => ({ feeds: noHub, changes: noHub, send: noHub, news: noHub }),
        timers: { now: () => 0, after: () => () => undefined },
        random: () => 0,
        newId: () => `${ports.length}-${(ids += 1)}`,
        cost: { t: 1, m: 8, p: 1 },
        now: () => 7,
      });
      return { line: port1, end: () => undefined };
    },
    api: {
      processBox: () => answer({ box: hub.box }),
      async putProcessBox({ box, replaces }) {
        await answer(null);
        if (hub.box !== null && hub.box !== box && hub.box !== replaces)
          throw new CirclewellError('conflict', 'there is one', 'notes.anotherBox');
        hub.box = box;
        return null;
      },
      // The hub keeps no list of workstations here: nothing is put out of use.
      meetWorkstation: noHub,
      workstationStanding: noHub,
    },
    openWorkstation: noHub,
    async confirm(passphrase) {
      await answer(null);
      if (passphrase !== hub.passphrase)
        throw new CirclewellError('forbidden', 'wrong', 'account.wrongCurrentPassphrase');
    },
    persist: async () => true,
    onAnotherBox: () => undefined,
    onOpened: () => undefined,
    after: (ms, work) => {
      const timer = setTimeout(work, ms < 60_000 ? 0 : ms);
      return () => clearTimeout(timer);
    },
  });
  return model;
}
type Model = ReturnType<typeof page>;
async function signIn(model: Model, passphrase = hub.passphrase): Promise<void> {
  model.hear(ANA.staffId, passphrase);
  await model.follow(ANA);
}
const at = (model: Model) => model.store.getState().access.at;
function clientOf(model: Model) {
  const { access } = model.store.getState();
  if (access.at !== 'open') throw new Error(`The notebook is ${access.at}`);
  return access.client;
}
async function write(model: Model, docId: string, words: string): Promise<void> {
  const open = await clientOf(model).openDoc(docId);
  open.doc.getText('plan').insert(0, words);
  expect(await open.close()).toBe(true);
}
async function read(model: Model, docId: string): Promise<string> {
  const open = await clientOf(model).openDoc(docId);
  const text = open.doc.getText('plan').toJSON();
  await open.close();
  return text;
}
/** A notebook with words that wait, whose owner has a new passphrase and does not know the one before. */
async function forgotten(): Promise<Model> {
  const before = page();
  await signIn(before);
  await write(before, NOTE, 'Called her brother.');
  await write(before, OWN, 'I wonder about the silence.');
  await before.follow(null);
  hub.passphrase = NEW;
  const model = page();
  await signIn(model);
  return model;
}

describe('a passphrase that nobody knows any more', () => {
  it('NB66 leads to a new notebook beside the old one, with how much waits in that', async () => {
    const model = await forgotten();
    expect(model.store.getState()).toMatchObject({
      access: { at: 'locked' },
      question: 'oldPassphrase',
      waitingLocked: 2,
      aside: [],
    });
    expect(await model.startAnew(NEW)).toEqual({ result: 'accepted' });
    // Process notes were begun: their recovery key is asked for, as on a new workstation.
    expect(model.store.getState()).toMatchObject({ access: { at: 'new' }, question: 'recoveryKey' });
    expect(await model.bring(null)).toEqual({ result: 'accepted' });
    expect(model.store.getState().aside).toEqual([{ number: 0, at: 7, waiting: 2 }]);
    expect(await read(model, NOTE)).toBe('');
    await write(model, NOTE, 'New words.');
    await model.follow(null);
    // From then on it is the new one that opens.
    const again = page();
    await signIn(again);
    expect([at(again), await read(again, NOTE)]).toEqual(['open', 'New words.']);
    expect(again.store.getState().aside).toHaveLength(1);
  });

  it('NB66 changes nothing where the hub does not know the passphrase of the sign-in, or does not answer', async () => {
    const model = await forgotten();
    expect(await model.startAnew('not this one')).toEqual({ result: 'wrong' });
    hub.isThere = false;
    expect(await model.startAnew(NEW)).toEqual({ result: 'unproved' });
    expect(model.store.getState()).toMatchObject({ access: { at: 'locked' }, aside: [] });
    expect(await model.answer(OLD)).toEqual({ result: 'accepted' });
    expect(await model.startAnew(NEW)).toEqual({ result: 'wrong' });
    expect(await read(model, NOTE)).toBe('Called her brother.');
  });

  it('NB67 brings in what waited in the old one once its passphrase is back, and nothing before', async () => {
    const model = await forgotten();
    await model.startAnew(NEW);
    await model.bring(null);
    await write(model, NOTE, 'New words. ');
    const client = clientOf(model);
    expect(await client.bringAside('not this one')).toEqual({ result: 'wrong' });
    expect(await read(model, NOTE)).toBe('New words. ');
    const open = await client.openDoc(NOTE);
    expect(await client.bringAside(OLD)).toEqual({ result: 'read', count: 2 });
    await model.lookAside();
    expect(model.store.getState().aside).toEqual([]);
    const merged = open.doc.getText('plan').toJSON();
    expect([merged.includes('New words.'), merged.includes('Called her brother.')]).toEqual([true, true]);
    expect(await read(model, OWN)).toBe('I wonder about the silence.');
    // What was brought in waits for the hub as what is typed does.
    expect((await client.standing()).waiting).toBe(2);
    expect(await client.bringAside(OLD)).toEqual({ result: 'wrong' });
    expect(Y.encodeStateVector(open.doc).length).toBeGreaterThan(1);
  });

  it('NB67 slows wrong passphrases down as at any vault', async () => {
    const model = await forgotten();
    await model.startAnew(NEW);
    await model.bring(null);
    for (let time = 0; time < 5; time += 1) await clientOf(model).bringAside('wrong');
    expect(await clientOf(model).bringAside(OLD)).toEqual({ result: 'wait', ms: 1_000 });
  });
});

describe('a recovery key that is lost', () => {
  it('NB68 is replaced by a new one; the one before opens nothing from then on', async () => {
    const model = page();
    await signIn(model);
    const first = model.store.getState().recoveryKey ?? '';
    await model.recoveryKeyKept();
    expect(await model.renewRecovery('not this one', false)).toEqual({ result: 'wrong' });
    expect(await model.renewRecovery(OLD, false)).toEqual({ result: 'accepted' });
    const { recoveryKey } = model.store.getState();
    expect(recoveryKey).not.toBe(first);
    expect(hub.box).toBe(await clientOf(model).authorBox());
    const other = page('two');
    await signIn(other);
    expect(await other.bring(first)).toEqual({ result: 'wrong' });
    expect(await other.bring(recoveryKey)).toEqual({ result: 'accepted' });
    await model.follow(null);
    // It is shown until it is kept, as the first was.
    const again = page();
    await signIn(again);
    expect(again.store.getState().recoveryKey).toBe(recoveryKey);
  });

  it('NB68 stays where the hub does not answer, or has the box of another workstation', async () => {
    const model = page();
    await signIn(model);
    const box = hub.box;
    await model.recoveryKeyKept();
    hub.isThere = false;
    expect(await model.renewRecovery(OLD, false)).toEqual({ result: 'unproved' });
    hub.isThere = true;
    hub.box = 'the box of another workstation';
    expect(await model.renewRecovery(OLD, false)).toEqual({ result: 'anothers' });
    expect(await clientOf(model).authorBox()).toBe(box);
    expect(model.store.getState().recoveryKey).toBeNull();
    // Knowingly it is replaced (SG51): passphrase and recovery key of the other may both be lost.
    expect(await model.renewRecovery(OLD, true)).toEqual({ result: 'accepted' });
    expect(hub.box).toBe(await clientOf(model).authorBox());
    expect(model.store.getState().recoveryKey).not.toBeNull();
  });
});
