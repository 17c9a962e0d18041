import { healthReplySchema, hubStandingReplySchema } from '../../../protocol/api/health.ts';
import { mayMonitor } from '../../health/monitorAccess.ts';
import type { ApiDeps, ApiInstance } from '../apiDeps.ts';
import { errorReplies } from '../errors.ts';

/** How the hub is, for whoever watches over it (OP20), and for staff what of it concerns their work (OP25). */
export function registerHealth(app: ApiInstance, { health, metricsToken }: ApiDeps): void {
  app.get(
    '/health',
    {
      config: { access: 'public' },
      schema: { response: { 200: healthReplySchema, 503: healthReplySchema, ...errorReplies } },
    },
    async (request, reply) => {
      const reasons = await health.reasons();
      void reply.header('cache-control', 'no-store');
      if (reasons.includes('recordsUnreadable')) void reply.status(503);
      return {
        status: reasons.length === 0 ? ('ok' as const) : ('degraded' as const),
        ...(mayMonitor(request, metricsToken) ? { reasons } : {}),
      };
    },
  );

  app.get(
    '/hub',
    { config: { access: 'staff' }, schema: { response: { 200: hubStandingReplySchema, ...errorReplies } } },
    async () => ({ canSave: health.canSave() }),
  );
}
