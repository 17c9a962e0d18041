import { createHash, generateKeyPairSync, sign, type KeyObject } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { NO_SESSION } from '../../src/protocol/ipc/shownSession.ts';
import { createSessionWatch, type SessionWatch } from '../session/sessionWatch.ts';
import { FakeAutoUpdater } from '../testKit/FakeAutoUpdater.ts';
import { FakeTimers } from '../testKit/FakeTimers.ts';
import { createElectronInstaller } from './electronInstaller.ts';
import { isNewer, readRelease, updateFeedSchema } from './releaseManifest.ts';
import { squirrelEvent } from './squirrelEvent.ts';
import { createUpdateKeeper, FIRST_LOOK_MS, LOOK_EVERY_MS, type UpdateOptions } from './updateKeeper.ts';

const LIVE = { stage: 'live', isMicOn: true, waitingCount: 0, helpCount: 0 } as const;
const CONTENT = Buffer.from('a new Circlewell');
const FILE = {
  name: 'Circlewell-1.3.0-full.nupkg',
  sha512: createHash('sha512').update(CONTENT).digest('hex'),
  bytes: CONTENT.length,
};

const pair = () => generateKeyPairSync('ed25519');
const pem = (key: KeyObject) => key.export({ type: 'spki', format: 'pem' }).toString();
const { publicKey, privateKey } = pair();
const MANIFEST = { version: '1.3.0', files: { 'win32-x64': [FILE], 'darwin-arm64': [FILE] } };

function signed(manifest: unknown, key = privateKey): string {
  const text = JSON.stringify(manifest);
  return JSON.stringify({ manifest: text, signature: sign(null, Buffer.from(text), key).toString('base64') });
}

describe('SH78: a release is signed, and newer', () => {
  it('is read where it is signed by the key', () => {
    expect(readRelease(signed(MANIFEST), pem(publicKey))).toEqual(MANIFEST);
  });

  it.each<[string, string]>([
    ['by another key', signed(MANIFEST, pair().privateKey)],
    ['for another text', signed(MANIFEST).replace('1.3.0', '9.9.9')],
    ['not at all', JSON.stringify({ manifest: JSON.stringify(MANIFEST), signature: '' })],
    ['but is no manifest', signed({ version: '1.3.0' })],
    ['but writes elsewhere', signed({ ...MANIFEST, files: { x: [{ ...FILE, name: '../evil.exe' }] } })],
    ['and is nonsense', 'x'],
  ])('is not read where it is signed %s', (_name, text) => {
    expect(readRelease(text, pem(publicKey))).toBeNull();
  });

  it('is not read with a key of another kind', () => {
    const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 });
    expect(readRelease(signed(MANIFEST), pem(rsa.publicKey))).toBeNull();
    expect(readRelease(signed(MANIFEST), '-----BEGIN PUBLIC KEY-----')).toBeNull();
  });

  it.each([
    ['1.2.4', '1.2.3', true],
    ['1.10.0', '1.9.9', true],
    ['2.0.0', '1.99.99', true],
    ['1.2.3', '1.2.3', false],
    ['1.2.2', '1.2.3', false],
    ['0.9.9', '1.0.0', false],
  ])('%s after %s: %s', (release, running, newer) => {
    expect(isNewer(release, running)).toBe(newer);
  });

  it('comes from a feed that is https and has a key', () => {
    const feed = { url: 'https://updates.example.org/circlewell/', publicKey: pem(publicKey) };
    expect(updateFeedSchema.parse(feed).url).toBe('https://updates.example.org/circlewell');
    expect(updateFeedSchema.safeParse({ ...feed, url: 'http://updates.example.org' }).success).toBe(false);
    expect(updateFeedSchema.safeParse({ url: feed.url }).success).toBe(false);
  });
});

