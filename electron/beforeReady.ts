import { spawn } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { app, crashReporter, protocol, shell } from 'electron';
import type { Logger } from 'pino';
import { CRASH_REPORTER_OPTIONS } from './crashes/crashReports.ts';
import { guardContents } from './guards/guardContents.ts';
import { createLinkBox, type LinkBox } from './links/linkBox.ts';
import { DEEP_LINK_SCHEME, findDeepLink, parseDeepLink } from './links/parseDeepLink.ts';
import { APP_SCHEME, APP_SCHEME_PRIVILEGES } from './page/appOrigin.ts';
import { squirrelEvent } from './updates/squirrelEvent.ts';
import { profileDir } from './window/profileDir.ts';

/** What was made before Electron was ready. */
export type BeforeReady = {
  /** The shell's own folder in the user's application data. */
  readonly folder: string;
  readonly crashFolder: string;
  /** Links that were opened so far and from now on. */
  readonly links: LinkBox;
  /** Called for each link, and for each start of another instance. */
  onWanted: () => void;
};

/**
 * Does what must be done before Electron is ready.
 *
 * @returns null where the app is to end at once: another Circlewell runs, which then comes to the front and gets the link,
 *   if there is one; or Windows' installer only wants the shortcuts made.
 */
export function prepareBeforeReady(log: Logger): BeforeReady | null {
  const event = squirrelEvent(process.argv, process.execPath, process.platform);
  if (event !== null) {
    if (event.args !== null) spawn(event.program, [...event.args], { detached: true }).unref();
    return null;
  }
  const folder = profileDir(process.env, app.getPath('appData'));
  app.setPath('userData', folder);
  if (!app.requestSingleInstanceLock()) return null;

  const crashFolder = path.join(folder, 'crashes');
  mkdirSync(crashFolder, { recursive: true, mode: 0o700 });
  app.setPath('crashDumps', crashFolder);
  crashReporter.start(CRASH_REPORTER_OPTIONS);

  app.enableSandbox();
  protocol.registerSchemesAsPrivileged([{ scheme: APP_SCHEME, privileges: APP_SCHEME_PRIVILEGES }]);
  app.on('web-contents-created', (_event, contents) => {
    guardContents(contents, (url) => {
      shell.openExternal(url).catch((error: unknown) => {
        log.warn({ err: error }, 'a link could not be opened');
      });
    });
  });

  const prepared: BeforeReady = {
    folder,
    crashFolder,
    links: createLinkBox(() => {
      prepared.onWanted();
    }),
    onWanted: () => undefined,
  };
  takeLinks(prepared, log);
  return prepared;
}

/** macOS tells a link by an event, the other systems by the command line of this or of another instance. */
function takeLinks(prepared: BeforeReady, log: Logger): void {
  // A working copy does not take the links of an installed app. `--` keeps a link from being read as a switch (Windows).
  if (app.isPackaged) app.setAsDefaultProtocolClient(DEEP_LINK_SCHEME, process.execPath, ['--']);
  app.on('open-url', (event, url) => {
    event.preventDefault();
    const link = parseDeepLink(url);
    if (link === null) log.warn('a link was not understood');
    else prepared.links.put(link);
  });
  app.on('second-instance', (_event, argv) => {
    const link = findDeepLink(argv);
    if (link === null) prepared.onWanted();
    else prepared.links.put(link);
  });
  const first = findDeepLink(process.argv);
  if (first !== null) prepared.links.put(first);
}
