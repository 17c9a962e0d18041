import { z } from 'zod';
import { ACCOUNT_HEADER } from '../../../src/protocol/api/accounts.ts';
import { CirclewellError, wireErrorSchema, type ErrorKind } from '../../../src/protocol/errors.ts';
import {
  batchReplySchema,
  changesReplySchema,
  feedsReplySchema,
  newsReplySchema,
} from '../../../src/protocol/notebook/sync.ts';
import type { Transport } from '../ports.ts';

/** A batch of some megabytes goes up a poor line in this time; after it the hub counts as away. */
const TIME_LIMIT_MS = 120_000;

const errorBodySchema = z.object({ error: wireErrorSchema });

export type HttpTransportOptions = {
  readonly fetch: typeof globalThis.fetch;
  /** Whose notebook it is: the hub refuses what comes under another's sign-in (NB30, ID63). */
  readonly staffId: string;
  /** Ends what is being asked; from then on the hub counts as away. */
  readonly signal: AbortSignal;
};

/**
 * Asks the hub over HTTP, on the page's own origin, whose cookie carries the sign-in. Unlike the console's own client it never
 * asks the person for anything: it runs behind their back.
 */
export function createHttpTransport(options: HttpTransportOptions): Transport {
  async function ask<T>(path: string, schema: z.ZodType<T>, body?: object): Promise<T> {
    const signal = AbortSignal.any([options.signal, AbortSignal.timeout(TIME_LIMIT_MS)]);
    const response = await answer(path, signal, body);
    const parsed = schema.safeParse(await json(response));
    if (signal.aborted) throw new CirclewellError('unavailable', `${path}: half an answer`);
    if (!parsed.success) throw new CirclewellError('outdated', `${path}: the reply has another shape`);
    return parsed.data;
  }

  async function answer(path: string, signal: AbortSignal, body?: object): Promise<Response> {
    const response = await options
      .fetch(path, {
        credentials: 'same-origin',
        signal,
        headers: {
          [ACCOUNT_HEADER]: options.staffId,
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        },
        ...(body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) }),
      })
      .catch(() => {
        throw new CirclewellError('unavailable', `${path}: no answer`);
      });
    if (response.ok) return response;
    const { data } = errorBodySchema.safeParse(await json(response));
    if (data) throw new CirclewellError(data.error.kind, data.error.detail ?? path, data.error.rule);
    throw new CirclewellError(kindOf(response.status), `${path}: ${response.status}`);
  }

  return {
    feeds: () => ask('/api/notebook/feeds', feedsReplySchema),
    changes: (query) => ask('/api/notebook/changes', changesReplySchema, query),
    news: (asOf) => ask(`/api/notebook/news?${new URLSearchParams({ asOf }).toString()}`, newsReplySchema),
    send: (batch) => ask('/api/notebook/batches', batchReplySchema, batch),
  };
}

/** Undefined where it is no JSON. */
async function json(response: Response): Promise<unknown> {
  return response.json().catch(() => undefined);
}

/** An answer that is not the hub's own, such as that of a proxy before it: what it says of a batch is not believed. */
function kindOf(status: number): ErrorKind {
  return status === 401 ? 'signed_out' : 'unavailable';
}
