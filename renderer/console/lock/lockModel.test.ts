import { beforeEach, describe, expect, it } from 'vitest';
import type { LockStanding } from '../../../src/protocol/api/signIns.ts';
import { CirclewellError } from '../../../src/protocol/errors.ts';
import { createApi } from '../api/api.ts';
import { createHttp } from '../api/http.ts';
import { LEAD, meOf } from '../fake/fakePeople.ts';
import { createAccount } from '../model/account.ts';
import type { LockMessage } from './lockChannel.ts';
import { createLockMarks, followMarks } from './lockMarks.ts';
import { createLock, LOOK_EVERY_MS, type Lock } from './lockModel.ts';

const MINUTE_MS = 60_000;
const PASSPHRASE = 'plain river stone lamp';

/** A hub with one sign-in, whose clock the test turns, and the tabs of one browser. */
function createBrowser() {
  const hub = {
    isLocked: false,
    isThere: true,
    isSignedIn: true,
    isSlow: false,
    locks: 0,
    staffId: 'maria',
    /** On the workstation, opened by the same passphrase. */
    hasNotebook: false,
  };
  let now = 1_000_000;
  let ids = 0;
  const timers = new Map<number, { at: number; run: () => void }>();
  const tabs: { hear: (message: LockMessage) => void }[] = [];
  const left: number[] = [];
  const standing = (): LockStanding => ({
    isLocked: hub.isLocked,
    lockAfterMinutes: 15,
    staffId: hub.staffId,
    displayName: 'Maria L.',
    passkeyHosts: [],
  });
  const check = () => {
    if (!hub.isThere) throw new CirclewellError('unavailable', 'no answer');
    if (!hub.isSignedIn) throw new CirclewellError('signed_out', 'over');
  };

  let stored: string | null = null;
  const marks = createLockMarks({
    getItem: () => stored,
    setItem: (_key, value) => void (stored = value),
  });

  /** What is behind the cover is told. */
  const told: string[] = [];

  function openTab(): Lock {
    const tab = { hear: (_message: LockMessage): void => undefined };
    tabs.push(tab);
    return createLock({
      api: {
        lockStanding: async () => {
          check();
          const asked = standing();
          if (hub.isSlow) await new Promise((resolve) => setTimeout(resolve));
          return asked;
        },
        lock: async () => {
          if (hub.isSlow) await new Promise((resolve) => setTimeout(resolve));
          check();
          hub.locks += 1;
          if (hub.isLocked) throw new CirclewellError('forbidden', 'locked', 'account.locked');
          hub.isLocked = true;
          return standing();
        },
        confirm: async (passphrase) => {
          check();
          if (passphrase !== PASSPHRASE)
            throw new CirclewellError('forbidden', 'wrong', 'account.wrongCurrentPassphrase');
          hub.isLocked = false;
          return null;
        },
        signOut: async () => (check(), null),
      },
      channel: {
        post: (message) => {
          for (const other of tabs) if (other !== tab) other.hear(message);
        },
        onMessage: (listener) => {
          tab.hear = listener;
          return () => (tab.hear = () => undefined);
        },
        close: () => undefined,
      },
      signedInAs: () => 'maria',
      marks,
      onLocked: () => void told.push('locked'),
      provesWithoutHub: async (passphrase) => hub.hasNotebook && passphrase === PASSPHRASE,
      onUnlocked: (passphrase) => void told.push(passphrase ?? 'unlocked elsewhere'),
      leave: () => void left.push(now),
      now: () => now,
      timers: {
        set: (run, ms) => {
          timers.set((ids += 1), { at: now + ms, run });
          return ids;
        },
        clear: (id) => void timers.delete(id),
      },
    });
  }

  return {
    hub,
    left,
    told,
    marks,
    openTab,
    /** Time goes by with the timers that become due, in order. */
    async pass(ms: number) {
      const until = now + ms;
      for (;;) {
        const [id, timer] =
          [...timers].filter(([, { at }]) => at <= until).sort(([, a], [, b]) => a.at - b.at)[0] ?? [];
        if (id === undefined || timer === undefined) break;
        timers.delete(id);
        now = timer.at;
        timer.run();
        await Promise.resolve();
      }
      now = until;
      await new Promise((resolve) => setTimeout(resolve));
    },
    /** The machine sleeps: its clock goes on, no timer runs. */
    sleep: (ms: number) => void (now += ms),
  };
}

