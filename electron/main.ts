import { randomUUID } from 'node:crypto';
import { homedir } from 'node:os';
import path from 'node:path';
import { app, ipcMain, net, protocol, session, shell, systemPreferences } from 'electron';
import Store from 'electron-store';
import { guardContents } from './guards/guardContents.ts';
import { installPermissions, type AskSystem } from './guards/installPermissions.ts';
import { forkHub } from './hub/forkHub.ts';
import { freePort } from './hub/freePort.ts';
import { planHub, type HubPlan } from './hub/hubPlan.ts';
import { superviseHub, type HubLink } from './hub/hubSupervisor.ts';
import { remoteHub } from './hub/remoteHub.ts';
import { registerIpc, sendNotice } from './ipc/registrar.ts';
import { createShellLog } from './log.ts';
import { APP_ORIGIN, APP_SCHEME, APP_SCHEME_PRIVILEGES } from './page/appOrigin.ts';
import { createHubCookies } from './page/hubCookies.ts';
import { createPageServer } from './page/servePage.ts';
import { installScreenSharing, listScreenSources } from './screens/installScreenSharing.ts';
import { createScreenChooser } from './screens/screenChooser.ts';
import { createSettings } from './settings.ts';
import { systemTimers } from './systemTimers.ts';
import { installApplicationMenu } from './window/applicationMenu.ts';
import { profileDir } from './window/profileDir.ts';
import { createMainWindow } from './window/mainWindow.ts';

/** The port of the shell's own hub, where it is free; the one of `npm start`. */
const PREFERRED_PORT = 7420;
const log = createShellLog();

/** What must be said before Electron is ready. False where another Circlewell runs, which then comes to the front. */
function prepare(): boolean {
  app.setPath('userData', profileDir(process.env, app.getPath('appData')));
  if (!app.requestSingleInstanceLock()) return false;
  app.enableSandbox();
  protocol.registerSchemesAsPrivileged([{ scheme: APP_SCHEME, privileges: APP_SCHEME_PRIVILEGES }]);
  app.on('web-contents-created', (_event, contents) => {
    guardContents(contents, (url) => {
      shell.openExternal(url).catch((error: unknown) => {
        log.warn({ err: error }, 'a link could not be opened');
      });
    });
  });
  return true;
}

/** Builds the graph and shows the window. */
async function run(): Promise<void> {
  const settings = createSettings(
    new Store<Record<string, unknown>>({ name: 'settings', clearInvalidConfig: true }),
  );
  const appDir = app.getAppPath();
  const plan = planHub({
    env: process.env,
    platform: process.platform,
    home: homedir(),
    appDir,
    resourcesDir: app.isPackaged ? process.resourcesPath : null,
    hubAddress: settings.read().hubAddress,
    port: await freePort(PREFERRED_PORT),
  });
  const hub = linkHub(plan);
  const preload = path.join(appDir, '.vite', 'electron', 'preload.cjs');
  const window = createMainWindow({ url: `${APP_ORIGIN}/`, preload, settings });

  const servePage = createPageServer({
    rendererDir: path.join(appDir, '.vite', 'renderer'),
    socketSource: plan.origin.replace(/^http/, 'ws'),
    fetch: (url, init) => net.fetch(url, { ...init, bypassCustomProtocolHandlers: true }),
    cookies: createHubCookies({ now: Date.now }),
    hubOrigin: () => hub.origin(),
  });
  protocol.handle(APP_SCHEME, servePage);

  const chooser = createScreenChooser({
    listSources: listScreenSources,
    isPickedBySystem: process.platform === 'linux' && process.env['XDG_SESSION_TYPE'] === 'wayland',
    canShareSound: process.platform === 'win32',
    ask(notice) {
      const contents = window.contents();
      if (contents === null) return false;
      sendNotice(contents, 'screenChoiceAsked', notice);
      return true;
    },
    newId: randomUUID,
    after: systemTimers.after,
  });
  installPermissions(session.defaultSession, askSystem);
  installScreenSharing(session.defaultSession, chooser);
  installApplicationMenu(process.platform);

  registerIpc({
    ipcMain,
    ownOrigin: APP_ORIGIN,
    handlers: {
      appInfo: () => ({ appVersion: app.getVersion(), hubOrigin: plan.origin }),
      answerScreenChoice({ requestId, choice }) {
        chooser.answer(requestId, choice);
        return null;
      },
    },
    onRefused(call, error) {
      log.warn({ call, err: error }, 'a call of the page was refused');
    },
  });

  app.on('second-instance', () => {
    window.show();
  });
  app.on('window-all-closed', () => {
    app.quit();
  });
  endHubBeforeQuitting(hub);
  window.show();
}

const askSystem: AskSystem = (kind) =>
  process.platform === 'darwin' ? systemPreferences.askForMediaAccess(kind) : Promise.resolve(true);

function linkHub(plan: HubPlan): HubLink {
  if (plan.kind === 'remote') return remoteHub(plan.origin);
  return superviseHub({
    origin: plan.origin,
    fork: () => forkHub(plan),
    timers: systemTimers,
    log: (event, facts) => {
      log.info(facts, event);
    },
  });
}

/** Lets the hub close its sessions and its store before the program ends. */
function endHubBeforeQuitting(hub: HubLink): void {
  let isHubClosed = false;
  app.on('will-quit', (event) => {
    if (isHubClosed) return;
    event.preventDefault();
    void hub.close().then(() => {
      isHubClosed = true;
      app.quit();
    });
  });
}

if (prepare()) {
  app
    .whenReady()
    .then(run)
    .catch((error: unknown) => {
      log.fatal({ err: error }, 'the shell could not start');
      app.exit(1);
    });
} else {
  app.quit();
}
