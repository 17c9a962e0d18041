import { z } from 'zod';
import type { ForgePackagerOptions } from '@electron-forge/shared-types';
import { updateFeedSchema, type UpdateFeed } from '../updates/releaseManifest.ts';

/** How a package is signed, and which feed it will look at. */
export type Signing = {
  readonly packager: Pick<ForgePackagerOptions, 'osxSign' | 'osxNotarize' | 'windowsSign'>;
  readonly isSigned: boolean;
  readonly feed: UpdateFeed | null;
};

const environmentSchema = z.object({
  /** The name of a Developer ID certificate in the keychain. */
  CIRCLEWELL_MAC_IDENTITY: z.string().min(1).optional(),
  /** The profile under which `notarytool store-credentials` has kept what Apple wants to know. */
  CIRCLEWELL_MAC_NOTARY_PROFILE: z.string().min(1).optional(),
  // These two are read by @electron/windows-sign itself.
  WINDOWS_CERTIFICATE_FILE: z.string().min(1).optional(),
  WINDOWS_SIGN_WITH_PARAMS: z.string().min(1).optional(),
  CIRCLEWELL_UPDATE_URL: z.string().optional(),
  /** An Ed25519 key, PEM. */
  CIRCLEWELL_UPDATE_KEY: z.string().optional(),
});

/**
 * Reads from the environment who signs. Without anything the package is not signed, which the systems say when it is
 * installed.
 *
 * @throws where only half of a feed is given, or a package with a feed would not be signed: it would install what comes,
 *   and could not say from whom.
 */
export function signingOf(env: NodeJS.ProcessEnv, platform: NodeJS.Platform): Signing {
  const given = environmentSchema.parse(env);
  const identity = given.CIRCLEWELL_MAC_IDENTITY;
  const profile = given.CIRCLEWELL_MAC_NOTARY_PROFILE;
  const isWindowsSigned = (given.WINDOWS_CERTIFICATE_FILE ?? given.WINDOWS_SIGN_WITH_PARAMS) !== undefined;
  const isSigned = platform === 'darwin' ? identity !== undefined : platform === 'win32' && isWindowsSigned;
  const feed = feedOf(given.CIRCLEWELL_UPDATE_URL, given.CIRCLEWELL_UPDATE_KEY);
  if (feed !== null && !isSigned && platform !== 'linux')
    throw new Error(
      'A package with an update feed must be signed: see electron/README.md, "Signing and updates".',
    );
  return {
    packager: {
      ...(identity === undefined ? {} : { osxSign: { identity } }),
      ...(identity === undefined || profile === undefined
        ? {}
        : { osxNotarize: { keychainProfile: profile } }),
      ...(isWindowsSigned ? { windowsSign: true as const } : {}),
    },
    isSigned,
    feed,
  };
}

function feedOf(url: string | undefined, publicKey: string | undefined): UpdateFeed | null {
  if (url === undefined && publicKey === undefined) return null;
  const feed = updateFeedSchema.safeParse({ url, publicKey });
  if (!feed.success)
    throw new Error(
      'CIRCLEWELL_UPDATE_URL must be https, and CIRCLEWELL_UPDATE_KEY an Ed25519 key as PEM: give both.',
    );
  return feed.data;
}
