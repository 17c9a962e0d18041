import { runSchedule } from '../runSchedule.ts';
import { generate } from '../schedule/generate.ts';
import type { Schedule } from '../schedule/steps.ts';
import { shrink } from '../shrink.ts';
import type { Found, Job, Report } from './jobs.ts';

/** Does a job in this thread. One at a time. */
export async function doJob(job: Job): Promise<Report> {
  switch (job.type) {
    case 'seeds':
      return runSeeds(job);
    case 'replay':
      return replay(job.schedule, job.isTold);
    case 'shrink':
      return { ...empty(), schedule: await shrink(job.schedule) };
  }
}

async function runSeeds({ from, count, maxFound }: Extract<Job, { type: 'seeds' }>): Promise<Report> {
  const sums = { ran: 0, events: 0, virtualMs: 0 };
  const found: Found[] = [];
  for (let seed = from; seed < from + count && found.length < maxFound; seed += 1) {
    const { violation, events, virtualMs } = await runSchedule(generate(seed));
    sums.ran += 1;
    sums.events += events;
    sums.virtualMs += virtualMs;
    if (violation) found.push({ seed, ...violation });
  }
  return { ...empty(), ...sums, found };
}

async function replay(schedule: Schedule, isTold: boolean): Promise<Report> {
  const story: string[] = [];
  const { violation, events, virtualMs } = await runSchedule(
    schedule,
    isTold ? (line) => story.push(line) : null,
  );
  const found = violation ? [{ seed: schedule.seed, ...violation }] : [];
  return { ...empty(), ran: 1, events, virtualMs, found, story };
}

function empty(): Report {
  return { ran: 0, events: 0, virtualMs: 0, found: [], story: [], schedule: null };
}
