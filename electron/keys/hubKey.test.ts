import { randomBytes } from 'node:crypto';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FakeSafeStorage } from '../testKit/FakeSafeStorage.ts';
import { openHubKey } from './hubKey.ts';
import { createKeychain } from './keychain.ts';
import { readSecretFile } from './secretFile.ts';

let folder: string;
let keyFile: string;
let sealedFile: string;
let safeStorage: FakeSafeStorage;

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'circlewell-key-'));
  keyFile = path.join(folder, 'practice-keys', 'kek');
  sealedFile = path.join(folder, 'practice-keys', 'kek.sealed');
  safeStorage = new FakeSafeStorage();
});
afterEach(async () => {
  await rm(folder, { recursive: true });
});

const open = (changes: { platform?: NodeJS.Platform; mayRemoveKeyFile?: boolean } = {}) =>
  openHubKey({
    keychain: createKeychain(safeStorage, changes.platform ?? 'linux'),
    keyFile,
    sealedFile,
    mayRemoveKeyFile: changes.mayRemoveKeyFile ?? true,
  });

/** A key in the clear, as an earlier run of the hub or a backup leaves it. */
async function putKeyFile(): Promise<string> {
  const kek = randomBytes(32).toString('base64');
  await open().then(() => rm(sealedFile, { force: true }));
  await writeFile(keyFile, `${kek}\n`, { mode: 0o600 });
  return kek;
}

describe('SH53: the key of the shell’s own hub is in the keychain', () => {
  it('is made once, kept sealed, and is the same at the next start', async () => {
    const first = await open();
    expect(first).toEqual({ at: 'keychain', kek: expect.stringMatching(/^[A-Za-z0-9+/]{43}=$/) });
    await expect(open()).resolves.toEqual(first);
    expect(safeStorage.sealings).toBe(1);
    const bytes = await readFile(sealedFile);
    if (first.at === 'keychain') expect(bytes.includes(first.kek)).toBe(false);
    expect((await stat(sealedFile)).mode & 0o777).toBe(0o600);
    await expect(readSecretFile(keyFile)).resolves.toBeNull();
  });

  it('is sealed anew where the keychain asks for it, and is still the same', async () => {
    const first = await open();
    safeStorage.isKeyOld = true;
    await expect(open()).resolves.toEqual(first);
    expect(safeStorage.sealings).toBe(2);
  });
});

describe('SH54: a key file goes before', () => {
  it('is taken over, and goes once its copy was read back', async () => {
    const kek = await putKeyFile();
    await expect(open()).resolves.toEqual({ at: 'keychain', kek });
    await expect(readSecretFile(keyFile)).resolves.toBeNull();
    await expect(open()).resolves.toEqual({ at: 'keychain', kek });
  });

  it('stays where npm start reads it too, and is sealed only once', async () => {
    const kek = await putKeyFile();
    const before = safeStorage.sealings;
    await open({ mayRemoveKeyFile: false });
    await expect(open({ mayRemoveKeyFile: false })).resolves.toEqual({ at: 'keychain', kek });
    await expect(readFile(keyFile, 'utf8')).resolves.toBe(`${kek}\n`);
    expect(safeStorage.sealings).toBe(before + 1);
  });

  it('replaces the sealed one, as after a restored backup', async () => {
    await open();
    const restored = randomBytes(32).toString('base64');
    await writeFile(keyFile, restored);
    await expect(open()).resolves.toEqual({ at: 'keychain', kek: restored });
    await expect(open()).resolves.toEqual({ at: 'keychain', kek: restored });
  });

  it('stays when the keychain does not give back what it was given', async () => {
    const kek = await putKeyFile();
    safeStorage.decryptStringAsync = () => Promise.resolve({ shouldReEncrypt: false, result: 'another' });
    await expect(open()).resolves.toEqual({ at: 'keyFile', why: 'keychainRefused' });
    await expect(readFile(keyFile, 'utf8')).resolves.toBe(`${kek}\n`);
    await expect(readSecretFile(sealedFile)).resolves.toBeNull();
  });

  it.each([['nothing'], ['c2hvcnQ='], [`${'A'.repeat(43)}=\nmore`]])(
    'that holds no key (%j) stops everything and stays',
    async (text) => {
      await putKeyFile();
      await writeFile(keyFile, text);
      await expect(open()).rejects.toThrow('32 bytes');
      await expect(readFile(keyFile, 'utf8')).resolves.toBe(text);
    },
  );

  it('HO8 that holds a key that is easily guessed stays, where the hub’s own command can change it', async () => {
    await putKeyFile();
    const text = Buffer.alloc(32, 5).toString('base64');
    await writeFile(keyFile, text);
    await expect(open()).rejects.toThrow('easily guessed');
    await expect(readFile(keyFile, 'utf8')).resolves.toBe(text);
    await expect(readSecretFile(sealedFile)).resolves.toBeNull();
  });
});

describe('SH55: a keychain that keeps no secret is not used, and it is said', () => {
  it.each<[string, () => void, string]>([
    ['is not there', () => (safeStorage.isThere = false), 'noKeychain'],
    ['is plain text', () => (safeStorage.backend = 'basic_text'), 'weakKeychain'],
    ['is not known', () => (safeStorage.backend = 'unknown'), 'weakKeychain'],
    ['seals under a password that everybody knows', () => (safeStorage.prefix = 'v10'), 'weakKeychain'],
    ['refuses', () => (safeStorage.isLocked = true), 'keychainRefused'],
  ])('where it %s', async (_name, spoil, why) => {
    spoil();
    await expect(open()).resolves.toEqual({ at: 'keyFile', why });
    await expect(readSecretFile(sealedFile)).resolves.toBeNull();
  });

  it('takes the back-end’s name for what it is only on Linux', async () => {
    safeStorage.backend = 'basic_text';
    safeStorage.prefix = 'v10';
    await expect(open({ platform: 'win32' })).resolves.toMatchObject({ at: 'keychain' });
    await expect(open({ platform: 'darwin' })).resolves.toMatchObject({ at: 'keychain' });
  });

  it('leaves a key file where it is', async () => {
    const kek = await putKeyFile();
    safeStorage.backend = 'basic_text';
    await expect(open()).resolves.toEqual({ at: 'keyFile', why: 'weakKeychain' });
    await expect(readFile(keyFile, 'utf8')).resolves.toBe(`${kek}\n`);
  });
});

describe('SH56: a key that exists and cannot be had is never replaced by a new one', () => {
  it.each<[string, () => void, string]>([
    ['the keychain is gone', () => (safeStorage.isThere = false), 'noKeychain'],
    ['the keychain is weak now', () => (safeStorage.backend = 'basic_text'), 'weakKeychain'],
    ['the keychain is locked', () => (safeStorage.isLocked = true), 'keychainRefused'],
  ])('when %s', async (_name, spoil, why) => {
    const first = await open();
    const bytes = await readFile(sealedFile);
    spoil();
    await expect(open()).resolves.toEqual({ at: 'locked', why });
    await expect(readFile(sealedFile)).resolves.toEqual(bytes);
    safeStorage.isThere = true;
    safeStorage.isLocked = false;
    safeStorage.backend = 'gnome_libsecret';
    await expect(open()).resolves.toEqual(first);
  });
});
