import { describe, expect, it } from 'vitest';
import type { Keychain } from './keychain.ts';
import { createNotebookSecrets } from './notebookSecrets.ts';

/** A keychain that turns a text round, where it is one at all. */
function fakeKeychain(trouble: 'weakKeychain' | null = null): Keychain {
  const turn = (text: string) => [...Buffer.from(text, 'utf8')].toReversed();
  return {
    trouble: async () => trouble,
    seal: async (text) => ({ ok: true, sealed: Buffer.from(turn(text)) }),
    open: async (sealed) => ({
      text: Buffer.from([...sealed].toReversed()).toString('utf8'),
      isStale: false,
    }),
  };
}

describe('NB10: the notebook’s secret in the keychain', () => {
  it('comes back as it was given', async () => {
    const secrets = createNotebookSecrets(fakeKeychain());
    const sealed = await secrets.seal('a secret');
    expect(sealed).not.toContain('a secret');
    expect(await secrets.open(sealed ?? '')).toBe('a secret');
  });

  it('is sealed by no keychain that everybody opens', async () => {
    expect(await createNotebookSecrets(fakeKeychain('weakKeychain')).seal('a secret')).toBeNull();
  });

  it('opens nothing that was sealed for another purpose', async () => {
    const keychain = fakeKeychain();
    const other = await keychain.seal('the key of the hub');
    if (!other.ok) throw new Error(other.why);
    expect(await createNotebookSecrets(keychain).open(other.sealed.toString('base64'))).toBeNull();
  });
});
