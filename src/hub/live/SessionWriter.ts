import type { Logger } from 'pino';
import type { Actor, DecideContext } from '../../domain/session/contract.ts';
import { decide } from '../../domain/session/decide.ts';
import { evolve, plannedState, replay } from '../../domain/session/evolve.ts';
import { CirclewellError, type WireError } from '../../protocol/errors.ts';
import type { Command, HubCommand } from '../../protocol/session/commands.ts';
import type { LoggedEvent, SessionEvent, SessionFacts } from '../../protocol/session/events.ts';
import type { SessionState } from '../../protocol/session/state.ts';
import type { AcceptedCommand, CommandKey, SessionLog } from '../records/sessionLog.ts';
import { AnswerMemory, type Answer } from './AnswerMemory.ts';
import type { HubClock } from './clock.ts';
import type { Step } from './viewSteps.ts';

/** How many events lie between two snapshots (LI26). */
export const SNAPSHOT_EVERY = 500;

const HUB = { kind: 'hub' } as const;
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

/**
 * What is to be written: a command of a person, of which a repeat gets the first answer, or what the hub itself has to say. Of that
 * `notBefore` is the earliest time that it may be stamped with: a deadline has come due even if the clock went back. `asOf` stamps what is
 * found out later with the time at which it was (LI27), as far as the log goes on.
 */
export type Asked =
  | { readonly actor: Exclude<Actor, { kind: 'hub' }>; readonly command: Command; readonly commandId: string }
  | { readonly actor: typeof HUB; readonly command: HubCommand; readonly when: HubTime };

/** What became of it: the answer, the events that are durable now and not yet told to anybody, and the state after them. */
export type Written = {
  readonly answer: Answer;
  readonly steps: readonly Step[];
  readonly state: SessionState;
};

/** The state as it will be when what is being written is durable, and what is to be written for that. */
type Draft = {
  state: SessionState;
  lastAt: number;
  readonly events: LoggedEvent[];
  readonly accepted: AcceptedCommand[];
  readonly refused: { readonly key: CommandKey; readonly error: WireError }[];
  /** By the command's mark, for one that is asked for twice. */
  readonly answers: Map<string, Answer>;
};
type Drafted = Written & {
  /** It was answered before: that stands, whatever becomes of the rest. */
  readonly isRepeat: boolean;
};

