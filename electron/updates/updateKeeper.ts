import path from 'node:path';
import { CirclewellError } from '../../src/protocol/errors.ts';
import type { UpdateState } from '../../src/protocol/ipc/shellState.ts';
import type { Timers } from '../hub/hubSupervisor.ts';
import type { HubFetch } from '../page/forwardToHub.ts';
import { readCapped } from '../page/readCapped.ts';
import type { SessionWatch } from '../session/sessionWatch.ts';
import { fetchRelease } from './fetchRelease.ts';
import { isNewer, readRelease, type ReleaseManifest, type UpdateFeed } from './releaseManifest.ts';

/** The first look after the start or after a session, in milliseconds: later than everything that somebody waits for. */
export const FIRST_LOOK_MS = 60_000;
/** The next ones. */
export const LOOK_EVERY_MS = 6 * 60 * 60_000;

/** A manifest names a few files of each target. */
const MAX_MANIFEST_BYTES = 256 * 1024;

/** What the operating system installs with; Squirrel behind `createElectronInstaller`. */
export interface UpdateInstaller {
  /** Makes a release ready, which is installed when the app starts the next time. Rejects where that fails. */
  prepare(feedUrl: string): Promise<void>;
  /** Ends the app, installs, and starts it again. */
  restart(): void;
}

export type UpdateOptions = {
  /** Null where the package was made without one. */
  readonly feed: UpdateFeed | null;
  readonly platform: NodeJS.Platform;
  /** As Node names it: `x64`, `arm64`. */
  readonly arch: string;
  readonly isPackaged: boolean;
  readonly version: string;
  /** Where downloads are kept; emptied with each one. */
  readonly folder: string;
  readonly watch: SessionWatch;
  readonly fetch: HubFetch;
  readonly installer: UpdateInstaller;
  readonly timers: Timers;
  readonly onChange: () => void;
  readonly onFailed: (error: unknown) => void;
};

/** Keeps the app up to date, between sessions. */
export interface UpdateKeeper {
  state(): UpdateState;
  /**
   * Restarts into the release that is ready.
   *
   * @throws CirclewellError `conflict` while a session is on, or where none is ready.
   */
  restart(): void;
  /** Idempotent. */
  close(): void;
}

/**
 * Looks for a signed and newer release while no session is on, and makes it ready; a session that begins ends that at
 * once, since the group needs the line. Nothing is ever installed under a running app: the next start has it.
 */
export function createUpdateKeeper(options: UpdateOptions): UpdateKeeper {
  const { feed, watch, timers, onChange } = options;
  let state: UpdateState = { at: 'current' };
  let cancelTimer = (): void => undefined;
  let run: AbortController | null = null;

  const set = (next: UpdateState): void => {
    state = next;
    onChange();
  };

  function lookIn(ms: number): void {
    cancelTimer();
    cancelTimer = timers.after(ms, () => {
      if (feed === null || watch.isOn()) return;
      const controller = new AbortController();
      run = controller;
      void look(feed, controller.signal).finally(() => {
        if (run === controller) run = null;
      });
    });
  }

  async function look(from: UpdateFeed, signal: AbortSignal): Promise<void> {
    set({ at: 'checking' });
    const next = await find(from, signal);
    if (signal.aborted) return;
    if (next.at !== 'downloading') {
      set(next.state);
      lookIn(LOOK_EVERY_MS);
      return;
    }
    set({ at: 'downloading', version: next.release.version });
    const done = await makeReady(next.release, from, signal);
    if (signal.aborted) return;
    set(done);
    if (done.at !== 'ready') lookIn(LOOK_EVERY_MS);
  }

  type Found = { at: 'downloading'; release: ReleaseManifest } | { at: 'settled'; state: UpdateState };

  async function find({ url, publicKey }: UpdateFeed, signal: AbortSignal): Promise<Found> {
    let text: string;
    try {
      const answer = await options.fetch(`${url}/release.json`, {
        credentials: 'omit',
        redirect: 'error',
        cache: 'no-store',
        signal,
      });
      if (!answer.ok) throw new Error(`the feed answers ${answer.status}`);
      text = await readCapped(answer, MAX_MANIFEST_BYTES);
    } catch (error) {
      options.onFailed(error);
      return { at: 'settled', state: { at: 'failed', why: 'unreachable' } };
    }
    const release = readRelease(text, publicKey);
    if (release === null) return { at: 'settled', state: { at: 'failed', why: 'notSigned' } };
    if (!isNewer(release.version, options.version)) return { at: 'settled', state: { at: 'current' } };
    return { at: 'downloading', release };
  }

  async function makeReady(
    { version, files }: ReleaseManifest,
    { url }: UpdateFeed,
    signal: AbortSignal,
  ): Promise<UpdateState> {
    const target = `${options.platform}-${options.arch}`;
    const own = files[target];
    if (own === undefined) return { at: 'current' };
    const from = `${url}/${target}`;
    try {
      // Squirrel on macOS takes its files from an address alone, and itself checks that the same people have signed them.
      if (options.platform === 'darwin') {
        await options.installer.prepare(`${from}/RELEASES.json`);
        return { at: 'ready', version };
      }
      const into = path.join(options.folder, version);
      await fetchRelease(own, { from, into, fetch: options.fetch, signal });
      await options.installer.prepare(into);
      return { at: 'ready', version };
    } catch (error) {
      options.onFailed(error);
      return { at: 'failed', why: 'installer' };
    }
  }

  const off = whyOff(options);
  if (off === null) lookIn(FIRST_LOOK_MS);
  else state = off;
  const stop = watch.onOn((isOn) => {
    if (off !== null || state.at === 'ready') return;
    if (isOn) {
      cancelTimer();
      run?.abort();
      run = null;
      if (state.at === 'checking' || state.at === 'downloading') set({ at: 'current' });
    } else lookIn(FIRST_LOOK_MS);
  });

  return {
    state: () => state,
    restart() {
      if (watch.isOn() || state.at !== 'ready')
        throw new CirclewellError('conflict', 'not now: a session is on, or nothing is ready');
      options.installer.restart();
    },
    close() {
      stop();
      cancelTimer();
      run?.abort();
      run = null;
    },
  };
}

/** Linux has its own package manager, a working copy has Git, and a package without a feed has somebody who brings new ones. */
function whyOff({ platform, isPackaged, feed }: UpdateOptions): UpdateState | null {
  if (platform !== 'win32' && platform !== 'darwin') return { at: 'off', why: 'system' };
  if (!isPackaged) return { at: 'off', why: 'workingCopy' };
  return feed === null ? { at: 'off', why: 'noFeed' } : null;
}
