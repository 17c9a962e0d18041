import type { WebRtcTransport } from 'mediasoup/types';
import { REACH_OPEN_MS, type ReachReply, type ReachWay } from '../../protocol/api/reach.ts';
import { CirclewellError } from '../../protocol/errors.ts';
import { parseDtlsParameters } from './mediasoupSchemas.ts';
import type { IceServer } from './relayPasses.ts';
import type { RouterLease, WorkerPool } from './WorkerPool.ts';

/** As many tries at a time; each holds three transports. */
export const MAX_REACH_CHECKS = 20;

type Deps = {
  readonly pool: Pick<WorkerPool, 'openRouter'>;
  readonly relayPasses: () => readonly IceServer[];
  readonly newId: () => string;
};

type Check = {
  readonly reachId: string;
  readonly transports: Map<ReachWay, WebRtcTransport>;
  readonly timer: NodeJS.Timeout;
  lease: RouterLease | null;
};

/**
 * Opens the hub's end for members who try whether they get through (docs/spec/hosting.md, HO20 to HO23): for each way a
 * transport on the ports of real sessions, which offers no other way. No media goes over it. Owner: the live part.
 */
export class ReachChecks {
  readonly #deps: Deps;
  readonly #checks = new Map<string, Check>();
  #isClosed = false;

  constructor(deps: Deps) {
    this.#deps = deps;
  }

  /**
   * Opens a try for a seat, and ends the one it had.
   * @throws CirclewellError `rate_limited` where there are too many, `unavailable` without a media worker, `gone` where the
   *   next try, or the hub's end, came in between
   */
  async open(seatId: string): Promise<ReachReply> {
    this.#end(seatId);
    if (this.#isClosed) throw new CirclewellError('unavailable', 'the hub is closing');
    if (this.#checks.size >= MAX_REACH_CHECKS) throw new CirclewellError('rate_limited', 'too many tries');
    const check: Check = {
      reachId: this.#deps.newId(),
      transports: new Map(),
      lease: null,
      timer: setTimeout(() => this.#end(seatId), REACH_OPEN_MS),
    };
    this.#checks.set(seatId, check);
    try {
      return await this.#build(seatId, check);
    } catch (error) {
      // One that was ended while it was built closes what it has opened since; whatever failed then failed because of that.
      const isOver = this.#checks.get(seatId) !== check;
      if (isOver) check.lease?.close();
      else this.#end(seatId);
      throw isOver ? new CirclewellError('gone', 'the try is over') : error;
    }
  }

  /**
   * Takes the client's DTLS parameters for one way.
   * @throws CirclewellError `gone` where that try is over; `invalid`
   */
  async connect(seatId: string, reachId: string, way: ReachWay, dtlsParameters: unknown): Promise<void> {
    const check = this.#checks.get(seatId);
    const transport = check?.reachId === reachId ? check.transports.get(way) : undefined;
    if (transport === undefined || transport.closed) throw new CirclewellError('gone', 'the try is over');
    const parsed = parseDtlsParameters(dtlsParameters);
    try {
      await transport.connect({ dtlsParameters: parsed });
    } catch {
      throw new CirclewellError('invalid', 'mediasoup refused the parameters');
    }
  }

  /** Ends every try. Idempotent. */
  close(): void {
    this.#isClosed = true;
    for (const seatId of this.#checks.keys()) this.#end(seatId);
  }

  async #build(seatId: string, check: Check): Promise<ReachReply> {
    const lease = await this.#deps.pool.openRouter();
    check.lease = lease;
    this.#mustStand(seatId, check);
    const relays = this.#deps.relayPasses();
    const overTls = relays.flatMap((relay) => tlsOf(relay));
    const isTls = overTls.length > 0;
    const iceServers = isTls ? overTls : [...relays];
    const openWay = async (way: ReachWay) => {
      const transport = await lease.router.createWebRtcTransport({
        webRtcServer: lease.webRtcServer,
        enableUdp: way !== 'tcp',
        enableTcp: way !== 'udp',
      });
      check.transports.set(way, transport);
      const { id, iceParameters, iceCandidates, dtlsParameters } = transport;
      return { id, iceParameters, iceCandidates, dtlsParameters };
    };
    const udp = await openWay('udp');
    const tcp = await openWay('tcp');
    const relay = iceServers.length === 0 ? null : { ...(await openWay('relay')), iceServers, isTls };
    this.#mustStand(seatId, check);
    return { reachId: check.reachId, rtpCapabilities: lease.router.rtpCapabilities, udp, tcp, relay };
  }

  #mustStand(seatId: string, check: Check): void {
    if (this.#checks.get(seatId) !== check) throw new CirclewellError('gone', 'the try is over');
  }

  #end(seatId: string): void {
    const check = this.#checks.get(seatId);
    if (check === undefined) return;
    this.#checks.delete(seatId);
    clearTimeout(check.timer);
    // Closes the transports too.
    check.lease?.close();
  }
}

/** What networks that only let web pages through let through; another address of the same relay would hide that it fails. */
function tlsOf(relay: IceServer): IceServer[] {
  const urls = relay.urls.filter((url) => url.startsWith('turns:'));
  return urls.length === 0 ? [] : [{ ...relay, urls }];
}
