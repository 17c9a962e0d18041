import { z } from 'zod';
import { CirclewellError, wireErrorSchema } from '../../src/protocol/errors.ts';

const errorReplySchema = z.object({ error: wireErrorSchema });

/**
 * Asks the hub that the page came from.
 * @throws CirclewellError and nothing else
 */
export async function askHub<T>(
  fetch: typeof globalThis.fetch,
  path: string,
  schema: z.ZodType<T>,
  request: { readonly method: 'GET' | 'POST'; readonly body?: string; readonly signal?: AbortSignal },
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
