import { expect, test } from 'vitest';
import { createFakeClock } from '../testKit/fakeClock.ts';
import { watchHeardAgain } from './heardAgain.ts';

test('CL7 media that had stopped and comes in again is noticed once; media that goes on is not', async () => {
  const clock = createFakeClock();
  let newest: number | null = 1;
  let heard = 0;
  const watch = watchHeardAgain({ clock, newestAt: () => newest, onHeardAgain: () => (heard += 1) });
  for (let turn = 0; turn < 20; turn += 1) {
    newest += 1;
    await clock.advance(400);
  }
  expect(heard).toBe(0);
  expect(watch.hadStopped()).toBe(false);
  // A browser forgets what it has not received for ten seconds.
  newest = null;
  await clock.advance(40_000);
  expect(heard).toBe(0);
  newest = 99;
  await clock.advance(100);
  expect(heard).toBe(1);
  newest = 100;
  await clock.advance(100);
  expect(heard).toBe(1);
  expect(watch.hadStopped()).toBe(true);
  watch.stop();
  expect(clock.waiting).toBe(0);
});
