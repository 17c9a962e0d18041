import { z } from 'zod';
import { deviceChecksSchema } from '../../src/protocol/session/people.ts';

const rememberedSchema = z.object({
  sessionId: z.string(),
  checks: deviceChecksSchema.nullable(),
  hasAgreed: z.boolean(),
  /** Came to the door of this session before, so that devices are wanted at once after a reload. */
  hasArrived: z.boolean(),
  isMicOn: z.boolean(),
  isCameraOn: z.boolean(),
});

/** What of the door need not be asked twice in one session. Never where the member is, nor their number (MP12). */
export type Remembered = z.infer<typeof rememberedSchema>;

/** Keeps it for this tab and this session. */
export interface DoorMemory {
  load(sessionId: string): Remembered;
  save(remembered: Remembered): void;
}

const STORAGE_KEY = 'circlewell.door';

/** Keeps it in a storage that ends with the tab. Where storage is forbidden, nothing is remembered. */
export function createDoorMemory(storage: () => Storage): DoorMemory {
  return {
    load: (sessionId) => {
      try {
        const remembered = rememberedSchema.parse(JSON.parse(storage().getItem(STORAGE_KEY) ?? 'null'));
        return remembered.sessionId === sessionId ? remembered : nothing(sessionId);
      } catch {
        return nothing(sessionId);
      }
    },
    save: (remembered) => {
      try {
        storage().setItem(STORAGE_KEY, JSON.stringify(remembered));
      } catch {
        // Storage can be full or forbidden; the checks are then asked again after a reload.
      }
    },
  };
}

function nothing(sessionId: string): Remembered {
  return { sessionId, checks: null, hasAgreed: false, hasArrived: false, isMicOn: true, isCameraOn: true };
}
