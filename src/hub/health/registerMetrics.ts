import type { FastifyInstance } from 'fastify';
import { CirclewellError } from '../../protocol/errors.ts';
import type { Health } from './createHealth.ts';
import type { Meters } from './createMeters.ts';
import { mayMonitor } from './monitorAccess.ts';

/** Counts the answers, and gives all figures at `/metrics` (OP22). */
export function registerMetrics(
  app: FastifyInstance,
  { meters, health, token }: { meters: Meters; health: Health; token: string | null },
): void {
  app.addHook('onResponse', async (_request, { statusCode }) => {
    meters.httpAnswers.add({ class: `${Math.floor(statusCode / 100)}xx` });
  });
  app.get('/metrics', async (request, reply) => {
    if (!mayMonitor(request, token)) throw new CirclewellError('not_found', 'There is no such address');
    await health.refresh();
    return reply
      .type('text/plain; version=0.0.4; charset=utf-8')
      .header('cache-control', 'no-store')
      .send(meters.metrics.render());
  });
}