/**
 * One session's state and its log, and the only way to change them (LI20 to LI23, LI26). Its caller sees to it that one
 * write has ended before the next begins.
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

  /** A command of a person. Never rejects. */
  async write(actor: Exclude<Actor, { kind: 'hub' }>, command: Command, commandId: string): Promise<Written> {
    return this.#writeOne({ actor, command, commandId });
  }

  /** What the hub itself has to say. Never rejects. */
  async writeForHub(command: HubCommand, when: HubTime = {}): Promise<Written> {
    return this.#writeOne({ actor: HUB, command, when });
  }

  /**
   * Handles one after the other, and makes all of it durable with one append: where that fails, nothing of it is done (LI39). Never
   * rejects.
   */
  async writeAll(asked: readonly Asked[]): Promise<Written[]> {
    // What was caught up with is told with the first answer: where there is none, it waits.
    if (asked.length === 0) return [];
    let caughtUp: readonly Step[] = [];
    const drafted: Drafted[] = [];
    try {
      if (this.#isDoubtful) caughtUp = await this.#catchUp();
      const draft = this.#newDraft();
      for (const one of asked) drafted.push(await this.#draftOne(one, draft));
      await this.#append(draft);
      this.#take(draft);
      return drafted.map((one, index) =>
        index === 0 ? { ...one, steps: [...caughtUp, ...one.steps] } : one,
      );
    } catch (error) {
      const refusal = this.#refusalOf(error);
      return asked.map((_one, index) => ({
        answer: drafted[index]?.isRepeat ? drafted[index].answer : { isAccepted: false, error: refusal },
        steps: index === 0 ? caughtUp : [],
        state: this.#state,
      }));
    }
  }

  /** What is answered where nothing was written, because the session is not planned any more or because the log fails. */
  #refusalOf(error: unknown): WireError {
    if (error instanceof CirclewellError && error.kind === 'gone') return UNPLANNED;
    this.#isDoubtful = true;
    this.#deps.logger.error({ err: error }, 'the event log failed');
    return UNAVAILABLE;
  }

  async #writeOne(asked: Asked): Promise<Written> {
    const [written] = await this.writeAll([asked]);
    if (!written) throw new Error('what was asked has no answer');
    return written;
  }

  #newDraft(): Draft {
    const written = { state: this.#state, lastAt: this.#lastAt };
    return { ...written, events: [], accepted: [], refused: [], answers: new Map() };
  }

  async #draftOne(asked: Asked, draft: Draft): Promise<Drafted> {
    if (!('commandId' in asked)) {
      const { notBefore = 0, asOf = this.#deps.clock.now() } = asked.when;
      return this.#decide(asked, null, Math.max(notBefore, asOf), draft);
    }
    const key = { participantId: asked.actor.id, commandId: asked.commandId };
    const mark = `${key.participantId} ${key.commandId}`;
    const again = draft.answers.get(mark);
    if (again) return { ...asRepeat(again, draft), isRepeat: false };
    const refused = this.#answers.find(key.participantId, key.commandId);
    if (refused) return asRepeat({ isAccepted: false, error: refused }, draft);
    const accepted = await this.#deps.log.findCommand(this.#deps.sessionId, key);
    if (accepted) return asRepeat({ isAccepted: true, upTo: accepted.upTo }, draft);
    const drafted = await this.#decide(asked, key, this.#deps.clock.now(), draft);
    draft.answers.set(mark, drafted.answer);
    return drafted;
  }

  async #decide(
    { actor, command }: Asked,
    key: CommandKey | null,
    time: number,
    draft: Draft,
  ): Promise<Drafted> {
    const { newId, random, findSlide } = this.#deps;
    const at = Math.max(draft.lastAt, time);
    const decision = decide(draft.state, actor, command, { now: at, newId, random, findSlide });
    if (!decision.isAccepted) {
      const error: WireError = decision.refusal;
      if (key) draft.refused.push({ key, error });
      return asRefused(error, draft);
    }
    const beginning = decision.events.length > 0 ? await this.#beginning(draft) : [];
    if (!beginning) return asRefused(UNPLANNED, draft);
    const by = actor.kind === 'hub' ? 'hub' : actor.id;
    const steps = [...beginning, ...decision.events].flatMap((event, index) => {
      const seq = draft.state.seq + 1;
      const logged = { seq, at, by: index < beginning.length ? 'hub' : by, event };
      draft.events.push(logged);
      return evolveDraft(draft, logged);
    });
    const upTo = draft.state.seq;
    if (key) draft.accepted.push({ ...key, upTo });
    return { answer: { isAccepted: true, upTo }, steps, state: draft.state, isRepeat: false };
  }

  async #append({ events, accepted }: Draft): Promise<void> {
    const { sessionId, log } = this.#deps;
    if (events.length === 0 && accepted.length === 0) return;
    await log.append(sessionId, this.#state.seq, events, accepted);
  }

  /** What was drafted is durable. */
  #take(draft: Draft): void {
    const seqBefore = this.#state.seq;
    this.#state = draft.state;
    this.#lastAt = draft.lastAt;
    for (const { key, error } of draft.refused) this.#answers.keep(key.participantId, key.commandId, error);
    if (Math.floor(this.#state.seq / SNAPSHOT_EVERY) > Math.floor(seqBefore / SNAPSHOT_EVERY))
      this.#saveSnapshot();
  }

  /** What the log begins with where this is its first command; null if the session has been unplanned meanwhile. */
  async #beginning({ state }: Draft): Promise<readonly SessionEvent[] | null> {
    if (state.seq > 0) return [];
    const facts = await this.#deps.findFacts(this.#deps.sessionId);
    return facts && [{ type: 'sessionCreated', facts }];
  }

  /** What a failed append had written all the same. */
  async #catchUp(): Promise<Step[]> {
    const missed = await this.#deps.log.read(this.#deps.sessionId, this.#state.seq);
    this.#isDoubtful = false;
    const draft = this.#newDraft();
    const steps = missed.flatMap((logged) => evolveDraft(draft, logged));
    this.#take(draft);
    return steps;
  }

  /** A snapshot only shortens loading, so nobody waits for it and its failure harms nothing. */
  #saveSnapshot(): void {
    this.#deps.log.saveSnapshot(this.#deps.sessionId, this.#state).catch((error: unknown) => {
      this.#deps.logger.warn({ err: error }, 'a snapshot was not kept');
    });
  }
}

const asRepeat = (answer: Answer, { state }: Draft): Drafted => ({
  answer,
  steps: [],
  state,
  isRepeat: true,
});
const asRefused = (error: WireError, { state }: Draft): Drafted => ({
  answer: { isAccepted: false, error },
  steps: [],
  state,
  isRepeat: false,
});

/** The step that an event is; none where the log begins with it, of which nobody is told: whoever is here has the session as it was planned. */
function evolveDraft(draft: Draft, logged: LoggedEvent): Step[] {
  const before = draft.state;
  const isFirst = logged.event.type === 'sessionCreated';
  draft.state = evolve(isFirst ? null : before, logged);
  draft.lastAt = logged.at;
  return isFirst ? [] : [{ logged, before, after: draft.state }];
}
