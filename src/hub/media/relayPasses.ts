import { createHmac, randomBytes } from 'node:crypto';
import type { TurnConfig } from '../config.ts';

/** Relays with a name and a password, as a browser's RTCPeerConnection takes them. */
export type IceServer = {
  readonly urls: readonly string[];
  readonly username: string;
  readonly credential: string;
};

/** Longer than any session: an allocation is renewed under the name it was made with. In seconds. */
const HOLDS_S = 12 * 3600;

/**
 * Makes a client's passes for the relays (HO11): the name says when it ends, the password is its HMAC under the secret that
 * hub and relay share, so that the relay needs no list of names (draft-uberti-behave-turn-rest-00, section 2.2).
 *
 * @param now milliseconds since the Unix epoch.
 * @returns what gives one client its ICE servers; none where no relay is configured.
 */
export function createRelayPasses(turn: TurnConfig | null, now: () => number): () => IceServer[] {
  if (turn === null) return () => [];
  return () => {
    const username = `${Math.floor(now() / 1000) + HOLDS_S}:${randomBytes(8).toString('hex')}`;
    // SHA-1 is what relays check; an HMAC does not need it to be free of collisions.
    const credential = createHmac('sha1', turn.secret).update(username).digest('base64');
    return [{ urls: turn.urls, username, credential }];
  };
}