let browser: ReturnType<typeof createBrowser>;
let lock: Lock;
beforeEach(() => {
  browser = createBrowser();
  lock = browser.openTab();
});
const isLocked = (one = lock): boolean => one.store.getState().isLocked;

describe('the lock', () => {
  it('CO62 comes after the practice’s minutes without input, and no sooner', async () => {
    await browser.pass(14 * MINUTE_MS);
    lock.noteInput();
    await browser.pass(15 * MINUTE_MS - LOOK_EVERY_MS);
    expect(isLocked()).toBe(false);
    await browser.pass(2 * LOOK_EVERY_MS);
    expect(isLocked()).toBe(true);
    expect(browser.hub.isLocked).toBe(true);
  });

  it('CO62 does not come in a tab while another has input or is live, and comes to both at once', async () => {
    const other = browser.openTab();
    for (let minute = 0; minute < 40; minute += 1) {
      other.noteInput();
      await browser.pass(MINUTE_MS);
    }
    const letGo = other.keepOpen();
    await browser.pass(180 * MINUTE_MS);
    expect([isLocked(), isLocked(other)]).toEqual([false, false]);
    letGo();
    letGo();
    await browser.pass(16 * MINUTE_MS);
    expect([isLocked(), isLocked(other)]).toEqual([true, true]);
    expect(browser.hub.locks).toBe(1);
  });

  it('CO62 the key locks also while a session is on', () => {
    lock.keepOpen();
    lock.lockNow();
    expect(isLocked()).toBe(true);
  });

  it('CO64 tabs unlock together, by the right passphrase alone', async () => {
    const other = browser.openTab();
    lock.lockNow();
    await browser.pass(0);
    await expect(other.unlock('not this one')).rejects.toMatchObject({
      rule: 'account.wrongCurrentPassphrase',
    });
    expect([isLocked(), isLocked(other)]).toEqual([true, true]);
    await other.unlock(PASSPHRASE);
    expect([isLocked(), isLocked(other)]).toEqual([false, false]);
  });

  it('CO64 covers while the hub does not answer, and tells it until it has heard', async () => {
    browser.hub.isThere = false;
    lock.lockNow();
    await browser.pass(MINUTE_MS);
    expect(isLocked()).toBe(true);
    await expect(lock.unlock(PASSPHRASE)).rejects.toMatchObject({ kind: 'unavailable' });
    browser.hub.isThere = true;
    await browser.pass(MINUTE_MS);
    expect(browser.hub).toMatchObject({ isLocked: true, locks: 1 });
  });

  it('CO64 an answer from before it was told does not open it', async () => {
    browser.hub.isThere = false;
    lock.lockNow();
    await browser.pass(0);
    browser.hub.isThere = true;
    await lock.refresh();
    expect(isLocked()).toBe(true);
  });

  it('CO64 an answer that was on its way when it was locked does not open it', async () => {
    browser.hub.isSlow = true;
    const answered = lock.refresh();
    lock.lockNow();
    await browser.pass(0);
    await answered;
    expect(isLocked()).toBe(true);
    expect(browser.hub.isLocked).toBe(true);
  });

  it('CO64 unlocking does not overtake the locking that is on its way', async () => {
    browser.hub.isSlow = true;
    lock.lockNow();
    await lock.unlock(PASSPHRASE);
    await browser.pass(0);
    expect(isLocked()).toBe(false);
    expect(browser.hub).toMatchObject({ isLocked: false, locks: 1 });
  });

  it('CO64 is there again after a reload, and opens where the hub says that it is open', async () => {
    lock.lockNow();
    await browser.pass(0);
    const reloaded = browser.openTab();
    await reloaded.refresh();
    expect(reloaded.store.getState()).toEqual({
      isLocked: true,
      lockAfterMinutes: 15,
      displayName: 'Maria L.',
      passkeyHosts: [],
    });
    browser.hub.isLocked = false;
    await reloaded.refresh();
    expect(isLocked(reloaded)).toBe(false);
  });

  it('CO62 is not opened by somebody else who has signed in beside it: the page is left', async () => {
    await lock.refresh();
    lock.lockNow();
    await browser.pass(0);
    Object.assign(browser.hub, { staffId: 'noor', isLocked: false });
    await lock.refresh();
    expect(isLocked()).toBe(true);
    expect(browser.left).toHaveLength(1);
    await lock.unlock(PASSPHRASE);
    expect(isLocked()).toBe(true);
    expect(browser.left).toHaveLength(2);
  });

  it('CO65 what was held back waits until it is open', async () => {
    browser.hub.isLocked = true;
    let isOver = false;
    const waiting = lock.whenUnlocked().then((isOpen) => (isOver = isOpen));
    expect(isLocked()).toBe(true);
    await browser.pass(0);
    expect(isOver).toBe(false);
    await lock.unlock(PASSPHRASE);
    await waiting;
    expect(isOver).toBe(true);
  });

  it('CO66 a movement of the mouse after a long sleep locks', async () => {
    browser.sleep(8 * 60 * MINUTE_MS);
    lock.noteInput();
    expect(isLocked()).toBe(true);
  });

  it('CO63 leads away where the sign-in is over, and by signing out', async () => {
    lock.lockNow();
    await browser.pass(0);
    await lock.signOut();
    expect(browser.left).toHaveLength(1);
    browser.hub.isSignedIn = false;
    await expect(lock.unlock(PASSPHRASE)).rejects.toMatchObject({ kind: 'signed_out' });
    expect(browser.left).toHaveLength(2);
  });

  it('does nothing more once it is closed', async () => {
    lock.close();
    await browser.pass(60 * MINUTE_MS);
    expect(isLocked()).toBe(false);
  });
});

