import { externalUrlSchema } from '../../src/protocol/ipc/externalUrl.ts';
import { isOwnUrl } from '../page/appOrigin.ts';

/** What becomes of an address that a page wants to go to. */
export type Destination = { kind: 'own' } | { kind: 'external'; url: string } | { kind: 'refused' };

/**
 * An own address may be gone to; a plain https link is handed to the system's browser; everything else (file:, data:,
 * javascript:, http:, other programs' schemes) goes nowhere.
 */
export function destinationOf(address: string): Destination {
  if (isOwnUrl(address)) return { kind: 'own' };
  const external = externalUrlSchema.safeParse(address);
  const url = external.success ? URL.parse(external.data) : null;
  if (url === null || url.protocol !== 'https:' || url.username !== '' || url.password !== '')
    return { kind: 'refused' };
  return { kind: 'external', url: url.href };
}
