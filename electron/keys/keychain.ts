import type { SafeStorage } from 'electron';

/** The part of Electron's `safeStorage` that is used; its synchronous half goes with Electron 46. */
export type SafeStoragePort = Pick<
  SafeStorage,
  'isAsyncEncryptionAvailable' | 'encryptStringAsync' | 'decryptStringAsync' | 'getSelectedStorageBackend'
>;

/** Why a keychain is not used: there is none, its secret is known to everybody, or it says no. */
export type KeychainTrouble = 'noKeychain' | 'weakKeychain' | 'keychainRefused';

/** The operating system's keychain, as far as it deserves the name. */
export interface Keychain {
  /** What keeps the keychain from being used, before anything is sealed; null where nothing is known to. */
  trouble(): Promise<KeychainTrouble | null>;
  /** Seals a text. Never gives back what everybody could open. */
  seal(text: string): Promise<{ ok: true; sealed: Buffer } | { ok: false; why: KeychainTrouble }>;
  /** Opens what was sealed; null where the keychain does not open it. `isStale`: it should be sealed anew. */
  open(sealed: Buffer): Promise<{ text: string; isStale: boolean } | null>;
}

/**
 * On Linux, what Chromium seals under the password that is in its source text begins with these bytes, whatever the
 * back-end's name says (components/os_crypt: `v10` is the well-known password, `v11` a keyring's).
 */
const SEALED_UNDER_A_KNOWN_PASSWORD = Buffer.from('v10', 'ascii');

/** Puts `safeStorage` behind the one question that matters: does it keep a secret on this machine? */
export function createKeychain(safeStorage: SafeStoragePort, platform: NodeJS.Platform): Keychain {
  return {
    async trouble() {
      try {
        if (!(await safeStorage.isAsyncEncryptionAvailable())) return 'noKeychain';
        if (platform !== 'linux') return null;
        const backend = safeStorage.getSelectedStorageBackend();
        return backend === 'basic_text' || backend === 'unknown' ? 'weakKeychain' : null;
      } catch {
        return 'noKeychain';
      }
    },
    async seal(text) {
      try {
        const sealed = await safeStorage.encryptStringAsync(text);
        const isKnown =
          platform === 'linux' &&
          sealed.subarray(0, SEALED_UNDER_A_KNOWN_PASSWORD.length).equals(SEALED_UNDER_A_KNOWN_PASSWORD);
        return isKnown ? { ok: false, why: 'weakKeychain' } : { ok: true, sealed };
      } catch {
        return { ok: false, why: 'keychainRefused' };
      }
    },
    async open(sealed) {
      try {
        const { result, shouldReEncrypt } = await safeStorage.decryptStringAsync(sealed);
        return { text: result, isStale: shouldReEncrypt };
      } catch {
        return null;
      }
    },
  };
}
