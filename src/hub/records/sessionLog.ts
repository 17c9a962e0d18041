import type { LoggedEvent } from '../../protocol/session/events.ts';
import type { SessionState } from '../../protocol/session/state.ts';

/** What makes a command the same command when a client sends it again. */
export type CommandKey = { participantId: string; commandId: string };

/** A command that was taken, and the seq after which its events stand. */
export type AcceptedCommand = CommandKey & { upTo: number };

/** A session that was opened and has not ended, with the last instant at which the hub is known to have had it. */
export type UnendedSession = { readonly sessionId: string; readonly aliveAt: number };

/**
 * The events of every session, each numbered from 1 without gaps. The only writer of a session's events is its
 * SessionHost; everyone else reads.
 */
export interface SessionLog {
  /**
   * Appends durably (synced to disk) before it resolves, and remembers the commands they came from, all of it or nothing; a
   * command that changed nothing is remembered with no events.
   * @throws CirclewellError `conflict` if `afterSeq` is not the last seq, `gone` where the log would begin and the session is not planned;
   *   then nothing is written.
   */
  append(
    sessionId: string,
    afterSeq: number,
    events: readonly LoggedEvent[],
    commands: readonly AcceptedCommand[],
  ): Promise<void>;
  /** The events after `afterSeq` (0 by default), in order. An unknown session has none. */
  read(sessionId: string, afterSeq?: number): Promise<LoggedEvent[]>;
  /** The seq after which the command's events stood, or null if it has not been accepted before. */
  findCommand(sessionId: string, key: CommandKey): Promise<{ upTo: number } | null>;
  /** Keeps durably that the hub had these sessions at an instant. What is not open, or has ended, is passed over. */
  noteAlive(sessionIds: readonly string[], at: number): Promise<void>;
  /** Every session that was opened and has not ended, in the order of their ids. */
  unended(): Promise<UnendedSession[]>;
  /** The last instant at which the hub is known to have had the session; null if it is not open, or has ended. */
  aliveAt(sessionId: string): Promise<number | null>;
  /** Keeps the state as it stood at `state.seq`. Only the newest one is kept. */
  saveSnapshot(sessionId: string, state: SessionState): Promise<void>;
  /**
   * The newest snapshot, from which reading on at its `seq` gives the present state; null if there is none.
   * @throws Error where it cannot be read; CirclewellError `outdated` where another version of the state was kept. The
   *   log itself has it all.
   */
  latestSnapshot(sessionId: string): Promise<SessionState | null>;
}
