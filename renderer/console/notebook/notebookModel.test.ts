import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { SecretKeeper } from '../../platform/platform.ts';
import {
  ANA,
  BEN,
  OLD,
  NEW,
  ANOTHERS,
  NOTE,
  hub,
  machine,
  signIn,
  clientOf,
  resetKit,
  closeKit,
} from './notebookModelKit.ts';

beforeEach(resetKit);
afterEach(closeKit);

describe('the notebook’s host', () => {
  it('NB51 makes the vault of the passphrase of the sign-in, and opens it with that from then on', async () => {
    const mine = machine();
    const first = mine.page();
    await signIn(first);
    expect([first.at(), first.opened]).toEqual(['open', ['Ana R.']]);
    await first.model.follow(null);
    expect(first.at()).toBe('none');
    const second = mine.page();
    await signIn(second);
    expect(second.at()).toBe('open');
  });

  it('NB51 asks where none was typed, and has the hub look at a first one', async () => {
    const mine = machine();
    const page = mine.page();
    await page.model.follow(ANA);
    expect(page.model.store.getState()).toMatchObject({ access: { at: 'new' }, question: 'passphrase' });
    expect(await page.model.answer('a slip of the keys')).toEqual({ result: 'wrong' });
    hub.isThere = false;
    expect(await page.model.answer(OLD)).toEqual({ result: 'unproved' });
    hub.isThere = true;
    expect(await page.model.answer(OLD)).toEqual({ result: 'accepted' });
    expect(page.at()).toBe('open');
  });

  it('NB51 uses a passphrase for the notebook of its own account alone', async () => {
    const mine = machine();
    const page = mine.page();
    page.model.hear(BEN.staffId, NEW);
    await page.model.follow(ANA);
    expect(page.model.store.getState()).toMatchObject({ access: { at: 'new' }, question: 'passphrase' });
    expect(await page.model.answer(OLD)).toEqual({ result: 'accepted' });
    await page.model.lock();
    page.model.hear(BEN.staffId, NEW);
    expect(await page.model.answer(OLD)).toEqual({ result: 'accepted' });
    await page.model.lock();
    expect(await page.model.answer(NEW)).toEqual({ result: 'wrong' });
    expect(await page.model.answer(OLD)).toEqual({ result: 'accepted' });
  });

  it('NB51 forgets a passphrase when the sign-in ends, also where there was no notebook', async () => {
    const page = machine().page();
    page.model.hear(ANA.staffId, OLD);
    await page.model.follow(null);
    await page.model.follow(ANA);
    expect(page.model.store.getState()).toMatchObject({ access: { at: 'new' }, question: 'passphrase' });
  });

  it('NB51 opens the notebook of whoever signs in next, while the one before is still being closed', async () => {
    const page = machine().page();
    await signIn(page);
    await expect.poll(() => hub.box).not.toBeNull();
    hub.box = null;
    const ended = page.model.follow(null);
    page.model.hear(BEN.staffId, NEW);
    await page.model.follow(BEN);
    await ended;
    expect([page.at(), page.opened]).toEqual(['open', ['Ana R.', 'Ben T.']]);
    page.model.hear(ANA.staffId, OLD);
    await page.model.follow(ANA);
    expect([page.at(), page.opened]).toEqual(['open', ['Ana R.', 'Ben T.', 'Ana R.']]);
  });

  it('NB11 NB51 opens with the passphrase from before once more, and with the new one ever after', async () => {
    const mine = machine();
    const before = mine.page();
    await signIn(before);
    await before.model.follow(null);
    hub.passphrase = NEW;
    const page = mine.page();
    await signIn(page);
    expect(page.model.store.getState()).toMatchObject({
      access: { at: 'locked' },
      question: 'oldPassphrase',
    });
    expect(await page.model.answer(OLD)).toEqual({ result: 'accepted' });
    await page.model.follow(null);
    const after = mine.page();
    await after.model.follow(ANA);
    expect(await after.model.answer(OLD)).toEqual({ result: 'wrong' });
    expect(await after.model.answer(NEW)).toEqual({ result: 'accepted' });
  });

  it('NB11 wraps anew where the passphrase is changed here', async () => {
    const mine = machine();
    const page = mine.page();
    await signIn(page);
    await page.model.changePassphrase(OLD, NEW);
    await page.model.lock();
    expect(await page.model.proves(OLD)).toBe(false);
    expect(await page.model.proves(NEW)).toBe(true);
  });

  it('NB12 says how long to wait after too many tries', async () => {
    const mine = machine();
    const page = mine.page();
    await signIn(page);
    await page.model.lock();
    for (let tries = 0; tries < 5; tries += 1)
      expect(await page.model.answer('wrong')).toEqual({ result: 'wrong' });
    expect(await page.model.answer(OLD)).toEqual({ result: 'wait', ms: 1_000 });
  });

  it('NB53 locks once everything typed is durable, and opens with the passphrase of the unlock', async () => {
    const mine = machine();
    const page = mine.page();
    await signIn(page);
    const note = await clientOf(page).openDoc(NOTE);
    note.doc.getText('plan').insert(0, 'Calm');
    await page.model.lock();
    expect(page.at()).toBe('locked');
    page.model.hear(ANA.staffId, OLD);
    await page.model.wake();
    expect((await clientOf(page).openDoc(NOTE)).doc.getText('plan').toJSON()).toBe('Calm');
  });

  it('NB53 CO62 the lock waits for what was typed while something was being written', async () => {
    const mine = machine();
    const page = mine.page();
    await signIn(page);
    const note = await clientOf(page).openDoc(NOTE);
    note.doc.getText('plan').insert(0, 'Calm');
    await Promise.resolve(); // The first is on its way to the disk, and the second waits for it.
    note.doc.getText('plan').insert(4, ', slept well');
    await page.model.lock();
    await page.model.follow(null);
    const after = mine.page();
    await signIn(after);
    expect((await clientOf(after).openDoc(NOTE)).doc.getText('plan').toJSON()).toBe('Calm, slept well');
  });

  /** Locks while the disk has no room for what was typed. */
  async function lockWithoutRoom() {
    const mine = machine();
    const page = mine.page();
    await signIn(page);
    const note = await clientOf(page).openDoc(NOTE);
    mine.memory.isFull = true;
    note.doc.getText('plan').insert(0, 'Calm');
    await page.model.lock();
    return { mine, page, note };
  }

  it('NB53 stays open while the disk has no room for what was typed', async () => {
    const { page, note } = await lockWithoutRoom();
    expect(page.at()).toBe('open');
    expect(note.doc.getText('plan').toJSON()).toBe('Calm');
  });

  it('NB53 locks once there is room again, where the console is covered still', async () => {
    const { mine, page } = await lockWithoutRoom();
    expect(page.at()).toBe('open');
    mine.memory.isFull = false;
    await expect.poll(page.at).toBe('locked');
    expect(await page.model.answer(OLD)).toEqual({ result: 'accepted' });
    expect((await clientOf(page).openDoc(NOTE)).doc.getText('plan').toJSON()).toBe('Calm');
  });

  it('NB53 stays open once the console is uncovered, though there was no room to lock it before', async () => {
    const { mine, page, note } = await lockWithoutRoom();
    await page.model.wake();
    mine.memory.isFull = false;
    await expect.poll(() => note.state().at).not.toBe('writing');
    await page.model.lookAside();
    expect(page.at()).toBe('open');
    expect(note.doc.isDestroyed).toBe(false);
  });

  it('NB54 shows the recovery key over a restart, until it is kept', async () => {
    const mine = machine();
    const page = mine.page();
    await signIn(page);
    const { recoveryKey } = page.model.store.getState();
    expect(recoveryKey).toMatch(/^(\w{4}-){7}\w{4}$/);
    await page.model.follow(null);
    expect(page.model.store.getState().recoveryKey).toBeNull();
    const next = mine.page();
    await signIn(next);
    expect(next.model.store.getState().recoveryKey).toBe(recoveryKey);
    await next.model.recoveryKeyKept();
    await next.model.lock();
    await next.model.answer(OLD);
    expect(next.model.store.getState()).toMatchObject({ access: { at: 'open' }, recoveryKey: null });
  });

  it('NB55 gives the hub its box, also later, and another workstation asks for the recovery key', async () => {
    hub.takes = 'nothing';
    const first = machine().page();
    await signIn(first);
    const { recoveryKey } = first.model.store.getState();
    expect(hub.box).toBeNull();
    hub.takes = 'it';
    first.model.sync();
    await expect.poll(() => hub.box).not.toBeNull();
    const box = hub.box;

    const second = machine().page();
    await signIn(second);
    expect(second.model.store.getState()).toMatchObject({ access: { at: 'new' }, question: 'recoveryKey' });
    expect(await second.model.bring('0000')).toEqual({ result: 'wrong' });
    expect(await second.model.bring(recoveryKey)).toEqual({ result: 'accepted' });
    expect(second.model.store.getState()).toMatchObject({ access: { at: 'open' }, recoveryKey: null });

    const third = machine().page();
    await signIn(third);
    expect(await third.model.bring(null)).toEqual({ result: 'accepted' });
    expect(third.model.store.getState()).toMatchObject({ access: { at: 'open' }, recoveryKey: null });
    expect(hub.box).toBe(box);
  });

  it('NB55 makes no key while the hub does not say whether there is one, and sets up once it does', async () => {
    hub.isThere = false;
    const [first, second] = [machine().page(), machine().page()];
    for (const page of [first, second]) {
      await signIn(page);
      expect(page.model.store.getState()).toMatchObject({ access: { at: 'new' }, recoveryKey: null });
    }
    hub.isThere = true;
    first.model.sync();
    await expect.poll(first.at).toBe('open');
    await expect.poll(() => hub.box).not.toBeNull();
    second.model.sync();
    await expect.poll(() => second.model.store.getState().question).toBe('recoveryKey');
    expect(await second.model.bring(first.model.store.getState().recoveryKey)).toEqual({
      result: 'accepted',
    });
  });

  it.each(['anothers', 'nothing'] as const)(
    'NB55 says that another workstation was first, and shows the recovery key no longer (the hub took %s)',
    async (takes) => {
      hub.takes = takes;
      const mine = machine();
      const page = mine.page();
      await signIn(page);
      hub.box = ANOTHERS;
      page.model.sync();
      await expect.poll(() => page.told).toEqual(['another box']);
      expect(page.model.store.getState()).toMatchObject({ access: { at: 'open' }, recoveryKey: null });
      await page.model.lock();
      await page.model.answer(OLD);
      expect(page.model.store.getState()).toMatchObject({ access: { at: 'open' }, recoveryKey: null });
      expect([hub.box, page.told]).toEqual([ANOTHERS, ['another box']]);
    },
  );

  it('NB52 opens by the keychain without a question, which proves nobody', async () => {
    const keychain: SecretKeeper = {
      seal: async (secret) => `sealed ${secret}`,
      open: async (sealed) => sealed.replace('sealed ', ''),
    };
    const mine = machine(keychain);
    const page = mine.page();
    await page.model.follow(ANA);
    expect(page.at()).toBe('open');
    await page.model.lock();
    expect(await page.model.proves('anything')).toBe(false);
    expect(page.at()).toBe('locked');
    await page.model.wake();
    expect(page.at()).toBe('open');
  });

  it('NB53 a console that was locked does not come open by the keychain, on a page that is loaded anew', async () => {
    const mine = machine({ seal: async (secret) => secret, open: async (sealed) => sealed });
    const before = mine.page();
    await before.model.follow(ANA);
    mine.locked.add(ANA.staffId);
    await before.model.lock();
    await before.model.follow(null);
    const page = mine.page();
    await page.model.follow(ANA);
    expect(await page.model.answer('')).toEqual({ result: 'waitsForHub' });
    expect(page.at()).toBe('locked');
    mine.locked.delete(ANA.staffId);
    await page.model.wake();
    expect(page.at()).toBe('open');
  });

  it('NB52 says that the keychain does not open it, and takes the passphrase where none seals', async () => {
    const shut = { isShut: false };
    const keychain: SecretKeeper = {
      seal: async (secret) => `sealed ${secret}`,
      open: async (sealed) => (shut.isShut ? null : sealed.replace('sealed ', '')),
    };
    const mine = machine(keychain);
    const page = mine.page();
    await page.model.follow(ANA);
    await page.model.lock();
    shut.isShut = true;
    await page.model.wake();
    expect(page.model.store.getState().question).toBe('keychainShut');

    const without = machine({ seal: async () => null, open: async () => null }).page();
    await signIn(without);
    await without.model.lock();
    expect(await without.model.answer(OLD)).toEqual({ result: 'accepted' });
  });

  it('NB59 is open on one page, and taken over once that has let go of it', async () => {
    const mine = machine();
    const [one, other] = [mine.page(), mine.page()];
    await signIn(one);
    await signIn(other);
    expect(other.at()).toBe('openElsewhere');
    await other.model.wake();
    expect(other.at()).toBe('openElsewhere');
    await one.model.follow(null);
    await other.model.wake();
    expect(other.at()).toBe('open');
  });
});
