import { screen, type BrowserWindow } from 'electron';
import type { SettingsStore } from '../settings.ts';
import { createSecureWindow } from './createSecureWindow.ts';
import { openingPlace } from './windowPlace.ts';

/** The one window of the shell. */
export interface MainWindow {
  /** Opens the window, or brings it to the front. */
  show(): void;
  /** The page's contents; null while there is no window. */
  contents(): BrowserWindow['webContents'] | null;
}

/** The window stands where it stood last time, and says so to the settings when it closes. */
export function createMainWindow(options: {
  url: string;
  preload: string;
  settings: SettingsStore;
}): MainWindow {
  const { url, preload, settings } = options;
  let window: BrowserWindow | null = null;

  function open(): BrowserWindow {
    const { windowPlace } = settings.read();
    const areas = screen.getAllDisplays().map(({ workArea }) => workArea);
    const opened = createSecureWindow({
      url,
      preload,
      place: openingPlace(windowPlace, areas),
      isMaximized: windowPlace?.isMaximized ?? false,
      onPlace: (place) => {
        settings.write({ windowPlace: place });
      },
    });
    opened.on('closed', () => {
      window = null;
    });
    return opened;
  }

  return {
    show() {
      if (window === null) {
        window = open();
        return;
      }
      if (window.isMinimized()) window.restore();
      window.focus();
    },
    contents: () => window?.webContents ?? null,
  };
}
