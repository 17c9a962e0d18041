import path from 'node:path';

/** What Squirrel's installer does with the app's shortcuts, by what it calls the app with. */
const SHORTCUTS: Readonly<Record<string, '--createShortcut' | '--removeShortcut' | null>> = {
  '--squirrel-install': '--createShortcut',
  '--squirrel-updated': '--createShortcut',
  '--squirrel-uninstall': '--removeShortcut',
  '--squirrel-obsolete': null,
};

/**
 * Whether Windows' installer has started the app only to let it tidy up, and then with what Squirrel's `Update.exe` is to
 * be started; null where the app is to run as usual. The installer waits for the end, so nothing else may begin.
 *
 * @see https://github.com/Squirrel/Squirrel.Windows/blob/develop/docs/using/custom-squirrel-events-non-cs.md
 */
export function squirrelEvent(
  argv: readonly string[],
  execPath: string,
  platform: NodeJS.Platform,
): { readonly program: string; readonly args: readonly string[] | null } | null {
  const event = argv[1] ?? '';
  if (platform !== 'win32' || !Object.hasOwn(SHORTCUTS, event)) return null;
  const { dirname, basename, resolve } = path.win32;
  const what = SHORTCUTS[event] ?? null;
  return {
    program: resolve(dirname(execPath), '..', 'Update.exe'),
    args: what === null ? null : [`${what}=${basename(execPath)}`],
  };
}
