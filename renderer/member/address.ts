import { doorBodySchema } from '../../src/protocol/api/door.ts';
import { idSchema } from '../../src/protocol/session/people.ts';

/** What the page's address asks for: a personal link, a seat that was taken before, or nothing that leads anywhere. */
export type Address =
  | { readonly kind: 'link'; readonly token: string }
  | { readonly kind: 'seat'; readonly seatId: string }
  | { readonly kind: 'none' };

/** The part of the browser that holds the address, so that tests need none. */
export interface AddressBar {
  read(): Address;
  /** Puts the seat in the place of the link, so that the token is neither shown, nor shared, nor kept in the history (MP1). */
  showSeat(seatId: string): void;
  /** Hears that another link was opened in this tab. */
  onChange(listener: () => void): () => void;
}

/** Reads `/join#TOKEN` or `/join/<seatId>`. */
export function parseAddress(location: { readonly pathname: string; readonly hash: string }): Address {
  const token = doorBodySchema.shape.token.safeParse(location.hash.slice(1));
  if (token.success) return { kind: 'link', token: token.data };
  const seatId = idSchema.safeParse(/^\/join\/([\w-]+)\/?$/.exec(location.pathname)?.[1]);
  return seatId.success ? { kind: 'seat', seatId: seatId.data } : { kind: 'none' };
}

/** The seat whose way to the hub is to be tried (HO20): `/join/<seatId>/reach`. */
export function parseReachAddress(pathname: string): string | null {
  const seatId = idSchema.safeParse(/^\/join\/([\w-]+)\/reach\/?$/.exec(pathname)?.[1]);
  return seatId.success ? seatId.data : null;
}

/** Where a member tries their way to the hub. */
export function reachAddress(seatId: string): string {
  return `/join/${seatId}/reach`;
}

/** The browser's own address bar. */
export function createAddressBar(window: Window): AddressBar {
  return {
    read: () => parseAddress(window.location),
    showSeat: (seatId) => window.history.replaceState(null, '', `/join/${seatId}`),
    onChange: (listener) => {
      window.addEventListener('hashchange', listener);
      return () => window.removeEventListener('hashchange', listener);
    },
  };
}
