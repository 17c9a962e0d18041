import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { childrenOf, killWithChildren } from '../../bench/shared/processes.ts';
import { startHubProcess, type HubProcess } from '../../support/hubProcess.ts';
import { sampleOf, type SampleProgram } from '../../support/sampleHub.ts';

/** The hub's sources: these tests need no bundle. */
const ENTRY = 'src/hub/main.ts';

export type FaultHubOptions = {
  /** Made, and thrown away at the end, where it is not given. */
  readonly dataDir?: string;
  readonly nodeArgs?: readonly string[];
};

/** A real hub in a process of its own that can be killed and started again on the same data and the same port. Its owner closes it. */
export class FaultHub {
  readonly sample: SampleProgram['sample'];
  readonly dataDir: string;
  readonly port: number;
  readonly #options: FaultHubOptions;
  #process: HubProcess;

  private constructor(options: FaultHubOptions, dataDir: string, started: HubProcess) {
    const { sample, port } = sampleOf(started.ready);
    this.sample = sample;
    this.port = port;
    this.dataDir = dataDir;
    this.#options = options;
    this.#process = started;
  }

  /** With the sample program. */
  static async start(options: FaultHubOptions = {}): Promise<FaultHub> {
    const dataDir = options.dataDir ?? (await mkdtemp(path.join(tmpdir(), 'circlewell-fault-')));
    return new FaultHub(options, dataDir, await startOn(dataDir, 0, options, ['--sample']));
  }

  get origin(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  get process(): HubProcess {
    return this.#process;
  }

  /** The media workers' process ids. */
  workerPids(): number[] {
    return childrenOf(this.#process.pid);
  }

  /** Ends it as the power does, and resolves when it is gone, with its workers. */
  async kill(): Promise<void> {
    await killWithChildren(this.#process.process);
  }

  /** Asks it to end in order. */
  async stop(): Promise<void> {
    await this.#process.close();
  }

  /** Starts it again on its data and its port. @throws Error with its last words where it ends before it is ready */
  async startAgain(): Promise<void> {
    this.#process = await startOn(this.dataDir, this.port, this.#options);
  }

  async close(): Promise<void> {
    await this.#process.close();
    if (this.#options.dataDir === undefined) await rm(this.dataDir, { recursive: true, force: true });
  }
}

async function startOn(
  dataDir: string,
  port: number,
  { nodeArgs = [] }: FaultHubOptions,
  args: readonly string[] = [],
): Promise<HubProcess> {
  return startHubProcess(args, { entry: ENTRY, dataDir, port, nodeArgs });
}
