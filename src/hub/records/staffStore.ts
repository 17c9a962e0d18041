import type { StaffRole } from '../../protocol/session/people.ts';
import type { Practice } from './practiceStore.ts';

/** A staff account with the hash of its passphrase. It leaves the hub only without the hash. */
export type StaffAccount = {
  readonly id: string;
  readonly accountName: string;
  readonly displayName: string;
  readonly role: StaffRole;
  readonly isOwner: boolean;
  readonly isActive: boolean;
  /** PHC string of Argon2id; null while nobody has chosen one, so that nobody signs in by it (ID90, ID92). */
  readonly passphraseHash: string | null;
};

export type StaffChange = Partial<
  Pick<StaffAccount, 'displayName' | 'role' | 'isOwner' | 'isActive' | 'passphraseHash'>
>;

export interface StaffStore {
  /**
   * Makes the practice and its owner in one step.
   * @throws CirclewellError `conflict` (`account.alreadySetUp`) if there is a practice.
   */
  setUp(practice: Practice, owner: StaffAccount): Promise<void>;
  /** @throws CirclewellError `conflict` (`account.nameTaken`) if the account name is in use, whatever its case. */
  add(account: StaffAccount): Promise<void>;
  find(id: string): Promise<StaffAccount | null>;
  /** Without regard to case. */
  findByAccountName(accountName: string): Promise<StaffAccount | null>;
  /** All accounts, in the order in which they were made. */
  list(): Promise<StaffAccount[]>;
  /**
   * The changed account, or null if there is none of that id.
   * @param from the account as the change was decided on: null, and nothing changed, where its passphrase is another by now
   * @throws CirclewellError `conflict` (`account.lastOwner`) if no active owner would be left.
   */
  change(
    id: string,
    change: StaffChange,
    from?: Pick<StaffAccount, 'passphraseHash'>,
  ): Promise<StaffAccount | null>;
}

/** The form in which account names are compared: case and compatibility forms do not matter. */
export function accountKey(accountName: string): string {
  return accountName.trim().normalize('NFKC').toLowerCase();
}
