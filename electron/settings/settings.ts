import { z } from 'zod';
import { hubAddressSchema } from '../hub/hubAddress.ts';
import { languageSchema } from '../../src/protocol/session/people.ts';
import { muteKeySchema } from '../../src/protocol/ipc/muteKey.ts';
import { keptPlaceSchema, MAX_KEPT_PLACES } from '../window/windowPlace.ts';
import { migrateSettings, SETTINGS_VERSION } from './migrateSettings.ts';

/**
 * What the shell remembers between starts. Nothing clinical and nothing secret: the file is readable by everyone who
 * can read the user's files. What cannot be read is as if it had never been set.
 */
const settingsSchema = z.object({
  version: z.literal(SETTINGS_VERSION).catch(SETTINGS_VERSION),
  /** Where the window stood, newest first, for each arrangement of screens. */
  windowPlaces: z.array(keptPlaceSchema).max(MAX_KEPT_PLACES).catch([]),
  /** The hub that was chosen; null until somebody has. */
  hub: z
    .discriminatedUnion('kind', [
      z.object({ kind: z.literal('own') }),
      z.object({ kind: z.literal('remote'), address: hubAddressSchema }),
    ])
    .nullable()
    .catch(null),
  /** The key that mutes from anywhere on this machine; null for none. */
  muteKey: muteKeySchema.nullable().catch(null),
  /** The language that the page speaks, for the shell's own words; null for the system's. */
  language: languageSchema.nullable().catch(null),
});
export type Settings = z.infer<typeof settingsSchema>;

/** The part of electron-store that is used. `store` is whatever the file holds. */
export interface SettingsFile {
  store: Record<string, unknown>;
}

export interface SettingsStore {
  read(): Settings;
  write(changes: Partial<Omit<Settings, 'version'>>): void;
}

/** Puts the schema between the file and the shell, on the way in and on the way out; brings an older file up to date. */
export function createSettings(file: SettingsFile): SettingsStore {
  const read = () => settingsSchema.parse(migrateSettings(file.store));
  return {
    read,
    write(changes) {
      file.store = { ...read(), ...changes };
    },
  };
}
