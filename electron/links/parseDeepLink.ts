import { deepLinkSchema, type DeepLink } from '../../src/protocol/ipc/deepLink.ts';
import { hubAddressSchema } from '../hub/hubAddress.ts';

/** The scheme that the system hands to this app. */
export const DEEP_LINK_SCHEME = 'circlewell';
/** The longest link that is looked at, in characters. */
const MAX_LINK_LENGTH = 700;

/** The whole of what a link may look like; nothing is decoded before it has this shape. */
const SHAPE =
  /^circlewell:\/\/(?:(today)|session\/([A-Za-z0-9_-]{1,64})|join\?hub=((?:[A-Za-z0-9._~:/-]|%[0-9A-Fa-f]{2}){1,600}))\/?$/;

/**
 * Understands a link with the app's scheme, or does not: null. Any program and any page can open such links, with
 * whatever in them, so the grammar is a closed one and no parser that mends what is broken ever sees the text.
 */
export function parseDeepLink(text: string): DeepLink | null {
  if (text.length > MAX_LINK_LENGTH) return null;
  const match = SHAPE.exec(text);
  if (match === null) return null;
  const [, today, sessionId, hub] = match;
  if (today !== undefined) return { action: 'today' };
  if (sessionId !== undefined) return { action: 'session', sessionId };
  return hub === undefined ? null : parseHub(hub);
}

/** An address inside a link must be https and stand for itself: no path, no user name, nothing encoded twice. */
function parseHub(encoded: string): DeepLink | null {
  const decoded = decode(encoded);
  if (decoded === null || !/^https:\/\/[A-Za-z0-9.-]+(?::\d{1,5})?\/?$/.test(decoded)) return null;
  const address = hubAddressSchema.safeParse(decoded);
  if (!address.success) return null;
  const link = deepLinkSchema.safeParse({ action: 'join', address: address.data });
  return link.success ? link.data : null;
}

function decode(text: string): string | null {
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
}

/**
 * The link in the command line of a first or a second instance, which on Windows and Linux is where the system puts it.
 * Nothing else there is looked at: no path, no switch, no folder. Two links, or one that is not understood, are none.
 */
export function findDeepLink(argv: readonly string[]): DeepLink | null {
  const candidates = argv
    .slice(1)
    .filter((argument) => argument.toLowerCase().includes(`${DEEP_LINK_SCHEME}:`));
  const [only] = candidates;
  return candidates.length === 1 && only !== undefined ? parseDeepLink(only) : null;
}
