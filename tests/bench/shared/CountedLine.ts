import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';

/** Bytes that went over a line, towards the hub and back. */
export type LineBytes = { readonly up: number; readonly down: number };

/** A line to the hub that can be pulled, and counts what goes over it. Its owner closes it. */
export class CountedLine {
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();
  #isUp = true;
  #bytes: LineBytes = { up: 0, down: 0 };

  private constructor(server: Server, targetPort: number) {
    this.#server = server;
    server.on('connection', (client) => this.#came(client, targetPort));
  }

  static async open(targetPort: number, port = 0): Promise<CountedLine> {
    const server = createServer({ noDelay: true }).listen(port, '127.0.0.1');
    await once(server, 'listening');
    return new CountedLine(server, targetPort);
  }

  get origin(): string {
    const address: AddressInfo | string | null = this.#server.address();
    if (address === null || typeof address === 'string') throw new Error('The line listens on no port');
    return `http://127.0.0.1:${address.port}`;
  }

  /** Whatever is on its way is reset, and whoever comes is turned away. */
  pull(): void {
    this.#isUp = false;
    for (const socket of this.#sockets) socket.resetAndDestroy();
  }

  plugIn(): void {
    this.#isUp = true;
  }

  /** What has gone over the line so far. */
  bytes(): LineBytes {
    return this.#bytes;
  }

  async close(): Promise<void> {
    this.pull();
    this.#server.close();
    await once(this.#server, 'close');
  }

  #came(client: Socket, targetPort: number): void {
    if (!this.#isUp) {
      client.resetAndDestroy();
      return;
    }
    const hub = connect({ host: '127.0.0.1', port: targetPort, noDelay: true });
    for (const [one, other] of [
      [client, hub],
      [hub, client],
    ] as const) {
      this.#sockets.add(one);
      // Either end may be reset; the other is then, too.
      one.on('error', () => undefined);
      one.once('close', () => {
        this.#sockets.delete(one);
        other.destroy();
      });
      one.pipe(other);
    }
    client.on('data', ({ length }: Buffer) => this.#count(length, 0));
    hub.on('data', ({ length }: Buffer) => this.#count(0, length));
  }

  #count(up: number, down: number): void {
    this.#bytes = { up: this.#bytes.up + up, down: this.#bytes.down + down };
  }
}
