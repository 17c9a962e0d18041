import { createStore, type StoreApi } from 'zustand/vanilla';
import { DEFAULT_LOCK_MINUTES, type LockStanding } from '../../../src/protocol/api/signIns.ts';
import type { LockApi, Proof } from '../api/lockApi.ts';
import { asCirclewellError } from '../model/query.ts';
import type { LockChannel } from './lockChannel.ts';
import type { LockMarks } from './lockMarks.ts';

/** How often it is looked whether the minutes are over, in milliseconds. */
export const LOOK_EVERY_MS = 10_000;
/** How often other tabs are told of input here, at most, in milliseconds. */
const TELL_EVERY_MS = 5_000;
/** How long the hub is left alone after it did not take a lock, in milliseconds. */
const TRY_AGAIN_MS = 5_000;
const MINUTE_MS = 60_000;

export type LockView = {
  readonly isLocked: boolean;
  readonly lockAfterMinutes: LockStanding['lockAfterMinutes'];
  /** Who is signed in; null until the hub has said so. */
  readonly displayName: string | null;
  /** The hub's names for which the account has a passkey (ID69). */
  readonly passkeyHosts: readonly string[];
};

/** The lock of this sign-in's console, the same in all of its tabs (CO62 to CO66). */
export interface Lock {
  readonly store: StoreApi<LockView>;
  /** Asks the hub how the sign-in stands. Never rejects. */
  refresh(): Promise<void>;
  /** Covers at once, then tells the hub until it has heard. */
  lockNow(): void;
  /** Rejects with a CirclewellError where the proof is wrong or the hub does not answer. */
  unlock(proof: Proof): Promise<void>;
  /** Ends the sign-in and leaves the page. Rejects where the hub does not answer. */
  signOut(): Promise<void>;
  /** The hub has said that the sign-in is locked: resolves to true once it no longer is. */
  whenUnlocked(): Promise<boolean>;
  /** Somebody did something here. */
  noteInput(): void;
  /** For as long as a session is on, the minutes do not count; the function given back ends it. */
  keepOpen(): () => void;
  close(): void;
}

export type LockDeps = {
  readonly api: LockApi;
  readonly channel: LockChannel;
  /** Whose console it is; null where nobody is signed in. */
  readonly signedInAs: () => string | null;
  /** What a page that is loaded anew goes by, where the hub does not answer. */
  readonly marks: Pick<LockMarks, 'add' | 'remove'>;
  /** The console is covered: what is open behind it is put under lock as well (NB53). */
  readonly onLocked: () => void;
  /** Whether a passphrase opens what is on this workstation, where the hub does not answer (NB62). */
  readonly provesWithoutHub: (passphrase: string) => Promise<boolean>;
  /** It is not any more; the passphrase that was typed here, where one was. */
  readonly onUnlocked: (passphrase: string | null) => void;
  /** Loads the sign-in page anew, so that nothing of what was open is left. */
  readonly leave: () => void;
  readonly now: () => number;
  readonly timers: {
    readonly set: (run: () => void, ms: number) => number;
    readonly clear: (timer: number) => void;
  };
};

