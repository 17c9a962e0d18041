import { runSchedule } from './runSchedule.ts';
import type { Schedule, Step } from './schedule/steps.ts';

/** How many runs a shrinking may take. */
const MAX_RUNS = 600;

/**
 * Leaves steps out, first halves and in the end single ones, as long as the same rule breaks (SI8).
 * @returns the shortest schedule that was met, with what it found; the same one where nothing breaks
 */
export async function shrink(schedule: Schedule): Promise<Schedule> {
  const first = await runSchedule(schedule);
  if (!first.violation) return schedule;
  const { rule } = first.violation;
  let found = first.violation.detail;
  let steps: readonly Step[] = schedule.steps;
  let runs = 0;
  for (let size = Math.ceil(steps.length / 2); size >= 1 && runs < MAX_RUNS;) {
    const before = steps.length;
    for (let start = 0; start < steps.length && runs < MAX_RUNS;) {
      const rest = [...steps.slice(0, start), ...steps.slice(start + size)];
      const { violation } = await runSchedule({ ...schedule, steps: rest });
      runs += 1;
      if (violation?.rule === rule) {
        steps = rest;
        found = violation.detail;
      } else {
        start += size;
      }
    }
    // Once more at the same size, as long as something went.
    if (steps.length === before) size = size === 1 ? 0 : Math.ceil(size / 2);
  }
  return { ...schedule, found: `${rule}: ${found}`, steps: [...steps] };
}
