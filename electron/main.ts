import { homedir } from 'node:os';
import path from 'node:path';
import { app, ipcMain, Menu, net, powerMonitor, safeStorage } from 'electron';
import { messages as englishMessages } from '../resources/locales/en/shell.po';
import { messages as spanishMessages } from '../resources/locales/es/shell.po';
import type { IpcNotice, IpcNoticeName } from '../src/protocol/ipc/contract.ts';
import { NO_SESSION } from '../src/protocol/ipc/shownSession.ts';
import { prepareBeforeReady, type BeforeReady } from './beforeReady.ts';
import { createCrashReports } from './crashes/crashReports.ts';
import { createPageTrouble } from './crashes/pageTrouble.ts';
import { startHubs } from './hub/startHubs.ts';
import { createHandlers } from './ipc/createHandlers.ts';
import { registerIpc, sendNotice } from './ipc/registrar.ts';
import { createKeychain } from './keys/keychain.ts';
import { createNotebookSecrets } from './keys/notebookSecrets.ts';
import { createShellLog } from './log.ts';
import { APP_ORIGIN } from './page/appOrigin.ts';
import type { HubFetch } from './page/forwardToHub.ts';
import { installPage } from './page/installPage.ts';
import { installSessionParts } from './session/installSessionParts.ts';
import { createQuitGuard } from './session/quitGuard.ts';
import { createSessionWatch } from './session/sessionWatch.ts';
import { createSettings } from './settings/settings.ts';
import { openSettingsFile } from './settings/settingsFile.ts';
import { createShellFacts } from './shellFacts.ts';
import { startUpdates } from './updates/startUpdates.ts';
import { applicationMenu } from './window/applicationMenu.ts';
import { askAtOnce, askQuestion } from './window/askQuestion.ts';
import { createMainWindow } from './window/mainWindow.ts';
import { createShellWords } from './words/shellWords.ts';

const log = createShellLog();
const { platform, env } = process;

