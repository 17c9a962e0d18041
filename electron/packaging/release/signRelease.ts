import { createPrivateKey, createPublicKey, sign, type KeyObject } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { readRelease, type ReleaseManifest } from '../../updates/releaseManifest.ts';

/**
 * The private half of the key that releases are signed with.
 *
 * @param pem PKCS #8, as `openssl genpkey -algorithm ed25519` writes it
 * @param publicKey the half that the packages carry
 * @throws Error where it is none, of another kind, or not the other half: no installed app would take what it signs
 */
export function readSigningKey(pem: string, publicKey: string): KeyObject {
  let key: KeyObject;
  try {
    key = createPrivateKey(pem);
  } catch {
    // Node's own words could hold some of what it read.
    throw new Error('The signing key cannot be read: it must be an Ed25519 private key as PEM.');
  }
  if (key.asymmetricKeyType !== 'ed25519') throw new Error('The signing key must be an Ed25519 key.');
  if (!createPublicKey(key).equals(createPublicKey(publicKey)))
    throw new Error('The signing key is not the other half of CIRCLEWELL_UPDATE_KEY.');
  return key;
}

/**
 * What lies at the feed as `release.json`: the manifest as text, and a signature over exactly that text. It is read back by the
 * updater's own code before it is given out.
 *
 * @throws Error where the updater would not take it
 */
export function signRelease(manifest: ReleaseManifest, key: KeyObject, publicKey: string): string {
  const text = JSON.stringify(manifest);
  const signature = sign(null, Buffer.from(text, 'utf8'), key).toString('base64');
  const signed = JSON.stringify({ manifest: text, signature });
  if (!isDeepStrictEqual(readRelease(signed, publicKey), manifest))
    throw new Error(
      'The updater does not take this release: a name, a version or a number is not as it must be.',
    );
  return signed;
}
