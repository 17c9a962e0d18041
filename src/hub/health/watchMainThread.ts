import { Worker } from 'node:worker_threads';

/** How often the main thread is to say that it goes on, in milliseconds, and how often in a row it may miss that (OP60). */
const BEAT_MS = 1_000;
const MOST_MISSED = 30;

/**
 * What the watching thread runs. A text, so that it is in the one bundle; it counts its own ticks and no time, so that a machine that slept
 * is not taken for a thread that hangs.
 */
const WATCHING = `
const { workerData } = require('node:worker_threads');
const { writeSync } = require('node:fs');
const beats = new Int32Array(workerData.shared);
let last = -1;
let missed = 0;
setInterval(() => {
  const now = Atomics.load(beats, 0);
  missed = now === last ? missed + 1 : 0;
  last = now;
  if (missed < workerData.mostMissed) return;
  try {
    writeSync(2, workerData.farewell);
  } catch {}
  process.kill(process.pid, 'SIGKILL');
}, workerData.beatMs);
`;

/**
 * Ends this process once its main thread has not come to its turn for half a minute, so that whoever started the hub starts it again:
 * systemd, a container's restart policy or the desktop app. The end is SIGKILL, since nothing else reaches a thread that hangs; what was
 * confirmed is durable by then.
 * @returns stops watching; the process may then take as long as it likes
 */
export function watchMainThread({ beatMs = BEAT_MS, mostMissed = MOST_MISSED } = {}): () => void {
  const shared = new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT);
  const beats = new Int32Array(shared);
  const timer = setInterval(() => Atomics.add(beats, 0, 1), beatMs).unref();
  const msg = 'The main thread hangs, and the hub is ended to be started again';
  const farewell = `${JSON.stringify({ level: 60, msg })}\n`;
  const worker = new Worker(WATCHING, {
    eval: true,
    workerData: { shared, beatMs, mostMissed, farewell },
    // It needs none of the hub's secrets, and none of its options.
    env: {},
    execArgv: [],
  });
  worker.unref();
  return () => {
    clearInterval(timer);
    void worker.terminate();
  };
}
