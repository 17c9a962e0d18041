import { cpus } from 'node:os';
import { setTimeout as later } from 'node:timers/promises';

/** How much of the machine's processor time is used over a while, 0 to 1: at 1 whatever else is to be done has to queue. */
export async function busyShare(ms: number): Promise<number> {
  const before = spent();
  await later(ms);
  const after = spent();
  return 1 - (after.idle - before.idle) / (after.all - before.all);
}

function spent(): { readonly idle: number; readonly all: number } {
  const times = cpus().map((core) => core.times);
  const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
  return {
    idle: sum(times.map(({ idle }) => idle)),
    all: sum(times.flatMap((time) => Object.values(time))),
  };
}
