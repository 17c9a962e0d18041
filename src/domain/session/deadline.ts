import type { SessionState } from '../../protocol/session/state.ts';

/**
 * When something planned comes due: the announced recall or the rooms' timer, whichever is first.
 * @returns milliseconds since the epoch on the hub's clock, or null where nothing is planned
 */
export function nextDeadline(state: SessionState): number | null {
  if (state.breakouts.stage !== 'open') return null;
  const { endsAt, recallEndsAt } = state.breakouts;
  if (endsAt === null) return recallEndsAt;
  return recallEndsAt === null ? endsAt : Math.min(endsAt, recallEndsAt);
}
