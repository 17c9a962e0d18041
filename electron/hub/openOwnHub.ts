import { access } from 'node:fs/promises';
import { openHubKey, type HubKey } from '../keys/hubKey.ts';
import type { Keychain } from '../keys/keychain.ts';
import type { KeyPlace } from '../../src/protocol/ipc/shellState.ts';
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
 */
export async function openOwnHub(options: OwnHubOptions): Promise<OwnHub> {
  const port = await options.freePort();
  return { origin: ownHubOrigin(port), opened: open(options, port) };
}

async function open(
  { surroundings, keychain, start, onFailed }: OwnHubOptions,
  port: number,
): Promise<{ key: KeyPlace; link: HubLink | null }> {
  const run = (kek: string | null) => start(planOwnHub(surroundings, port, kek));
  const { sampleKeyFile, ...files } = hubKeyFiles(surroundings);
  if (surroundings.env['CIRCLEWELL_KEK'] !== undefined || (await isThere(sampleKeyFile)))
    return { key: { at: 'elsewhere' }, link: run(null) };
  let key: HubKey;
  try {
    key = await openHubKey({ ...files, keychain, mayRemoveKeyFile: surroundings.resourcesDir !== null });
  } catch (error) {
    onFailed(error);
    return { key: { at: 'broken' }, link: null };
  }
  switch (key.at) {
    case 'keychain':
      return { key: { at: 'keychain' }, link: run(key.kek) };
    case 'keyFile':
      return { key, link: run(null) };
    case 'locked':
      return { key, link: null };
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
