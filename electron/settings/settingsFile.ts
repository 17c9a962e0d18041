import { readdirSync, readFileSync, renameSync, rmSync, copyFileSync } from 'node:fs';
import path from 'node:path';
import Store from 'electron-store';
import { z } from 'zod';
import { settingsVersion } from './migrateSettings.ts';
import type { SettingsFile } from './settings.ts';

const NAME = 'settings';
/** How many files that could not be read are kept. */
const MAX_ASIDE = 3;

export type OpenedSettings = {
  readonly file: SettingsFile;
  /** What was there could not be understood and was set aside; the app begins anew and ought to say so. */
  readonly isSetAside: boolean;
};

/**
 * Opens the settings' file in a folder. A file that cannot be read is moved aside and one of a newer version is copied,
 * so that neither a power cut nor an older app costs anybody their settings for good.
 *
 * @param stamp names the file that is set aside, for example the time.
 */
export function openSettingsFile(folder: string, stamp: string): OpenedSettings {
  const file = path.join(folder, `${NAME}.json`);
  const aside = path.join(folder, `${NAME}-aside-${stamp}.json`);
  const state = look(file);
  if (state === 'unreadable') renameSync(file, aside);
  if (state === 'newer') copyFileSync(file, aside);
  if (state === 'unreadable' || state === 'newer') forgetOldest(folder);
  return {
    file: new Store<Record<string, unknown>>({ name: NAME, cwd: folder, clearInvalidConfig: true }),
    isSetAside: state === 'unreadable',
  };
}

function look(file: string): 'missing' | 'fine' | 'newer' | 'unreadable' {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'ENOENT' ? 'missing' : 'unreadable';
  }
  const parsed = z.record(z.string(), z.unknown()).safeParse(parseJson(text));
  if (!parsed.success) return 'unreadable';
  return settingsVersion(parsed.data) === null ? 'newer' : 'fine';
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function forgetOldest(folder: string): void {
  const asides = readdirSync(folder).filter((name) => name.startsWith(`${NAME}-aside-`));
  for (const name of asides.sort().slice(0, -MAX_ASIDE)) rmSync(path.join(folder, name), { force: true });
}
