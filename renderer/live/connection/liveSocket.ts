/** What a socket tells its owner. After `onClosed`, and after the owner's own `close()`, nothing comes any more. */
export type LiveSocketListener = {
  onOpen(): void;
  onMessage(text: string): void;
  onClosed(): void;
};

/** A text socket to the hub, as narrow as the connection needs it. */
export interface LiveSocket {
  /** Only between `onOpen` and `onClosed`; otherwise it does nothing. */
  send(text: string): void;
  /** Idempotent. The listener hears nothing of it. */
  close(): void;
}

/** Begins to open a socket. Never throws: what fails shows as `onClosed`. */
export type OpenLiveSocket = (url: string, listener: LiveSocketListener) => LiveSocket;

/** The browser's WebSocket as a `LiveSocket`. A binary message, which the hub never sends, arrives as empty text. */
export const openWebSocket: OpenLiveSocket = (url, listener) => {
  const aborter = new AbortController();
  const { signal } = aborter;
  const socket = new WebSocket(url);
  const onClosed = (): void => {
    aborter.abort();
    listener.onClosed();
  };
  socket.addEventListener('open', () => listener.onOpen(), { signal });
  socket.addEventListener(
    'message',
    (event: MessageEvent<unknown>) => listener.onMessage(typeof event.data === 'string' ? event.data : ''),
    { signal },
  );
  socket.addEventListener('close', onClosed, { signal });
  socket.addEventListener('error', onClosed, { signal });
  return {
    send(text) {
      if (socket.readyState === WebSocket.OPEN) socket.send(text);
    },
    close() {
      aborter.abort();
      socket.close();
    },
  };
};
