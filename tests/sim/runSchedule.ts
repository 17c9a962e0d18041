import type { Violation } from './core/Watch.ts';
import { perform } from './perform.ts';
import { leave, rest } from './rest.ts';
import type { Schedule, Step } from './schedule/steps.ts';
import { World } from './world/World.ts';

/** What came of a run. */
export type Outcome = {
  readonly violation: Violation | null;
  readonly events: number;
  readonly tasks: number;
  readonly virtualMs: number;
};

/**
 * Runs a schedule to its end, or to the first rule that breaks. One at a time in a process: the hub's timers are the
 * process's own. Never rejects.
 * @param tell gets the story line by line
 */
export async function runSchedule(
  { seed, steps }: Schedule,
  tell: ((line: string) => void) | null = null,
): Promise<Outcome> {
  const world = new World(seed, tell);
  const onRejection = (error: unknown): void => world.watch.fail('SI21', `nobody catches ${String(error)}`);
  process.on('unhandledRejection', onRejection);
  try {
    await play(world, steps);
  } catch (error) {
    world.watch.fail('SI21', error instanceof Error ? (error.stack ?? error.message) : String(error));
  } finally {
    process.off('unhandledRejection', onRejection);
    world.close();
  }
  return {
    violation: world.watch.violation,
    events: world.disk.events.length,
    tasks: world.time.ran,
    virtualMs: world.time.now,
  };
}

async function play(world: World, steps: readonly Step[]): Promise<void> {
  for (const { afterMs, ...deed } of steps) {
    await world.time.runUntil(world.time.now + afterMs);
    if (world.watch.violation) return;
    world.watch.note(() => `${deed.type} ${JSON.stringify(deed)}`);
    await perform(world, deed);
    if (world.watch.violation) return;
  }
  await rest(world);
  if (!world.watch.violation) await leave(world);
}
