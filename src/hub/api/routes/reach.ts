import { z } from 'zod';
import { reachConnectBodySchema, reachReplySchema, reachWaySchema } from '../../../protocol/api/reach.ts';
import { idSchema } from '../../../protocol/session/people.ts';
import type { ApiDeps, ApiInstance } from '../apiDeps.ts';
import { emptyReplySchema } from '../emptyReply.ts';
import { errorReplies } from '../errors.ts';
import { RATE_LIMITS } from '../rateLimits.ts';

const seatParamsSchema = z.object({ seatId: idSchema });
const wayParamsSchema = seatParamsSchema.extend({ reachId: idSchema, way: reachWaySchema });

/** For a member who tries from their seat whether sound and pictures get through (docs/spec/hosting.md, HO20 to HO23). */
export function registerReach(app: ApiInstance, { reach, guard }: ApiDeps): void {
  app.post(
    '/seats/:seatId/reach',
    {
      config: { access: 'seat', rateLimit: RATE_LIMITS.reach },
      schema: { params: seatParamsSchema, response: { 200: reachReplySchema, ...errorReplies } },
    },
    async (request) => reach.open(guard.seatOf(request).seat.id),
  );

  app.post(
    '/seats/:seatId/reach/:reachId/:way',
    {
      config: { access: 'seat' },
      schema: {
        params: wayParamsSchema,
        body: reachConnectBodySchema,
        response: { 204: emptyReplySchema, ...errorReplies },
      },
    },
    async (request, reply) => {
      const { reachId, way } = request.params;
      await reach.connect(guard.seatOf(request).seat.id, reachId, way, request.body.dtlsParameters);
      return reply.status(204).send(null);
    },
  );
}
