import { z } from 'zod';

/**
 * What the process that started the hub can tell it: to say goodbye, write what is under way and end. A message and no
 * signal, because on Windows every signal ends a process at once.
 */
export const hubOrderSchema = z.object({ type: z.literal('close') });
export type HubOrder = z.infer<typeof hubOrderSchema>;
