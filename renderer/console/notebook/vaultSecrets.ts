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
  #heard: string | null = null;
  #cancel: () => void = () => undefined;

  constructor(deps: VaultSecretsDeps) {
    this.#deps = deps;
  }

  /** The hub has taken this passphrase for the account's. */
  hear(passphrase: string): void {
    this.forget();
    this.#heard = passphrase;
    this.#cancel = this.#deps.after(HEARD_MS, () => this.forget());
  }

  /** Whether a passphrase is at hand that is known to be the account's. */
  hasHeard(): boolean {
    return this.#heard !== null;
  }

  forget(): void {
    this.#cancel();
    this.#heard = null;
  }

  /** For a new vault; null where there is no keychain, and no passphrase at hand. */
  async make(): Promise<Secret | null> {
    const secret = toBase64(crypto.getRandomValues(new Uint8Array(SECRET_BYTES)));
    const sealed = (await this.#deps.keychain?.seal(secret)) ?? null;
    if (sealed !== null) return { kind: 'keychain', secret, sealed };
    return this.#heard === null ? null : { kind: 'passphrase', text: this.#heard };
  }

  /** For a vault that is there; null where nothing is at hand. A passphrase from before is followed by the one of the sign-in (NB11). */
  async keyFor(lock: VaultLock, typed: string | null): Promise<VaultKey | null> {
    if (lock.result === 'keychain') {
      const secret = (await this.#deps.keychain?.open(lock.sealed)) ?? null;
      return secret === null
        ? null
        : { secret: { kind: 'keychain', secret, sealed: lock.sealed }, next: null };
    }
    const heard = this.#heard;
    const text = typed ?? heard;
    if (text === null) return null;
    const next = heard === null || heard === text ? null : ({ kind: 'passphrase', text: heard } as const);
    return { secret: { kind: 'passphrase', text }, next };
  }
}
