import type { Disk, NewId } from '../ports.ts';
import { createSealedDisk } from '../store/createSealedDisk.ts';
import { Kept } from '../store/Kept.ts';
import type { Cost } from '../vault/deriveKey.ts';
import type { OpenedKey } from '../vault/closing.ts';
import { RECOVERY_REMINDER } from '../vault/recoveryKey.ts';
import { Vault, type Keys } from '../vault/Vault.ts';
import type { CallArgs, CallReply } from './contract.ts';
import { NotebookShelf, type AsideNotebook } from './NotebookShelf.ts';
import { readAside, type WaitedDoc } from './readAside.ts';

export type SeatDeps = {
  /** One of an account's notebooks on this workstation, by its number from 0 (NB66). */
  readonly openDisk: (staffId: string, number: number) => Disk;
  readonly newId: NewId;
  readonly cost: Cost;
  /** Milliseconds since the Unix epoch. */
  readonly now: () => number;
};

/** How a vault that is there stands. */
export type Shut = CallReply<'reopen'>;

/** An account's place at this workstation: the notebook in use with its vault, and those that were set aside. */
export class Seat {
  readonly staffId: string;
  readonly #deps: SeatDeps;
  readonly #shelf: NotebookShelf;
  #disk: Disk;
  #vault: Vault;

  private constructor(staffId: string, shelf: NotebookShelf, disk: Disk, deps: SeatDeps) {
    this.staffId = staffId;
    this.#deps = deps;
    this.#shelf = shelf;
    this.#disk = disk;
    this.#vault = this.#vaultOn(disk);
  }

  static async take(staffId: string, deps: SeatDeps): Promise<Seat> {
    const shelf = new NotebookShelf((number) => deps.openDisk(staffId, number), deps.now);
    return new Seat(staffId, shelf, await shelf.current(), deps);
  }

  /** Of the notebook in use, not sealed. Stays the seat's. */
  get disk(): Disk {
    return this.#disk;
  }

  get vault(): Vault {
    return this.#vault;
  }

  /** Makes the keys. The hub knows the notebook as the workstation that it knew the one by in whose place it stands. */
  async create({
    secret,
    author,
    remindsOfRecovery,
  }: CallArgs<'create'>): Promise<{ readonly keys: Keys; readonly reply: CallReply<'create'> }> {
    const [before] = await this.#vaultsAside();
    const enrolled = (await before?.standing())?.enrolled ?? null;
    // The vault is made once: a page that goes away in between would have seen the key for the last time.
    const { keys } = await this.#vault.create(secret, author, enrolled, async (made, key) => {
      if (remindsOfRecovery)
        await new Kept(createSealedDisk(this.#disk, made.dataKey), this.#deps.now).keep(
          RECOVERY_REMINDER,
          key,
        );
    });
    const authorBox = (await this.#vault.authorBox()) ?? '';
    return { keys, reply: { authorBox, workstation: enrolled?.workstation ?? null } };
  }

  /** How the vault stands; null where there is none. */
  async shut(): Promise<Shut | null> {
    const standing = await this.#vault.standing();
    if (standing === null) return null;
    const { lock, enrolled, closed } = standing;
    const workstation = enrolled?.workstation ?? null;
    if (closed !== null && workstation !== null) {
      const waitingCount = await this.#shelf.waiting();
      const all = await Promise.all((await this.#vaultsAside()).map((each) => each.standing()));
      const aside = all.flatMap((one) => one?.closed?.closedKey ?? []);
      const closedKeys = [...aside, closed.closedKey];
      return { result: 'closed', workstation, closedKeys, at: closed.at, waitingCount };
    }
    return lock.kind === 'keychain'
      ? { result: 'keychain', sealed: lock.sealed, workstation }
      : { result: 'passphrase', workstation };
  }

  /** Closes the vaults of a workstation that is out of use since `at` (NB71, NB74). @throws Error where there is none */
  async close(at: number): Promise<Shut> {
    const as = (await this.#vault.standing())?.enrolled;
    // Its own last: as long as that is open, the next time closes what is left.
    if (as)
      for (const each of [...(await this.#vaultsAside()), this.#vault])
        await each.close(this.staffId, as, at);
    return this.#mustBeShut();
  }

  /** Takes them into use again (NB73). @throws SealError where the keys are others; Error where there is no vault */
  async reopen(opened: readonly OpenedKey[]): Promise<Shut> {
    for (const each of [...(await this.#vaultsAside()), this.#vault]) await each.reopen(opened);
    return this.#mustBeShut();
  }

  /** How much waits in the notebook in use, and which were set aside and not read since. */
  async standing(): Promise<{ readonly waiting: number; readonly aside: AsideNotebook[] }> {
    return { waiting: await this.#shelf.waiting(), aside: await this.#shelf.aside() };
  }

  /** Puts an empty notebook in the place of the one in use (NB66). */
  async setAside(): Promise<void> {
    this.#disk = await this.#shelf.setAside();
    this.#vault = this.#vaultOn(this.#disk);
  }

  /**
   * Brings in what waits in the notebooks that were set aside and that a passphrase opens (NB67).
   * @param merge makes documents durable in the notebook in use
   */
  async bringAside(
    passphrase: string,
    merge: (documents: readonly WaitedDoc[]) => Promise<void>,
  ): Promise<CallReply<'bringAside'>> {
    let count: number | null = null;
    let ms = 0;
    for (const { number } of await this.#shelf.aside()) {
      const found = await readAside(this.#shelf.disk(number), passphrase, this.#deps);
      if (!found.ok) {
        if (found.why === 'wait') ms = Math.max(ms, found.ms);
        continue;
      }
      await merge(found.documents);
      await this.#shelf.isRead(number);
      count = (count ?? 0) + found.documents.length;
    }
    if (count !== null) return { result: 'read', count };
    return ms > 0 ? { result: 'wait', ms } : { result: 'wrong' };
  }

  #vaultOn(disk: Disk): Vault {
    return new Vault({ disk, cost: this.#deps.cost, now: this.#deps.now });
  }

  /** Of the notebooks that were set aside and not read since, the newest first. */
  async #vaultsAside(): Promise<Vault[]> {
    return (await this.#shelf.aside()).map(({ number }) => this.#vaultOn(this.#shelf.disk(number)));
  }

  async #mustBeShut(): Promise<Shut> {
    const standing = await this.shut();
    if (standing === null) throw new Error('There is no vault');
    return standing;
  }
}
