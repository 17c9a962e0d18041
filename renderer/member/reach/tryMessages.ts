/** How long the line may take to open, in milliseconds. */
const PATIENCE_MS = 10_000;

/**
 * Whether a WebSocket to the hub opens, which is what proxies that were set up for web pages alone get wrong. It is closed
 * at once, before anything is said.
 *
 * @param url of the live socket.
 */
export function tryMessages(url: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = new WebSocket(url);
    const finish = (works: boolean): void => {
      clearTimeout(timer);
      socket.close();
      resolve(works);
    };
    const timer = setTimeout(() => finish(false), PATIENCE_MS);
    socket.addEventListener('open', () => finish(true));
    socket.addEventListener('error', () => finish(false));
  });
}
