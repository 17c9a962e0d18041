import { globalShortcut, Notification, powerSaveBlocker } from 'electron';
import type { SettingsStore } from '../settings/settings.ts';
import { installTray } from './installTray.ts';
import { keepAwake } from './keepAwake.ts';
import { createMuteByKey, type MuteByKey } from './muteByKey.ts';
import { notifySilently } from './notifySilently.ts';
import type { SessionWatch } from './sessionWatch.ts';
import type { Words } from '../words/words.ts';

export type SessionPartsOptions = {
  readonly watch: SessionWatch;
  readonly i18n: Words;
  readonly settings: SettingsStore;
  readonly platform: NodeJS.Platform;
  readonly isLookedAt: () => boolean;
  readonly showWindow: () => void;
  readonly quit: () => void;
  /** Tells the page that the person wants their microphone on or off. */
  readonly askMic: (isOn: boolean) => void;
  readonly onChange: () => void;
};

/** What the shell does while a session is on. Whoever made it closes it. */
export interface SessionParts {
  readonly muteKey: MuteByKey;
  /** Draws anew what is in words, after the language has changed. */
  speak(): void;
  /** Idempotent. */
  close(): void;
}

/** Puts everything that follows from a session on Electron's modules. */
export function installSessionParts(options: SessionPartsOptions): SessionParts {
  const { watch, i18n, settings, platform, isLookedAt, showWindow, quit, askMic, onChange } = options;
  const tray = installTray({ watch, i18n, platform, askMic, showWindow, quit });
  const muteKey = createMuteByKey({
    watch,
    shortcuts: globalShortcut,
    first: settings.read().muteKey,
    onPressed: () => {
      askMic(!watch.now().isMicOn);
    },
    onTaken: onChange,
  });
  const closers = [
    keepAwake(watch, powerSaveBlocker),
    notifySilently({ watch, i18n, isLookedAt, show: (text) => show(text, showWindow) }),
    tray.close,
    muteKey.close,
  ];
  return {
    muteKey,
    speak: tray.refresh,
    close() {
      for (const close of closers) close();
    },
  };
}

function show(text: { title: string; body: string }, onClick: () => void): { close: () => void } {
  if (!Notification.isSupported()) return { close: () => undefined };
  const notification = new Notification({ ...text, silent: true });
  notification.on('click', onClick);
  notification.show();
  return {
    close: () => {
      notification.close();
    },
  };
}
