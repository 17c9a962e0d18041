import { z } from 'zod';

/** What a link with the app's own scheme asks for. It only ever leads somewhere; it never does anything by itself. */
export const deepLinkSchema = z.discriminatedUnion('action', [
  /** `circlewell://today` */
  z.strictObject({ action: z.literal('today') }),
  /** `circlewell://session/<id>` */
  z.strictObject({ action: z.literal('session'), sessionId: z.string().regex(/^[\w-]{1,64}$/) }),
  /** `circlewell://join?hub=<address>`: proposes a practice's hub, which the person then checks and confirms. */
  z.strictObject({ action: z.literal('join'), address: z.url({ protocol: /^https$/ }).max(500) }),
]);
export type DeepLink = z.infer<typeof deepLinkSchema>;
