import path from 'node:path';

/**
 * Where the shell keeps what it remembers; one Circlewell runs on each such folder, and a second comes to the front of the first.
 * `npm start` names one for each practice's data (scripts/start/shell.mjs). Otherwise it is a folder of its own below the
 * application data, because on macOS the practice's data lies in the folder that would be the default.
 */
export function profileDir(env: NodeJS.ProcessEnv, appData: string): string {
  const named = env['CIRCLEWELL_PROFILE_DIR'];
  return named === undefined || named === ''
    ? path.join(appData, 'Circlewell', 'shell')
    : path.resolve(named);
}
