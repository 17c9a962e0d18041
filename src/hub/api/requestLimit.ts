import rateLimit from '@fastify/rate-limit';
import type { FastifyInstance } from 'fastify';
import { isApiRequest } from './isApiRequest.ts';
import { CirclewellError } from '../../protocol/errors.ts';
import { RATE_LIMITS } from './rateLimits.ts';

/**
 * Counts every request to the API by its address before anything else is asked of it: whether it names our origin, who is
 * signed in, whether there is such a route (AP6). Routes with a limit of their own (`config.rateLimit`) keep that as well.
 */
export async function addRequestLimit(app: FastifyInstance): Promise<void> {
  await app.register(rateLimit, {
    global: false,
    errorResponseBuilder: () => new CirclewellError('rate_limited', 'Too many requests; wait a minute'),
  });
  const count = app.createRateLimit(RATE_LIMITS.everything);
  app.addHook('onRequest', async (request, reply) => {
    if (!isApiRequest(request)) return;
    const counted = await count(request);
    if (counted.isAllowed || !counted.isExceeded) return;
    void reply.header('retry-after', counted.ttlInSeconds);
    throw new CirclewellError('rate_limited', 'Too many requests; wait a minute');
  });
}
