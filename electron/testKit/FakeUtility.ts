import { EventEmitter } from 'node:events';
import type { ForkOptions, UtilityProcess } from 'electron';
import type { HubOrder } from '../../src/protocol/ipc/hubOrder.ts';

/** A process beside the main one. It ends when it is told to, as the hub does. */
export class FakeUtilityProcess extends EventEmitter implements Pick<UtilityProcess, 'postMessage'> {
  readonly entry: string;
  readonly args: readonly string[];
  readonly options: ForkOptions;
  readonly pid = undefined;
  readonly told: HubOrder[] = [];

  constructor(entry: string, args: readonly string[], options: ForkOptions) {
    super();
    this.entry = entry;
    this.args = args;
    this.options = options;
  }
  postMessage(message: HubOrder): void {
    this.told.push(message);
    if (message.type === 'close') this.emit('exit', 0);
  }
  /** Says that it answers, as the hub does. */
  sayReady(): void {
    const port = Number(this.args[this.args.indexOf('--port') + 1]);
    this.emit('message', { type: 'ready', consoleUrl: `http://127.0.0.1:${port}/`, port });
  }
}
