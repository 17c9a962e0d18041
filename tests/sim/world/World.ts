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
import { Plan } from './Plan.ts';
import { Rights, type RightsEnd } from './Rights.ts';

/** Hub, disk, network and windows of one run, in one process under one clock. Owner: `runSchedule`, which closes it. */
export class World {
  readonly time = new VirtualTime();
  readonly watch: Watch;
  readonly inspector: Inspector;
  readonly rights = new Rights();
  readonly plan = new Plan();
  readonly disk: SimDisk;
  readonly hub: SimHub;
  readonly network: SimNetwork;
  /** Every window that was opened, also those that are closed. */
  readonly clients: SimClient[] = [];
  /** Texts of commands that were sent again by hand, so that a second answer may differ. */
  readonly repeated = new Set<string>();
  readonly timers: HubTimers;
  readonly #random: Random;
  readonly #uninstall: () => void;

  constructor(seed: number, tell: ((line: string) => void) | null) {
    const { time } = this;
    this.#random = new Random(seed);
    this.watch = new Watch(() => time.now, tell);
    this.inspector = new Inspector({ time, watch: this.watch, plan: this.plan, rights: this.rights });
    const { watch, inspector, rights, plan } = this;
    const timers = new HubTimers(time);
    this.timers = timers;
    this.disk = new SimDisk({ time, random: this.#random.fork(), watch, plan, listener: inspector });
    this.hub = new SimHub(
      {
        time,
        timers,
        disk: this.disk,
        rights,
        plan,
        random: this.#random.fork(),
        watch,
        mediaWatcher: inspector,
      },
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
    const person = personOf(personId);
    const client = new SimClient(
      { time: this.time, random: this.#random.fork(), watch: this.watch, line: this.network },
      { person, keyHash: this.rights.keyOf(person), number: this.clients.length },
    );
    this.clients.push(client);
    return client;
  }

  /** A command is sent once more by hand. */
  noteRepeated(frame: string): void {
    const text = /"(?:text|name)":"(word \d+)"/.exec(frame)?.[1];
    if (text !== undefined) this.repeated.add(text);
  }

  /** Somebody's right ends; the hub puts them out once that is on the disk (LI33). */
  endRight(personId: string, how: RightsEnd): void {
    const person = personOf(personId);
    const keyHash = this.rights.keyOf(person);
    this.rights.end(person, how);
    this.time.after(this.#random.int(0, 3), () => {
      this.hub.disconnect(person, how, keyHash);
      const windows = this.clients.filter((client) => client.person === person);
      this.inspector.putOut.begin(person, windows, this.hub.media, this.inspector.story.last);
    });
  }

  /** Staff are assigned to the group again. */
  assign(personId: string): void {
    const person = personOf(personId);
    this.rights.assign(person);
    this.inspector.putOut.over(person);
  }

  /** The group's times change: where nothing has happened in the session, another takes its place (LI37). */
  replan(): void {
    if (!this.disk.isUntouched) return;
    const former = this.plan.replan();
    this.time.after(this.#random.int(0, 3), () => {
      this.hub.unplan(former).catch((error: unknown) => this.watch.fail('SI21', String(error)));
    });
  }

  /** The hub's wall clock is set. */
  setClock(byMs: number): void {
    this.hub.wallOffset += byMs;
    this.inspector.isClockTrue = false;
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
