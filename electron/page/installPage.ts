import { randomUUID } from 'node:crypto';
import path from 'node:path';
import { protocol, session, systemPreferences } from 'electron';
import type { IpcNotice } from '../../src/protocol/ipc/contract.ts';
import { installPermissions, type AskSystem } from '../guards/installPermissions.ts';
import type { HubSwitch } from '../hub/hubSwitch.ts';
import { installScreenSharing, listScreenSources } from '../screens/installScreenSharing.ts';
import { createScreenChooser, type ScreenChooser } from '../screens/screenChooser.ts';
import { systemTimers } from '../systemTimers.ts';
import { APP_SCHEME } from './appOrigin.ts';
import type { HubFetch } from './forwardToHub.ts';
import { createHubCookies, type HubCookies } from './hubCookies.ts';
import { createPageServer } from './servePage.ts';

export type PageOptions = {
  readonly appDir: string;
  readonly platform: NodeJS.Platform;
  readonly env: NodeJS.ProcessEnv;
  readonly hub: Pick<HubSwitch, 'address' | 'origin'>;
  readonly fetch: HubFetch;
  /** Asks the page to let the person choose a screen; false where there is no page. */
  readonly askForScreen: (notice: IpcNotice<'screenChoiceAsked'>) => boolean;
};

/** Serves the page's scheme, and puts the shell's rules under what the page may use of the machine. */
export function installPage(options: PageOptions): { cookies: HubCookies; chooser: ScreenChooser } {
  const { appDir, platform, env, hub, fetch, askForScreen } = options;
  const cookies = createHubCookies({ now: Date.now });
  protocol.handle(
    APP_SCHEME,
    createPageServer({
      rendererDir: path.join(appDir, '.vite', 'renderer'),
      socketSource: () => hub.address()?.replace(/^http/, 'ws') ?? null,
      fetch,
      cookies,
      hubOrigin: () => hub.origin(),
    }),
  );
  const chooser = createScreenChooser({
    listSources: listScreenSources,
    isPickedBySystem: platform === 'linux' && env['XDG_SESSION_TYPE'] === 'wayland',
    canShareSound: platform === 'win32',
    ask: askForScreen,
    newId: randomUUID,
    after: systemTimers.after,
  });
  const askSystem: AskSystem = (kind) =>
    platform === 'darwin' ? systemPreferences.askForMediaAccess(kind) : Promise.resolve(true);
  installPermissions(session.defaultSession, askSystem);
  installScreenSharing(session.defaultSession, chooser);
  return { cookies, chooser };
}
