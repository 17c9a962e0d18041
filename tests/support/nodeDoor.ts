import { WebSocket } from 'ws';
import { z } from 'zod';
import type { OpenLiveSocket } from '../../renderer/live/connection/liveSocket.ts';

/** The shell's pages may ask any hub, so that a test can stand before the hub under another port. */
const ORIGIN = 'app://circlewell';

/** The way to a hub of somebody who has no screen. */
export type NodeDoor = { readonly origin: string; readonly fetch: typeof fetch };

/** Makes a browser's fetch, as far as the product uses it: paths of one origin, and its cookies. */
export function createNodeDoor(origin: string): NodeDoor {
  const cookies = new Map<string, string>();
  return {
    origin,
    async fetch(input, init) {
      const headers = new Headers(init?.headers);
      headers.set('origin', ORIGIN);
      headers.set('cookie', [...cookies].map(([name, value]) => `${name}=${value}`).join('; '));
      const response = await fetch(new URL(z.string().parse(input), origin), { ...init, headers });
      for (const cookie of response.headers.getSetCookie()) {
        const [name = '', value = ''] = (cookie.split(';')[0] ?? '').split('=');
        cookies.set(name, value);
      }
      return response;
    },
  };
}

/** Like the browser's, over the package that Node needs to name an origin. */
export const openNodeSocket: OpenLiveSocket = (url, listener) => {
  const socket = new WebSocket(url, { headers: { origin: ORIGIN }, perMessageDeflate: false });
  let isOver = false;
  const closed = (): void => {
    if (isOver) return;
    isOver = true;
    listener.onClosed();
  };
  socket.on('open', () => {
    if (!isOver) listener.onOpen();
  });
  socket.on('message', (data: Buffer) => {
    if (!isOver) listener.onMessage(data.toString('utf8'));
  });
  socket.on('close', closed);
  socket.on('error', closed);
  return {
    send(text) {
      if (socket.readyState === WebSocket.OPEN) socket.send(text);
    },
    close() {
      isOver = true;
      socket.close();
    },
  };
};
