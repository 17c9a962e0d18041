import { z } from 'zod';
import { clientMessageSchema } from '../../../src/protocol/live.ts';
import type { ClientMessage, HubMessage } from '../../../src/protocol/live.ts';
import type { LiveSocketListener, OpenLiveSocket } from '../connection/liveSocket.ts';

/** The hub's end of one socket. */
export type FakeSocket = {
  readonly url: string;
  /** Everything the client said, parsed as the hub would. */
  readonly heard: ClientMessage[];
  readonly isClosed: boolean;
  accept(): void;
  say(message: HubMessage): void;
  sayText(text: string): void;
  /** The network or the hub ends it. */
  drop(): void;
};

/** A hub that answers only as the test says. */
export type FakeHub = {
  readonly open: OpenLiveSocket;
  readonly sockets: FakeSocket[];
  /** The newest socket. */
  readonly last: FakeSocket;
};

export function createFakeHub(): FakeHub {
  const sockets: FakeSocket[] = [];

  function connect(url: string, listener: LiveSocketListener) {
    const heard: ClientMessage[] = [];
    let isClosed = false;
    const socket: FakeSocket = {
      url,
      heard,
      get isClosed() {
        return isClosed;
      },
      accept: () => listener.onOpen(),
      say: (message) => socket.sayText(JSON.stringify(message)),
      sayText(text) {
        if (!isClosed) listener.onMessage(text);
      },
      drop() {
        if (isClosed) return;
        isClosed = true;
        listener.onClosed();
      },
    };
    sockets.push(socket);
    return {
      send(text: string) {
        if (!isClosed) heard.push(z.parse(clientMessageSchema, JSON.parse(text)));
      },
      close() {
        isClosed = true;
      },
    };
  }

  return {
    open: connect,
    sockets,
    get last() {
      const last = sockets.at(-1);
      if (!last) throw new Error('nobody has connected');
      return last;
    },
  };
}
