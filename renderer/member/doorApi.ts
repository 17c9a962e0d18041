import { seatReplySchema, type Seat } from '../../src/protocol/api/door.ts';
import { liveTicketReplySchema } from '../../src/protocol/api/groups.ts';
import { askHub } from './askHub.ts';

/** What the member's page asks of the hub over HTTP. Every method rejects with a CirclewellError and nothing else. */
export interface DoorApi {
  openLink(token: string): Promise<Seat>;
  readSeat(seatId: string): Promise<Seat>;
  fetchTicket(seatId: string, signal: AbortSignal): Promise<string>;
}

/** Makes the page's way to the hub it came from. */
export function createDoorApi(fetch: typeof globalThis.fetch): DoorApi {
  return {
    openLink: (token) =>
      askHub(fetch, '/api/door', seatReplySchema, { method: 'POST', body: JSON.stringify({ token }) }),
    readSeat: (seatId) =>
      askHub(fetch, `/api/seats/${encodeURIComponent(seatId)}`, seatReplySchema, { method: 'GET' }),
    fetchTicket: async (seatId, signal) => {
      const path = `/api/seats/${encodeURIComponent(seatId)}/live-tickets`;
      return (await askHub(fetch, path, liveTicketReplySchema, { method: 'POST', signal })).ticket;
    },
  };
}
