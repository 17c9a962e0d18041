import { replay } from '../../../src/domain/session/evolve.ts';
import type { AcceptedCommand, CommandKey, SessionLog } from '../../../src/hub/records/sessionLog.ts';
import { CirclewellError } from '../../../src/protocol/errors.ts';
import { loggedEventSchema, type LoggedEvent } from '../../../src/protocol/session/events.ts';
import type { SessionState } from '../../../src/protocol/session/state.ts';
import type { Random } from '../core/Random.ts';
import type { VirtualTime } from '../core/VirtualTime.ts';
import type { Watch } from '../core/Watch.ts';
import type { Plan } from './Plan.ts';

/**
 * How the disk does: `full` takes nothing more, `doubtful` writes and then answers with an error, `unreadable` fails
 * whatever is asked, `slow` takes up to a second.
 */
export type DiskMood = 'well' | 'full' | 'doubtful' | 'unreadable' | 'slow';

/** What went wrong with the disk itself: the hub may log these, and nothing else. */
export class DiskTrouble extends Error {}

/** What follows the log as it is written and as a crash takes back what was not synced. */
export type DiskListener = {
  onWritten(event: LoggedEvent): void;
  onTakenBack(toSeq: number): void;
};

type Unsynced = {
  readonly fromSeq: number;
  readonly marks: ReadonlySet<string>;
  readonly aliveAt: number | null;
};

/**
 * The machine's disk, which outlives the hub's process (SI4). An append is written, then synced, then answered, each a
 * while after the other; a crash between writing and syncing keeps all of it or nothing, as a database does.
 */
export class SimDisk {
  readonly #time: VirtualTime;
  readonly #random: Random;
  readonly #watch: Watch;
  readonly #plan: Pick<Plan, 'find'>;
  readonly #listener: DiskListener;
  readonly #commands = new Map<string, number>();
  readonly #underWay = new Set<() => void>();
  #events: LoggedEvent[] = [];
  /** Whose events these are; null while there are none. */
  #sessionId: string | null = null;
  /** When a hub was last known to have the session; null where it is not open, or has ended. */
  #aliveAt: number | null = null;
  #unsynced: Unsynced | null = null;
  #snapshot: SessionState | null = null;
  #mood: DiskMood = 'well';
  #wasUnwell = false;
  #troubledAt: number | null = null;

  constructor(deps: {
    time: VirtualTime;
    random: Random;
    watch: Watch;
    plan: Pick<Plan, 'find'>;
    listener: DiskListener;
  }) {
    this.#time = deps.time;
    this.#random = deps.random;
    this.#watch = deps.watch;
    this.#plan = deps.plan;
    this.#listener = deps.listener;
  }

  get events(): readonly LoggedEvent[] {
    return this.#events;
  }
  /** The last instant at which a hub is known to have had the session; null where it is not open, or has ended. */
  get aliveAt(): number | null {
    return this.#aliveAt;
  }
  /** Nothing has ever been written. */
  get isUntouched(): boolean {
    return this.#events.length === 0;
  }
  get isIdle(): boolean {
    return this.#underWay.size === 0;
  }
  get mood(): DiskMood {
    return this.#mood;
  }
  set mood(mood: DiskMood) {
    this.#mood = mood;
    this.#wasUnwell ||= mood !== 'well';
  }

  /** Whether it has ever been slow or failed, so that what is written may be written late. */
  get wasUnwell(): boolean {
    return this.#wasUnwell;
  }

  /** When it last answered with an error, by virtual time; null if it never did. */
  get troubledAt(): number | null {
    return this.#troubledAt;
  }

  /** The last number that no crash can take back. */
  get syncedSeq(): number {
    return this.#unsynced?.fromSeq ?? this.#events.length;
  }

  /** Up to where a command's events reach, if it is remembered for good. */
  syncedCommand(key: CommandKey): number | null {
    const mark = this.#sessionId === null ? null : markOf(this.#sessionId, key);
    return mark === null || this.#unsynced?.marks.has(mark) ? null : (this.#commands.get(mark) ?? null);
  }

  /** Something of the hub's other records is looked up. */
  async look(): Promise<void> {
    await this.#reading();
  }

