import { connect, type Socket } from 'node:net';
import { clearInterval, setInterval } from 'node:timers';
import type { FloodCounts, FloodOrder } from './messages.ts';

const TICK_MS = 5;

/** Opens connections from one address, as many a second as asked, and keeps each until the hub ends it: every other one asks to become a live socket, the others say nothing. */
export class ConnectionFlood {
  readonly #order: FloodOrder;
  readonly #request: string;
  readonly #startedAt = performance.now();
  readonly #timer = setInterval(() => this.#tick(), TICK_MS);
  readonly #open = new Set<Socket>();
  #begun = 0;
  #connections = 0;
  #upgrades = 0;
  #failures = 0;
  #openAtMost = 0;

  constructor(order: FloodOrder) {
    this.#order = order;
    const { host } = new URL(order.origin);
    this.#request = [
      'GET /api/live HTTP/1.1',
      `Host: ${host}`,
      `Origin: ${order.origin}`,
      'Connection: Upgrade',
      'Upgrade: websocket',
      'Sec-WebSocket-Version: 13',
      'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==',
      '\r\n',
    ].join('\r\n');
  }

  get counts(): Pick<FloodCounts, 'connections' | 'upgrades' | 'failures' | 'open' | 'openAtMost'> {
    return {
      connections: this.#connections,
      upgrades: this.#upgrades,
      failures: this.#failures,
      open: this.#open.size,
      openAtMost: this.#openAtMost,
    };
  }

  close(): void {
    clearInterval(this.#timer);
    for (const socket of this.#open) socket.destroy();
  }

  #tick(): void {
    const due = ((performance.now() - this.#startedAt) / 1000) * this.#order.connectionsPerSecond;
    while (this.#begun < due) {
      this.#begun += 1;
      this.#openOne(this.#begun % 2 === 0);
    }
  }

  #openOne(isUpgrade: boolean): void {
    const { hostname, port } = new URL(this.#order.origin);
    const socket = connect({
      host: hostname,
      port: Number(port),
      localAddress: this.#order.connectionAddress,
    });
    let isOpen = false;
    socket.once('connect', () => {
      isOpen = true;
      this.#connections += 1;
      this.#open.add(socket);
      this.#openAtMost = Math.max(this.#openAtMost, this.#open.size);
      if (isUpgrade) socket.write(this.#request);
    });
    socket.once('data', (data) => {
      if (data.toString('latin1', 0, 12) === 'HTTP/1.1 101') this.#upgrades += 1;
    });
    socket.on('error', () => {
      if (!isOpen) this.#failures += 1;
    });
    socket.once('end', () => socket.destroy());
    socket.once('close', () => this.#open.delete(socket));
  }
}
