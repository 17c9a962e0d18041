import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import type { Random } from '../../sim/core/Random.ts';
import { hubFragmentOf } from './hubFragmentOf.ts';
import { Passage } from './Passage.ts';
import type { FlowInfo, Sky } from './Sky.ts';
import type { Direction } from './weather.ts';

export type Endpoint = { readonly host: string; readonly port: number };
export type ProxyOptions = {
  /** Port 0 for any that is free. */
  readonly listen: Endpoint;
  readonly target: Endpoint;
  readonly sky: Sky;
  readonly random: Random;
};

type Flow = {
  info: FlowInfo;
  upstream: Socket | null;
  readonly passages: Readonly<Record<Direction, Passage>>;
  readonly client: Endpoint;
};

/**
 * Stands before a UDP port with one socket of its own for each client, as a NAT does: the hub sees a client as that socket's port.
 * Its owner closes it.
 */
export class UdpProxy {
  readonly #socket: Socket;
  readonly #options: ProxyOptions;
  readonly #flows = new Map<string, Flow>();
  readonly #timers = new Set<NodeJS.Timeout>();
  #isClosed = false;

  private constructor(socket: Socket, options: ProxyOptions) {
    this.#socket = socket;
    this.#options = options;
    socket.on('message', (data, { address, port }) => this.#heardClient(data, { host: address, port }));
  }

  /** @throws Error where the port is taken */
  static async open(options: ProxyOptions): Promise<UdpProxy> {
    const socket = createSocket('udp4');
    socket.bind(options.listen.port, options.listen.host);
    await once(socket, 'listening');
    return new UdpProxy(socket, options);
  }

  get port(): number {
    return this.#socket.address().port;
  }

  get flows(): readonly FlowInfo[] {
    return [...this.#flows.values()].map(({ info }) => info);
  }

  /** Gives the flows that are meant a new address before the hub, as when a phone goes from Wi-Fi to the mobile network. */
  move(isMeant: (flow: FlowInfo) => boolean = () => true): void {
    for (const flow of this.#flows.values()) {
      if (!isMeant(flow.info)) continue;
      flow.upstream?.close();
      flow.upstream = null;
    }
  }

  /** Idempotent. */
  async close(): Promise<void> {
    if (this.#isClosed) return;
    this.#isClosed = true;
    for (const timer of this.#timers) clearTimeout(timer);
    this.move();
    this.#socket.close();
    await once(this.#socket, 'close');
  }

  #heardClient(data: Buffer, client: Endpoint): void {
    const flow = this.#flowOf(client);
    const hubFragment = hubFragmentOf(data);
    if (hubFragment !== null) flow.info = { ...flow.info, hubFragment };
    this.#pass(flow, 'up', data, () => {
      const { host, port } = this.#options.target;
      this.#upstreamOf(flow).send(data, port, host);
    });
  }

  #flowOf(client: Endpoint): Flow {
    const key = `${client.host}:${client.port}`;
    const known = this.#flows.get(key);
    if (known) return known;
    const { random, target } = this.#options;
    const flow: Flow = {
      info: { protocol: 'udp', client: key, port: target.port, hubFragment: null },
      upstream: null,
      passages: { up: new Passage(random.fork()), down: new Passage(random.fork()) },
      client,
    };
    this.#flows.set(key, flow);
    return flow;
  }

  #upstreamOf(flow: Flow): Socket {
    if (flow.upstream) return flow.upstream;
    const upstream = createSocket('udp4');
    // A hub that is gone answers with an ICMP message, which is no matter of the proxy's.
    upstream.on('error', () => undefined);
    upstream.on('message', (data) =>
      this.#pass(flow, 'down', data, () => this.#socket.send(data, flow.client.port, flow.client.host)),
    );
    flow.upstream = upstream;
    return upstream;
  }

  #pass(flow: Flow, direction: Direction, data: Buffer, deliver: () => void): void {
    const weather = this.#options.sky.over(flow.info, direction);
    const now = performance.now();
    for (const at of flow.passages[direction].datagram(weather, data.length, now)) {
      if (at <= now) deliver();
      else this.#later(at - now, deliver);
    }
  }

  #later(ms: number, deliver: () => void): void {
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      deliver();
    }, ms);
    this.#timers.add(timer);
  }
}
