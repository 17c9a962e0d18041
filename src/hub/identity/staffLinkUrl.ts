import type { HubAddress } from './hubAddress.ts';

/** Where a link for a passphrase leads. The token stands in the fragment, which browsers send to no server (ID90). */
export function staffLinkUrl(address: Pick<HubAddress, 'publicUrl'>, token: string): string {
  return `${address.publicUrl()}/welcome#${token}`;
}
