import { EventEmitter } from 'node:events';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { watchWorker } from './watchWorker.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function setUp() {
  const observer = new EventEmitter();
  const owed: (() => void)[] = [];
  const worker = { observer, isStanding: false, hung: 0, asks: 0, goOn: () => undefined as void };
  worker.goOn = () => {
    worker.isStanding = false;
    for (const answer of owed.splice(0)) answer();
  };
  const getResourceUsage = async () => {
    worker.asks += 1;
    if (worker.isStanding) await new Promise<void>((resolve) => owed.push(resolve));
  };
  const stop = watchWorker({ observer, getResourceUsage }, () => (worker.hung += 1));
  return { worker, stop };
}

test('ME5 a worker that stood still for eight seconds goes on; one that does not answer is told once', async () => {
  const { worker } = setUp();
  await vi.advanceTimersByTimeAsync(60_000);
  worker.isStanding = true;
  await vi.advanceTimersByTimeAsync(8_000);
  worker.goOn();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(worker.hung).toBe(0);
  worker.isStanding = true;
  await vi.advanceTimersByTimeAsync(60_000);
  expect(worker.hung).toBe(1);
});

test.each(['closed', 'given away'])('ME5 a worker that is %s is not asked any more', async (why) => {
  const { worker, stop } = setUp();
  if (why === 'closed') worker.observer.emit('close');
  else stop();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(worker).toMatchObject({ asks: 0, hung: 0 });
});
