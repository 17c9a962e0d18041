import type { AutoUpdater } from 'electron';
import type { UpdateInstaller } from './updateKeeper.ts';

/** The part of Electron's `autoUpdater` that is used; its listeners are told apart by their event. */
export interface AutoUpdaterPort extends Pick<
  AutoUpdater,
  'setFeedURL' | 'checkForUpdates' | 'quitAndInstall'
> {
  on(event: 'error', listener: (error: Error) => void): unknown;
  once(event: 'update-downloaded' | 'update-not-available', listener: () => void): unknown;
  once(event: 'error', listener: (error: Error) => void): unknown;
  removeListener(event: 'update-downloaded' | 'update-not-available', listener: () => void): unknown;
  removeListener(event: 'error', listener: (error: Error) => void): unknown;
}

/** Squirrel behind the interface that the shell uses: one try at a time, with one end. */
export function createElectronInstaller(
  autoUpdater: AutoUpdaterPort,
  platform: NodeJS.Platform,
): UpdateInstaller {
  // An error that comes when nobody waits for one any more would otherwise end the app.
  autoUpdater.on('error', () => undefined);
  return {
    prepare(feedUrl) {
      return new Promise((resolve, reject) => {
        const onReady = (): void => {
          forget();
          resolve();
        };
        const onNone = (): void => {
          forget();
          reject(new Error('the installer found no update'));
        };
        const onError = (error: Error): void => {
          forget();
          reject(error);
        };
        const forget = (): void => {
          autoUpdater.removeListener('update-downloaded', onReady);
          autoUpdater.removeListener('update-not-available', onNone);
          autoUpdater.removeListener('error', onError);
        };
        autoUpdater.once('update-downloaded', onReady);
        autoUpdater.once('update-not-available', onNone);
        autoUpdater.once('error', onError);
        try {
          autoUpdater.setFeedURL(
            platform === 'darwin' ? { url: feedUrl, serverType: 'json' } : { url: feedUrl },
          );
          autoUpdater.checkForUpdates();
        } catch (error) {
          onError(error instanceof Error ? error : new Error('the installer cannot be used'));
        }
      });
    },
    restart() {
      autoUpdater.quitAndInstall();
    },
  };
}