/** Builds the graph and shows the window. */
async function run(prepared: BeforeReady): Promise<void> {
  const { file, isSetAside } = openSettingsFile(prepared.folder, String(Date.now()));
  const settings = createSettings(file);
  const { i18n, speak } = createShellWords(
    { en: englishMessages, es: spanishMessages },
    settings.read().language,
    app.getPreferredSystemLanguages(),
  );
  const watch = createSessionWatch();
  const facts = createShellFacts(isSetAside);
  const crashes = createCrashReports(prepared.crashFolder);
  const fetch: HubFetch = (url, init) => net.fetch(url, { ...init, bypassCustomProtocolHandlers: true });
  const appDir = app.getAppPath();
  const resourcesDir = app.isPackaged ? process.resourcesPath : null;

  /** False where there is no page. */
  function tell<N extends IpcNoticeName>(name: N, notice: IpcNotice<N>): boolean {
    const contents = window.current()?.webContents;
    if (contents === undefined) return false;
    sendNotice(contents, name, notice);
    return true;
  }
  const readState = () => facts.read({ hub, updates, muteKey: parts.muteKey, crashes });
  /** Before the graph stands there is no page that could be told. */
  let tellState = (): void => undefined;
  const changed = () => {
    tellState();
  };

  const surroundings = { env, platform, home: homedir(), appDir, resourcesDir };
  const hub = await startHubs({ surroundings, settings, log, onChange: changed, onBusy: watch.setHub });
  const updates = await startUpdates({
    resourcesDir,
    platform,
    folder: path.join(prepared.folder, 'updates'),
    watch,
    fetch,
    onChange: changed,
    onFailed: (error) => {
      log.warn({ err: error }, 'an update could not be had');
    },
  });
  const guard = createQuitGuard({
    watch,
    i18n,
    isHubOurs: () => hub.inUse().kind === 'own',
    ask: (question) => askQuestion(window.current(), question),
    quit: () => {
      app.quit();
    },
  });
  const trouble = createPageTrouble({
    i18n,
    now: Date.now,
    ask: (question) => askQuestion(window.current(), question),
    reload: () => {
      window.reload();
    },
    end: () => {
      window.current()?.webContents.forcefullyCrashRenderer();
    },
    quit: () => {
      app.quit();
    },
  });
  const window = createMainWindow({
    url: `${APP_ORIGIN}/`,
    preload: path.join(appDir, '.vite', 'electron', 'preload.cjs'),
    platform,
    i18n,
    settings,
    events: {
      onClose: guard.onEvent,
      mayGo: () =>
        askAtOnce(window.current(), {
          message: i18n._('Something that you wrote is not saved yet. Leave without it?'),
          detail: i18n._('If you stay, Circlewell goes on trying to save it.'),
          keep: i18n._('Stay'),
          go: i18n._('Leave without it'),
        }),
      onSystemEnd: guard.allow,
      onLoaded() {
        watch.set(NO_SESSION);
        facts.markLoaded();
      },
      onUnresponsive() {
        log.warn('the page does not answer');
        trouble.onUnresponsive();
      },
      onGone(reason) {
        log.error({ reason }, 'the page ended by itself');
        watch.set(NO_SESSION);
        facts.markCrash();
        trouble.onGone(reason);
      },
    },
  });
  const showWindow = () => {
    window.show();
  };
  const parts = installSessionParts({
    watch,
    i18n,
    settings,
    platform,
    isLookedAt: window.isLookedAt,
    showWindow,
    quit: () => {
      app.quit();
    },
    askMic: (isOn) => {
      tell('micAsked', { isOn });
    },
    onChange: changed,
  });
  const showMenu = () => {
    Menu.setApplicationMenu(Menu.buildFromTemplate(applicationMenu(platform, i18n, !app.isPackaged)));
  };
  const { cookies, chooser } = installPage({
    appDir,
    platform,
    env,
    hub,
    fetch,
    askForScreen: (notice) => tell('screenChoiceAsked', notice),
  });

  registerIpc({
    ipcMain,
    ownOrigin: APP_ORIGIN,
    handlers: createHandlers({
      appVersion: app.getVersion(),
      hub,
      chooser,
      crashes,
      fetch,
      links: prepared.links,
      muteKey: parts.muteKey,
      secrets: createNotebookSecrets(createKeychain(safeStorage, platform)),
      settings,
      updates,
      watch,
      readState,
      onChange: changed,
      onLanguage(language) {
        speak(language);
        parts.speak();
        showMenu();
      },
      onOtherHub() {
        cookies.clear();
        window.reload();
      },
    }),
    onRefused(call, error) {
      log.warn({ call, err: error }, 'a call of the page was refused');
    },
  });

  tellState = () => {
    readState().then(
      (state) => tell('shellStateChanged', state),
      (error: unknown) => {
        log.error({ err: error }, 'the state of the shell cannot be told');
      },
    );
  };
  prepared.onWanted = () => {
    showWindow();
    tell('linkOpened', {});
  };
  app.on('child-process-gone', (_event, { type, reason, exitCode }) => {
    log.error({ type, reason, exitCode }, 'a process of the shell ended by itself');
  });
  app.on('window-all-closed', () => {
    app.quit();
  });
  // Who is told to end by the system, or by whoever started the app, does not ask.
  powerMonitor.on('shutdown', guard.allow);
  for (const signal of ['SIGTERM', 'SIGINT'] as const)
    process.once(signal, () => {
      guard.allow();
      app.quit();
    });
  closeBeforeQuitting(async () => {
    parts.close();
    updates.close();
    await hub.close();
  });
  showMenu();
  showWindow();
  await crashes.prune(Date.now());
}

/** Lets the hub close its sessions and its store before the program ends. */
function closeBeforeQuitting(close: () => Promise<void>): void {
  let isClosed = false;
  app.on('will-quit', (event) => {
    if (isClosed) return;
    event.preventDefault();
    void close().finally(() => {
      isClosed = true;
      app.quit();
    });
  });
}

const prepared = prepareBeforeReady(log);
if (prepared === null) {
  app.quit();
} else {
  app
    .whenReady()
    .then(() => run(prepared))
    .catch((error: unknown) => {
      log.fatal({ err: error }, 'the shell could not start');
      app.exit(1);
    });
}
