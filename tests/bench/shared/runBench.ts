import process from 'node:process';
import { setTimeout as later } from 'node:timers/promises';

const CLOSE_LIMIT_MS = 15_000;

type Closer = () => Promise<void> | void;
/** Takes what is to be closed when the benchmark ends, however it ends. The last taken is closed first. */
export type Defer = (close: Closer) => void;

/**
 * Runs a benchmark, closes what it opened, and ends the process: with 0 where it measured, else with 1.
 *
 * @param limitMs after so long it counts as failed
 */
export async function runBench(limitMs: number, bench: (defer: Defer) => Promise<void>): Promise<void> {
  const closers: Closer[] = [];
  const { promise: cutOff, reject: cut } = Promise.withResolvers<never>();
  const timer = setTimeout(
    () => cut(new Error(`The benchmark took longer than ${limitMs / 1000} s.`)),
    limitMs,
  );
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => cut(new Error(`Ended by ${signal}.`)));
  let code = 0;
  try {
    await Promise.race([bench((close) => closers.push(close)), cutOff]);
  } catch (error) {
    code = 1;
    process.stderr.write(
      `The measurement failed. ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
    );
  }
  clearTimeout(timer);
  for (const close of closers.toReversed()) {
    try {
      await Promise.race([
        close(),
        later(CLOSE_LIMIT_MS).then(() => Promise.reject(new Error('it took too long'))),
      ]);
    } catch (error) {
      process.stderr.write(`Something did not close: ${String(error)}\n`);
      code = 1;
    }
  }
  process.exit(code);
}
