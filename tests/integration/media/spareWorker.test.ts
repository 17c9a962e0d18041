import pino from 'pino';
import { afterEach, expect, it, vi } from 'vitest';
import { SpareWorker } from '../../../src/hub/media/SpareWorker.ts';

const isAlive = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

let spare: SpareWorker;
afterEach(() => spare.close());
const start = () => (spare = new SpareWorker(pino({ level: 'silent' })));
/** The spare's process, once it runs. */
const running = async (): Promise<number> => {
  await vi.waitUntil(() => spare.pid !== null, { timeout: 20_000, interval: 20 });
  return spare.pid ?? 0;
};

it('ME2: a spare is taken once, is followed by another, and ends with its owner', async () => {
  start();
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

it.each(['SIGKILL', 'SIGSTOP'] as const)(
  'ME6: a spare that got %s a moment ago is not handed out, and ends',
  async (signal) => {
    start();
    const pid = await running();
    process.kill(pid, signal);
    const taken = await spare.take();
    expect(taken.pid).not.toBe(pid);
    await taken.dump();
    taken.close();
    await expect.poll(() => isAlive(pid)).toBe(false);
  },
);

it.each(['SIGKILL', 'SIGSTOP'] as const)(
  'ME6: a spare that got %s is replaced by another',
  async (signal) => {
    start();
    const pid = await running();
    process.kill(pid, signal);
    await vi.waitUntil(() => spare.pid !== null && spare.pid !== pid, { timeout: 25_000, interval: 50 });
    expect(isAlive(pid)).toBe(false);
    const taken = await spare.take();
    await taken.dump();
    taken.close();
  },
);
