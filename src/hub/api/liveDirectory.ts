import type { SessionStatus } from '../../protocol/session/state.ts';

/** How a live session stands, in numbers. `presentCount` and `waitingCount` count members, not staff. */
export type LiveSummary = { status: SessionStatus; waitingCount: number; presentCount: number };

/** What HTTP may ask of the sessions that are live now. Implemented by the live part of the hub. */
export interface LiveDirectory {
  /** Null when the session is not held in memory now; then its row and its log say how it stands. */
  summary(sessionId: string): Promise<LiveSummary | null>;
  /** Whether somebody is in a session that is held in memory now; also while their connection is lost. */
  isPresent(sessionId: string, participantId: string): Promise<boolean>;
}
