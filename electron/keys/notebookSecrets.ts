import type { Keychain } from './keychain.ts';

/** Seals the secret that opens a notebook's vault with the system's keychain (NB10). */
export interface NotebookSecrets {
  /** In base64; null where there is no keychain that keeps a secret on this machine: never silently anywhere else. */
  seal(secret: string): Promise<string | null>;
  /** Null where the keychain does not open it, or it was not sealed here. */
  open(sealed: string): Promise<string | null>;
}

/** So that the page gets nothing opened that was sealed for another purpose, such as the hub's own key. */
const PURPOSE = 'notebook:';

export function createNotebookSecrets(keychain: Keychain): NotebookSecrets {
  return {
    async seal(secret) {
      if ((await keychain.trouble()) !== null) return null;
      const outcome = await keychain.seal(PURPOSE + secret);
      return outcome.ok ? outcome.sealed.toString('base64') : null;
    },
    async open(sealed) {
      const opened = await keychain.open(Buffer.from(sealed, 'base64'));
      return opened?.text.startsWith(PURPOSE) === true ? opened.text.slice(PURPOSE.length) : null;
    },
  };
}
