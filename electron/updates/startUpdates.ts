import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { app, autoUpdater } from 'electron';
import type { HubFetch } from '../page/forwardToHub.ts';
import type { SessionWatch } from '../session/sessionWatch.ts';
import { systemTimers } from '../systemTimers.ts';
import { createElectronInstaller } from './electronInstaller.ts';
import { UPDATE_FEED_FILE } from './updateFeedFile.ts';
import { updateFeedSchema, type UpdateFeed } from './releaseManifest.ts';
import { createUpdateKeeper, type UpdateKeeper } from './updateKeeper.ts';

export type StartUpdatesOptions = {
  /** Where an installed app keeps what is not in its archive; null from a working copy. */
  readonly resourcesDir: string | null;
  readonly platform: NodeJS.Platform;
  readonly folder: string;
  readonly watch: SessionWatch;
  readonly fetch: HubFetch;
  readonly onChange: () => void;
  readonly onFailed: (error: unknown) => void;
};

/** Keeps this app up to date with Electron's own updater. */
export async function startUpdates(options: StartUpdatesOptions): Promise<UpdateKeeper> {
  const { resourcesDir, platform } = options;
  return createUpdateKeeper({
    ...options,
    feed: resourcesDir === null ? null : await readFeed(resourcesDir),
    arch: process.arch,
    isPackaged: app.isPackaged,
    version: app.getVersion(),
    installer: createElectronInstaller(autoUpdater, platform),
    timers: systemTimers,
  });
}

async function readFeed(resourcesDir: string): Promise<UpdateFeed | null> {
  try {
    return updateFeedSchema.parse(
      JSON.parse(await readFile(path.join(resourcesDir, UPDATE_FEED_FILE), 'utf8')),
    );
  } catch {
    return null; // Packaged without one, or with one that cannot be used; Settings say that there are no updates.
  }
}
