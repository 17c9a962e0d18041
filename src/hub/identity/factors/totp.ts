import { Secret, TOTP } from 'otpauth';

const KEY_BYTES = 20;
const STEP_MS = 30_000;
const DRIFT_STEPS = 1;

/** What every authenticator app knows by heart (RFC 6238 with the values of its reference implementation). */
const SCHEME = { issuer: 'Circlewell', algorithm: 'SHA1', digits: 6, period: STEP_MS / 1000 } as const;

/** A new key of 160 random bits, in base 32 (RFC 4226, 4, R6). */
export function newAppKey(): string {
  return new Secret({ size: KEY_BYTES }).base32;
}

/** The key as an authenticator app takes it from a QR code. @param label whose it is, as the app shows it */
export function appKeyUri(key: string, label: string): string {
  return new TOTP({ ...SCHEME, label, secret: Secret.fromBase32(key) }).toString();
}

/**
 * The step that a code belongs to, or null where it is none of now, of the step before, or of the one after (ID43). Whether the
 * step has been used is the store's to say.
 * @param at milliseconds since the Unix epoch.
 */
export function stepOfCode(key: string, typed: string, at: number): number | null {
  const token = typed.replaceAll(/\s/g, '');
  if (!/^\d{6}$/.test(token)) return null;
  const secret = Secret.fromBase32(key);
  const delta = TOTP.validate({ ...SCHEME, secret, token, timestamp: at, window: DRIFT_STEPS });
  return delta === null ? null : Math.floor(at / STEP_MS) + delta;
}
