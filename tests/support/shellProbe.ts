import type { ElectronApplication } from '@playwright/test';

/** What the shell does outside of its page, where no test can look or press: the tray, the system's dialogs, staying awake. */
export type ShellProbe = {
  trayLabels(): Promise<readonly string[]>;
  /** Presses an entry of the tray's menu. */
  pressInTray(label: string): Promise<void>;
  isScreenKeptOn(): Promise<boolean>;
  /** The questions of the system's dialogs so far. */
  asked(): Promise<readonly string[]>;
  /** From now on every question of the system's dialogs gets this button, by its place; Enter and Escape give 0. */
  answer(button: number): Promise<void>;
};

/** Stands between the shell and Electron from now on. Everything still happens, but that dialogs are answered and not shown. */
export async function watchShell(app: ElectronApplication): Promise<ShellProbe> {
  const seen = await app.evaluateHandle(({ dialog, powerSaveBlocker, Tray }) => {
    const probe = {
      tray: [] as { label: string; press: () => void }[],
      asked: [] as string[],
      response: 0,
      keptOn: new Set<number>(),
    };
    const { setContextMenu } = Tray.prototype;
    Tray.prototype.setContextMenu = function show(menu) {
      probe.tray = (menu?.items ?? []).map((item) => ({
        label: item.label,
        press: () => {
          Reflect.apply(item.click, item, []);
        },
      }));
      setContextMenu.call(this, menu);
    };
    const start = powerSaveBlocker.start.bind(powerSaveBlocker);
    const stop = powerSaveBlocker.stop.bind(powerSaveBlocker);
    powerSaveBlocker.start = (type) => {
      const id = start(type);
      probe.keptOn.add(id);
      return id;
    };
    powerSaveBlocker.stop = (id) => {
      probe.keptOn.delete(id);
      return stop(id);
    };
    const note = (given: readonly unknown[]) => {
      const options = given.at(-1);
      if (options !== null && typeof options === 'object' && 'message' in options)
        probe.asked.push(String(options.message));
      return probe.response;
    };
    dialog.showMessageBox = async (...given: unknown[]) => ({
      response: note(given),
      checkboxChecked: false,
    });
    dialog.showMessageBoxSync = (...given: unknown[]) => note(given);
    return probe;
  });
  return {
    trayLabels: () => seen.evaluate(({ tray }) => tray.map(({ label }) => label)),
    pressInTray: (wanted) =>
      seen.evaluate(({ tray }, label) => tray.find((item) => item.label === label)?.press(), wanted),
    isScreenKeptOn: () => seen.evaluate(({ keptOn }) => keptOn.size > 0),
    asked: () => seen.evaluate(({ asked }) => asked),
    answer: (button) =>
      seen.evaluate((probe, response) => {
        probe.response = response;
      }, button),
  };
}
