import pino from 'pino';
import { expect, it } from 'vitest';
import { SpareWorker } from '../../../src/hub/media/SpareWorker.ts';

const isAlive = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

it('ME2: a spare is taken once, is followed by another, and ends with its owner', async () => {
  const spare = new SpareWorker(pino({ level: 'silent' }));
  const first = await spare.take();
  const second = await spare.take();
  expect(first.pid).not.toBe(second.pid);
  await Promise.all([first.dump(), second.dump()]);
  first.close();
  second.close();
  spare.close();
  const late = await spare.take();
  expect(isAlive(late.pid)).toBe(true);
  late.close();
  await expect.poll(() => isAlive(late.pid)).toBe(false);
});
