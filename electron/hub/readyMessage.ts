import { z } from 'zod';

/** What the hub says whenever it changes: whether somebody is connected to a session on it. */
export const busyMessageSchema = z.object({ type: z.literal('busy'), isBusy: z.boolean() });

/** What the hub says, once, when it answers. It says more (`sample`), which is for the terminal and not for the shell. */
export const readyMessageSchema = z.object({
  type: z.literal('ready'),
  consoleUrl: z.url({ protocol: /^https?$/ }),
  port: z.number().int().min(1).max(65_535),
});
