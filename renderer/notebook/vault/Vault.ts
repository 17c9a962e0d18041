import { z } from 'zod';
import type { Bytes, Disk } from '../ports.ts';
import { fromBase64, toBase64 } from '../store/base64.ts';
import { importKey, KEY_BYTES, open, seal, SealError } from './aesGcm.ts';
import {
  closedSchema,
  closeKeys,
  enrolledSchema,
  reopenKeys,
  type Closed,
  type OpenedKey,
  type Enrolled,
} from './closing.ts';
import { costSchema, deriveKey, type Cost } from './deriveKey.ts';
import { keyOfRecovery, newRecoveryKey, readRecoveryKey } from './recoveryKey.ts';
import { NO_TRIES, triesSchema, waitAfter } from './throttle.ts';

/** What opens a vault: a passphrase, or a secret that the system's keychain keeps and the page has had opened. */
export type Secret =
  | { readonly kind: 'passphrase'; readonly text: string }
  | { readonly kind: 'keychain'; readonly secret: string; readonly sealed: string };

/** How a vault is locked. `sealed` is for the keychain, which alone opens it. */
const lockSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('passphrase'), salt: z.base64(), cost: costSchema }),
  z.strictObject({ kind: z.literal('keychain'), sealed: z.string() }),
]);
export type Lock = z.infer<typeof lockSchema>;

/** The vault on the disk: keys, each sealed by another. */
const vaultRowSchema = z.strictObject({
  version: z.literal(1),
  lock: lockSchema,
  dataKey: z.base64(),
  authorKey: z.base64(),
  /** The author's key, sealed by the recovery key. */
  authorBox: z.base64(),
  tries: triesSchema,
  /** Null until the hub has met this workstation. */
  enrolled: enrolledSchema.nullable().default(null),
  /** Null while it is in use (NB71). */
  closed: closedSchema.nullable().default(null),
});
type VaultRow = z.infer<typeof vaultRowSchema>;
/** How a vault stands: how it is locked, whether the hub has met it, and whether it is closed. */
export type VaultStanding = {
  readonly lock: Lock;
  readonly enrolled: Enrolled | null;
  readonly closed: Closed | null;
};

/** The keys in use. Whoever has them forgets them to lock (NB13). */
export type Keys = { readonly dataKey: CryptoKey; readonly authorKey: CryptoKey };

/** Why a vault stays shut: nothing is there, the secret is wrong, it is closed (NB71), or it is too early for another try. */
export type Unlocked =
  | { readonly ok: true; readonly keys: Keys }
  | { readonly ok: false; readonly why: 'noVault' | 'wrongSecret' | 'closed' }
  | { readonly ok: false; readonly why: 'wait'; readonly ms: number };

/** An author's key that comes from elsewhere: its box, and the recovery key that opens it. */
export type AuthorFrom = { readonly box: string; readonly recoveryKey: string };

export type VaultDeps = {
  /** Not sealed. Stays the caller's. */
  readonly disk: Disk;
  readonly cost: Cost;
  /** Milliseconds since the Unix epoch, by this machine. */
  readonly now: () => number;
};

const ROW = 'vault';

/** Makes, wraps and opens a workstation's keys (NB10 to NB14; ADR 0104). */
export class Vault {
  readonly #disk: Disk;
  readonly #cost: Cost;
  readonly #now: () => number;

  constructor({ disk, cost, now }: VaultDeps) {
    this.#disk = disk;
    this.#cost = cost;
    this.#now = now;
  }

  /** Null where there is none yet. */
  async standing(): Promise<VaultStanding | null> {
    const row = await this.#read();
    return row === null ? null : { lock: row.lock, enrolled: row.enrolled, closed: row.closed };
  }

  /** The hub has met this workstation. Nothing happens where there is no vault. */
  async enrol(enrolled: Enrolled): Promise<void> {
    const row = await this.#read();
    if (row !== null) await this.#write({ ...row, enrolled });
  }

