import { z } from 'zod';

/** What the shell may know of the session on the screen: that there is one, never which or who is in it. */
export const shownSessionSchema = z.strictObject({
  /** `waiting`: its waiting room is open; `live`: the group has started. */
  stage: z.enum(['none', 'waiting', 'live']),
  /** The person's own microphone. */
  isMicOn: z.boolean(),
  /** How many wait to be let in. */
  waitingCount: z.number().int().min(0).max(1000),
  /** How many calls for help nobody has taken. */
  helpCount: z.number().int().min(0).max(1000),
});
export type ShownSession = z.infer<typeof shownSessionSchema>;

/** No session is on the screen. */
export const NO_SESSION: ShownSession = { stage: 'none', isMicOn: false, waitingCount: 0, helpCount: 0 };