describe('the keeper', () => {
  let folder: string;
  let watch: SessionWatch;
  let timers: FakeTimers;
  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'circlewell-updates-'));
    watch = createSessionWatch();
    timers = new FakeTimers();
  });
  afterEach(async () => {
    await rm(folder, { recursive: true });
  });

  function setUp(changes: Partial<UpdateOptions> & { release?: string; content?: Buffer } = {}) {
    const asked: string[] = [];
    const prepared: string[] = [];
    const states: string[] = [];
    const failures: unknown[] = [];
    let restarts = 0;
    const keeper = createUpdateKeeper({
      feed: { url: 'https://updates.example.org', publicKey: pem(publicKey) },
      platform: 'win32',
      arch: 'x64',
      isPackaged: true,
      version: '1.2.3',
      folder: path.join(folder, 'updates'),
      watch,
      fetch: async (url, { signal }) => {
        asked.push(url);
        signal?.throwIfAborted();
        const isRelease = url.endsWith('release.json');
        return new Response(
          isRelease ? (changes.release ?? signed(MANIFEST)) : Buffer.from(changes.content ?? CONTENT),
        );
      },
      installer: {
        prepare: async (feedUrl) => void prepared.push(feedUrl),
        restart: () => (restarts += 1),
      },
      timers,
      onChange: () => states.push(keeper.state().at),
      onFailed: (error) => failures.push(error),
      ...changes,
    });
    /** Until no step is left to be taken by itself. */
    const settled = async () => {
      while (['checking', 'downloading'].includes(keeper.state().at))
        await new Promise((resolve) => setImmediate(resolve));
    };
    return { keeper, asked, prepared, states, failures, settled, restarts: () => restarts };
  }

  it('SH79: fetches what was signed into a folder, and has Squirrel take it from there', async () => {
    const { keeper, asked, prepared, states, settled } = setUp();
    expect(keeper.state()).toEqual({ at: 'current' });
    timers.pass(FIRST_LOOK_MS - 1);
    expect(asked).toEqual([]);
    timers.pass(1);
    await settled();
    expect(keeper.state()).toEqual({ at: 'ready', version: '1.3.0' });
    expect(states).toEqual(['checking', 'downloading', 'ready']);
    expect(asked).toEqual([
      'https://updates.example.org/release.json',
      `https://updates.example.org/win32-x64/${FILE.name}`,
    ]);
    const into = path.join(folder, 'updates', '1.3.0');
    expect(prepared).toEqual([into]);
    await expect(readFile(path.join(into, FILE.name))).resolves.toEqual(CONTENT);
    expect(timers.count).toBe(0);
  });

  it('SH79: has Squirrel on macOS fetch by itself, since it checks who has signed', async () => {
    const { prepared, settled } = setUp({ platform: 'darwin', arch: 'arm64' });
    timers.pass(FIRST_LOOK_MS);
    await settled();
    expect(prepared).toEqual(['https://updates.example.org/darwin-arm64/RELEASES.json']);
  });

  it('SH78: takes nothing that is another file than the one that was signed', async () => {
    const { keeper, prepared, settled } = setUp({ content: Buffer.from('an evil Circlewell') });
    timers.pass(FIRST_LOOK_MS);
    await settled();
    expect(keeper.state()).toEqual({ at: 'failed', why: 'installer' });
    expect(prepared).toEqual([]);
    await expect(readdir(path.join(folder, 'updates'))).resolves.toEqual([]);
  });

  it.each<[string, string, unknown]>([
    ['is not signed', signed(MANIFEST, pair().privateKey), { at: 'failed', why: 'notSigned' }],
    ['is older', signed({ ...MANIFEST, version: '1.2.2' }), { at: 'current' }],
    ['is the same', signed({ ...MANIFEST, version: '1.2.3' }), { at: 'current' }],
    ['is none for this machine', signed({ ...MANIFEST, files: {} }), { at: 'current' }],
  ])('SH78: leaves a release alone that %s, and looks again later', async (_name, release, state) => {
    const { keeper, asked, prepared, settled } = setUp({ release });
    timers.pass(FIRST_LOOK_MS);
    await settled();
    expect(keeper.state()).toEqual(state);
    expect(prepared).toEqual([]);
    timers.pass(LOOK_EVERY_MS);
    await settled();
    expect(asked).toHaveLength(2);
  });

  it('SH78: says when the feed cannot be reached', async () => {
    const { keeper, failures, settled } = setUp({ fetch: () => Promise.reject(new Error('offline')) });
    timers.pass(FIRST_LOOK_MS);
    await settled();
    expect(keeper.state()).toEqual({ at: 'failed', why: 'unreachable' });
    expect(failures).toHaveLength(1);
  });

  it('SH80: waits for the end of a session, and a session that begins ends a download', async () => {
    watch.set(LIVE);
    const { keeper, asked, prepared, settled } = setUp();
    timers.pass(LOOK_EVERY_MS);
    expect(asked).toEqual([]);
    watch.set(NO_SESSION);
    timers.pass(FIRST_LOOK_MS);
    expect(keeper.state()).toEqual({ at: 'checking' });
    watch.set(LIVE);
    expect(keeper.state()).toEqual({ at: 'current' });
    await new Promise((resolve) => setImmediate(resolve));
    expect(prepared).toEqual([]);
    watch.set(NO_SESSION);
    timers.pass(FIRST_LOOK_MS);
    await settled();
    expect(keeper.state()).toEqual({ at: 'ready', version: '1.3.0' });
  });

  it('SH80: gives the line back at once when a session begins', async () => {
    const signals: AbortSignal[] = [];
    setUp({
      fetch: (_url, { signal }) =>
        new Promise((_resolve, reject) => {
          if (!signal) return;
          signals.push(signal);
          signal.addEventListener('abort', () => reject(new Error('aborted')));
        }),
    });
    timers.pass(FIRST_LOOK_MS);
    watch.set(LIVE);
    expect(signals.map(({ aborted }) => aborted)).toEqual([true]);
  });

  it('SH80: restarts only between sessions, and only into something', async () => {
    const { keeper, settled, restarts } = setUp();
    const refused = expect.objectContaining({ kind: 'conflict' });
    expect(() => {
      keeper.restart();
    }).toThrow(refused);
    timers.pass(FIRST_LOOK_MS);
    await settled();
    watch.set(LIVE);
    expect(() => {
      keeper.restart();
    }).toThrow(refused);
    expect(restarts()).toBe(0);
    watch.set(NO_SESSION);
    keeper.restart();
    expect(restarts()).toBe(1);
  });

  it.each<[string, Partial<UpdateOptions>, string]>([
    ['on Linux', { platform: 'linux' }, 'system'],
    ['from a working copy', { isPackaged: false }, 'workingCopy'],
    ['without a feed', { feed: null }, 'noFeed'],
  ])('SH77: is off %s, and says so', (_name, changes, why) => {
    const { keeper } = setUp(changes);
    expect(keeper.state()).toEqual({ at: 'off', why });
    watch.set(LIVE);
    watch.set(NO_SESSION);
    expect(timers.count).toBe(0);
  });

  it('stops with the app', () => {
    const { keeper } = setUp();
    keeper.close();
    keeper.close();
    watch.set(LIVE);
    watch.set(NO_SESSION);
    expect(timers.count).toBe(0);
  });
});

