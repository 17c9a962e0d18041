import type { Bytes } from '../ports.ts';

const VERSION = 1;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
/** The length of every key here, in bytes: AES-256. */
export const KEY_BYTES = 32;

/** A key for use: WebCrypto does not give it out again (NB10). The bytes stay the caller's, to be overwritten. */
export function importKey(bytes: Bytes): Promise<CryptoKey> {
  return crypto.subtle.importKey('raw', bytes, 'AES-GCM', false, ['encrypt', 'decrypt']);
}

/** What a sealed text is bound to; JSON keeps the parts apart whatever they hold. */
export type Place = readonly string[];
const toData = (place: Place): Bytes => new TextEncoder().encode(JSON.stringify(place));

/** Version, nonce, ciphertext with its tag. Nonces are random: 2^32 texts a key, which no workstation writes (NIST SP 800-38D, 8.3). */
export async function seal(key: CryptoKey, place: Place, plain: Uint8Array): Promise<Bytes> {
  const nonce = crypto.getRandomValues(new Uint8Array(NONCE_BYTES));
  const sealed = await crypto.subtle.encrypt(
    { name: 'AES-GCM', iv: nonce, additionalData: toData(place) },
    key,
    new Uint8Array(plain),
  );
  const whole = new Uint8Array(1 + NONCE_BYTES + sealed.byteLength);
  whole[0] = VERSION;
  whole.set(nonce, 1);
  whole.set(new Uint8Array(sealed), 1 + NONCE_BYTES);
  return whole;
}

/** @throws SealError if it was altered, moved from another place or sealed with another key */
export async function open(key: CryptoKey, place: Place, sealed: Uint8Array): Promise<Bytes> {
  if (sealed.length < 1 + NONCE_BYTES + TAG_BYTES || sealed[0] !== VERSION)
    throw new SealError('This is not a sealed text');
  const iv = new Uint8Array(sealed.subarray(1, 1 + NONCE_BYTES));
  try {
    const plain = await crypto.subtle.decrypt(
      { name: 'AES-GCM', iv, additionalData: toData(place) },
      key,
      new Uint8Array(sealed.subarray(1 + NONCE_BYTES)),
    );
    return new Uint8Array(plain);
  } catch (error) {
    throw new SealError('A sealed text does not open', { cause: error });
  }
}

export class SealError extends Error {
  override readonly name = 'SealError';
}
