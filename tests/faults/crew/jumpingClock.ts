import { z } from 'zod';

/**
 * Loaded into the hub's process before the hub (`node --import`): the machine's clock is set to another time by a message of the
 * test's. What counts time without a clock (`performance.now`, timers) goes on, as it does on a machine.
 */
const jumpSchema = z.object({ type: z.literal('jump'), ms: z.number() });
const plain = Date.now.bind(Date);
let offsetMs = 0;
Date.now = () => plain() + offsetMs;

process.on('message', (message) => {
  const jump = jumpSchema.safeParse(message);
  if (!jump.success) return;
  offsetMs += jump.data.ms;
  process.send?.({ type: 'jumped' });
});
// The hub ends when it wants to.
process.channel?.unref();
