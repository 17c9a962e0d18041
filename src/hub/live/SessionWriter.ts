import type { Logger } from 'pino';
import type { Actor, DecideContext } from '../../domain/session/contract.ts';
import { decide } from '../../domain/session/decide.ts';
import { evolve, plannedState, replay } from '../../domain/session/evolve.ts';
import type { WireError } from '../../protocol/errors.ts';
import type { Command, HubCommand } from '../../protocol/session/commands.ts';
import type { LoggedEvent, SessionEvent, SessionFacts } from '../../protocol/session/events.ts';
import type { SessionState } from '../../protocol/session/state.ts';
import type { CommandKey, SessionLog } from '../records/sessionLog.ts';
import { AnswerMemory, type Answer } from './AnswerMemory.ts';
import type { HubClock } from './clock.ts';
import type { Step } from './viewSteps.ts';

/** How many events lie between two snapshots (LI26). */
export const SNAPSHOT_EVERY = 500;

const HUB: Actor = { kind: 'hub' };
const UNPLANNED: WireError = { kind: 'gone', detail: 'the session is no longer planned' };
const UNAVAILABLE: WireError = {
  kind: 'unavailable',
  rule: 'hub.cannotSave',
  detail: 'the event log cannot be written',
};

/** What a writer needs of the hub. */
export type WriterDeps = {
  readonly sessionId: string;
  readonly log: SessionLog;
  readonly findFacts: (sessionId: string) => Promise<SessionFacts | null>;
  readonly findSlide: DecideContext['findSlide'];
  readonly clock: HubClock;
  readonly newId: () => string;
  readonly random: () => number;
  readonly logger: Logger;
};

/** When the hub says something: milliseconds since the epoch. */
export type HubTime = { readonly notBefore?: number; readonly asOf?: number };

/** What became of a command: the answer, and the events that are durable now and not yet told to anybody. */
export type Written = { readonly answer: Answer; readonly steps: readonly Step[] };

/**
 * One session's state and its log, and the only way to change them (LI20 to LI23, LI26). Its caller sees to it that one
 * `write` has ended before the next begins.
 */
export class SessionWriter {
  readonly #deps: WriterDeps;
  readonly #answers = new AnswerMemory();
  #state: SessionState;
  #lastAt: number;
  /** An append failed: it may or may not have reached the disk, which the log is asked before anything else. */
  #isDoubtful = false;

  private constructor(deps: WriterDeps, state: SessionState, lastAt: number) {
    this.#deps = deps;
    this.#state = state;
    this.#lastAt = lastAt;
  }

  /**
   * Loads the session from its log, or as it is planned where there is none: looking at a session leaves no trace (LI37).
   * @returns null if there is no such session
   * @throws what the log throws
   */
  static async open(deps: WriterDeps): Promise<SessionWriter | null> {
    const { sessionId, log } = deps;
    const snapshot = await log.latestSnapshot(sessionId).catch((error: unknown) => {
      deps.logger.warn({ err: error }, 'a snapshot cannot be used: the whole log is read');
      return null;
    });
    // One event more than is needed, for its time.
    const events = await log.read(sessionId, Math.max(0, (snapshot?.seq ?? 0) - 1));
    const state = replay(
      events.filter((logged) => logged.seq > (snapshot?.seq ?? 0)),
      snapshot,
    );
    if (state) return new SessionWriter(deps, state, events.at(-1)?.at ?? 0);

    const facts = await deps.findFacts(sessionId);
    return facts ? new SessionWriter(deps, plannedState(facts), 0) : null;
  }

  get state(): SessionState {
    return this.#state;
  }

