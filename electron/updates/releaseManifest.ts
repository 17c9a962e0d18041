import { createPublicKey, verify } from 'node:crypto';
import { z } from 'zod';

/** A version as in package.json, without anything behind it. */
const versionSchema = z.string().regex(/^\d{1,5}\.\d{1,5}\.\d{1,5}$/);

/** A file of a release. Its name is a plain one, so that it cannot be written anywhere else. */
const releaseFileSchema = z.object({
  name: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/),
  sha512: z.string().regex(/^[0-9a-f]{128}$/),
  bytes: z.number().int().positive().max(1_000_000_000),
});
export type ReleaseFile = z.infer<typeof releaseFileSchema>;

const manifestSchema = z.object({
  version: versionSchema,
  /** The files by platform and processor, such as `win32-x64`. */
  files: z.record(z.string().max(30), z.array(releaseFileSchema).min(1).max(10)),
});
export type ReleaseManifest = z.infer<typeof manifestSchema>;

/** What lies at the feed: the manifest as text, and an Ed25519 signature over exactly that text. */
const signedSchema = z.object({ manifest: z.string().max(50_000), signature: z.string().max(200) });

/** Where releases are found and who may sign them; laid into the package when it is made. */
export const updateFeedSchema = z.object({
  url: z.url({ protocol: /^https$/ }).transform((url) => url.replace(/\/+$/, '')),
  /** An Ed25519 key, PEM. */
  publicKey: z.string().startsWith('-----BEGIN PUBLIC KEY-----').max(500),
});
export type UpdateFeed = z.infer<typeof updateFeedSchema>;

/**
 * Reads what lies at a feed. Null where it is not signed by the key, or is not a manifest: nothing of it is then used.
 *
 * @param text the file as it came over the network.
 */
export function readRelease(text: string, publicKey: string): ReleaseManifest | null {
  try {
    const { manifest, signature } = signedSchema.parse(JSON.parse(text));
    const key = createPublicKey(publicKey);
    if (key.asymmetricKeyType !== 'ed25519') return null;
    if (!verify(null, Buffer.from(manifest, 'utf8'), key, Buffer.from(signature, 'base64'))) return null;
    return manifestSchema.parse(JSON.parse(manifest));
  } catch {
    return null;
  }
}

/** Whether a release is newer than what runs. An older one is never installed, so that a mended hole stays mended. */
export function isNewer(release: string, running: string): boolean {
  const parts = (version: string) => version.split('.').map(Number);
  const [a, b] = [parts(release), parts(running)];
  for (const [index, part] of a.entries()) {
    const other = b[index] ?? 0;
    if (part !== other) return part > other;
  }
  return false;
}
