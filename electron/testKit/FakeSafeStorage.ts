import type { SafeStoragePort } from '../keys/keychain.ts';

type Backend = ReturnType<SafeStoragePort['getSelectedStorageBackend']>;

/** A keychain that can be there or not, be weak, be locked, and change its own key. Seals by turning bits over. */
export class FakeSafeStorage implements SafeStoragePort {
  isThere = true;
  backend: Backend = 'gnome_libsecret';
  /** What sealed bytes begin with, as Chromium does it on Linux. */
  prefix: 'v10' | 'v11' = 'v11';
  isLocked = false;
  /** Asks for everything to be sealed anew. */
  isKeyOld = false;
  /** How often something was sealed. */
  sealings = 0;

  isAsyncEncryptionAvailable(): Promise<boolean> {
    return Promise.resolve(this.isThere);
  }
  getSelectedStorageBackend(): Backend {
    return this.backend;
  }
  async encryptStringAsync(plainText: string): Promise<Buffer> {
    this.#mustBeOpen();
    this.sealings += 1;
    return Buffer.concat([Buffer.from(this.prefix), turned(Buffer.from(plainText))]);
  }
  async decryptStringAsync(encrypted: Buffer): Promise<{ shouldReEncrypt: boolean; result: string }> {
    this.#mustBeOpen();
    const head = encrypted.subarray(0, 3).toString();
    if (head !== 'v10' && head !== 'v11') throw new Error('not sealed here');
    return { shouldReEncrypt: this.isKeyOld, result: turned(encrypted.subarray(3)).toString() };
  }
  #mustBeOpen(): void {
    if (!this.isThere || this.isLocked) throw new Error('the keychain says no');
  }
}

function turned(bytes: Buffer): Buffer {
  return Buffer.from(bytes.map((byte) => byte ^ 0xff));
}