  /** What time it is for this log, in milliseconds since the epoch: never before its last event (LI23). */
  get now(): number {
    return Math.max(this.#lastAt, this.#deps.clock.now());
  }

  /** A command of a person. A repeat gets the first answer. Never rejects. */
  async write(actor: Exclude<Actor, { kind: 'hub' }>, command: Command, commandId: string): Promise<Written> {
    return this.#guarded(async (caughtUp) => {
      const refused = this.#answers.find(actor.id, commandId);
      if (refused) return { answer: { isAccepted: false, error: refused }, steps: caughtUp };
      const key = { participantId: actor.id, commandId };
      const accepted = await this.#deps.log.findCommand(this.#deps.sessionId, key);
      if (accepted) return { answer: { isAccepted: true, upTo: accepted.upTo }, steps: caughtUp };
      return this.#decide({ actor, command, key, time: this.#deps.clock.now(), caughtUp });
    });
  }

  /**
   * What the hub itself has to say. Never rejects.
   * @param when `notBefore` is the earliest time that it may be stamped with: a deadline has come due even if the clock
   *   went back. `asOf` stamps what is found out later with the time at which it was (LI27), as far as the log goes on.
   */
  async writeForHub(command: HubCommand, when: HubTime = {}): Promise<Written> {
    const { notBefore = 0, asOf = this.#deps.clock.now() } = when;
    return this.#guarded(async (caughtUp) =>
      this.#decide({ actor: HUB, command, key: null, time: Math.max(notBefore, asOf), caughtUp }),
    );
  }

  async #guarded(write: (caughtUp: readonly Step[]) => Promise<Written>): Promise<Written> {
    let caughtUp: readonly Step[] = [];
    try {
      if (this.#isDoubtful) caughtUp = await this.#catchUp();
      return await write(caughtUp);
    } catch (error) {
      this.#isDoubtful = true;
      this.#deps.logger.error({ err: error }, 'the event log failed');
      return { answer: { isAccepted: false, error: UNAVAILABLE }, steps: caughtUp };
    }
  }

  async #decide(asked: {
    actor: Actor;
    command: Command | HubCommand;
    key: CommandKey | null;
    time: number;
    caughtUp: readonly Step[];
  }): Promise<Written> {
    const { actor, key, caughtUp } = asked;
    const { sessionId, log, newId, random, findSlide } = this.#deps;
    const at = Math.max(this.#lastAt, asked.time);
    const decision = decide(this.#state, actor, asked.command, { now: at, newId, random, findSlide });
    if (!decision.isAccepted) {
      const error: WireError = decision.refusal;
      if (key) this.#answers.keep(key.participantId, key.commandId, error);
      return { answer: { isAccepted: false, error }, steps: caughtUp };
    }
    const beginning = decision.events.length > 0 ? await this.#beginning() : [];
    if (!beginning) return { answer: { isAccepted: false, error: UNPLANNED }, steps: caughtUp };
    const by = actor.kind === 'hub' ? 'hub' : actor.id;
    const afterSeq = this.#state.seq;
    const events = [...beginning, ...decision.events].map((event, index) => ({
      seq: afterSeq + 1 + index,
      at,
      by: event.type === 'sessionCreated' ? 'hub' : by,
      event,
    }));
    if (events.length > 0 || key) await log.append(sessionId, afterSeq, events, key);
    const steps = this.#evolve(events);
    return { answer: { isAccepted: true, upTo: this.#state.seq }, steps: [...caughtUp, ...steps] };
  }

  /** What the log begins with where this is its first command; null if the session has been unplanned meanwhile. */
  async #beginning(): Promise<readonly SessionEvent[] | null> {
    if (this.#state.seq > 0) return [];
    const facts = await this.#deps.findFacts(this.#deps.sessionId);
    return facts && [{ type: 'sessionCreated', facts }];
  }

  #evolve(events: readonly LoggedEvent[]): Step[] {
    const seqBefore = this.#state.seq;
    const steps = events.flatMap((logged) => {
      const before = this.#state;
      const isFirst = logged.event.type === 'sessionCreated';
      this.#state = evolve(isFirst ? null : before, logged);
      this.#lastAt = logged.at;
      // Nobody is told of that one: whoever is here has the session as it was planned, which is the same.
      return isFirst ? [] : [{ logged, before, after: this.#state }];
    });
    if (Math.floor(this.#state.seq / SNAPSHOT_EVERY) > Math.floor(seqBefore / SNAPSHOT_EVERY))
      this.#saveSnapshot();
    return steps;
  }

  async #catchUp(): Promise<Step[]> {
    const missed = await this.#deps.log.read(this.#deps.sessionId, this.#state.seq);
    this.#isDoubtful = false;
    return this.#evolve(missed);
  }

  /** A snapshot only shortens loading, so nobody waits for it and its failure harms nothing. */
  #saveSnapshot(): void {
    this.#deps.log.saveSnapshot(this.#deps.sessionId, this.#state).catch((error: unknown) => {
      this.#deps.logger.warn({ err: error }, 'a snapshot was not kept');
    });
  }
}
