import { z } from 'zod';

/** Which hub the desktop app works with: one of its own on this machine, or the practice's. */
export const hubChoiceSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('own') }),
  z.strictObject({ kind: z.literal('remote'), address: z.string().min(1).max(500) }),
]);
export type HubChoice = z.infer<typeof hubChoiceSchema>;

/** What was found at an address. `fine` gives the address as it will be kept: its origin. */
export const hubCheckSchema = z.discriminatedUnion('result', [
  z.strictObject({ result: z.literal('fine'), address: z.string(), version: z.string().max(100) }),
  z.strictObject({
    result: z.enum([
      'notAnAddress',
      'notSecret',
      'unreachable',
      'badCertificate',
      'notAHub',
      'olderHub',
      'newerHub',
    ]),
  }),
]);
export type HubCheck = z.infer<typeof hubCheckSchema>;
