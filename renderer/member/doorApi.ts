import { z } from 'zod';
import { seatReplySchema, type Seat } from '../../src/protocol/api/door.ts';
import { liveTicketReplySchema } from '../../src/protocol/api/groups.ts';
import { CirclewellError, wireErrorSchema } from '../../src/protocol/errors.ts';

/** What the member's page asks of the hub over HTTP. Every method rejects with a CirclewellError and nothing else. */
export interface DoorApi {
  openLink(token: string): Promise<Seat>;
  readSeat(seatId: string): Promise<Seat>;
  fetchTicket(seatId: string): Promise<string>;
}

const errorReplySchema = z.object({ error: wireErrorSchema });

/** Makes the page's way to the hub it came from. */
export function createDoorApi(fetch: typeof globalThis.fetch): DoorApi {
  return {
    openLink: (token) =>
      ask(fetch, '/api/door', seatReplySchema, { method: 'POST', body: JSON.stringify({ token }) }),
    readSeat: (seatId) =>
      ask(fetch, `/api/seats/${encodeURIComponent(seatId)}`, seatReplySchema, { method: 'GET' }),
    fetchTicket: async (seatId) => {
      const path = `/api/seats/${encodeURIComponent(seatId)}/live-tickets`;
      return (await ask(fetch, path, liveTicketReplySchema, { method: 'POST' })).ticket;
    },
  };
}

async function ask<T>(
  fetch: typeof globalThis.fetch,
  path: string,
  schema: z.ZodType<T>,
  request: { readonly method: 'GET' | 'POST'; readonly body?: string },
): Promise<T> {
  let response: Response;
  try {
    response = await fetch(path, {
      ...request,
      cache: 'no-store',
      credentials: 'same-origin',
      headers: request.body === undefined ? {} : { 'content-type': 'application/json' },
    });
  } catch {
    throw new CirclewellError('unavailable', `no answer to ${request.method} ${path}`);
  }
  const body: unknown = await response.json().catch(() => null);
  if (!response.ok) {
    const reply = errorReplySchema.safeParse(body);
    // Without a body of ours, something between here and the hub has answered.
    if (!reply.success)
      throw new CirclewellError(
        response.status >= 500 ? 'unavailable' : 'internal',
        `status ${response.status}`,
      );
    throw new CirclewellError(reply.data.error.kind, reply.data.error.detail ?? '', reply.data.error.rule);
  }
  const parsed = schema.safeParse(body);
  if (!parsed.success) throw new CirclewellError('outdated', `the reply to ${path} has another shape`);
  return parsed.data;
}
