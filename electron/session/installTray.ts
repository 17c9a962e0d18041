import { Menu, nativeImage, Tray, type NativeImage } from 'electron';
import { drawTrayIcon, TRAY_ICON_SIZE } from './drawTrayIcon.ts';
import type { SessionWatch } from './sessionWatch.ts';
import { trayView, type TrayIcon, type TrayView } from './trayView.ts';
import type { Words } from '../words/words.ts';

export type TrayOptions = {
  readonly watch: SessionWatch;
  readonly i18n: Words;
  readonly platform: NodeJS.Platform;
  readonly askMic: (isOn: boolean) => void;
  readonly showWindow: () => void;
  readonly quit: () => void;
};

/** The tray, drawn anew whenever the session or the language changes. Whoever made it closes it. */
export interface ShellTray {
  refresh(): void;
  /** Idempotent. */
  close(): void;
}

export function installTray({ watch, i18n, platform, askMic, showWindow, quit }: TrayOptions): ShellTray {
  const tray = new Tray(picture('none', platform));
  const act: Readonly<Record<TrayView['items'][number]['id'], () => void>> = {
    mute: () => {
      askMic(false);
    },
    unmute: () => {
      askMic(true);
    },
    show: showWindow,
    quit,
  };

  function refresh(): void {
    if (tray.isDestroyed()) return;
    const { icon, toolTip, items } = trayView(watch.now(), i18n);
    tray.setImage(picture(icon, platform));
    tray.setToolTip(toolTip);
    tray.setContextMenu(
      Menu.buildFromTemplate(items.map(({ id, label }) => ({ id, label, click: act[id] }))),
    );
  }

  // On macOS a click opens the menu.
  if (platform !== 'darwin') tray.on('click', showWindow);
  const stop = watch.onChange((now, before) => {
    if (now.stage !== before.stage || now.isMicOn !== before.isMicOn) refresh();
  });
  refresh();
  return {
    refresh,
    close() {
      stop();
      if (!tray.isDestroyed()) tray.destroy();
    },
  };
}

function picture(icon: TrayIcon, platform: NodeJS.Platform): NativeImage {
  const size = { width: TRAY_ICON_SIZE, height: TRAY_ICON_SIZE };
  const image = nativeImage.createFromBitmap(drawTrayIcon(icon, 1), size);
  image.addRepresentation({
    scaleFactor: 2,
    width: TRAY_ICON_SIZE * 2,
    height: TRAY_ICON_SIZE * 2,
    buffer: drawTrayIcon(icon, 2),
  });
  // macOS draws a template in the menu bar's own colour, light or dark.
  if (platform === 'darwin') image.setTemplateImage(true);
  return image;
}
