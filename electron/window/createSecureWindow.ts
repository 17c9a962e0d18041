import { BrowserWindow, nativeTheme } from 'electron';
import { secureWebPreferences } from './secureWebPreferences.ts';
import { MIN_WINDOW, type OpeningPlace, type WindowPlace } from './windowPlace.ts';

/** Colours behind the page until it draws, so that a window never flashes; `--paper` of renderer/ui/tokens.css. */
const PAPER = { light: '#faf7f2', dark: '#15181a' } as const;
/** A page that ends again within this time is not loaded a second time. */
const RELOAD_AFTER_MS = 10_000;

export type SecureWindowOptions = {
  readonly url: string;
  readonly preload: string;
  readonly place: OpeningPlace;
  readonly isMaximized: boolean;
  /** Hears where the window stands whenever that may have changed. */
  readonly onPlace: (place: WindowPlace) => void;
};

/** The only way in which the shell makes a window. Navigation and new windows are denied for all contents in main.ts. */
export function createSecureWindow({
  url,
  preload,
  place,
  isMaximized,
  onPlace,
}: SecureWindowOptions): BrowserWindow {
  const window = new BrowserWindow({
    ...place,
    minWidth: MIN_WINDOW.width,
    minHeight: MIN_WINDOW.height,
    title: 'Circlewell',
    show: false,
    backgroundColor: nativeTheme.shouldUseDarkColors ? PAPER.dark : PAPER.light,
    webPreferences: secureWebPreferences(preload),
  });
  if (isMaximized) window.maximize();
  window.once('ready-to-show', () => {
    window.show();
  });

  const tellPlace = () => {
    onPlace({ ...window.getNormalBounds(), isMaximized: window.isMaximized() });
  };
  window.on('close', tellPlace);

  let reloadedAt = Number.NEGATIVE_INFINITY;
  window.webContents.on('render-process-gone', (_event, { reason }) => {
    if (reason === 'clean-exit' || Date.now() - reloadedAt < RELOAD_AFTER_MS) return;
    reloadedAt = Date.now();
    window.webContents.reload();
  });

  void window.loadURL(url);
  return window;
}
