import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { hubFragmentOf } from './hubFragmentOf.ts';
import type { FlowInfo } from './Sky.ts';
import { StreamLane } from './StreamLane.ts';
import type { ProxyOptions } from './UdpProxy.ts';

/** RFC 4571: each datagram over TCP follows its length. */
const LENGTH_BYTES = 2;

/** Both ends of one connection through the proxy. */
class TcpFlow {
  readonly #ends: readonly [Socket, Socket];
  readonly #lanes: readonly [StreamLane, StreamLane];
  readonly #sky: ProxyOptions['sky'];
  info: FlowInfo;
  /** It has been dark since it began: not even its first packet has come through. */
  #isUnborn = true;

  constructor(client: Socket, upstream: Socket, { sky, random, target }: ProxyOptions) {
    this.#sky = sky;
    this.info = {
      protocol: 'tcp',
      client: `${client.remoteAddress ?? ''}:${client.remotePort ?? 0}`,
      port: target.port,
      hubFragment: null,
    };
    client.once('data', (data: Buffer) => {
      this.info = { ...this.info, hubFragment: hubFragmentOf(data.subarray(LENGTH_BYTES)) };
    });
    this.#ends = [client, upstream];
    // Whoever gives a connection up before that was never there, though this machine has already accepted it on the other end's behalf.
    for (const event of ['end', 'error'] as const) {
      client.once(event, () => {
        if (this.#isUnborn) this.cut();
      });
    }
    this.#lanes = [
      new StreamLane({
        from: client,
        to: upstream,
        random: random.fork(),
        weather: () => sky.over(this.info, 'up'),
      }),
      new StreamLane({
        from: upstream,
        to: client,
        random: random.fork(),
        weather: () => sky.over(this.info, 'down'),
      }),
    ];
  }

  /** The weather has changed. */
  look(): void {
    const up = this.#sky.over(this.info, 'up');
    if (up.isDark !== true) this.#isUnborn = false;
    if (up.isCut || this.#sky.over(this.info, 'down').isCut) return this.cut();
    for (const lane of this.#lanes) lane.look();
  }

  /** Both ends are reset. */
  cut(): void {
    for (const lane of this.#lanes) lane.close();
    for (const end of this.#ends) end.resetAndDestroy();
  }

  whenClosed(told: () => void): void {
    let open = this.#ends.length;
    for (const end of this.#ends)
      end.once('close', () => {
        open -= 1;
        if (open === 0) told();
      });
  }
}

/** Stands before a TCP port, WebSockets included. Its owner closes it. */
export class TcpProxy {
  readonly #server: Server;
  readonly #options: ProxyOptions;
  readonly #flows = new Set<TcpFlow>();
  readonly #stopWatching: () => void;

  private constructor(server: Server, options: ProxyOptions) {
    this.#server = server;
    this.#options = options;
    server.on('connection', (client) => this.#came(client));
    this.#stopWatching = options.sky.onChange(() => {
      for (const flow of this.#flows) flow.look();
    });
  }

  /** @throws Error where the port is taken */
  static async open(options: ProxyOptions): Promise<TcpProxy> {
    // What one end has said reaches the other even where it has hung up meanwhile.
    const server = createServer({ allowHalfOpen: true, noDelay: true });
    server.listen(options.listen.port, options.listen.host);
    await once(server, 'listening');
    return new TcpProxy(server, options);
  }

  get port(): number {
    const address: AddressInfo | string | null = this.#server.address();
    if (address === null || typeof address === 'string') throw new Error('The proxy listens on no port');
    return address.port;
  }

  get flows(): readonly FlowInfo[] {
    return [...this.#flows].map(({ info }) => info);
  }

  /** Resets the connections that are meant, all unless it is said which. New ones come through. */
  cut(isMeant: (flow: FlowInfo) => boolean = () => true): void {
    for (const flow of this.#flows) if (isMeant(flow.info)) flow.cut();
  }

  /** Idempotent. */
  async close(): Promise<void> {
    this.#stopWatching();
    this.cut();
    if (!this.#server.listening) return;
    this.#server.close();
    await once(this.#server, 'close');
  }

  #came(client: Socket): void {
    const upstream = connect({ ...this.#options.target, allowHalfOpen: true, noDelay: true });
    const flow = new TcpFlow(client, upstream, this.#options);
    this.#flows.add(flow);
    flow.whenClosed(() => this.#flows.delete(flow));
    flow.look();
  }
}
