import { screen, type BrowserWindow } from 'electron';
import type { SettingsStore } from '../settings/settings.ts';
import type { Words } from '../words/words.ts';
import { createSecureWindow, type WindowEvents } from './createSecureWindow.ts';
import { isReachable, openingPlace, placeFor, withPlace, type WorkArea } from './windowPlace.ts';

/** The one window of the shell. */
export interface MainWindow {
  /** Opens the window, or brings it to the front. */
  show(): void;
  /** Loads the page from its beginning. */
  reload(): void;
  isLookedAt(): boolean;
  /** The window itself; null while there is none. */
  current(): BrowserWindow | null;
}

/** The window stands where it stood last time with these screens, and comes back when its screen is taken away. */
export function createMainWindow(options: {
  url: string;
  preload: string;
  platform: NodeJS.Platform;
  i18n: Words;
  settings: SettingsStore;
  events: WindowEvents;
}): MainWindow {
  const { url, preload, platform, i18n, settings, events } = options;
  let window: BrowserWindow | null = null;
  const areas = (): WorkArea[] => screen.getAllDisplays().map(({ workArea }) => workArea);

  function open(): BrowserWindow {
    const kept = placeFor(settings.read().windowPlaces, areas());
    const opened = createSecureWindow({
      url,
      preload,
      platform,
      i18n,
      place: openingPlace(kept, areas()),
      isMaximized: kept?.isMaximized ?? false,
      onPlace: (place) => {
        settings.write({ windowPlaces: withPlace(settings.read().windowPlaces, areas(), place) });
      },
      events,
    });
    opened.on('closed', () => {
      window = null;
    });
    return opened;
  }

  /** A screen that goes may take the window with it: some systems move it, others leave it where nobody sees it. */
  function bringBack(): void {
    if (window === null || isReachable(window.getNormalBounds(), areas())) return;
    const { width, height } = openingPlace({ ...window.getNormalBounds(), isMaximized: false }, areas());
    window.setSize(width, height);
    window.center();
  }
  screen.on('display-removed', bringBack);
  screen.on('display-metrics-changed', bringBack);

  return {
    show() {
      if (window === null) {
        window = open();
        return;
      }
      if (window.isMinimized()) window.restore();
      window.show();
      window.focus();
    },
    reload() {
      void window?.loadURL(url);
    },
    isLookedAt: () => window !== null && window.isFocused() && !window.isMinimized(),
    current: () => window,
  };
}
