// @ts-check

/**
 * What a long step says while it runs. Everything goes to stderr: stdout belongs to the command's result.
 *
 * @typedef {object} Reporter
 * @property {(text: string) => void} say One whole sentence on a line of its own.
 * @property {(text: string) => void} progress The present state. On a terminal it overwrites the last one; elsewhere
 *   it is a line of its own, and most of them are dropped so that a log stays readable.
 * @property {() => void} end Ends the progress line, if one stands open.
 */

const LOG_INTERVAL_MS = 20_000;

/**
 * @param {{ stream?: { write(text: string): unknown, isTTY?: boolean }, now?: () => number }} [options]
 * @returns {Reporter}
 */
export function createReporter({ stream = process.stderr, now = Date.now } = {}) {
  const isTerminal = stream.isTTY === true;
  let isOpen = false;
  let lastLoggedAt = -Infinity;

  const end = () => {
    if (isOpen) stream.write('\n');
    isOpen = false;
    lastLoggedAt = -Infinity;
  };

  return {
    say(text) {
      end();
      stream.write(`${text}\n`);
    },
    progress(text) {
      if (isTerminal) {
        stream.write(`\r\u001b[2K  ${text}`);
        isOpen = true;
        return;
      }
      if (now() - lastLoggedAt < LOG_INTERVAL_MS) return;
      lastLoggedAt = now();
      stream.write(`  ${text}\n`);
    },
    end,
  };
}

/**
 * Shows how long `work` has been running until it settles.
 *
 * @template T
 * @param {Reporter} reporter
 * @param {string} what
 * @param {Promise<T>} work
 * @returns {Promise<T>}
 */
export async function withHeartbeat(reporter, what, work) {
  const startedAt = Date.now();
  const timer = setInterval(
    () => reporter.progress(`${what}: ${formatDuration(Date.now() - startedAt)} so far`),
    1_000,
  );
  try {
    return await work;
  } finally {
    clearInterval(timer);
    reporter.end();
  }
}

/**
 * @param {number} ms
 * @returns {string} `850 ms`, `12 s` or `3 min 05 s`.
 */
export function formatDuration(ms) {
  if (ms < 1_000) return `${Math.round(ms)} ms`;
  const seconds = Math.round(ms / 1_000);
  if (seconds < 60) return `${seconds} s`;
  return `${Math.floor(seconds / 60)} min ${String(seconds % 60).padStart(2, '0')} s`;
}