describe('SH79: Squirrel', () => {
  it('has one end for each try, and leaves no listener behind', async () => {
    const updater = new FakeAutoUpdater();
    const installer = createElectronInstaller(updater, 'win32');
    const good = installer.prepare('C:\\updates');
    updater.emit('update-downloaded');
    await expect(good).resolves.toBeUndefined();
    const bad = installer.prepare('C:\\updates');
    updater.emit('error', new Error('no'));
    await expect(bad).rejects.toThrow('no');
    const none = installer.prepare('C:\\updates');
    updater.emit('update-not-available');
    await expect(none).rejects.toThrow('found no update');
    expect(updater.checks).toBe(3);
    expect(updater.eventNames()).toEqual(['error']);
    expect(updater.emit('error', new Error('late'))).toBe(true);
    expect(updater.feeds[0]).toEqual({ url: 'C:\\updates' });
  });

  it('on macOS is given a feed in JSON', async () => {
    const updater = new FakeAutoUpdater();
    const ready = createElectronInstaller(updater, 'darwin').prepare('https://x.example/RELEASES.json');
    updater.emit('update-downloaded');
    await ready;
    expect(updater.feeds).toEqual([{ url: 'https://x.example/RELEASES.json', serverType: 'json' }]);
  });

  it('that cannot be used rejects', async () => {
    const updater = new FakeAutoUpdater();
    updater.checkForUpdates = () => {
      throw new Error('not packaged');
    };
    await expect(createElectronInstaller(updater, 'win32').prepare('x')).rejects.toThrow('not packaged');
    expect(updater.eventNames()).toEqual(['error']);
  });
});

describe('SH83: Windows’ installer', () => {
  const exe = 'C:\\Users\\ada\\AppData\\Local\\circlewell\\app-1.2.3\\circlewell.exe';
  const program = 'C:\\Users\\ada\\AppData\\Local\\circlewell\\Update.exe';

  it.each<[string, string[] | null]>([
    ['--squirrel-install', ['--createShortcut=circlewell.exe']],
    ['--squirrel-updated', ['--createShortcut=circlewell.exe']],
    ['--squirrel-uninstall', ['--removeShortcut=circlewell.exe']],
    ['--squirrel-obsolete', null],
  ])('%s sees to the shortcuts and to nothing else', (event, args) => {
    expect(squirrelEvent([exe, event, '1.2.3'], exe, 'win32')).toEqual({ program, args });
  });

  it.each([
    [[exe]],
    [[exe, '--squirrel-firstrun']],
    [[exe, 'circlewell://today', '--squirrel-uninstall']],
    [[exe, 'toString']],
  ])('%j runs as usual', (argv) => {
    expect(squirrelEvent(argv, exe, 'win32')).toBeNull();
  });

  it('has no say on other systems', () => {
    expect(squirrelEvent([exe, '--squirrel-uninstall'], exe, 'linux')).toBeNull();
  });
});
