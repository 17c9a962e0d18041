import type { AttendanceRow } from '../../protocol/api/attendance.ts';
import type { LoggedEvent } from '../../protocol/session/events.ts';
import { longestGapMs, overlapMs, within, type Interval } from './intervals.ts';
import { timelineOf, type RoomInterval } from './presence.ts';

/** domain.md 1.8, "Parameters (design defaults)", in milliseconds. */
export const ATTENDANCE_DEFAULTS = {
  lateGraceMs: 300_000,
  earlyGraceMs: 300_000,
  gapToleranceMs: 300_000,
} as const;

const seconds = (ms: number): number => Math.floor(ms / 1000);

/**
 * Each member's attendance of a session, from its log alone, in the order of seats (domain.md 1.8; AT1 to AT12).
 * Members of whom the log knows nothing have no row here: whoever has the roster adds them.
 * @param now the end of what is still open, in milliseconds since the epoch: now, or where no hub has the session, until
 *   when one is known to have had it (AT7)
 */
export function attendanceOf(log: readonly LoggedEvent[], now: number): AttendanceRow[] {
  const { state, presence, countable, overAt, removed } = timelineOf(log, now);
  if (!state) return [];
  const session: Interval = { from: state.startedAt ?? now, to: overAt };
  return Object.values(state.participants)
    .filter((person) => person.role === 'member')
    .sort((a, b) => a.seat - b.seat)
    .map((person) => {
      const intervals = presence.get(person.id) ?? [];
      const presentSeconds = seconds(intervals.reduce((sum, { from, to }) => sum + to - from, 0));
      return {
        participantId: person.id,
        name: person.name,
        status: removed.has(person.id)
          ? 'removed_safety'
          : statusOf(within(intervals, session), session, state.status === 'ended'),
        intervals: [...intervals],
        secondsByRoom: secondsByRoom(intervals, presentSeconds),
        presentSeconds,
        countableSeconds: seconds(overlapMs(intervals, countable)),
      };
    });
}

/** Rounded down; the seconds that this loses go to the rooms that lost most, so that they add up to the presence (AT13). */
function secondsByRoom(intervals: readonly RoomInterval[], whole: number): Record<string, number> {
  const ms: Record<string, number> = {};
  for (const { roomId, from, to } of intervals) ms[roomId] = (ms[roomId] ?? 0) + to - from;
  const rooms = Object.entries(ms).map(([roomId, sum]) => ({
    roomId,
    floor: seconds(sum),
    lost: sum % 1000,
  }));
  const missing = whole - rooms.reduce((sum, { floor }) => sum + floor, 0);
  const rounded = rooms
    .toSorted((a, b) => b.lost - a.lost)
    .map(({ roomId, floor }, index): [string, number] => [roomId, floor + (index < missing ? 1 : 0)]);
  return Object.fromEntries(rounded);
}

/** The status that follows from presence alone. Early leaving is only known once the session has ended. */
function statusOf(
  presence: readonly Interval[],
  session: Interval,
  isOver: boolean,
): AttendanceRow['status'] {
  const [first] = presence;
  const last = presence.at(-1);
  if (!first || !last) return isOver ? 'absent_unexcused' : 'expected';
  const isLate = first.from - session.from > ATTENDANCE_DEFAULTS.lateGraceMs;
  const isEarly = isOver && session.to - last.to > ATTENDANCE_DEFAULTS.earlyGraceMs;
  const hasGap = longestGapMs(presence) > ATTENDANCE_DEFAULTS.gapToleranceMs;
  if (hasGap || (isLate && isEarly)) return 'partial';
  if (isLate) return 'late';
  return isEarly ? 'left_early' : 'present';
}
