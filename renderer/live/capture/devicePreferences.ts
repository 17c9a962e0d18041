import { z } from 'zod';
import type { DevicePreferences } from '../contract.ts';

const STORAGE_KEY = 'circlewell.devices';
const chosenSchema = z.object({
  microphone: z.string().max(500).nullable(),
  camera: z.string().max(500).nullable(),
  speaker: z.string().max(500).nullable(),
});
const NOTHING_CHOSEN = { microphone: null, camera: null, speaker: null } as const;

/** The part of Web Storage that is needed; `localStorage` fits. */
export type PreferenceStorage = Pick<Storage, 'getItem' | 'setItem'>;

/** Keeps the chosen devices in Web Storage. Never throws: where storage is refused or spoilt, nothing is remembered. */
export function createDevicePreferences(storage: PreferenceStorage): DevicePreferences {
  return {
    load() {
      try {
        return chosenSchema.parse(JSON.parse(storage.getItem(STORAGE_KEY) ?? 'null'));
      } catch {
        return NOTHING_CHOSEN;
      }
    },
    save(chosen) {
      try {
        storage.setItem(STORAGE_KEY, JSON.stringify(chosen));
      } catch {
        // Private windows may refuse storage; the choice then lasts as long as the page.
      }
    },
  };
}
