import { CirclewellError } from '../../src/protocol/errors.ts';
import type { HubOrder } from '../../src/protocol/ipc/hubOrder.ts';
import { busyMessageSchema, readyMessageSchema } from './readyMessage.ts';

/** How long a hub may take from its start to its ready message, in milliseconds. */
export const READY_TIMEOUT_MS = 30_000;
/** How long a hub may take to close its sessions and its store, in milliseconds. */
export const CLOSE_TIMEOUT_MS = 10_000;
/** A hub that has run this long is well: the next failure is the first one again. */
export const WELL_AFTER_MS = 60_000;
const FIRST_RETRY_MS = 250;
const MAX_RETRY_MS = 10_000;

/** A started hub; Electron's `UtilityProcess` behind `forkHub`. */
export interface HubChild {
  onMessage(listener: (message: unknown) => void): void;
  onExit(listener: (code: number) => void): void;
  /** Says something to it. What it is told before it listens waits for it. */
  tell(order: HubOrder): void;
  /** Ends it at once, whatever it is doing. */
  kill(): void;
}

/** The timers of a process, to be replaced in tests. */
export interface Timers {
  /** Calls back after `ms` milliseconds, unless the returned function was called before. */
  readonly after: (ms: number, callback: () => void) => () => void;
  readonly now: () => number;
}

export type SupervisorOptions = {
  /** Where the hub answers, each time it is started. */
  readonly origin: string;
  readonly fork: () => HubChild;
  readonly timers: Timers;
  /** Whether somebody is in a session on it; false once it has ended. */
  readonly onBusy: (isBusy: boolean) => void;
  readonly log: (
    event: 'hubReady' | 'hubEnded' | 'hubSilent' | 'hubBadMessage',
    facts: Record<string, number>,
  ) => void;
};

type Waiter = { resolve: (origin: string) => void; reject: (error: CirclewellError) => void };

type Stage =
  | { at: 'starting'; child: HubChild; waiters: Waiter[]; stopWatch: () => void }
  | { at: 'running'; child: HubChild; since: number }
  | { at: 'resting'; cancel: () => void }
  | { at: 'closed' };

/** Where the hub is, and its end. `origin` waits for a hub that starts and rejects, with `unavailable`, without one. */
export interface HubLink {
  origin(): Promise<string>;
  /** Idempotent; resolves when the hub has ended. */
  close(): Promise<void>;
}

/** The wait before the start after the given number of failures in a row (1, 2, …), in milliseconds. */
export function retryDelay(failures: number): number {
  return Math.min(FIRST_RETRY_MS * 2 ** (failures - 1), MAX_RETRY_MS);
}

/**
 * Keeps one hub running: starts it, starts it again when it ends, with growing pauses, and never gives up. While it is
 * away, whoever asks is told so at once, so that the page can say it and try again.
 */
export function superviseHub({ origin, fork, timers, onBusy, log }: SupervisorOptions): HubLink {
  let failures = 0;
  let stage: Stage = { at: 'closed' };
  let closing: Promise<void> | undefined;

  const unavailable = () => new CirclewellError('unavailable', 'the hub is not running');

  function start(): void {
    const child = fork();
    const startedAt = timers.now();
    const stopWatch = timers.after(READY_TIMEOUT_MS, () => {
      log('hubSilent', { afterMs: READY_TIMEOUT_MS });
      child.kill();
    });
    stage = { at: 'starting', child, waiters: [], stopWatch };
    child.onMessage((message) => {
      if (stage.at === 'running' && stage.child === child) {
        const busy = busyMessageSchema.safeParse(message);
        if (busy.success) onBusy(busy.data.isBusy);
        return;
      }
      if (stage.at !== 'starting' || stage.child !== child) return;
      if (!readyMessageSchema.safeParse(message).success) {
        log('hubBadMessage', {});
        return;
      }
      stage.stopWatch();
      const { waiters } = stage;
      stage = { at: 'running', child, since: timers.now() };
      log('hubReady', { afterMs: timers.now() - startedAt });
      for (const waiter of waiters) waiter.resolve(origin);
    });
    child.onExit((code) => {
      onExit(child, code);
    });
  }

  function onExit(child: HubChild, code: number): void {
    if ((stage.at !== 'starting' && stage.at !== 'running') || stage.child !== child) return;
    const waiters = stage.at === 'starting' ? stage.waiters : [];
    onBusy(false);
    if (stage.at === 'starting') stage.stopWatch();
    else if (timers.now() - stage.since >= WELL_AFTER_MS) failures = 0;
    failures += 1;
    const restMs = retryDelay(failures);
    log('hubEnded', { code, failures, restMs });
    stage = { at: 'resting', cancel: timers.after(restMs, start) };
    for (const waiter of waiters) waiter.reject(unavailable());
  }

  function end(): Promise<void> {
    const last = stage;
    stage = { at: 'closed' };
    onBusy(false);
    if (last.at === 'resting') last.cancel();
    if (last.at === 'starting') {
      last.stopWatch();
      for (const waiter of last.waiters) waiter.reject(unavailable());
    }
    if (last.at !== 'starting' && last.at !== 'running') return Promise.resolve();
    const { child } = last;
    return new Promise((resolve) => {
      const cancel = timers.after(CLOSE_TIMEOUT_MS, () => {
        child.kill();
      });
      child.onExit(() => {
        cancel();
        resolve();
      });
      child.tell({ type: 'close' });
    });
  }

  start();
  return {
    origin() {
      const now = stage;
      if (now.at === 'running') return Promise.resolve(origin);
      if (now.at !== 'starting') return Promise.reject(unavailable());
      return new Promise((resolve, reject) => {
        now.waiters.push({ resolve, reject });
      });
    },
    close() {
      closing ??= end();
      return closing;
    },
  };
}
