import { hkdfSync, randomBytes } from 'node:crypto';
import { hashRaw } from '@node-rs/argon2';
import { z } from 'zod';
import { KEY_BYTES, unwrapKey, wrapKey } from '../records/sealing.ts';
import { BackupError } from './BackupError.ts';
import { parseRecoveryKey } from './recoveryKey.ts';

const SALT_BYTES = 16;
/** RFC 9106, 4: the second recommended option. A backup is opened rarely, and lies where nobody counts guesses. */
const COSTS = { memoryKiB: 65_536, passes: 3, lanes: 4 } as const;

const bytesSchema = z.base64().transform((text): Uint8Array => new Uint8Array(Buffer.from(text, 'base64')));

/** How the file's key is sealed. The costs are bounded: a file must not name what this machine cannot bear. */
export const keySlotSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('passphrase'),
    salt: bytesSchema,
    memoryKiB: z.number().int().min(8_192).max(262_144),
    passes: z.number().int().min(1).max(20),
    lanes: z.number().int().min(1).max(16),
    wrapped: bytesSchema,
  }),
  z.object({ kind: z.literal('recoveryKey'), salt: bytesSchema, wrapped: bytesSchema }),
]);
export type KeySlot = z.infer<typeof keySlotSchema>;

/** What a backup is opened with. */
export type BackupSecret = { readonly kind: 'passphrase' | 'recoveryKey'; readonly text: string };

/** Seals the file's key under a secret (OP2). */
export async function sealFileKey(fileKey: Uint8Array, secret: BackupSecret): Promise<KeySlot> {
  const salt = new Uint8Array(randomBytes(SALT_BYTES));
  if (secret.kind === 'recoveryKey') {
    const wrapped = wrapKey(fromRecoveryKey(secret.text, salt), 'backup', fileKey);
    return { kind: 'recoveryKey', salt, wrapped };
  }
  const key = await fromPassphrase(secret.text, { salt, ...COSTS });
  return { kind: 'passphrase', salt, ...COSTS, wrapped: wrapKey(key, 'backup', fileKey) };
}

/**
 * The file's key, whether the text is a passphrase or a recovery key.
 * @throws BackupError `wrongKey`
 */
export async function openFileKey(slot: KeySlot, text: string): Promise<Uint8Array> {
  const key =
    slot.kind === 'passphrase' ? await fromPassphrase(text, slot) : fromRecoveryKey(text, slot.salt);
  try {
    return unwrapKey(key, 'backup', slot.wrapped);
  } catch {
    throw new BackupError('wrongKey');
  }
}

/** How the slot is written into the header. */
export function slotToJson(slot: KeySlot): Record<string, unknown> {
  return { ...slot, salt: toBase64(slot.salt), wrapped: toBase64(slot.wrapped) };
}

function toBase64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64');
}

async function fromPassphrase(
  text: string,
  { salt, memoryKiB, passes, lanes }: Omit<Extract<KeySlot, { kind: 'passphrase' }>, 'kind' | 'wrapped'>,
): Promise<Uint8Array> {
  // As with staff's passphrases: the same text typed on another keyboard is the same passphrase.
  return hashRaw(text.normalize('NFKC'), {
    memoryCost: memoryKiB,
    timeCost: passes,
    parallelism: lanes,
    outputLen: KEY_BYTES,
    salt,
  });
}

/** The key is random already: nothing to slow down (RFC 5869). @throws BackupError `wrongKey` for what cannot be one */
function fromRecoveryKey(text: string, salt: Uint8Array): Uint8Array {
  const letters = parseRecoveryKey(text);
  if (letters === null) throw new BackupError('wrongKey');
  return new Uint8Array(hkdfSync('sha256', letters, salt, 'circlewell-backup', KEY_BYTES));
}
