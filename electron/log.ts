import { pino, type Logger } from 'pino';

/**
 * The shell's log: JSON lines on stderr, events and numbers. What the page says or shows is never handed to it; an
 * error is told by its name and kind, since messages hold whatever a library was given.
 */
export function createShellLog(level = 'info'): Logger {
  return pino(
    { level, base: { process: 'shell' }, serializers: { err: describeError } },
    pino.destination({ dest: 2, sync: true }),
  );
}

/** The name, the kind if there is one, and the frames of an error. */
export function describeError(error: unknown): { type: string; kind?: string; frames?: readonly string[] } {
  if (!(error instanceof Error)) return { type: typeof error };
  const kind = 'kind' in error && typeof error.kind === 'string' ? { kind: error.kind } : {};
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  return { type: error.name, ...kind, frames: frames.slice(0, 12).map((line) => line.trim()) };
}