export function createLock(deps: LockDeps): Lock {
  const { api, channel, signedInAs, marks, leave, now, timers } = deps;
  const store = createStore<LockView>(() => ({
    isLocked: false,
    lockAfterMinutes: DEFAULT_LOCK_MINUTES,
    displayName: null,
    passkeyHosts: [],
  }));
  let lastInputAt = now();
  let lastToldAt = 0;
  let keepers = 0;
  let unlocked = Promise.withResolvers<boolean>();
  /** What the hub is being told; unlocking waits for it, so that the two do not overtake each other. */
  let telling: Promise<void> = Promise.resolve();
  /** Whether the hub is known to have the lock: until then that it says otherwise is old. */
  let isTold = false;
  /** Whose console is covered. */
  let ownerId: string | null = null;
  /** Counts lockings and unlockings, so that an answer from before one is not followed. */
  let turn = 0;
  let retry: number | undefined;
  let look: number | undefined;

  const isIdle = (): boolean => now() - lastInputAt >= store.getState().lockAfterMinutes * MINUTE_MS;
  const whose = (): string | null => signedInAs() ?? ownerId;
  function cover(): void {
    if (store.getState().isLocked) return;
    store.setState({ isLocked: true });
    const staffId = whose();
    if (staffId !== null) marks.add(staffId);
    deps.onLocked();
  }

  function uncover(passphrase: string | null): void {
    if (retry !== undefined) timers.clear(retry);
    retry = undefined;
    isTold = false;
    turn += 1;
    lastInputAt = now();
    const staffId = whose();
    if (staffId !== null) marks.remove(staffId);
    store.setState({ isLocked: false });
    unlocked.resolve(true);
    unlocked = Promise.withResolvers<boolean>();
    deps.onUnlocked(passphrase);
  }

  async function tellHub(): Promise<void> {
    try {
      take(await api.lock());
      isTold = true;
    } catch (error) {
      const { kind, rule } = asCirclewellError(error);
      // Another tab was first.
      if (rule === 'account.locked') isTold = true;
      else if (kind === 'signed_out') leave();
      else if (store.getState().isLocked) retry = timers.set(tell, TRY_AGAIN_MS);
    }
  }
  function tell(): void {
    retry = undefined;
    telling = tellHub();
  }

  /** @returns whether it is the standing of who signed in here: nobody else opens this cover, or is shown what lies behind it */
  function take({ lockAfterMinutes, staffId, displayName, passkeyHosts }: LockStanding): boolean {
    if (store.getState().isLocked && ownerId !== null && staffId !== ownerId) {
      leave();
      return false;
    }
    ownerId = staffId;
    if (store.getState().isLocked) marks.add(staffId);
    store.setState({ lockAfterMinutes, displayName, passkeyHosts });
    return true;
  }

  async function refresh(): Promise<void> {
    const asked = turn;
    try {
      const standing = await api.lockStanding();
      if (!take(standing) || asked !== turn) return;
      if (standing.isLocked) {
        isTold = true;
        cover();
      } else if (isTold) uncover(null);
    } catch (error) {
      // Where the hub does not answer, what is known holds.
      if (store.getState().isLocked && asCirclewellError(error).kind === 'signed_out') leave();
    }
  }

  function lockNow(): void {
    if (signedInAs() === null || store.getState().isLocked) return;
    turn += 1;
    cover();
    channel.post('locked');
    tell();
  }

  function noteInput(): void {
    if (store.getState().isLocked) return;
    // A machine that slept through the minutes wakes with a movement of the mouse (CO66).
    if (keepers === 0 && isIdle()) {
      lockNow();
      return;
    }
    lastInputAt = now();
    if (lastInputAt - lastToldAt < TELL_EVERY_MS) return;
    lastToldAt = lastInputAt;
    channel.post('input');
  }

  function lookAgain(): void {
    // A session that is on counts as input, here and in the other tabs.
    if (keepers > 0) noteInput();
    else if (isIdle()) lockNow();
    look = timers.set(lookAgain, LOOK_EVERY_MS);
  }
  look = timers.set(lookAgain, LOOK_EVERY_MS);

  const stopHearing = channel.onMessage((message) => {
    switch (message) {
      case 'locked':
        if (signedInAs() === null) return;
        turn += 1;
        cover();
        return;
      case 'unlocked':
        // The hub is asked who it was.
        if (!store.getState().isLocked) return;
        isTold = true;
        void refresh();
        return;
      case 'input':
        lastInputAt = now();
        return;
    }
  });

  return {
    store,
    refresh,
    lockNow,
    async unlock(proof) {
      await telling;
      try {
        if (!take(await api.lockStanding())) return;
        await api.confirm(proof);
      } catch (error) {
        const { kind } = asCirclewellError(error);
        if (kind === 'signed_out') leave();
        const isAway = kind === 'unavailable' && typeof proof === 'string';
        if (!isAway || !(await deps.provesWithoutHub(proof))) throw error;
      }
      uncover(typeof proof === 'string' ? proof : null);
      channel.post('unlocked');
    },
    async signOut() {
      await api.signOut();
      leave();
    },
    whenUnlocked() {
      isTold = true;
      if (!store.getState().isLocked) {
        cover();
        void refresh();
      }
      return unlocked.promise;
    },
    noteInput,
    keepOpen() {
      let isHeld = true;
      keepers += 1;
      lastInputAt = now();
      return () => {
        if (!isHeld) return;
        isHeld = false;
        keepers -= 1;
        lastInputAt = now();
      };
    },
    close() {
      if (look !== undefined) timers.clear(look);
      if (retry !== undefined) timers.clear(retry);
      stopHearing();
      channel.close();
    },
  };
}
