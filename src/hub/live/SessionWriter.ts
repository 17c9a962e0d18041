import type { Logger } from 'pino';
import type { Actor, DecideContext } from '../../domain/session/contract.ts';
import { decide } from '../../domain/session/decide.ts';
import { evolve, replay } from '../../domain/session/evolve.ts';
import type { WireError } from '../../protocol/errors.ts';
import type { Command, HubCommand } from '../../protocol/session/commands.ts';
import type { LoggedEvent, SessionFacts } from '../../protocol/session/events.ts';
import type { SessionState } from '../../protocol/session/state.ts';
import type { CommandKey, SessionLog } from '../records/sessionLog.ts';
import { AnswerMemory, type Answer } from './AnswerMemory.ts';
import type { HubClock } from './clock.ts';
import type { Step } from './viewSteps.ts';

/** How many events lie between two snapshots (LI26). */
export const SNAPSHOT_EVERY = 500;

const HUB: Actor = { kind: 'hub' };
const UNAVAILABLE: WireError = { kind: 'unavailable', detail: 'the event log cannot be written' };

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
   * Loads the session from its log, or begins the log where there is none.
   * @returns null if there is no such session
   * @throws what the log throws
   */
  static async open(deps: WriterDeps): Promise<SessionWriter | null> {
    const { sessionId, log, clock } = deps;
    const snapshot = await log.latestSnapshot(sessionId);
    // One event more than is needed, for its time.
    const events = await log.read(sessionId, Math.max(0, (snapshot?.seq ?? 0) - 1));
    const state = replay(
      events.filter((logged) => logged.seq > (snapshot?.seq ?? 0)),
      snapshot,
    );
    if (state) return new SessionWriter(deps, state, events.at(-1)?.at ?? 0);

    const facts = await deps.findFacts(sessionId);
    if (!facts) return null;
    const created: LoggedEvent = {
      seq: 1,
      at: clock.now(),
      by: 'hub',
      event: { type: 'sessionCreated', facts },
    };
    await log.append(sessionId, 0, [created], null);
    return new SessionWriter(deps, evolve(null, created), created.at);
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
      return this.#decide({ actor, command, key, notBefore: 0, caughtUp });
    });
  }

  /**
   * What the hub itself has to say. Never rejects.
   * @param notBefore the earliest time that it may be stamped with: a deadline has come due even if the clock went back
   */
  async writeForHub(command: HubCommand, notBefore = 0): Promise<Written> {
    return this.#guarded(async (caughtUp) =>
      this.#decide({ actor: HUB, command, key: null, notBefore, caughtUp }),
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
    notBefore: number;
    caughtUp: readonly Step[];
  }): Promise<Written> {
    const { actor, key, caughtUp } = asked;
    const { sessionId, log, clock, newId, random, findSlide } = this.#deps;
    const at = Math.max(this.#lastAt, clock.now(), asked.notBefore);
    const decision = decide(this.#state, actor, asked.command, { now: at, newId, random, findSlide });
    if (!decision.isAccepted) {
      const error: WireError = decision.refusal;
      if (key) this.#answers.keep(key.participantId, key.commandId, error);
      return { answer: { isAccepted: false, error }, steps: caughtUp };
    }
    const by = actor.kind === 'hub' ? 'hub' : actor.id;
    const afterSeq = this.#state.seq;
    const events = decision.events.map((event, index) => ({ seq: afterSeq + 1 + index, at, by, event }));
    if (events.length > 0 || key) await log.append(sessionId, afterSeq, events, key);
    const steps = this.#evolve(events);
    return { answer: { isAccepted: true, upTo: this.#state.seq }, steps: [...caughtUp, ...steps] };
  }

  #evolve(events: readonly LoggedEvent[]): Step[] {
    const seqBefore = this.#state.seq;
    const steps = events.map((logged) => {
      const before = this.#state;
      this.#state = evolve(before, logged);
      this.#lastAt = logged.at;
      return { logged, before, after: this.#state };
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
