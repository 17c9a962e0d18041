import { CirclewellError } from '../../../src/protocol/errors.ts';
import { HubTimers } from '../core/HubTimers.ts';
import { Random } from '../core/Random.ts';
import { VirtualTime } from '../core/VirtualTime.ts';
import { Watch } from '../core/Watch.ts';
import { Inspector } from '../check/Inspector.ts';
import type { RealPresence } from '../check/RealPresence.ts';
import { SimClient } from './Client.ts';
import { DiskTrouble, SimDisk } from './Disk.ts';
import { SimHub } from './Hub.ts';
import { listenToHub } from './hubLogger.ts';
import { SimNetwork } from './Network.ts';
import { personOf, WORLD_BEGINS } from './people.ts';

/** Hub, disk, network and windows of one run, in one process under one clock. Owner: `runSchedule`, which closes it. */
export class World {
  readonly time = new VirtualTime();
  readonly watch: Watch;
  readonly inspector: Inspector;
  readonly disk: SimDisk;
  readonly hub: SimHub;
  readonly network: SimNetwork;
  /** Every window that was opened, also those that are closed. */
  readonly clients: SimClient[] = [];
  /** Texts of commands that were sent again by hand, so that a second answer may differ. */
  readonly repeated = new Set<string>();
  /** Whether the hub's wall clock has never been set, so that what it counts is what really was. */
  isClockTrue = true;
  readonly timers: HubTimers;
  readonly #random: Random;
  readonly #uninstall: () => void;

  constructor(seed: number, tell: ((line: string) => void) | null) {
    const { time } = this;
    this.#random = new Random(seed);
    this.watch = new Watch(() => time.now, tell);
    this.inspector = new Inspector(time, this.watch);
    const { watch, inspector } = this;
    const timers = new HubTimers(time);
    this.timers = timers;
    this.disk = new SimDisk({ time, random: this.#random.fork(), watch, listener: inspector });
    this.hub = new SimHub(
      { time, timers, disk: this.disk, random: this.#random.fork(), watch, mediaWatcher: inspector },
      WORLD_BEGINS,
    );
    this.network = new SimNetwork({ time, random: this.#random.fork(), hub: this.hub, tap: inspector });
    inspector.lookAt(this.disk, this.hub);
    listenToHub((error, words) => {
      if (!this.#isOfDisk(error)) watch.fail('SI21', `the hub logs "${words}": ${String(error)}`);
    });
    this.#uninstall = timers.install();
    this.hub.start();
  }

  get presence(): RealPresence {
    return this.inspector.presence;
  }

  /** A person's newest window that is open; null where they have none. */
  windowOf(personId: string): SimClient | null {
    return this.clients.findLast(({ person, isClosed }) => person.id === personId && !isClosed) ?? null;
  }

  openWindow(personId: string): SimClient {
    const client = new SimClient(
      { time: this.time, random: this.#random.fork(), watch: this.watch, line: this.network },
      personOf(personId),
      this.clients.length,
    );
    this.clients.push(client);
    return client;
  }

  /** A command is sent once more by hand. */
  noteRepeated(frame: string): void {
    const text = /"(?:text|name)":"(word \d+)"/.exec(frame)?.[1];
    if (text !== undefined) this.repeated.add(text);
  }

  /** The hub's process ends. @param isTold whether its machine still lives to tell the windows */
  killHub(isTold: boolean): void {
    this.hub.die();
    this.network.hubGone(isTold);
    this.inspector.hubGone();
  }

  /** Whether an error is the disk's own, or what the hub makes of one. */
  #isOfDisk(error: unknown): boolean {
    if (error instanceof DiskTrouble) return true;
    return error instanceof CirclewellError && error.kind === 'unavailable' && this.disk.troubledAt !== null;
  }

  /** Closes every window and gives the timers back. Idempotent. */
  close(): void {
    for (const { session } of this.clients) session.close();
    this.#uninstall();
  }
}
