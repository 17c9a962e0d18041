import { availableParallelism } from 'node:os';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { BUG_NAMES } from './bugs/bugs.ts';
import { Crew } from './crew/Crew.ts';
import { findBug } from './crew/findBug.ts';
import { keptSchedules } from './regressions/keep.ts';
import { generate } from './schedule/generate.ts';

const SCHEDULES = 2_000;
/** For a busy machine; nothing here asserts how long it takes. */
const PATIENCE_MS = 900_000;

const kept = await keptSchedules();
let crew: Crew;
beforeAll(() => {
  crew = Crew.open(availableParallelism());
});
afterAll(() => crew.close());

describe('the simulator', () => {
  test('SI1 tells the same story twice for a seed', async () => {
    let lines = 0;
    for (const seed of [1, 2, 3, 4, 5]) {
      const [first, second] = [await tell(seed), await tell(seed)];
      expect(second).toEqual(first);
      lines += first.length;
    }
    expect(lines).toBeGreaterThan(200);
  });

  test(`SI10 to SI26 no rule breaks in ${SCHEDULES} schedules`, { timeout: PATIENCE_MS }, async () => {
    const { ran, found, events } = await crew.runSeeds({ from: 1, count: SCHEDULES, maxFound: 3 });
    expect(found).toEqual([]);
    expect(ran).toBe(SCHEDULES);
    // Sessions that get somewhere: schedules in which nothing happens prove nothing.
    expect(events / ran).toBeGreaterThan(12);
  });

  test.each(kept)('SI9 %s, which once broke a rule, breaks none', async (_file, schedule) => {
    const { found } = await crew.run({ type: 'replay', schedule, isTold: false });
    expect(found).toEqual([]);
  });

  test('SI8 shrinks a schedule to the steps that matter', { timeout: PATIENCE_MS }, async () => {
    const buggy = Crew.open(1, 'staysInRoom');
    try {
      const { found } = await buggy.runSeeds({ from: 1, count: SCHEDULES, maxFound: 1 });
      const schedule = generate(found[0]?.seed ?? 0);
      const { schedule: shrunk } = await buggy.run({ type: 'shrink', schedule });
      expect(shrunk?.found).toContain(found[0]?.rule);
      expect(shrunk?.steps.length).toBeLessThan(schedule.steps.length);
      const again = await buggy.run({
        type: 'replay',
        schedule: shrunk ?? { seed: 0, steps: [] },
        isTold: false,
      });
      expect(again.found[0]?.rule).toBe(found[0]?.rule);
    } finally {
      await buggy.close();
    }
  });

  test.each(BUG_NAMES)('SI30 finds the bug %s', { timeout: PATIENCE_MS }, async (name) => {
    const { found } = await findBug(name, SCHEDULES);
    expect(found).not.toBeNull();
  });
});

/** The story of a seed without what is drawn by the machine's own chance: the ids of commands, and tickets. */
async function tell(seed: number): Promise<readonly string[]> {
  const { story } = await crew.run({ type: 'replay', schedule: generate(seed), isTold: true });
  return story.map((line) =>
    line.replaceAll(/[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}|"ticket":"[^"]*"/g, '…'),
  );
}
