import { z } from 'zod';
import { scheduleSchema } from '../schedule/steps.ts';

/** What a worker is made with. */
export const crewDataSchema = z.object({ bug: z.string().nullable() });

/** What a worker is asked to do, one thing at a time. */
export const jobSchema = z.discriminatedUnion('type', [
  /** The schedules of these seeds, until so many rules have been broken. */
  z.object({ type: z.literal('seeds'), from: z.number(), count: z.number(), maxFound: z.number() }),
  /** One schedule, told line by line if it is to be read. */
  z.object({ type: z.literal('replay'), schedule: scheduleSchema, isTold: z.boolean() }),
  /** The shortest part of a schedule that still breaks the same rule. */
  z.object({ type: z.literal('shrink'), schedule: scheduleSchema }),
]);
export type Job = z.infer<typeof jobSchema>;

const foundSchema = z.object({
  seed: z.number(),
  rule: z.string(),
  detail: z.string(),
  /** Milliseconds since the world's beginning. */
  at: z.number(),
});
/** A rule that a schedule broke. */
export type Found = z.infer<typeof foundSchema>;

/** What a worker answers. */
export const reportSchema = z.object({
  ran: z.number(),
  events: z.number(),
  virtualMs: z.number(),
  found: z.array(foundSchema),
  story: z.array(z.string()),
  /** What `shrink` came to. */
  schedule: scheduleSchema.nullable(),
});
export type Report = z.infer<typeof reportSchema>;
