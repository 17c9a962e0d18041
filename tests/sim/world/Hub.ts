import { audienceOf } from '../../../src/domain/session/audience.ts';
import { findSlide } from '../../../src/domain/session/testKit.ts';
import { createLiveTickets, type LiveTickets } from '../../../src/hub/identity/liveTickets.ts';
import type { HubClock } from '../../../src/hub/live/clock.ts';
import { LiveSocket } from '../../../src/hub/live/LiveSocket.ts';
import { SessionRegistry } from '../../../src/hub/live/SessionRegistry.ts';
import { HEARTBEAT_MS } from '../../../src/protocol/live.ts';
import type { HubTimers } from '../core/HubTimers.ts';
import type { Random } from '../core/Random.ts';
import type { VirtualTime } from '../core/VirtualTime.ts';
import type { Watch } from '../core/Watch.ts';
import type { SimDisk } from './Disk.ts';
import type { HubEnd } from './HubEnd.ts';
import { hubLogger } from './hubLogger.ts';
import { FACTS, SESSION_ID, type Person } from './people.ts';
import { SilentMedia, type MediaWatcher } from './SilentMedia.ts';

type Life = {
  readonly registry: SessionRegistry;
  readonly tickets: LiveTickets;
  readonly sockets: Set<LiveSocket>;
  readonly stopHeart: () => void;
};

type Deps = {
  readonly time: VirtualTime;
  readonly timers: HubTimers;
  readonly disk: SimDisk;
  readonly random: Random;
  readonly watch: Watch;
  readonly mediaWatcher: MediaWatcher;
};

/** The hub's process: the real live core, put together as `createLive` does it, with lives that begin and end (SI2). */
export class SimHub {
  /** How far the wall clock has been set, in milliseconds. */
  wallOffset = 0;
  readonly #deps: Deps;
  readonly #beginsAt: number;
  #life: Life | null = null;
  #media: SilentMedia | null = null;
  #ids = 0;
  #deaths = 0;

  constructor(deps: Deps, beginsAt: number) {
    this.#deps = deps;
    this.#beginsAt = beginsAt;
  }

  get isUp(): boolean {
    return this.#life !== null;
  }
  /** How often its process has ended so far. */
  get deaths(): number {
    return this.#deaths;
  }
  /** The media of the session as it is loaded now. */
  get media(): SilentMedia | null {
    return this.#media && !this.#media.isClosed ? this.#media : null;
  }
  /** What the hub's wall clock says, in milliseconds since the epoch. */
  get wall(): number {
    return Math.floor(this.#beginsAt + this.#deps.time.now + this.wallOffset);
  }
  /** How many of its sockets are open. */
  get socketCount(): number {
    return this.#life?.sockets.size ?? 0;
  }

  start(): void {
    if (this.#life) return;
    const { time, disk, random } = this.#deps;
    const clock: HubClock = { now: () => this.wall, monotonic: () => time.now };
    const sockets = new Set<LiveSocket>();
    let stopHeart = (): void => undefined;
    const beat = (): void => {
      for (const socket of sockets) socket.checkSilence();
      stopHeart = time.after(HEARTBEAT_MS, beat);
    };
    stopHeart = time.after(HEARTBEAT_MS, beat);
    this.#life = {
      sockets,
      stopHeart: () => stopHeart(),
      tickets: createLiveTickets({ now: () => clock.now() }),
      registry: new SessionRegistry({
        log: disk.openLog(),
        findFacts: async (sessionId) => (sessionId === SESSION_ID ? FACTS : null),
        findSlide,
        clock,
        newId: () => `id${++this.#ids}`,
        random: () => random.next(),
        logger: hubLogger,
        audience: audienceOf,
        openMedia: () => async (listener) => {
          if (this.media) this.#deps.watch.fail('SI12', 'two hosts write one session');
          this.#media = new SilentMedia(listener, this.#deps.mediaWatcher);
          return this.#media;
        },
      }),
    };
  }

  /** A connection comes in. False where nobody listens. */
  accept(socket: HubEnd): boolean {
    const life = this.#life;
    if (!life) return false;
    const { registry, tickets, sockets } = life;
    const live = new LiveSocket({
      socket,
      peerId: `peer${++this.#ids}`,
      registry,
      tickets,
      clock: { now: () => this.wall, monotonic: () => this.#deps.time.now },
      logger: hubLogger,
      onClosed: () => sockets.delete(live),
    });
    sockets.add(live);
    return true;
  }

  /** A ticket for the live socket, as the HTTP routes give it out; null where the hub is down. */
  issueTicket(person: Person): string | null {
    const seatId = person.kind === 'member' ? `seat-${person.id}` : null;
    return this.#life?.tickets.issue({ sessionId: SESSION_ID, actor: person, seatId }) ?? null;
  }

  /** SIGKILL, or a power cut: whatever was in memory is gone. */
  die(): void {
    if (!this.#life) return;
    this.#life.stopHeart();
    this.#life = null;
    this.#deaths += 1;
    this.#deps.timers.dropAll();
    this.#deps.disk.crash();
    // Not closed: a dead process tells nobody anything.
    if (this.#media) this.#media.isClosed = true;
  }

  /** Stops as `createLive` does: everybody is told, and what is under way is written. */
  async stop(): Promise<void> {
    const life = this.#life;
    if (!life) return;
    await life.registry.close();
    for (const socket of life.sockets) socket.goodbye('hubStopping');
  }
}
