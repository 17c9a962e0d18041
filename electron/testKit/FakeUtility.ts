import { EventEmitter } from 'node:events';
import type { ForkOptions, UtilityProcess } from 'electron';

/** A process beside the main one. It ends when it is told to. */
export class FakeUtilityProcess extends EventEmitter implements Pick<UtilityProcess, 'kill' | 'postMessage'> {
  readonly entry: string;
  readonly args: readonly string[];
  readonly options: ForkOptions;
  readonly pid = undefined;
  readonly received: unknown[] = [];

  constructor(entry: string, args: readonly string[], options: ForkOptions) {
    super();
    this.entry = entry;
    this.args = args;
    this.options = options;
  }
  postMessage(message: unknown): void {
    this.received.push(message);
  }
  kill(): boolean {
    this.emit('exit', 0);
    return true;
  }
  /** Says that it answers, as the hub does. */
  sayReady(): void {
    const port = Number(this.args[this.args.indexOf('--port') + 1]);
    this.emit('message', { type: 'ready', consoleUrl: `http://127.0.0.1:${port}/`, port });
  }
}
