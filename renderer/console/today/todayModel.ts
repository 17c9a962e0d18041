import { mayCommand } from '../../../src/domain/session/permissions.ts';
import type { Me } from '../../../src/protocol/api/accounts.ts';
import type { SessionSummary } from '../../../src/protocol/api/groups.ts';

/** A session's card, with what can be done with it now. */
export type SessionCard = SessionSummary & { readonly enter: 'openWaitingRoom' | 'enter' | 'report' | null };

/**
 * Today's cards: what goes on first, then what comes, then what is over; each with what this account may do (CO15), which is
 * nothing while the hub is away (NB63).
 */
export function sessionCards(
  sessions: readonly SessionSummary[],
  { staff }: Me,
  isAway = false,
): readonly SessionCard[] {
  const rank = { in_progress: 0, open: 0, scheduled: 1, ended: 2 } as const;
  const { role } = staff;
  const canOpen = role !== 'administrator' && mayCommand(role, 'openWaitingRoom');
  return sessions
    .map((session): SessionCard => {
      if (isAway) return { ...session, enter: null };
      if (session.status === 'ended') return { ...session, enter: 'report' };
      if (role === 'administrator') return { ...session, enter: null };
      return { ...session, enter: session.status === 'scheduled' && canOpen ? 'openWaitingRoom' : 'enter' };
    })
    .toSorted((a, b) => rank[a.status] - rank[b.status] || a.scheduledStart - b.scheduledStart);
}
