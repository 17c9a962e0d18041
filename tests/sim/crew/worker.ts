import { parentPort, workerData } from 'node:worker_threads';
import { z } from 'zod';
import { plantBug } from '../bugs/plantBug.ts';
import { crewDataSchema, jobSchema } from './jobs.ts';

// Thousands of refusals are thrown and caught in a run, and nobody reads where.
Error.stackTraceLimit = 0;
const { bug } = z.parse(crewDataSchema, workerData);
if (bug !== null) plantBug(bug);
// Only now: what is loaded before has no bug in it.
const { doJob } = await import('./doJob.ts');

parentPort?.on('message', (message: unknown) => {
  void doJob(z.parse(jobSchema, message)).then((report) => parentPort?.postMessage(report));
});
