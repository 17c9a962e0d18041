import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { WebSocketServer, type RawData, type WebSocket } from 'ws';
import type { RouterLease } from '../../../src/hub/media/WorkerPool.ts';
import { BarePeer } from './BarePeer.ts';
import { bareClientMessageSchema, type BareClientMessage, type BareServerMessage } from './bareProtocol.ts';
import { BareRoom } from './BareRoom.ts';

type Place = { readonly room: BareRoom; readonly lease: RouterLease };

/** A bare SFU: mediasoup, a socket, and nothing between them. */
export type BareServer = {
  readonly port: number;
  close(): Promise<void>;
};

/**
 * Serves the bare pages and their socket. Rooms are routers, opened at the first who joins and kept.
 *
 * @param openRouter gives routers on the worker that the measurement is about
 * @param files what the pages are made of: path → type and text
 */
export async function serveBare(options: {
  openRouter: () => Promise<RouterLease>;
  files: ReadonlyMap<string, { type: string; body: string }>;
}): Promise<BareServer> {
  const rooms = new Map<string, Promise<Place>>();
  const sockets = new Map<WebSocket, string>();
  const first = await options.openRouter();

  const placeOf = (name: string): Promise<Place> => {
    const known = rooms.get(name);
    if (known) return known;
    const opening = options.openRouter().then((lease) => ({ lease, room: new BareRoom() }));
    rooms.set(name, opening);
    return opening;
  };

  const http = createServer((request, response) => {
    const file = options.files.get(new URL(request.url ?? '/', 'http://localhost').pathname);
    response
      .writeHead(file ? 200 : 404, { 'content-type': file?.type ?? 'text/plain' })
      .end(file?.body ?? '');
  });
  const live = new WebSocketServer({ server: http });
  live.on('connection', (socket) => {
    const say = (message: BareServerMessage) => socket.send(JSON.stringify(message));
    let peer: Promise<BarePeer> | null = null;
    const leave = () => {
      void peer?.then((left) => left.close());
      peer = null;
    };
    const serve = async (message: BareClientMessage): Promise<void> => {
      switch (message.type) {
        case 'join':
          leave();
          sockets.set(socket, message.name);
          peer = placeOf(message.room).then(
            (place) =>
              new BarePeer({
                ...place,
                name: message.name,
                notify: (notice) => say({ type: 'mediaNotice', notice }),
              }),
          );
          return;
        case 'media': {
          const reply = await (await peer)?.handle(message.request);
          return say({ type: 'mediaReply', id: message.id, reply });
        }
        case 'leave':
          return leave();
        case 'send':
          for (const [other, name] of sockets) {
            const room = message.rooms[name];
            if (room !== undefined)
              other.send(JSON.stringify({ type: 'go', room } satisfies BareServerMessage));
          }
      }
    };
    socket.on('message', (data) => {
      serve(bareClientMessageSchema.parse(JSON.parse(textOf(data)))).catch((error: unknown) => {
        process.stderr.write(`The bare server could not serve a page: ${String(error)}\n`);
        socket.close();
      });
    });
    socket.on('close', () => {
      sockets.delete(socket);
      leave();
    });
    say({ type: 'welcome', rtpCapabilities: { ...first.router.rtpCapabilities } });
  });

  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  return {
    port: portOf(http),
    async close() {
      for (const socket of live.clients) socket.terminate();
      const places = await Promise.all(rooms.values());
      for (const { lease } of [...places, { lease: first }]) lease.close();
      await new Promise((resolve) => http.close(resolve));
    },
  };
}

function portOf(server: Server): number {
  const address: AddressInfo | string | null = server.address();
  if (address === null || typeof address === 'string') throw new Error('The bare server listens on no port');
  return address.port;
}

/** A frame as ws hands it over. */
function textOf(data: RawData): string {
  if (Array.isArray(data)) return Buffer.concat(data).toString();
  return (data instanceof ArrayBuffer ? Buffer.from(data) : data).toString();
}
