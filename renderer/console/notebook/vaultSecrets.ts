import type { SecretKeeper } from '../../platform/platform.ts';
import { toBase64 } from '../../notebook/store/base64.ts';
import type { CallArgs, CallReply } from '../../notebook/worker/contract.ts';

type Secret = CallArgs<'unlock'>;
/** How a vault that is there is locked. */
export type VaultLock = Extract<CallReply<'claim'>, { result: 'passphrase' | 'keychain' }>;
/** What opens a vault, and what is to lock it from then on; null where that stays. */
export type VaultKey = { readonly secret: Secret; readonly next: Secret | null };

/** How long a passphrase that was typed waits for what it is to open, in milliseconds. */
const HEARD_MS = 5 * 60_000;
const SECRET_BYTES = 32;

export type VaultSecretsDeps = {
  readonly keychain: SecretKeeper | null;
  /** @returns what takes it back */
  readonly after: (ms: number, work: () => void) => () => void;
};

/** What opens this workstation's vault: the keychain, or the passphrase of the sign-in while it is at hand (NB51, NB52). */
export class VaultSecrets {
  readonly #deps: VaultSecretsDeps;
  #heard: { readonly staffId: string; readonly text: string } | null = null;
  #cancel: () => void = () => undefined;

  constructor(deps: VaultSecretsDeps) {
    this.#deps = deps;
  }

  /** The hub has taken this passphrase for this account's. */
  hear(staffId: string, text: string): void {
    this.#drop();
    this.#heard = { staffId, text };
    this.#cancel = this.#deps.after(HEARD_MS, () => this.#drop());
  }

  /** A passphrase that is at hand and known to be this account's. */
  heardOf(staffId: string): string | null {
    return this.#heard?.staffId === staffId ? this.#heard.text : null;
  }

  /** Forgets what was heard of one account; of another it stays. */
  forget(staffId: string): void {
    if (this.#heard?.staffId === staffId) this.#drop();
  }

  /** Forgets what was heard of every account but one; null for all. */
  forgetOthers(staffId: string | null): void {
    if (this.#heard?.staffId !== staffId) this.#drop();
  }

  /** For a new vault; null where there is no keychain, and no passphrase at hand. */
  async make(staffId: string): Promise<Secret | null> {
    const secret = toBase64(crypto.getRandomValues(new Uint8Array(SECRET_BYTES)));
    const sealed = (await this.#deps.keychain?.seal(secret)) ?? null;
    if (sealed !== null) return { kind: 'keychain', secret, sealed };
    const heard = this.heardOf(staffId);
    return heard === null ? null : { kind: 'passphrase', text: heard };
  }

  /** For a vault that is there; null where nothing is at hand. A passphrase from before is followed by the one of the sign-in (NB11). */
  async keyFor(staffId: string, lock: VaultLock, typed: string | null): Promise<VaultKey | null> {
    if (lock.result === 'keychain') {
      const secret = (await this.#deps.keychain?.open(lock.sealed)) ?? null;
      return secret === null
        ? null
        : { secret: { kind: 'keychain', secret, sealed: lock.sealed }, next: null };
    }
    const heard = this.heardOf(staffId);
    const text = typed ?? heard;
    if (text === null) return null;
    const next = heard === null || heard === text ? null : ({ kind: 'passphrase', text: heard } as const);
    return { secret: { kind: 'passphrase', text }, next };
  }

  #drop(): void {
    this.#cancel();
    this.#heard = null;
  }
}
