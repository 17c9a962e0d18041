import { mayCommand } from '../../../src/domain/session/permissions.ts';
import type { Me } from '../../../src/protocol/api/accounts.ts';
import type { SessionSummary } from '../../../src/protocol/api/groups.ts';

/** How a session stands to the clock, in whole minutes. */
export type SessionClock =
  | { readonly is: 'ahead' | 'behind'; readonly minutes: number }
  | { readonly is: 'none' };

/** A session's card, with what can be done with it now. */
export type SessionCard = SessionSummary & {
  readonly enter: 'openWaitingRoom' | 'enter' | 'notes' | 'report' | null;
  /** Whether its attendance can be looked at, beside what is to be done. */
  readonly hasReport: boolean;
  /** Until, or since, the planned start of one that has not begun. */
  readonly clock: SessionClock;
};

export type CardContext = {
  readonly isAway: boolean;
  /** The sessions of which notes wait for this account. */
  readonly unsignedIds: ReadonlySet<string>;
  readonly now: number;
};

const MINUTE_MS = 60_000;

/**
 * Today's cards: what goes on first, then what comes, then what is over; each with what this account may do (CO15), which while
 * the hub is away is to write notes, and nothing else (NB63).
 */
export function sessionCards(
  sessions: readonly SessionSummary[],
  { staff }: Me,
  context: CardContext,
): readonly SessionCard[] {
  const rank = { in_progress: 0, open: 0, scheduled: 1, ended: 2 } as const;
  return sessions
    .map((session): SessionCard => ({
      ...session,
      enter: nextStep(session, staff, context),
      hasReport: session.status === 'ended' && !context.isAway,
      clock: clockOf(session, context.now),
    }))
    .toSorted((a, b) => rank[a.status] - rank[b.status] || a.scheduledStart - b.scheduledStart);
}

function nextStep(
  { id, status }: SessionSummary,
  { role }: Me['staff'],
  { isAway, unsignedIds }: CardContext,
): SessionCard['enter'] {
  if (status === 'ended' && unsignedIds.has(id)) return 'notes';
  if (isAway) return null;
  if (status === 'ended') return 'report';
  if (role === 'administrator') return null;
  return status === 'scheduled' && mayCommand(role, 'openWaitingRoom') ? 'openWaitingRoom' : 'enter';
}

function clockOf({ status, scheduledStart }: SessionSummary, now: number): SessionClock {
  if (status !== 'scheduled' && status !== 'open') return { is: 'none' };
  const minutes = Math.round((scheduledStart - now) / MINUTE_MS);
  return minutes >= 0 ? { is: 'ahead', minutes } : { is: 'behind', minutes: -minutes };
}
