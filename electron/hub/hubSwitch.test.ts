import { randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { HubChoice } from '../../src/protocol/ipc/hubChoice.ts';
import type { KeyPlace } from '../../src/protocol/ipc/shellState.ts';
import { createKeychain } from '../keys/keychain.ts';
import { FakeSafeStorage } from '../testKit/FakeSafeStorage.ts';
import { hubKeyFiles, type HubSurroundings, type OwnHubPlan } from './hubPlan.ts';
import type { HubLink } from './hubSupervisor.ts';
import { openHubSwitch, type OwnHub } from './hubSwitch.ts';
import { openOwnHub } from './openOwnHub.ts';

const REMOTE: HubChoice = { kind: 'remote', address: 'https://hub.example.org' };
const OWN: HubChoice = { kind: 'own' };

/** Own hubs that come up when the test says so. */
async function setUp(choice: HubChoice | null, isFixed = false) {
  const events: string[] = [];
  const hubs: ((key: KeyPlace, hasLink?: boolean, isKept?: boolean) => Promise<void>)[] = [];
  let changes = 0;
  const openOwn = async (isKeyChanging: boolean): Promise<OwnHub> => {
    const number = hubs.length + 1;
    const origin = `http://127.0.0.1:${7420 + number}`;
    const link: HubLink = {
      origin: () => Promise.resolve(origin),
      close: async () => void events.push(`close ${number}`),
    };
    events.push(isKeyChanging ? `open ${number} on a new key` : `open ${number}`);
    const opened = new Promise<Awaited<OwnHub['opened']>>((resolve) => {
      hubs.push(async (key, hasLink = true, isKept = true) => {
        resolve({ key, link: hasLink ? link : null, isKeyChanging: isKeyChanging && isKept });
        await new Promise((done) => setImmediate(done));
      });
    });
    return { origin, opened };
  };
  const hub = await openHubSwitch({ first: { choice, isFixed }, openOwn, onChange: () => (changes += 1) });
  const up = (number: number, key: KeyPlace = { at: 'keychain' }, hasLink = true, isKept = true) =>
    hubs[number - 1]?.(key, hasLink, isKept) ?? Promise.reject(new Error('no such hub'));
  return { hub, events, up, changes: () => changes };
}

describe('SH86: the hub in use', () => {
  it('is none until one is chosen, and whoever asks is told at once', async () => {
    const { hub } = await setUp(null);
    expect(hub.inUse()).toEqual({ kind: 'none' });
    expect(hub.address()).toBeNull();
    await expect(hub.origin()).rejects.toMatchObject({ kind: 'unavailable' });
  });

  it('has its address before its key, and lets those who ask wait for it', async () => {
    const { hub, up, changes } = await setUp(OWN);
    expect(hub.address()).toBe('http://127.0.0.1:7421');
    expect(hub.key()).toEqual({ at: 'opening' });
    const asked = hub.origin();
    const before = changes();
    await up(1);
    await expect(asked).resolves.toBe('http://127.0.0.1:7421');
    expect(hub.key()).toEqual({ at: 'keychain' });
    expect(changes()).toBe(before + 1);
  });

  it('SH56: is not started without its key, and is once the key can be had', async () => {
    const { hub, up, events } = await setUp(OWN);
    await up(1, { at: 'locked', why: 'keychainRefused' }, false);
    await expect(hub.origin()).rejects.toMatchObject({ kind: 'unavailable' });
    await hub.retryKey();
    await up(2);
    await expect(hub.origin()).resolves.toBe('http://127.0.0.1:7422');
    await hub.retryKey();
    expect(events).toEqual(['open 1', 'open 2']);
  });

  it('is closed before the next one opens, in the order in which they were chosen', async () => {
    const { hub, up, events } = await setUp(OWN);
    await up(1);
    await Promise.all([hub.choose(REMOTE), hub.choose(OWN)]);
    await up(2);
    expect(events).toEqual(['open 1', 'close 1', 'open 2']);
    expect(hub.inUse()).toEqual({ kind: 'own' });
    await hub.choose(REMOTE);
    expect(hub.inUse()).toEqual({ ...REMOTE, isFixed: false });
    expect(hub.key()).toEqual({ at: 'elsewhere' });
    expect(events.at(-1)).toBe('close 2');
  });

  it('cannot be changed where whoever started the app has named it', async () => {
    const { hub } = await setUp(REMOTE, true);
    await expect(hub.choose(OWN)).rejects.toMatchObject({ kind: 'conflict' });
    expect(hub.inUse()).toEqual({ ...REMOTE, isFixed: true });
  });

  it('ends with the app, and no other is opened afterwards', async () => {
    const { hub, up, events } = await setUp(OWN);
    await up(1);
    await Promise.all([hub.close(), hub.choose(OWN)]);
    expect(events).toEqual(['open 1', 'close 1']);
  });
});

describe('SH87: the hub in use is moved to a new key', () => {
  it('by ending it and starting it on the new one', async () => {
    const { hub, up, events } = await setUp(OWN);
    await up(1);
    const changed = hub.changeKey();
    await expect.poll(() => events).toEqual(['open 1', 'close 1', 'open 2 on a new key']);
    await up(2);
    await expect(changed).resolves.toBeUndefined();
  });

  it('and says so where no new key could be kept, with the hub open as before', async () => {
    const { hub, up, events } = await setUp(OWN);
    await up(1);
    const changed = hub.changeKey();
    await expect.poll(() => events).toHaveLength(3);
    await up(2, { at: 'keychain' }, true, false);
    await expect(changed).rejects.toMatchObject({ kind: 'unavailable' });
    await expect(hub.origin()).resolves.toBe('http://127.0.0.1:7422');
  });

  it('only where there is one of the shell’s own', async () => {
    const { hub } = await setUp(REMOTE);
    await expect(hub.changeKey()).rejects.toMatchObject({ kind: 'conflict' });
    const without = await setUp(OWN);
    await without.up(1, { at: 'elsewhere' });
    await expect(without.hub.changeKey()).rejects.toMatchObject({ kind: 'conflict' });
    expect(without.events).toEqual(['open 1']);
  });
});

describe('SH53 to SH56: the key of a hub that is opened', () => {
  let folder: string;
  let surroundings: HubSurroundings;
  let safeStorage: FakeSafeStorage;
  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'circlewell-hub-'));
    safeStorage = new FakeSafeStorage();
    const env = { XDG_DATA_HOME: folder };
    surroundings = { env, platform: 'linux', home: folder, appDir: '/app', resourcesDir: '/app/resources' };
  });
  afterEach(async () => {
    await rm(folder, { recursive: true });
  });

  async function open({ isKeyChanging = false, isComingUp = true } = {}) {
    const plans: OwnHubPlan[] = [];
    const failures: unknown[] = [];
    const options = {
      surroundings,
      keychain: createKeychain(safeStorage, 'linux'),
      freePort: () => Promise.resolve(7420),
      start(plan: OwnHubPlan): HubLink {
        plans.push(plan);
        const origin = () =>
          isComingUp ? Promise.resolve(plan.origin) : Promise.reject(new Error('it ended'));
        return { origin, close: () => Promise.resolve() };
      },
      onFailed: (error: unknown) => failures.push(error),
    };
    const { opened } = await openOwnHub(options, isKeyChanging);
    const { key, link, isKeyChanging: isChanging } = await opened;
    const env = plans[0]?.env;
    const kek = env?.['CIRCLEWELL_KEK'];
    return {
      key,
      hasLink: link !== null,
      kek,
      next: env?.['CIRCLEWELL_KEK_NEXT'],
      isChanging,
      plans,
      failures,
    };
  }
  const isThere = (file: string) => existsSync(file);

  it('is handed over from the keychain', async () => {
    const first = await open();
    expect(first).toMatchObject({ key: { at: 'keychain' }, hasLink: true });
    expect(first.kek).toMatch(/=$/);
    expect((await open()).kek).toBe(first.kek);
  });

  it('is the hub’s own affair where the keychain keeps no secret', async () => {
    safeStorage.backend = 'basic_text';
    await expect(open()).resolves.toMatchObject({
      key: { at: 'keyFile', why: 'weakKeychain' },
      hasLink: true,
      kek: undefined,
    });
  });

  it('is missed: then there is no hub', async () => {
    await open();
    safeStorage.isLocked = true;
    await expect(open()).resolves.toMatchObject({ key: { at: 'locked' }, hasLink: false, plans: [] });
  });

  it('is broken: then there is no hub either, and the log gets the reason', async () => {
    const { keyFile } = hubKeyFiles(surroundings);
    mkdirSync(path.dirname(keyFile), { recursive: true });
    await writeFile(keyFile, 'no key');
    const { key, hasLink, failures } = await open();
    expect({ key, hasLink }).toEqual({ key: { at: 'broken' }, hasLink: false });
    expect(failures).toHaveLength(1);
  });

  it('is left alone where it is given from outside, and in a sample practice', async () => {
    surroundings = { ...surroundings, env: { ...surroundings.env, CIRCLEWELL_KEK: 'given' } };
    await expect(open()).resolves.toMatchObject({ key: { at: 'elsewhere' }, kek: 'given' });
    surroundings = { ...surroundings, env: { XDG_DATA_HOME: folder } };
    const { sampleKeyFile } = hubKeyFiles(surroundings);
    mkdirSync(path.dirname(sampleKeyFile), { recursive: true });
    await writeFile(sampleKeyFile, 'x');
    await expect(open()).resolves.toMatchObject({ key: { at: 'elsewhere' }, kek: undefined, hasLink: true });
    expect(safeStorage.sealings).toBe(0);
  });

  it('SH87: is given with the next one, which takes its place once the hub is ready', async () => {
    const { sealedFile } = hubKeyFiles(surroundings);
    const before = await open();
    expect(before.next).toBeUndefined();
    const changing = await open({ isKeyChanging: true });
    expect(changing).toMatchObject({ kek: before.kek, isChanging: true, failures: [] });
    expect(Buffer.from(changing.next ?? '', 'base64')).toHaveLength(32);
    expect(changing.next).not.toBe(before.kek);
    await expect.poll(() => isThere(`${sealedFile}.next`)).toBe(false);
    await expect(open()).resolves.toMatchObject({ kek: changing.next, next: undefined, isChanging: false });
  });

  it('SH87: is given with the next one again, where the hub did not come up with it', async () => {
    const { kek } = await open();
    const { next } = await open({ isKeyChanging: true, isComingUp: false });
    const again = await open({ isKeyChanging: true, isComingUp: false });
    expect(again).toMatchObject({ kek, next });
    await expect(open()).resolves.toMatchObject({ kek, next });
    await expect.poll(async () => (await open({ isComingUp: false })).kek).toBe(next);
  });

  it('SH87: stays, and the hub comes up, where the keychain takes no next one', async () => {
    const { kek } = await open();
    safeStorage.encryptStringAsync = () => Promise.reject(new Error('full'));
    await expect(open({ isKeyChanging: true })).resolves.toMatchObject({
      kek,
      next: undefined,
      hasLink: true,
      isChanging: false,
    });
  });

  it('SH87: is missed where the keychain does not open the next one, under which the practice may be', async () => {
    const { sealedFile } = hubKeyFiles(surroundings);
    await open();
    await writeFile(`${sealedFile}.next`, 'not sealed here');
    await expect(open()).resolves.toMatchObject({ key: { at: 'broken' }, hasLink: false });
  });

  it('SH87: lies in a file with the next one beside it, where the keychain keeps no secret', async () => {
    safeStorage.backend = 'basic_text';
    const { keyFile } = hubKeyFiles(surroundings);
    const changing = await open({ isKeyChanging: true });
    expect(changing).toMatchObject({
      key: { at: 'keyFile' },
      kek: undefined,
      next: undefined,
      isChanging: true,
    });
    expect(Buffer.from(readFileSync(`${keyFile}.next`, 'utf8').trim(), 'base64')).toHaveLength(32);
  });

  it('SH87: is changed in the file that a working copy shares, too', async () => {
    surroundings = { ...surroundings, resourcesDir: null };
    const { keyFile } = hubKeyFiles(surroundings);
    mkdirSync(path.dirname(keyFile), { recursive: true });
    await writeFile(keyFile, randomBytes(32).toString('base64'));
    const { next } = await open({ isKeyChanging: true });
    await expect.poll(() => readFileSync(keyFile, 'utf8').trim()).toBe(next);
    await expect.poll(async () => (await open()).next).toBeUndefined();
    expect((await open()).kek).toBe(next);
  });
});
