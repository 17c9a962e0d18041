import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { chromium, type Browser } from '@playwright/test';
import { launchOptions } from '../../support/chromium.ts';
import type { Defer } from './runBench.ts';

const FEW_PICTURES = '--use-fake-device-for-media-stream=fps=2';

/** Browsers that keep what they keep in folders of their own, as people's do. */
export class Profiles {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** A Chromium with an empty profile, in the shape of one that opens contexts: it opens the one that it has. */
  of(person: string, args: readonly string[] = [FEW_PICTURES]): Pick<Browser, 'newContext'> {
    const profile = path.join(this.#folder, person);
    return {
      newContext: (options) =>
        chromium.launchPersistentContext(profile, {
          ...launchOptions([...args, '--mute-audio']),
          ...options,
        }),
    };
  }

  /**
   * The same for somebody who would have a machine of their own: what runs in it, from its first page on, has the processor of this one only
   * where nothing else wants it (Linux's idle class).
   */
  apart(person: string, args?: readonly string[]): Pick<Browser, 'newContext'> {
    const browser = this.of(person, args);
    return {
      newContext: async (options) => {
        const context = await browser.newContext(options);
        for (const pid of this.#pids(person)) stepBack(pid);
        return context;
      },
    };
  }

  /** In a folder that goes when the benchmark ends, as its browsers do. */
  static async make(defer: Defer): Promise<Profiles> {
    const folder = await mkdtemp(path.join(tmpdir(), 'circlewell-profiles-'));
    defer(() => rm(folder, { recursive: true, force: true, maxRetries: 5 }));
    const profiles = new Profiles(folder);
    defer(() => profiles.kill());
    return profiles;
  }

  /** @throws Error where a profile keeps what its pages keep in memory, as an incognito one does: nothing would be measured then */
  assertOnDisk(person: string): void {
    const stores = readdirSync(path.join(this.#folder, person, 'Default', 'IndexedDB'));
    if (!stores.some((name) => name.endsWith('.leveldb')))
      throw new Error(`${person} has nothing on the disk`);
  }

  /** Ends all of them as the power does, with all their processes, each browser being a group of its own. */
  kill(): void {
    for (const pid of this.#pids()) process.kill(-pid, 'SIGKILL');
  }

  /** The browsers' own processes; of one person, or of all. */
  #pids(person = ''): number[] {
    return readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      .filter((pid) => {
        const words = commandOf(pid);
        const isOfHere = words.some((word) =>
          word.startsWith(`--user-data-dir=${this.#folder}${path.sep}${person}`),
        );
        return isOfHere && !words.some((word) => word.startsWith('--type='));
      })
      .map(Number);
  }
}

/** Puts all processes of a group into the idle class, and so whatever they start. */
function stepBack(leader: number): void {
  const members = execFileSync('pgrep', ['--pgroup', String(leader)], { encoding: 'utf8' })
    .trim()
    .split('\n');
  for (const pid of members) {
    try {
      execFileSync('chrt', ['--all-tasks', '--idle', '--pid', '0', pid], { stdio: 'ignore' });
    } catch (error) {
      // One that has ended meanwhile is in nobody's way.
      if (commandOf(pid).length > 0) throw error;
    }
  }
}

function commandOf(pid: string): string[] {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0');
  } catch {
    return [];
  }
}
