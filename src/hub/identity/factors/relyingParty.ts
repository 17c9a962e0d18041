import { isIP } from 'node:net';
import { CirclewellError } from '../../../protocol/errors.ts';
import type { HubAddress } from '../hubAddress.ts';

/** Whom a passkey is bound to: the page's origin, and the host name in it (WebAuthn's relying party). */
export type RelyingParty = { readonly origin: string; readonly host: string };

/**
 * The relying party for a page, from the hub's own addresses and never from what a request claims (ID45).
 * @throws CirclewellError `conflict` (`factor.noPasskeysHere`) for a bare address, an insecure one, and the desktop's scheme
 */
export function relyingPartyOf(
  address: Pick<HubAddress, 'ownOrigins'>,
  origin: string | undefined,
): RelyingParty {
  const own = address.ownOrigins().find((one) => one === origin);
  if (own !== undefined) {
    const { protocol, hostname } = new URL(own);
    const isNamed = isIP(hostname.replaceAll(/[[\]]/g, '')) === 0;
    if (isNamed && (protocol === 'https:' || hostname === 'localhost'))
      return { origin: own, host: hostname };
  }
  throw new CirclewellError('conflict', 'A passkey is bound to no such address', 'factor.noPasskeysHere');
}
