import { z } from 'zod';
import { startHubProcess, type HubEntry, type HubProcess } from './hubProcess.ts';

const readySchema = z.object({
  type: z.literal('ready'),
  consoleUrl: z.string(),
  port: z.number(),
  sample: z.object({
    staff: z.array(z.object({ role: z.string(), name: z.string(), passphrase: z.string() })),
    members: z.array(z.object({ name: z.string(), url: z.string() })),
    groupId: z.string(),
  }),
});
export type SampleProgram = z.infer<typeof readySchema>;

/** A real hub in a process of its own, with the sample program in a throw-away folder. */
export type SampleHub = SampleProgram & Omit<HubProcess, 'ready'>;

/** Starts it. Rejects with its last words if it ends before it is ready. */
export async function startSampleHub(
  extraArgs: readonly string[] = [],
  entry: HubEntry = {},
): Promise<SampleHub> {
  const { ready, ...hub } = await startHubProcess(['--sample', ...extraArgs], entry);
  return { ...hub, ...sampleOf(ready) };
}

/** How to get into the sample program, from the line that the hub has written. */
export function sampleOf(ready: unknown): SampleProgram {
  return readySchema.parse(ready);
}
