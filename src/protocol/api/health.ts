import { z } from 'zod';

/** Why a hub is degraded (docs/spec/operations.md, OP21). */
export const healthReasonSchema = z.enum([
  'recordsUnreadable',
  'recordsUnwritable',
  'mediaWorkerMissing',
  'diskAlmostFull',
  'overloaded',
  'auditBroken',
  'clockJumped',
  'certificateRunsOut',
]);
export type HealthReason = z.infer<typeof healthReasonSchema>;

/** GET /api/hub (staff): whether what is done in sessions can be kept just now (OP25). */
export const hubStandingReplySchema = z.object({ canSave: z.boolean() });

/** GET /api/health. The reasons are told on the hub's own machine and to whoever has the token alone. */
export const healthReplySchema = z.object({
  status: z.enum(['ok', 'degraded']),
  reasons: z.array(healthReasonSchema).optional(),
});
