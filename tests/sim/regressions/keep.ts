import { readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { scheduleSchema, type Schedule } from '../schedule/steps.ts';

const FOLDER = import.meta.dirname;

/** Keeps a schedule beside this file, where the tests find it. @returns the file, from the project's folder on */
export async function keepSchedule(schedule: Schedule): Promise<string> {
  const file = path.join(FOLDER, `seed-${schedule.seed}.json`);
  await writeFile(file, `${JSON.stringify(schedule, null, 2)}\n`);
  return path.relative(process.cwd(), file);
}

/** @throws Error where the file is not there or holds no schedule */
export async function readSchedule(file: string): Promise<Schedule> {
  return z.parse(scheduleSchema, JSON.parse(await readFile(file, 'utf8')));
}

/** All that are kept, by the name of their file. */
export async function keptSchedules(): Promise<readonly (readonly [string, Schedule])[]> {
  const files = (await readdir(FOLDER)).filter((name) => name.endsWith('.json')).sort();
  return Promise.all(files.map(async (name) => [name, await readSchedule(path.join(FOLDER, name))] as const));
}
