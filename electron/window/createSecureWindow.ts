import { BrowserWindow, Menu, nativeTheme, type RenderProcessGoneDetails } from 'electron';
import type { Words } from '../words/words.ts';
import { contextMenu } from './contextMenu.ts';
import { secureWebPreferences } from './secureWebPreferences.ts';
import { MIN_WINDOW, type OpeningPlace, type WindowPlace } from './windowPlace.ts';

/** Colours behind the page until it draws, so that a window never flashes; `--paper` of renderer/ui/tokens.css. */
const PAPER = { light: '#faf7f2', dark: '#15181a' } as const;

/** What a window tells the shell. */
export type WindowEvents = {
  /** The window is about to close, and may be kept. */
  readonly onClose: (event: { preventDefault(): void }) => void;
  /** The page does not want to go: true where it may go all the same. */
  readonly mayGo: () => boolean;
  /** The page's process ended. */
  readonly onGone: (reason: RenderProcessGoneDetails['reason']) => void;
  /** The page has not answered for a while. */
  readonly onUnresponsive: () => void;
  /** Another page is in the window now, or the same one from its beginning. */
  readonly onLoaded: () => void;
  /** The system ends the person's sign-in (Windows). */
  readonly onSystemEnd: () => void;
};

export type SecureWindowOptions = {
  readonly url: string;
  readonly preload: string;
  readonly platform: NodeJS.Platform;
  readonly i18n: Words;
  readonly place: OpeningPlace;
  readonly isMaximized: boolean;
  /** Hears where the window stands when it closes. */
  readonly onPlace: (place: WindowPlace) => void;
  readonly events: WindowEvents;
};

/** The only way in which the shell makes a window. Navigation and new windows are denied for all contents in main.ts. */
export function createSecureWindow(options: SecureWindowOptions): BrowserWindow {
  const { url, preload, platform, i18n, place, isMaximized, onPlace, events } = options;
  const window = new BrowserWindow({
    ...place,
    minWidth: MIN_WINDOW.width,
    minHeight: MIN_WINDOW.height,
    title: 'Circlewell',
    show: false,
    autoHideMenuBar: true,
    backgroundColor: nativeTheme.shouldUseDarkColors ? PAPER.dark : PAPER.light,
    webPreferences: secureWebPreferences(preload, platform),
  });
  if (isMaximized) window.maximize();
  window.once('ready-to-show', () => {
    window.show();
  });
  window.on('close', (event) => {
    onPlace({ ...window.getNormalBounds(), isMaximized: window.isMaximized() });
    events.onClose(event);
  });
  window.on('unresponsive', events.onUnresponsive);
  window.on('session-end', events.onSystemEnd);
  window.webContents.on('did-navigate', events.onLoaded);
  window.webContents.on('will-prevent-unload', (event) => {
    // Without an answer the window would stay, and nobody would know why.
    if (events.mayGo()) event.preventDefault();
  });
  window.webContents.on('context-menu', (_event, place) => {
    const items = contextMenu(place, i18n, (word) => {
      window.webContents.replaceMisspelling(word);
    });
    if (items.length > 0) Menu.buildFromTemplate(items).popup({ window });
  });
  window.webContents.on('render-process-gone', (_event, { reason }) => {
    events.onGone(reason);
  });
  void window.loadURL(url);
  return window;
}
