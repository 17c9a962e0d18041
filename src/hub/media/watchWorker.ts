/** What is needed of mediasoup's Worker. */
type WatchedWorker = {
  getResourceUsage(): Promise<unknown>;
  readonly observer: { once(event: 'close', listener: () => void): unknown };
};

/** How often a worker is asked for a sign of life, in milliseconds. */
const ASK_MS = 2_000;
/** So many asks without an answer, and it will not come back: a machine that stood still for a while is not meant. */
const MAX_UNANSWERED = 4;

/**
 * Notices a worker whose process lives and does not answer (ME5). Asks are counted, not time, so that a hub that stood still
 * itself does not take its own pause for the worker's.
 *
 * @param onHung called once; never after the worker has died or is closed
 * @returns how the watching is ended before that
 */
export function watchWorker(worker: WatchedWorker, onHung: () => void): () => void {
  let unanswered = 0;
  let isAsked = false;
  const timer = setInterval(() => {
    unanswered += 1;
    if (unanswered > MAX_UNANSWERED) {
      clearInterval(timer);
      return onHung();
    }
    if (isAsked) return;
    isAsked = true;
    // A request to a worker that dies meanwhile is rejected, and its death tells the rest.
    worker.getResourceUsage().then(
      () => {
        unanswered = 0;
        isAsked = false;
      },
      () => {
        isAsked = false;
      },
    );
  }, ASK_MS);
  timer.unref();
  const stop = (): void => clearInterval(timer);
  worker.observer.once('close', stop);
  return stop;
}
