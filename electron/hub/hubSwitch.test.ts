import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { mkdirSync } from 'node:fs';
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
  const hubs: ((key: KeyPlace, hasLink?: boolean) => Promise<void>)[] = [];
  let changes = 0;
  const openOwn = async (): Promise<OwnHub> => {
    const number = hubs.length + 1;
    const origin = `http://127.0.0.1:${7420 + number}`;
    const link: HubLink = {
      origin: () => Promise.resolve(origin),
      close: async () => void events.push(`close ${number}`),
    };
    events.push(`open ${number}`);
    const opened = new Promise<Awaited<OwnHub['opened']>>((resolve) => {
      hubs.push(async (key, hasLink = true) => {
        resolve({ key, link: hasLink ? link : null });
        await new Promise((done) => setImmediate(done));
      });
    });
    return { origin, opened };
  };
  const hub = await openHubSwitch({ first: { choice, isFixed }, openOwn, onChange: () => (changes += 1) });
  const up = (number: number, key: KeyPlace = { at: 'keychain' }, hasLink = true) =>
    hubs[number - 1]?.(key, hasLink) ?? Promise.reject(new Error('no such hub'));
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

  async function open() {
    const plans: OwnHubPlan[] = [];
    const failures: unknown[] = [];
    const { opened } = await openOwnHub({
      surroundings,
      keychain: createKeychain(safeStorage, 'linux'),
      freePort: () => Promise.resolve(7420),
      start(plan) {
        plans.push(plan);
        return { origin: () => Promise.resolve(plan.origin), close: () => Promise.resolve() };
      },
      onFailed: (error) => failures.push(error),
    });
    const { key, link } = await opened;
    return { key, hasLink: link !== null, kek: plans[0]?.env['CIRCLEWELL_KEK'], plans, failures };
  }

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
});
