import { access } from 'node:fs/promises';
import { openHubKey, type HubKey } from '../keys/hubKey.ts';
import type { Keychain } from '../keys/keychain.ts';
import { findNextKey, makeNextKey, type NextKey } from '../keys/nextKey.ts';
import { hubKeyFiles, ownHubOrigin, planOwnHub, type HubSurroundings, type OwnHubPlan } from './hubPlan.ts';
import type { HubLink } from './hubSupervisor.ts';
import type { OwnHub } from './hubSwitch.ts';

export type OwnHubOptions = {
  readonly surroundings: HubSurroundings;
  readonly keychain: Keychain;
  readonly freePort: () => Promise<number>;
  readonly start: (plan: OwnHubPlan) => HubLink;
  /** The key could not be had for another reason than the keychain's. */
  readonly onFailed: (error: unknown) => void;
};

/**
 * Opens the shell's own hub: its address at once, then its key, then its process. The window need not wait for the
 * keychain, which may ask the person for a password. Without its key no hub is started: it would make a new key, and
 * what was sealed under the old one could never be read again.
 * @param isKeyChanging whether the hub is to be moved to a new key (SH87); one that was cut off goes on in any case
 */
export async function openOwnHub(options: OwnHubOptions, isKeyChanging = false): Promise<OwnHub> {
  const port = await options.freePort();
  return { origin: ownHubOrigin(port), opened: open(options, port, isKeyChanging) };
}

type Opened = Awaited<OwnHub['opened']>;

async function open(
  { surroundings, keychain, start, onFailed }: OwnHubOptions,
  port: number,
  isKeyChanging: boolean,
): Promise<Opened> {
  const run = (kek: string | null, next: string | null = null) =>
    start(planOwnHub(surroundings, port, kek, next));
  const { sampleKeyFile, ...files } = hubKeyFiles(surroundings);
  if (surroundings.env['CIRCLEWELL_KEK'] !== undefined || (await isThere(sampleKeyFile)))
    return { key: { at: 'elsewhere' }, link: run(null), isKeyChanging: false };
  let key: HubKey;
  let next: NextKey | null = null;
  let hasNext = false;
  try {
    key = await openHubKey({ ...files, keychain, mayRemoveKeyFile: surroundings.resourcesDir !== null });
    if (isKeyChanging && key.at !== 'locked')
      hasNext = await isMade(makeNextKey(key, { ...files, keychain }));
    if (key.at === 'keychain') next = await findNextKey({ ...files, keychain });
  } catch (error) {
    onFailed(error);
    return { key: { at: 'broken' }, link: null, isKeyChanging: false };
  }
  switch (key.at) {
    case 'keychain': {
      const link = run(key.kek, next?.kek);
      // A hub that is ready has moved to the next key. One that is not will be given both again.
      if (next !== null) link.origin().then(next.settle).catch(onFailed);
      return { key: { at: 'keychain' }, link, isKeyChanging: hasNext };
    }
    case 'keyFile':
      return { key, link: run(null), isKeyChanging: hasNext };
    case 'locked':
      return { key, link: null, isKeyChanging: false };
  }

  /** That no new key could be kept is no reason to have no hub. */
  async function isMade(making: Promise<void>): Promise<boolean> {
    try {
      await making;
      return true;
    } catch (error) {
      onFailed(error);
      return false;
    }
  }
}

async function isThere(file: string): Promise<boolean> {
  try {
    await access(file);
    return true;
  } catch {
    return false;
  }
}
