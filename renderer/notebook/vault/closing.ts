import { z } from 'zod';
import { workstationKeySchema } from '../../../src/protocol/api/workstations.ts';
import { closingLabel } from '../../../src/protocol/notebook/closing.ts';
import type { Bytes } from '../ports.ts';
import { fromBase64, toBase64 } from '../store/base64.ts';
import { importKey, KEY_BYTES, open, seal } from './aesGcm.ts';

/** By what the hub knows this workstation's notebook, and the key to which its vault is closed (NB70, NB71). */
export const enrolledSchema = z.strictObject({ workstation: workstationKeySchema, closingKey: z.base64() });
export type Enrolled = z.infer<typeof enrolledSchema>;

/** How a vault is closed: the key over its keys, sealed to the hub, and when (milliseconds since the Unix epoch, by the hub). */
export const closedSchema = z.strictObject({ closedKey: z.base64(), at: z.number() });
export type Closed = z.infer<typeof closedSchema>;

/** The key over a closed vault's keys, as it lies there, and as the hub has opened it. */
export const openedKeySchema = z.object({ closedKey: z.base64(), key: z.base64() });
export type OpenedKey = z.infer<typeof openedKeySchema>;

/** The two keys of a vault as they lie in its row. */
export type WrappedKeys = { readonly dataKey: string; readonly authorKey: string };

const placeOf = (which: keyof WrappedKeys) => ['closed vault', which] as const;

/** Seals wrapped keys once more, by a random key that is sealed to the hub and kept nowhere (ADR 0134). */
export async function closeKeys(
  wrapped: WrappedKeys,
  staffId: string,
  { workstation, closingKey }: Enrolled,
): Promise<{ keys: WrappedKeys; closedKey: string }> {
  const bytes = crypto.getRandomValues(new Uint8Array(KEY_BYTES));
  const hubs = await crypto.subtle.importKey(
    'spki',
    fromBase64(closingKey),
    { name: 'RSA-OAEP', hash: 'SHA-256' },
    false,
    ['encrypt'],
  );
  const label = new TextEncoder().encode(closingLabel(staffId, workstation));
  const closedKey = await crypto.subtle.encrypt({ name: 'RSA-OAEP', label }, hubs, bytes);
  const key = await importKey(bytes);
  bytes.fill(0);
  const sealed = async (which: keyof WrappedKeys): Promise<string> =>
    toBase64(await seal(key, placeOf(which), fromBase64(wrapped[which])));
  return {
    keys: { dataKey: await sealed('dataKey'), authorKey: await sealed('authorKey') },
    closedKey: toBase64(new Uint8Array(closedKey)),
  };
}

/** Takes that seal off. @throws SealError where it is another key */
export async function reopenKeys(closed: WrappedKeys, bytes: Bytes): Promise<WrappedKeys> {
  const key = await importKey(bytes);
  const opened = async (which: keyof WrappedKeys): Promise<string> =>
    toBase64(await open(key, placeOf(which), fromBase64(closed[which])));
  return { dataKey: await opened('dataKey'), authorKey: await opened('authorKey') };
}
