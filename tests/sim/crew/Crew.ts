import { Worker } from 'node:worker_threads';
import { z } from 'zod';
import { reportSchema, type Job, type Report } from './jobs.ts';

const CHUNK = 250;

/** How a run over many seeds goes. */
export type SeedRange = { readonly from: number; readonly count: number; readonly maxFound: number };

/** Threads that run schedules, each in a world of its own. Owner: whoever opened it closes it. */
export class Crew {
  readonly #workers: readonly Worker[];

  private constructor(workers: readonly Worker[]) {
    this.#workers = workers;
  }

  /** @param bug the name of a bug to be put in, or null */
  static open(size: number, bug: string | null = null): Crew {
    const file = new URL('./worker.ts', import.meta.url);
    const workers = Array.from(
      { length: size },
      () => new Worker(file, { workerData: { bug }, execArgv: [] }),
    );
    return new Crew(workers);
  }

  /** Does one job. @throws Error where the worker fails */
  async run(job: Job): Promise<Report> {
    const [worker] = this.#workers;
    if (!worker) throw new Error('a crew of nobody');
    return ask(worker, job);
  }

  /**
   * Runs the schedules of a range of seeds on all threads.
   * @param onProgress hears how many have been run
   */
  async runSeeds(range: SeedRange, onProgress: (ran: number) => void = () => undefined): Promise<Report> {
    const sum: Report = { ran: 0, events: 0, virtualMs: 0, found: [], story: [], schedule: null };
    const end = range.from + range.count;
    let next = range.from;
    const work = async (worker: Worker): Promise<void> => {
      while (next < end && sum.found.length < range.maxFound) {
        const from = next;
        next += CHUNK;
        const count = Math.min(CHUNK, end - from);
        const report = await ask(worker, { type: 'seeds', from, count, maxFound: range.maxFound });
        sum.ran += report.ran;
        sum.events += report.events;
        sum.virtualMs += report.virtualMs;
        sum.found.push(...report.found);
        onProgress(sum.ran);
      }
    };
    await Promise.all(this.#workers.map(work));
    return sum;
  }

  /** Ends the threads. Idempotent. */
  async close(): Promise<void> {
    await Promise.all(this.#workers.map((worker) => worker.terminate()));
  }
}

async function ask(worker: Worker, job: Job): Promise<Report> {
  const { promise, resolve, reject } = Promise.withResolvers<Report>();
  const onMessage = (message: unknown): void => resolve(z.parse(reportSchema, message));
  const onExit = (code: number): void => reject(new Error(`a worker ended with ${code}`));
  worker.on('message', onMessage);
  worker.on('error', reject);
  worker.on('exit', onExit);
  worker.postMessage(job);
  try {
    return await promise;
  } finally {
    worker.off('message', onMessage);
    worker.off('error', reject);
    worker.off('exit', onExit);
  }
}
