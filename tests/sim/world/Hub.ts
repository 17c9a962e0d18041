import { audienceOf } from '../../../src/domain/session/audience.ts';
import { findSlide } from '../../../src/domain/session/testKit.ts';
import {
  createLiveTickets,
  type LiveGrant,
  type LiveTickets,
} from '../../../src/hub/identity/liveTickets.ts';
import type { HubClock } from '../../../src/hub/live/clock.ts';
import { LiveCore } from '../../../src/hub/live/LiveCore.ts';
import { CirclewellError } from '../../../src/protocol/errors.ts';
import type { HubTimers } from '../core/HubTimers.ts';
import type { Random } from '../core/Random.ts';
import type { VirtualTime } from '../core/VirtualTime.ts';
import type { Watch } from '../core/Watch.ts';
import type { SimDisk } from './Disk.ts';
import type { HubEnd } from './HubEnd.ts';
import { hubLogger } from './hubLogger.ts';
import type { Person } from './people.ts';
import type { Plan } from './Plan.ts';
import type { Rights, RightsEnd } from './Rights.ts';
import { SilentMedia, type MediaWatcher } from './SilentMedia.ts';
import { TicketBook } from './TicketBook.ts';

type Life = { readonly core: LiveCore; readonly tickets: LiveTickets };

type Deps = {
  readonly time: VirtualTime;
  readonly timers: HubTimers;
  readonly disk: SimDisk;
  readonly rights: Rights;
  readonly plan: Plan;
  readonly random: Random;
  readonly watch: Watch;
  readonly mediaWatcher: MediaWatcher;
};

/** The hub's process: the real live core over media without any, with lives that begin and end (SI2). */
export class SimHub {
  /** How far the wall clock has been set, in milliseconds. */
  wallOffset = 0;
  readonly #deps: Deps;
  readonly #beginsAt: number;
  #life: Life | null = null;
  /** session id → its newest media; one that was taken off the schedule may still be closing. */
  readonly #medias = new Map<string, SilentMedia>();
  readonly #ticketBook = new TicketBook();
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
  /** The media of the planned session as it is loaded now. */
  get media(): SilentMedia | null {
    const media = this.#medias.get(this.#deps.plan.now.id);
    return media && !media.isClosed ? media : null;
  }
  /** How many sessions are loaded. */
  get loadedCount(): number {
    return [...this.#medias.values()].filter(({ isClosed }) => !isClosed).length;
  }
  /** What the hub's wall clock says, in milliseconds since the epoch. */
  get wall(): number {
    return Math.floor(this.#beginsAt + this.#deps.time.now + this.wallOffset);
  }
  /** How many of its sockets are open. */
  get socketCount(): number {
    return this.#life?.core.grants.length ?? 0;
  }

  start(): void {
    if (this.#life) return;
    const { time, disk, plan, rights, random, watch, mediaWatcher } = this.#deps;
    const clock: HubClock = { now: () => this.wall, monotonic: () => time.now };
    const tickets = this.#ticketBook.watch(createLiveTickets({ now: () => clock.now() }));
    const core = new LiveCore({
      log: disk.openLog(),
      tickets,
      isStillGood: async ({ actor, keyHash }) => {
        await disk.look();
        return actor.kind !== 'hub' && rights.isStanding(actor, keyHash);
      },
      findFacts: async (sessionId) => {
        await disk.look();
        return plan.find(sessionId);
      },
      findSlide,
      clock,
      // By the hub's timers, so that it is forgotten with the process.
      nextTurn: () => new Promise((resolve) => setTimeout(resolve, 0)),
      newId: () => `id${++this.#ids}`,
      random: () => random.next(),
      logger: hubLogger,
      audience: audienceOf,
      openMedia: (sessionId) => async (listener) => {
        if (this.#medias.get(sessionId)?.isClosed === false)
          watch.fail('SI12', 'two hosts write one session');
        const media = new SilentMedia(listener, mediaWatcher);
        this.#medias.set(sessionId, media);
        return media;
      },
    });
    this.#life = { core, tickets };
  }

  /** A connection comes in. False where nobody listens. */
  accept(socket: HubEnd): boolean {
    this.#life?.core.accept(socket);
    return this.isUp;
  }

  /**
   * A ticket for the live socket, as the HTTP routes give it out; null where the hub is down.
   * @throws CirclewellError where they may not have one
   */
  issueTicket(person: Person, keyHash: string): string | null {
    if (!this.#life) return null;
    const { rights, plan } = this.#deps;
    if (!rights.isStanding(person, keyHash)) throw new CirclewellError('signed_out', 'the key has ended');
    if (!rights.isAssigned(person))
      throw new CirclewellError('forbidden', 'not of the group', 'group.notAssigned');
    const seatId = person.kind === 'member' ? seatOf(person) : null;
    return this.#life.tickets.issue({ sessionId: plan.now.id, actor: person, seatId, keyHash });
  }

  /** Whether a ticket that was given out must open nothing any more. */
  isVoid(ticket: string): boolean {
    return this.#ticketBook.isVoid(ticket);
  }

  /** Puts somebody out whose right has ended, as the routes do once that is on the disk. */
  disconnect(person: Person, how: RightsEnd, keyHash: string): void {
    this.#life?.core.disconnect((grant) => isOf(grant, person, how, keyHash));
  }

  /** Another session takes the planned one's place, and whoever waits in that one is sent away. */
  async unplan(sessionId: string): Promise<void> {
    await this.#life?.core.registry.unplan([sessionId]);
  }

  /** SIGKILL, or a power cut: whatever was in memory is gone. */
  die(): void {
    if (!this.#life) return;
    this.#life = null;
    this.#deaths += 1;
    this.#ticketBook.hubGone();
    this.#deps.timers.dropAll();
    this.#deps.disk.crash();
    // Not closed: a dead process tells nobody anything.
    for (const media of this.#medias.values()) media.isClosed = true;
  }

  /** Stops in order: everybody is told, and what is under way is written. */
  async stop(): Promise<void> {
    await this.#life?.core.close();
  }
}

function isOf(grant: LiveGrant, person: Person, how: RightsEnd, keyHash: string): boolean {
  if (how === 'group') return grant.actor.kind === 'staff' && grant.actor.id === person.id;
  if (person.kind === 'member') return grant.seatId === seatOf(person);
  return grant.seatId === null && grant.keyHash === keyHash;
}

function seatOf({ id }: Person): string {
  return `seat-${id}`;
}
