import type {
  AcceptedCommand,
  CommandKey,
  SessionLog,
  UnendedSession,
} from '../../../src/hub/records/sessionLog.ts';
import { CirclewellError } from '../../../src/protocol/errors.ts';
import type { LoggedEvent } from '../../../src/protocol/session/events.ts';
import type { SessionState } from '../../../src/protocol/session/state.ts';

/** A session log in memory that keeps the contract, and can be made to fail. */
export class MemoryLog implements SessionLog {
  readonly events = new Map<string, LoggedEvent[]>();
  readonly snapshots = new Map<string, SessionState>();
  readonly #alive = new Map<string, number>();
  readonly #commands = new Map<string, { upTo: number }>();
  /**
   * `lost`: the append fails and nothing is written. `written`: it fails, yet everything is on the disk. `unreadable`:
   * nothing can be read.
   */
  failure: 'none' | 'lost' | 'written' | 'unreadable' = 'none';
  appendCount = 0;
  #gate: Promise<void> | null = null;
  #reached: (() => void) | null = null;

  /** Appends wait while the work goes on; `underWay` resolves when one has come. */
  async holdAppends<T>(work: (underWay: Promise<void>) => Promise<T>): Promise<T> {
    const gate = Promise.withResolvers<void>();
    const underWay = Promise.withResolvers<void>();
    this.#gate = gate.promise;
    this.#reached = underWay.resolve;
    try {
      return await work(underWay.promise);
    } finally {
      this.#gate = null;
      this.#reached = null;
      gate.resolve();
    }
  }

  async append(
    sessionId: string,
    afterSeq: number,
    events: readonly LoggedEvent[],
    commands: readonly AcceptedCommand[],
  ): Promise<void> {
    this.appendCount += 1;
    this.#reached?.();
    await this.#gate;
    if (this.failure === 'lost') throw new Error('the disk is full');
    const log = this.events.get(sessionId) ?? [];
    if ((log.at(-1)?.seq ?? 0) !== afterSeq) throw new CirclewellError('conflict', 'the log has moved on');
    this.events.set(sessionId, [...log, ...events]);
    for (const { participantId, commandId, upTo } of commands)
      this.#commands.set(`${sessionId} ${participantId} ${commandId}`, { upTo });
    if (this.failure === 'written') throw new Error('the disk did not answer');
  }

  async read(sessionId: string, afterSeq = 0): Promise<LoggedEvent[]> {
    if (this.failure === 'unreadable') throw new Error('the disk is gone');
    return (this.events.get(sessionId) ?? []).filter((logged) => logged.seq > afterSeq);
  }

  async findCommand(sessionId: string, key: CommandKey): Promise<{ upTo: number } | null> {
    return this.#commands.get(`${sessionId} ${key.participantId} ${key.commandId}`) ?? null;
  }

  async noteAlive(sessionIds: readonly string[], at: number): Promise<void> {
    for (const id of sessionIds) this.#alive.set(id, Math.max(at, this.#alive.get(id) ?? 0));
  }

  async unended(): Promise<UnendedSession[]> {
    const unended: UnendedSession[] = [];
    for (const [sessionId, log] of this.events) {
      const opened = log.find(({ event }) => event.type === 'waitingRoomOpened');
      if (!opened || log.some(({ event }) => event.type === 'sessionEnded')) continue;
      unended.push({ sessionId, aliveAt: Math.max(opened.at, this.#alive.get(sessionId) ?? 0) });
    }
    return unended;
  }

  async aliveAt(sessionId: string): Promise<number | null> {
    return (await this.unended()).find((session) => session.sessionId === sessionId)?.aliveAt ?? null;
  }

  /** What is on the disk when the hub is killed at this moment: another hub may begin with it. */
  copy(): MemoryLog {
    const copy = new MemoryLog();
    for (const [id, events] of this.events) copy.events.set(id, events);
    for (const [id, state] of this.snapshots) copy.snapshots.set(id, state);
    for (const [key, answer] of this.#commands) copy.#commands.set(key, answer);
    for (const [id, at] of this.#alive) copy.#alive.set(id, at);
    return copy;
  }

  async saveSnapshot(sessionId: string, state: SessionState): Promise<void> {
    this.snapshots.set(sessionId, state);
  }

  async latestSnapshot(sessionId: string): Promise<SessionState | null> {
    return this.snapshots.get(sessionId) ?? null;
  }
}
