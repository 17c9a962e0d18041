import { utilityProcess } from 'electron';
import type { HubChild } from './hubSupervisor.ts';

export type ForkOptions = {
  /** The hub's bundle, an absolute path. */
  readonly entry: string;
  readonly args: readonly string[];
  readonly env: NodeJS.ProcessEnv;
};

/**
 * Starts the hub in a process of its own, so that a stalled window never stalls a group. A `utilityProcess` is the one
 * way to run Node code beside the main process that works with the RunAsNode fuse off.
 */
export function forkHub({ entry, args, env }: ForkOptions): HubChild {
  const child = utilityProcess.fork(entry, [...args], {
    env,
    serviceName: 'Circlewell hub',
    stdio: 'inherit',
  });
  return {
    onMessage(listener) {
      child.on('message', listener);
    },
    onExit(listener) {
      child.on('exit', listener);
    },
    tell(order) {
      child.postMessage(order);
    },
    kill() {
      if (child.pid !== undefined) process.kill(child.pid, 'SIGKILL');
    },
  };
}
