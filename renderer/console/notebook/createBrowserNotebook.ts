import { createScriptUrls } from '../../notebook/scriptUrl.ts';
import { startThreadsAhead } from '../../notebook/startThread.ts';
import type { Platform } from '../../platform/platform.ts';
import { registerOffline } from '../away/registerOffline.ts';
import { createNotebookModel, type NotebookModelDeps } from './notebookModel.ts';
import type { NotebookModel } from './notebookView.ts';

export type BrowserNotebookOptions = Pick<
  NotebookModelDeps,
  'api' | 'confirm' | 'openWorkstation' | 'wasLocked' | 'onOpened' | 'onAnotherBox'
> & {
  readonly platform: Platform;
  readonly timers: {
    readonly set: (run: () => void, ms: number) => number;
    readonly clear: (timer: number) => void;
  };
};

/** The notebook on the real browser: its thread, its storage, and in a browser the page's files for when the hub is away. Once a page. */
export function createBrowserNotebook(options: BrowserNotebookOptions): NotebookModel {
  const { platform, timers, api, confirm, openWorkstation, wasLocked, onOpened, onAnotherBox } = options;
  const scriptUrl = createScriptUrls(window.trustedTypes, window.location.origin);
  const nextThread = startThreadsAhead(scriptUrl, (work) => timers.set(work, 0));
  return createNotebookModel({
    api,
    confirm,
    openWorkstation,
    wasLocked,
    onAnotherBox,
    keychain: platform.keychain,
    persist: () => navigator.storage.persist(),
    onOpened(owner, client) {
      onOpened(owner, client);
      if (platform.kind === 'browser') registerOffline(scriptUrl);
    },
    after(ms, work) {
      const timer = timers.set(work, ms);
      return () => timers.clear(timer);
    },
    startThread(onFailed) {
      const thread = nextThread();
      thread.addEventListener('error', onFailed);
      return { line: thread, end: () => thread.terminate() };
    },
  });
}