  /** A hub's handle on the log. After a crash its promises never settle: nobody is there to hear them. */
  openLog(): SessionLog {
    return {
      append: (sessionId, afterSeq, events, commands) => this.#append(sessionId, afterSeq, events, commands),
      read: async (sessionId, afterSeq = 0) => {
        await this.#reading();
        return sessionId === this.#sessionId ? this.#events.slice(afterSeq) : [];
      },
      findCommand: async (sessionId, key) => {
        await this.#reading();
        const upTo = this.#commands.get(markOf(sessionId, key));
        return upTo === undefined ? null : { upTo };
      },
      noteAlive: async (sessionIds, at) => {
        if (sessionIds.length === 0) return;
        await this.#writing();
        if (this.#aliveAt !== null && this.#sessionId !== null && sessionIds.includes(this.#sessionId))
          this.#aliveAt = Math.max(this.#aliveAt, at);
      },
      unended: async () => {
        await this.#reading();
        const [sessionId, aliveAt] = [this.#sessionId, this.#aliveAt];
        return sessionId === null || aliveAt === null ? [] : [{ sessionId, aliveAt }];
      },
      aliveAt: async (sessionId) => {
        await this.#reading();
        return sessionId === this.#sessionId ? this.#aliveAt : null;
      },
      saveSnapshot: async (_sessionId, state) => {
        await this.#writing();
        if (state.seq > this.syncedSeq)
          this.#watch.fail('SI12', `a snapshot of ${state.seq} was kept too soon`);
        this.#snapshot = state;
      },
      latestSnapshot: async (sessionId) => {
        await this.#reading();
        return sessionId === this.#sessionId ? this.#snapshot : null;
      },
    };
  }

  /** Keeps a snapshot of some events ago, as the hub does every few hundred. */
  plantSnapshot(eventsAgo: number): void {
    const kept = this.#events.slice(0, Math.max(0, this.syncedSeq - eventsAgo));
    if (kept.length > 0) this.#snapshot = replay(kept);
  }

  /** The hub's process is gone in this instant. */
  crash(): void {
    for (const callOff of this.#underWay) callOff();
    this.#underWay.clear();
    const unsynced = this.#unsynced;
    this.#unsynced = null;
    if (!unsynced || this.#random.chance(0.5)) return;
    this.#watch.note(() => `the disk loses what comes after ${unsynced.fromSeq}`);
    this.#events = this.#events.slice(0, unsynced.fromSeq);
    this.#aliveAt = unsynced.aliveAt;
    for (const mark of unsynced.marks) this.#commands.delete(mark);
    if (this.#events.length === 0) this.#sessionId = null;
    this.#listener.onTakenBack(unsynced.fromSeq);
  }

  async #append(
    sessionId: string,
    afterSeq: number,
    events: readonly LoggedEvent[],
    commands: readonly AcceptedCommand[],
  ): Promise<void> {
    const taken = new Map(commands.map((command) => [markOf(sessionId, command), command.upTo]));
    await this.#writing();
    if (events[0]?.event.type === 'sessionCreated' && !this.#plan.find(sessionId))
      throw new CirclewellError('gone', 'the session is no longer planned');
    if (this.#events.length === 0) this.#sessionId = sessionId;
    if (this.#sessionId !== sessionId)
      this.#watch.fail('SI12', `${sessionId} is not planned, and is written`);
    if (this.#unsynced) this.#watch.fail('SI12', 'two appends at once');
    if (afterSeq !== this.#events.length) throw new CirclewellError('conflict', 'the log has moved on');
    if (taken.size < commands.length || [...taken.keys()].some((mark) => this.#commands.has(mark)))
      throw new CirclewellError('conflict', 'the command has been accepted before');
    this.#unsynced = { fromSeq: afterSeq, marks: new Set(taken.keys()), aliveAt: this.#aliveAt };
    for (const event of events) this.#write(event);
    for (const [mark, upTo] of taken) this.#commands.set(mark, upTo);
    await this.#wait(1, 8);
    this.#unsynced = null;
    if (this.mood === 'doubtful') this.#trouble('the disk did not answer');
    await this.#wait(0, 1);
  }

  #write(event: LoggedEvent): void {
    // As text, like a real store: what does not come back as it was is found at once.
    const parsed = loggedEventSchema.safeParse(JSON.parse(JSON.stringify(event)));
    const before = this.#events.at(-1);
    if (!parsed.success) return this.#watch.fail('SI12', `cannot be read again: ${JSON.stringify(event)}`);
    if (event.seq !== this.#events.length + 1) this.#watch.fail('SI12', `${event.seq} is out of order`);
    if (before && event.at < before.at) this.#watch.fail('SI12', `${event.seq} lies before its predecessor`);
    this.#events.push(parsed.data);
    if (event.event.type === 'waitingRoomOpened') this.#aliveAt ??= event.at;
    if (event.event.type === 'sessionEnded') this.#aliveAt = null;
    this.#listener.onWritten(parsed.data);
  }

  async #reading(): Promise<void> {
    await this.#wait(0, 1);
    if (this.mood === 'unreadable') this.#trouble('the disk cannot be read');
  }

  async #writing(): Promise<void> {
    await this.#wait(0, 2);
    if (this.mood === 'full' || this.mood === 'unreadable') this.#trouble('the disk takes nothing');
  }

  #trouble(what: string): never {
    this.#troubledAt = this.#time.now;
    throw new DiskTrouble(what);
  }

  async #wait(minMs: number, maxMs: number): Promise<void> {
    const ms = this.mood === 'slow' ? this.#random.delay(maxMs, 1_000) : this.#random.delay(minMs, maxMs);
    await new Promise<void>((resolve) => {
      const callOff = this.#time.after(ms, () => {
        this.#underWay.delete(callOff);
        resolve();
      });
      this.#underWay.add(callOff);
    });
  }
}

/** By what the command of a session is known again. */
function markOf(sessionId: string, { participantId, commandId }: CommandKey): string {
  return JSON.stringify([sessionId, participantId, commandId]);
}