describe('CO62 a page that is loaded anew', () => {
  const api = createApi(createHttp({ fetch: () => Promise.reject(new TypeError('no hub')) }));
  const status = async () => ({ version: '1', protocolVersion: 1, isSetUp: true, needsSetupCode: false });
  const me = { ...meOf(LEAD), staff: { ...meOf(LEAD).staff, id: 'maria' } };
  /** The browser's page once more, with the marks that the one before has left. */
  function reload() {
    const account = createAccount(
      { ...api, status, me: async () => me, signIn: async () => me },
      { onProof: browser.marks.remove },
    );
    const reloaded = browser.openTab();
    followMarks(account, reloaded, browser.marks);
    return { account, reloaded };
  }

  it('is covered by the mark, where the hub has not heard of the lock, and tells it', async () => {
    browser.hub.isThere = false;
    lock.lockNow();
    lock.close();
    await browser.pass(0);
    browser.hub.isThere = true;
    const { account, reloaded } = reload();
    await account.ensure();
    expect(isLocked(reloaded)).toBe(true);
    await browser.pass(0);
    expect(browser.hub.isLocked).toBe(true);
    await reloaded.unlock(PASSPHRASE);
    expect(browser.marks.has('maria')).toBe(false);
    const next = reload();
    await next.account.ensure();
    expect(isLocked(next.reloaded)).toBe(false);
  });

  it('is open to whoever signs in anew, or has opened the notebook without the hub', async () => {
    browser.marks.add('maria');
    const offline = reload();
    offline.account.openWithoutHub(me);
    expect([isLocked(offline.reloaded), browser.marks.has('maria')]).toEqual([false, false]);
    browser.marks.add('maria');
    browser.marks.add('noor');
    const { account, reloaded } = reload();
    await account.signIn({ accountName: 'maria', passphrase: PASSPHRASE });
    expect(isLocked(reloaded)).toBe(false);
    expect([browser.marks.has('maria'), browser.marks.has('noor')]).toEqual([false, true]);
  });

  it('leaves the mark where a passphrase was wrong or the page was left', async () => {
    lock.lockNow();
    await browser.pass(0);
    await expect(lock.unlock('not this one')).rejects.toMatchObject({ kind: 'forbidden' });
    browser.hub.isSignedIn = false;
    await expect(lock.unlock(PASSPHRASE)).rejects.toMatchObject({ kind: 'signed_out' });
    expect(browser.marks.has('maria')).toBe(true);
  });
});

describe('NB53 NB62 what lies behind the lock', () => {
  it('is locked and unlocked with it, by the passphrase that was typed', async () => {
    lock.lockNow();
    lock.lockNow();
    await lock.unlock(PASSPHRASE);
    expect(browser.told).toEqual(['locked', PASSPHRASE]);
  });

  it('opens where the hub does not answer, for the passphrase that opens it and no other', async () => {
    lock.lockNow();
    Object.assign(browser.hub, { isThere: false, hasNotebook: true });
    await expect(lock.unlock('not this one')).rejects.toMatchObject({ kind: 'unavailable' });
    expect(lock.store.getState().isLocked).toBe(true);
    await lock.unlock(PASSPHRASE);
    expect(lock.store.getState().isLocked).toBe(false);
  });
});