  /**
   * Closes it: from then on no secret opens it (NB71). Not one that is closed.
   * @param as the workstation that is put out of use: its own, or of the notebook in whose place it was set aside
   * @param at since when it is out of use, by the hub
   */
  async close(staffId: string, as: Enrolled, at: number): Promise<void> {
    const row = await this.#read();
    if (row === null || row.closed !== null) return;
    const { keys, closedKey } = await closeKeys(row, staffId, as);
    await this.#write({ ...row, ...keys, enrolled: as, closed: { closedKey, at } });
  }

  /** Takes it into use again with its key among those that the hub has opened. @throws SealError where that is none, or another */
  async reopen(opened: readonly OpenedKey[]): Promise<void> {
    const row = await this.#read();
    if (row === null || row.closed === null) return;
    const { closedKey } = row.closed;
    const own = opened.find((one) => one.closedKey === closedKey);
    if (!own) throw new SealError('The key of this vault was not opened');
    await this.#write({ ...row, ...(await reopenKeys(row, fromBase64(own.key))), closed: null });
  }

  /**
   * Makes the keys. The recovery key is to be shown once: it is kept nowhere.
   * @param enrolled by what the hub knows this workstation already (NB66)
   * @param before makes durable what has to be before there is a vault
   * @throws SealError where the recovery key does not open the box of `author`
   * @throws Error where there is a vault
   */
  async create(
    secret: Secret,
    author: AuthorFrom | null,
    enrolled: Enrolled | null = null,
    before: (keys: Keys, recoveryKey: string) => Promise<void> = async () => undefined,
  ): Promise<{ keys: Keys; recoveryKey: string }> {
    if ((await this.#read()) !== null) throw new Error('There is a vault');
    const dataKey = crypto.getRandomValues(new Uint8Array(KEY_BYTES));
    const authorKey =
      author === null ? crypto.getRandomValues(new Uint8Array(KEY_BYTES)) : await openBox(author);
    const { recoveryKey, authorBox } = await boxOf(authorKey);
    const wrapped = await this.#wrapped(secret, dataKey, authorKey);
    const keys = await toUse(dataKey, authorKey);
    await before(keys, recoveryKey);
    await this.#write({ ...wrapped, authorBox, enrolled, closed: null });
    return { keys, recoveryKey };
  }

  async unlock(secret: Secret): Promise<Unlocked> {
    const opened = await this.#open(secret);
    return opened.ok ? { ok: true, keys: await toUse(opened.dataKey, opened.authorKey) } : opened;
  }

  /** Locks the same keys with another secret, after which the old one opens nothing (NB11). */
  async rewrap(secret: Secret, next: Secret): Promise<Unlocked> {
    const opened = await this.#open(secret);
    if (!opened.ok) return opened;
    const { dataKey, authorKey, row } = opened;
    await this.#write({ ...row, ...(await this.#wrapped(next, dataKey, authorKey)) });
    return { ok: true, keys: await toUse(dataKey, authorKey) };
  }

  /** Another recovery key for the same author's key, and its box. The one before opens nothing once the box is kept everywhere (NB68). */
  async newRecovery(
    secret: Secret,
  ): Promise<{ ok: true; recoveryKey: string; authorBox: string } | Exclude<Unlocked, { ok: true }>> {
    const opened = await this.#open(secret);
    if (!opened.ok) return opened;
    const made = await boxOf(opened.authorKey);
    opened.dataKey.fill(0);
    opened.authorKey.fill(0);
    return { ok: true, ...made };
  }

  /** @throws Error where there is no vault */
  async keepBox(authorBox: string): Promise<void> {
    const row = await this.#read();
    if (row === null) throw new Error('There is no vault');
    await this.#write({ ...row, authorBox });
  }

  /** What another workstation needs beside the recovery key, to have the same author's key. Null where there is no vault. */
  async authorBox(): Promise<string | null> {
    return (await this.#read())?.authorBox ?? null;
  }

  async #open(
    secret: Secret,
  ): Promise<
    { ok: true; dataKey: Bytes; authorKey: Bytes; row: VaultRow } | Exclude<Unlocked, { ok: true }>
  > {
    const row = await this.#read();
    if (row === null) return { ok: false, why: 'noVault' };
    if (row.closed !== null) return { ok: false, why: 'closed' };
    const now = this.#now();
    const ms = waitAfter(row.tries, now);
    if (ms > 0) {
      if (now < row.tries.at) await this.#write({ ...row, tries: { ...row.tries, at: now } });
      return { ok: false, why: 'wait', ms };
    }
    // Counted before it is tried: whoever ends the page in between has tried all the same.
    await this.#write({ ...row, tries: { count: row.tries.count + 1, at: now } });
    try {
      const key = await keyOf(secret, row.lock);
      const dataKey = await open(key, ['data key'], fromBase64(row.dataKey));
      const authorKey = await open(key, ['author key'], fromBase64(row.authorKey));
      await this.#write({ ...row, tries: NO_TRIES });
      return { ok: true, dataKey, authorKey, row };
    } catch (error) {
      if (error instanceof SealError) return { ok: false, why: 'wrongSecret' };
      throw error;
    }
  }

  async #wrapped(
    secret: Secret,
    dataKey: Bytes,
    authorKey: Bytes,
  ): Promise<Omit<VaultRow, 'authorBox' | 'enrolled' | 'closed'>> {
    const lock: Lock =
      secret.kind === 'keychain'
        ? { kind: 'keychain', sealed: secret.sealed }
        : {
            kind: 'passphrase',
            salt: toBase64(crypto.getRandomValues(new Uint8Array(16))),
            cost: this.#cost,
          };
    const key = await keyOf(secret, lock);
    return {
      version: 1,
      lock,
      dataKey: toBase64(await seal(key, ['data key'], dataKey)),
      authorKey: toBase64(await seal(key, ['author key'], authorKey)),
      tries: NO_TRIES,
    };
  }

  async #read(): Promise<VaultRow | null> {
    const bytes = await this.#disk.get('meta', ROW);
    return bytes === null ? null : vaultRowSchema.parse(JSON.parse(new TextDecoder().decode(bytes)));
  }

