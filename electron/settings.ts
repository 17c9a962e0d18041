import { z } from 'zod';
import { hubAddressSchema } from './hub/hubPlan.ts';
import { windowPlaceSchema } from './window/windowPlace.ts';

/**
 * What the shell remembers between starts. Nothing clinical and nothing secret: the file is readable by everyone who
 * can read the user's files. What cannot be read is as if it had never been set.
 */
export const settingsSchema = z.object({
  windowPlace: windowPlaceSchema.nullable().catch(null),
  /** The origin of a hub elsewhere; null for the shell's own. */
  hubAddress: hubAddressSchema.nullable().catch(null),
});
export type Settings = z.infer<typeof settingsSchema>;

/** The part of electron-store that is used. `store` is whatever the file holds. */
export interface SettingsFile {
  store: Record<string, unknown>;
}

export interface SettingsStore {
  read(): Settings;
  write(changes: Partial<Settings>): void;
}

/** Puts the schema between the file and the shell, on the way in and on the way out. */
export function createSettings(file: SettingsFile): SettingsStore {
  const read = () => settingsSchema.parse(file.store);
  return {
    read,
    write(changes) {
      file.store = { ...read(), ...changes };
    },
  };
}
