import { z } from 'zod';
import { wireErrorSchema, type WireError } from '../errors.ts';

/** How a call ends. It always resolves: an error that crosses Electron's IPC as a rejection loses its kind. */
export type IpcResult<T> = { ok: true; value: T } | { ok: false; error: WireError };

/** The envelope of a call's reply. */
export function ipcResultSchema<T>(reply: z.ZodType<T>): z.ZodType<IpcResult<T>> {
  return z.discriminatedUnion('ok', [
    z.strictObject({ ok: z.literal(true), value: reply }),
    z.strictObject({ ok: z.literal(false), error: wireErrorSchema }),
  ]);
}
