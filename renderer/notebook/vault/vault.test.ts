import { describe, expect, it } from 'vitest';
import { MemoryDisk } from '../testKit/MemoryDisk.ts';
import { open, seal, SealError } from './aesGcm.ts';
import { newRecoveryKey, readRecoveryKey } from './recoveryKey.ts';
import { Vault, type Keys, type Secret } from './Vault.ts';

const COST = { t: 1, m: 8, p: 1 };
const passphrase = (text: string): Secret => ({ kind: 'passphrase', text });
const RIGHT = passphrase('river stone lantern 42');
const WRONG = passphrase('river stone lantern 43');

function make() {
  const disk = new MemoryDisk();
  const clock = { now: 1_000_000 };
  const restart = () => new Vault({ disk: disk.open(), cost: COST, now: () => clock.now });
  return { disk, clock, restart, vault: restart() };
}
async function keysOf(outcome: Awaited<ReturnType<Vault['unlock']>>): Promise<Keys> {
  if (!outcome.ok) throw new Error(outcome.why);
  return outcome.keys;
}
/** Whether two keys are one. */
async function isSame(one: CryptoKey, other: CryptoKey): Promise<boolean> {
  const sealed = await seal(one, ['here'], new Uint8Array([1]));
  return open(other, ['here'], sealed).then(
    () => true,
    () => false,
  );
}

describe('the vault', () => {
  it('NB10 opens with its passphrase, however it was composed, and with no other', async () => {
    const { vault, restart } = make();
    expect(await vault.unlock(RIGHT)).toEqual({ ok: false, why: 'noVault' });
    const { keys } = await vault.create(passphrase('café und Brücke'), null);
    const again = await keysOf(await restart().unlock(passphrase('cafe\u0301 und Bru\u0308cke')));
    expect(await isSame(keys.dataKey, again.dataKey)).toBe(true);
    expect(await isSame(keys.dataKey, again.authorKey)).toBe(false);
    expect(await vault.unlock(WRONG)).toEqual({ ok: false, why: 'wrongSecret' });
    await expect(vault.create(RIGHT, null)).rejects.toThrow('There is a vault');
  });

  it('NB10 gives out keys that cannot be taken out, and leaves no secret on the disk', async () => {
    const { vault, disk } = make();
    const { keys, recoveryKey } = await vault.create(RIGHT, null);
    for (const key of [keys.dataKey, keys.authorKey]) {
      expect(key.extractable).toBe(false);
      await expect(crypto.subtle.exportKey('raw', key)).rejects.toThrow('not extractable');
    }
    const text = disk
      .rows()
      .map(({ bytes }) => new TextDecoder().decode(bytes))
      .join();
    expect(text).not.toContain('lantern');
    expect(text).not.toContain(recoveryKey);
  });

  it('NB11 locks the same keys with another passphrase, or the keychain; the old one opens nothing', async () => {
    const { vault, restart } = make();
    const { keys } = await vault.create(RIGHT, null);
    const next = passphrase('another long passphrase');
    await keysOf(await vault.rewrap(RIGHT, next));
    expect(await restart().unlock(RIGHT)).toEqual({ ok: false, why: 'wrongSecret' });
    const secret = btoa(String.fromCharCode(...crypto.getRandomValues(new Uint8Array(32))));
    const keychain: Secret = { kind: 'keychain', secret, sealed: 'by the system' };
    await keysOf(await restart().rewrap(next, keychain));
    expect(await restart().standing()).toMatchObject({
      lock: { kind: 'keychain', sealed: 'by the system' },
    });
    expect(await restart().unlock(next)).toEqual({ ok: false, why: 'wrongSecret' });
    expect(await isSame(keys.dataKey, (await keysOf(await restart().unlock(keychain))).dataKey)).toBe(true);
  });

  it('NB12 slows wrong passphrases down, over restarts, and whatever the clock is set to', async () => {
    const { vault, clock, restart } = make();
    await vault.create(RIGHT, null);
    for (let time = 0; time < 5; time += 1)
      expect(await vault.unlock(WRONG)).toMatchObject({ why: 'wrongSecret' });
    expect(await restart().unlock(RIGHT)).toEqual({ ok: false, why: 'wait', ms: 1_000 });
    clock.now -= 86_400_000;
    expect(await vault.unlock(RIGHT)).toEqual({ ok: false, why: 'wait', ms: 1_000 });
    clock.now += 999;
    expect(await vault.unlock(RIGHT)).toEqual({ ok: false, why: 'wait', ms: 1 });
    clock.now += 1;
    expect(await vault.unlock(WRONG)).toMatchObject({ why: 'wrongSecret' });
    expect(await vault.rewrap(RIGHT, RIGHT)).toEqual({ ok: false, why: 'wait', ms: 2_000 });
    clock.now += 2_000;
    expect(await vault.unlock(RIGHT)).toMatchObject({ ok: true });
    expect(await vault.unlock(WRONG)).toMatchObject({ why: 'wrongSecret' });
    expect(await vault.unlock(RIGHT)).toMatchObject({ ok: true });
  });

  it('NB12 counts a try before it is made', async () => {
    const { vault, disk, restart } = make();
    await vault.create(RIGHT, null);
    for (let time = 0; time < 5; time += 1) {
      // One step to read, two for the count; then the page is ended.
      disk.dieAfter(3);
      await vault.unlock(RIGHT).catch(() => undefined);
      disk.crash();
      await restart().standing();
      const next = restart();
      vault.unlock = (secret) => next.unlock(secret);
    }
    expect(await restart().unlock(RIGHT)).toMatchObject({ why: 'wait' });
  });

  it('NB14 brings the author’s key to another workstation by its box and the recovery key', async () => {
    const first = make();
    const second = make();
    const { keys, recoveryKey } = await first.vault.create(RIGHT, null);
    const box = (await first.vault.authorBox()) ?? '';
    const typed = recoveryKey.toLowerCase().replaceAll('-', ' ').replaceAll('1', 'l').replaceAll('0', 'o');
    await expect(second.vault.create(WRONG, { box, recoveryKey: newRecoveryKey() })).rejects.toThrow(
      SealError,
    );
    await expect(second.vault.create(WRONG, { box, recoveryKey: 'nonsense' })).rejects.toThrow(SealError);
    const there = await second.vault.create(WRONG, { box, recoveryKey: typed });
    expect(await isSame(keys.authorKey, there.keys.authorKey)).toBe(true);
    expect(await isSame(keys.dataKey, there.keys.dataKey)).toBe(false);
  });

  it('NB14 makes recovery keys of 160 bits in groups', () => {
    expect(newRecoveryKey()).toMatch(/^([0-9A-HJKMNP-TV-Z]{4}-){7}[0-9A-HJKMNP-TV-Z]{4}$/);
    expect(newRecoveryKey()).not.toBe(newRecoveryKey());
    expect(readRecoveryKey('U'.repeat(32))).toBeNull();
  });
});
