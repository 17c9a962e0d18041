import { argon2idAsync } from '@noble/hashes/argon2.js';
import { z } from 'zod';
import type { Bytes } from '../ports.ts';
import { KEY_BYTES } from './aesGcm.ts';

/** How much work a passphrase costs: passes, memory in KiB, lanes. Kept beside the salt, so that it can be raised. */
export const costSchema = z.strictObject({
  t: z.number().int().min(1).max(20),
  m: z.number().int().min(8).max(1_048_576),
  p: z.number().int().min(1).max(16),
});
export type Cost = z.infer<typeof costSchema>;

/** OWASP, Password Storage Cheat Sheet: Argon2id (ADR 0104). */
export const COST: Cost = { t: 2, m: 19_456, p: 1 };

/** The key's bytes from a passphrase, however its letters are composed. The caller overwrites them. */
export async function deriveKey(passphrase: string, salt: Bytes, { t, m, p }: Cost): Promise<Bytes> {
  const text = new TextEncoder().encode(passphrase.normalize('NFKC'));
  return new Uint8Array(await argon2idAsync(text, salt, { t, m, p, dkLen: KEY_BYTES }));
}
