import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import {
  OLD,
  NEW,
  ANOTHERS,
  NOTE,
  NOW,
  hub,
  machine,
  signIn,
  clientOf,
  resetKit,
  closeKit,
  type Page,
  type Machine,
} from './notebookModelKit.ts';

const OWN = 'process/ana/s/m1';
let one: Machine;
beforeEach(() => {
  resetKit();
  one = machine();
});
afterEach(closeKit);

async function write(page: Page, docId: string, words: string): Promise<void> {
  const open = await clientOf(page).openDoc(docId);
  open.doc.getText('plan').insert(0, words);
  expect(await open.close()).toBe(true);
}
async function read(page: Page, docId: string): Promise<string> {
  const open = await clientOf(page).openDoc(docId);
  const text = open.doc.getText('plan').toJSON();
  await open.close();
  return text;
}
/** A notebook with words that wait, whose owner has a new passphrase and does not know the one before. */
async function forgotten(): Promise<Page> {
  const before = one.page();
  await signIn(before);
  await write(before, NOTE, 'Called her brother.');
  await write(before, OWN, 'I wonder about the silence.');
  await before.model.follow(null);
  hub.passphrase = NEW;
  const page = one.page();
  await signIn(page);
  return page;
}

describe('a passphrase that nobody knows any more', () => {
  it('NB66 leads to a new notebook beside the old one, with how much waits in that', async () => {
    const page = await forgotten();
    const { model } = page;
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
    expect(model.store.getState().aside).toEqual([{ number: 0, at: NOW, waiting: 2 }]);
    expect(await read(page, NOTE)).toBe('');
    await write(page, NOTE, 'New words.');
    await model.follow(null);
    // From then on it is the new one that opens.
    const again = one.page();
    await signIn(again);
    expect([again.at(), await read(again, NOTE)]).toEqual(['open', 'New words.']);
    expect(again.model.store.getState().aside).toHaveLength(1);
  });

  it('NB66 changes nothing where the hub does not know the passphrase of the sign-in, or does not answer', async () => {
    const page = await forgotten();
    const { model } = page;
    expect(await model.startAnew('not this one')).toEqual({ result: 'wrong' });
    hub.isThere = false;
    expect(await model.startAnew(NEW)).toEqual({ result: 'unproved' });
    expect(model.store.getState()).toMatchObject({ access: { at: 'locked' }, aside: [] });
    expect(await model.answer(OLD)).toEqual({ result: 'accepted' });
    expect(await model.startAnew(NEW)).toEqual({ result: 'wrong' });
    expect(await read(page, NOTE)).toBe('Called her brother.');
  });

  it('NB67 brings in what waited in the old one once its passphrase is back, and nothing before', async () => {
    const page = await forgotten();
    const { model } = page;
    await model.startAnew(NEW);
    await model.bring(null);
    await write(page, NOTE, 'New words. ');
    const client = clientOf(page);
    expect(await client.bringAside('not this one')).toEqual({ result: 'wrong' });
    expect(await read(page, NOTE)).toBe('New words. ');
    const open = await client.openDoc(NOTE);
    expect(await client.bringAside(OLD)).toEqual({ result: 'read', count: 2 });
    await model.lookAside();
    expect(model.store.getState().aside).toEqual([]);
    const merged = open.doc.getText('plan').toJSON();
    expect([merged.includes('New words.'), merged.includes('Called her brother.')]).toEqual([true, true]);
    expect(await read(page, OWN)).toBe('I wonder about the silence.');
    // What was brought in waits for the hub as what is typed does.
    expect((await client.standing()).waiting).toBe(2);
    expect(await client.bringAside(OLD)).toEqual({ result: 'wrong' });
    expect(Y.encodeStateVector(open.doc).length).toBeGreaterThan(1);
  });

  it('NB67 slows wrong passphrases down as at any vault', async () => {
    const page = await forgotten();
    const { model } = page;
    await model.startAnew(NEW);
    await model.bring(null);
    for (let time = 0; time < 5; time += 1) await clientOf(page).bringAside('wrong');
    expect(await clientOf(page).bringAside(OLD)).toEqual({ result: 'wait', ms: 1_000 });
  });
});

describe('a recovery key that is lost', () => {
  it('NB68 is replaced by a new one; the one before opens nothing from then on', async () => {
    const page = one.page();
    const { model } = page;
    await signIn(page);
    const first = model.store.getState().recoveryKey ?? '';
    await model.recoveryKeyKept();
    expect(await model.renewRecovery('not this one', false)).toEqual({ result: 'wrong' });
    expect(await model.renewRecovery(OLD, false)).toEqual({ result: 'accepted' });
    const { recoveryKey } = model.store.getState();
    expect(recoveryKey).not.toBe(first);
    expect(hub.box).toBe(await clientOf(page).authorBox());
    const other = machine().page();
    await signIn(other);
    expect(await other.model.bring(first)).toEqual({ result: 'wrong' });
    expect(await other.model.bring(recoveryKey)).toEqual({ result: 'accepted' });
    await model.follow(null);
    // It is shown until it is kept, as the first was.
    const again = one.page();
    await signIn(again);
    expect(again.model.store.getState().recoveryKey).toBe(recoveryKey);
  });

  it('NB68 stays where the hub does not answer, or has the box of another workstation', async () => {
    const page = one.page();
    const { model } = page;
    await signIn(page);
    const box = hub.box;
    await model.recoveryKeyKept();
    hub.isThere = false;
    expect(await model.renewRecovery(OLD, false)).toEqual({ result: 'unproved' });
    hub.isThere = true;
    hub.box = ANOTHERS;
    expect(await model.renewRecovery(OLD, false)).toEqual({ result: 'anothers' });
    expect(await clientOf(page).authorBox()).toBe(box);
    expect(model.store.getState().recoveryKey).toBeNull();
    // Knowingly it is replaced (SG51): passphrase and recovery key of the other may both be lost.
    expect(await model.renewRecovery(OLD, true)).toEqual({ result: 'accepted' });
    expect(hub.box).toBe(await clientOf(page).authorBox());
    expect(model.store.getState().recoveryKey).not.toBeNull();
  });
});
