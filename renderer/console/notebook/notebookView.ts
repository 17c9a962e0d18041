import type { StoreApi } from 'zustand/vanilla';
import type { CallReply } from '../../notebook/worker/contract.ts';
import type { NotebookAccess } from './NotebookContext.ts';

/** Whose notebook it is. */
export type NotebookOwner = { readonly staffId: string; readonly displayName: string };

/** What is missing to open it (NB51, NB52, NB55). */
export type NotebookQuestion =
  | 'passphrase'
  /** The passphrase of the sign-in does not open it: the one from before is asked for. */
  | 'oldPassphrase'
  /** Process notes were begun on another workstation. */
  | 'recoveryKey'
  /** The system's keychain does not open what it sealed. */
  | 'keychainShut';

/**
 * What came of an answer. `unproved`: the hub has to look at the passphrase first, and could not. `waitsForHub`: the console
 * was locked, and on this workstation a keychain alone opens the notebook, which proves nobody (NB53).
 */
export type Answered =
  | { readonly result: 'accepted' }
  | { readonly result: 'wrong' }
  | { readonly result: 'unproved' }
  | { readonly result: 'waitsForHub' }
  | { readonly result: 'wait'; readonly ms: number };

/** An answer that was not taken, and why. */
export type NotTaken = Exclude<Answered, { readonly result: 'accepted' }>;

export type NotebookView = {
  readonly access: NotebookAccess;
  readonly question: NotebookQuestion | null;
  /** Shown until it is said to be kept (NB54). */
  readonly recoveryKey: string | null;
  /** By which id the hub lists this workstation; null until it has met it (NB70). */
  readonly workstationId: string | null;
  /** Whether the browser keeps the notebook when room is short; null until it has said so. */
  readonly isPersistent: boolean | null;
  /** Of the notebook that is locked: how many documents wait in it for the hub; null until it has been looked at. */
  readonly waitingLocked: number | null;
  /** Notebooks that were set aside on this workstation and not read since (NB66). */
  readonly aside: CallReply<'standing'>['aside'];
};

/** What came of renewing the recovery key. `anothers`: the hub has the box of another key, which is replaced knowingly or not at all. */
export type Renewed = Answered | { readonly result: 'anothers' };

/** The console's side of the notebook: whose it is, what opens it, and when it is locked. One thing after another; nothing rejects. */
export interface NotebookModel {
  readonly store: StoreApi<NotebookView>;
  /** A passphrase that the hub has just taken for this account's; it opens that one's notebook, once there is one to open. */
  hear(staffId: string, passphrase: string): void;
  /** Somebody is signed in, or nobody any more: then the notebook is closed. */
  follow(owner: NotebookOwner | null): Promise<void>;
  /** Opens it with what is at hand: the console was unlocked, or another page may have let go of the notebook. */
  wake(): Promise<void>;
  /** Whether a passphrase opens it; a keychain proves nobody. */
  proves(passphrase: string): Promise<boolean>;
  /** A passphrase for the question. */
  answer(passphrase: string): Promise<Answered>;
  /** The recovery key from another workstation; null to go on without (NB55). */
  bring(recoveryKey: string | null): Promise<Answered>;
  /** Sets the locked notebook aside and makes a new one of the passphrase of the account, which the hub looks at (NB66). */
  startAnew(passphrase: string): Promise<Answered>;
  /**
   * Another recovery key for process notes; the one before opens nothing from then on (NB68).
   * @param isAnothersReplaced whether the box of another key, which the hub may have, is given up
   */
  renewRecovery(passphrase: string, isAnothersReplaced: boolean): Promise<Renewed>;
  /** Notebooks were set aside or read: which there are now. */
  lookAside(): Promise<void>;
  /** The account's passphrase was changed here (NB11). */
  changePassphrase(present: string, next: string): Promise<void>;
  /** Forgets the keys, once everything typed is durable (NB53). */
  lock(): Promise<void>;
  recoveryKeyKept(): Promise<void>;
  /** Takes a workstation that was put out of use into use again (NB73). Rejects with the hub's CirclewellError. */
  takeIntoUse(): Promise<void>;
  /** Nobody is signed in: closes those of these notebooks that were put out of use while they were away (NB72). Never rejects. */
  closeRevoked(owners: readonly NotebookOwner[]): Promise<void>;
  /** The network, the hub or the sign-in is back (NB58). */
  sync(): void;
}
