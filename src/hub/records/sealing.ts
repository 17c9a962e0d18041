import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  createSecretKey,
  hkdfSync,
  randomBytes,
  type KeyObject,
} from 'node:crypto';
import type { z } from 'zod';

/** The length of every key here, in bytes: AES-256. */
export const KEY_BYTES = 32;
const VERSION = 1;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** Where a sealed text lies. It is bound into the seal, so that a text moved to another row no longer opens. */
export type SealedPlace = {
  readonly table: string;
  readonly column: string;
  readonly id: string;
  readonly seq?: number;
};

/** Seals clinical and personal text with the practice's data key (AES-256-GCM; ADR 0011). */
export interface Sealer {
  seal(place: SealedPlace, text: string): Uint8Array;
  /** @throws Error if the bytes were altered, moved from another place or sealed with another key. */
  open(place: SealedPlace, sealed: Uint8Array): string;
  /** The same for what is no text. */
  sealBytes(place: SealedPlace, bytes: Uint8Array): Uint8Array;
  /** @throws Error as `open` */
  openBytes(place: SealedPlace, sealed: Uint8Array): Uint8Array;
  /**
   * A fingerprint by which a text is found again where it lies, and which tells nothing of it without the key
   * (HMAC-SHA-256 under a key derived for this alone, in hex).
   */
  mark(place: SealedPlace, text: string): string;
}

/** @param dataKey 32 bytes. */
export function createSealer(dataKey: Uint8Array): Sealer {
  // Made once: Node makes one of plain bytes with each text, which takes longer than the sealing.
  const key = createSecretKey(dataKey);
  const markKey = Buffer.from(hkdfSync('sha256', dataKey, '', 'circlewell marks', KEY_BYTES));
  return {
    seal: (place, text) => sealBytes(key, Buffer.from(text, 'utf8'), additionalData(place)),
    open: (place, sealed) => openBytes(key, sealed, additionalData(place)).toString('utf8'),
    sealBytes: (place, bytes) => sealBytes(key, bytes, additionalData(place)),
    openBytes: (place, sealed) => openBytes(key, sealed, additionalData(place)),
    mark: (place, text) =>
      createHmac('sha256', markKey)
        .update(JSON.stringify([additionalData(place).toString('utf8'), text]), 'utf8')
        .digest('hex'),
  };
}

/** Seals a value as JSON. */
export function sealJson(sealer: Sealer, place: SealedPlace, value: unknown): Uint8Array {
  return sealer.seal(place, JSON.stringify(value));
}

/** Opens and parses what `sealJson` sealed. @throws Error where it does not open or has another shape. */
export function openJson<T>(sealer: Sealer, place: SealedPlace, sealed: Uint8Array, schema: z.ZodType<T>): T {
  return schema.parse(JSON.parse(sealer.open(place, sealed)));
}

/** Wraps a data key for storage beside the data. @param kek the key-encryption key, 32 bytes, kept elsewhere. */
export function wrapKey(kek: Uint8Array, keyId: string, dataKey: Uint8Array): Uint8Array {
  return sealBytes(kek, dataKey, additionalData({ table: 'data_keys', column: 'wrapped', id: keyId }));
}

/** @throws Error if it was wrapped with another key. */
export function unwrapKey(kek: Uint8Array, keyId: string, wrapped: Uint8Array): Uint8Array {
  return openBytes(kek, wrapped, additionalData({ table: 'data_keys', column: 'wrapped', id: keyId }));
}

/** JSON keeps the parts apart whatever they hold. */
function additionalData({ table, column, id, seq }: SealedPlace): Buffer {
  return Buffer.from(JSON.stringify([table, column, id, seq ?? null]), 'utf8');
}

/** Version, nonce, ciphertext, tag. Nonces are random: 2^32 texts a key, which is more than a practice writes (NIST SP 800-38D, 8.3). */
function sealBytes(key: Uint8Array | KeyObject, plain: Uint8Array, aad: Buffer): Uint8Array {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv('aes-256-gcm', key, nonce, { authTagLength: TAG_BYTES });
  cipher.setAAD(aad);
  return Buffer.concat([
    Buffer.from([VERSION]),
    nonce,
    cipher.update(plain),
    cipher.final(),
    cipher.getAuthTag(),
  ]);
}

function openBytes(key: Uint8Array | KeyObject, sealed: Uint8Array, aad: Buffer): Buffer {
  if (sealed.length < 1 + NONCE_BYTES + TAG_BYTES || sealed[0] !== VERSION)
    throw new Error('This is not a sealed text');
  const tagAt = sealed.length - TAG_BYTES;
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(1, 1 + NONCE_BYTES), {
    authTagLength: TAG_BYTES,
  });
  decipher.setAAD(aad);
  decipher.setAuthTag(sealed.subarray(tagAt));
  return Buffer.concat([decipher.update(sealed.subarray(1 + NONCE_BYTES, tagAt)), decipher.final()]);
}
