import { closeSync, fsyncSync, openSync, rmSync, writeSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as later } from 'node:timers/promises';

const SYNCS = 50;
const EVERY_MS = 20;

/** How long the disk takes for one small write that is to last, in milliseconds, so many times: the hub stands still for as long. */
export async function syncTimes(folder: string): Promise<number[]> {
  const file = path.join(folder, 'sync-times');
  const fd = openSync(file, 'w');
  const times: number[] = [];
  try {
    for (let count = 0; count < SYNCS; count += 1) {
      await later(EVERY_MS);
      const startedAt = performance.now();
      writeSync(fd, `${count}\n`);
      fsyncSync(fd);
      times.push(performance.now() - startedAt);
    }
    return times;
  } finally {
    closeSync(fd);
    rmSync(file);
  }
}
