import { TestRunner } from 'vitest';

/** Notes how many outcomes of the permission tables the running test compares, so that `measure -- permissions` can count them. */
export function countOutcomes(count: number): void {
  const meta = TestRunner.getCurrentTest()?.meta;
  if (!meta) throw new Error('Outcomes are counted within a test');
  meta.outcomes = (meta.outcomes ?? 0) + count;
}

declare module 'vitest' {
  interface TaskMeta {
    outcomes?: number;
  }
}
