import { z } from 'zod';
import { seatReplySchema, type Seat } from '../../../src/protocol/api/door.ts';
import { reachReplySchema, type ReachReply, type ReachWay } from '../../../src/protocol/api/reach.ts';
import { askHub } from '../askHub.ts';

/** What the page asks of the hub from one seat. Every method rejects with a CirclewellError and nothing else. */
export interface ReachApi {
  readSeat(): Promise<Seat>;
  open(): Promise<ReachReply>;
  connect(reachId: string, way: ReachWay, dtlsParameters: object): Promise<void>;
}

/** Makes the page's way to the hub it came from. */
export function createReachApi(fetch: typeof globalThis.fetch, seatId: string): ReachApi {
  const seat = `/api/seats/${encodeURIComponent(seatId)}`;
  return {
    readSeat: () => askHub(fetch, seat, seatReplySchema, { method: 'GET' }),
    open: () => askHub(fetch, `${seat}/reach`, reachReplySchema, { method: 'POST' }),
    async connect(reachId, way, dtlsParameters) {
      const body = JSON.stringify({ dtlsParameters });
      await askHub(fetch, `${seat}/reach/${reachId}/${way}`, z.null(), { method: 'POST', body });
    },
  };
}