  #write(row: VaultRow): Promise<void> {
    const bytes = new TextEncoder().encode(JSON.stringify(row));
    return this.#disk.commit([{ kind: 'put', table: 'meta', key: ROW, bytes }]);
  }
}

/** Keys that WebCrypto keeps; the bytes are overwritten. */
async function toUse(dataKey: Bytes, authorKey: Bytes): Promise<Keys> {
  const keys = { dataKey: await importKey(dataKey), authorKey: await importKey(authorKey) };
  dataKey.fill(0);
  authorKey.fill(0);
  return keys;
}

/** @throws SealError where it is another kind of secret than the lock's */
async function keyOf(secret: Secret, lock: Lock): Promise<CryptoKey> {
  const bytes = await bytesOf(secret, lock);
  const key = await importKey(bytes);
  bytes.fill(0);
  return key;
}

async function bytesOf(secret: Secret, lock: Lock): Promise<Bytes> {
  if (secret.kind === 'passphrase' && lock.kind === 'passphrase')
    return deriveKey(secret.text, fromBase64(lock.salt), lock.cost);
  if (secret.kind === 'keychain' && lock.kind === 'keychain') return fromBase64(secret.secret);
  throw new SealError('The vault has another kind of lock');
}

/** The author's key in a box, and the recovery key that opens it, which is to be shown once: it is kept nowhere. */
async function boxOf(authorKey: Bytes): Promise<{ recoveryKey: string; authorBox: string }> {
  const recoveryKey = newRecoveryKey();
  const key = await keyOfRecovery(readRecoveryKey(recoveryKey) ?? '');
  return { recoveryKey, authorBox: toBase64(await seal(key, ['author box'], authorKey)) };
}

async function openBox({ box, recoveryKey }: AuthorFrom): Promise<Bytes> {
  const letters = readRecoveryKey(recoveryKey);
  if (letters === null) throw new SealError('This is no recovery key');
  return open(await keyOfRecovery(letters), ['author box'], fromBase64(box));
}
