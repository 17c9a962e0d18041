import type { AttendanceRow } from '../../protocol/api/attendance.ts';
import type { GivenSessionFacts, NoteMemberFacts, NoteSessionFacts } from '../../protocol/notes/facts.ts';
import type { LoggedEvent } from '../../protocol/session/events.ts';
import type { LocalText } from '../../protocol/session/state.ts';
import { attendanceOf } from '../attendance/attendance.ts';
import { within, type Interval } from '../attendance/intervals.ts';
import { timelineOf, type Timeline } from '../attendance/presence.ts';
import { wholeMinutes } from '../attendance/wholeMinutes.ts';
import { dayAt, formatDay } from '../time/zonedTime.ts';

/** What a session's log says about its notes. */
export type LoggedFacts = {
  readonly session: NoteSessionFacts;
  /** Of everybody in the log who is a member, by id, in the order of seats. */
  readonly members: ReadonlyMap<string, NoteMemberFacts>;
};

/**
 * The facts of a session's notes from its log (NO10 to NO13). Null where the session has not started: there is nothing to say.
 * @param now the end of what is still open, in milliseconds since the epoch
 */
export function factsOf(
  log: readonly LoggedEvent[],
  given: GivenSessionFacts,
  timeZone: string,
  now: number,
): LoggedFacts | null {
  const timeline = timelineOf(log, now);
  const { state, overAt } = timeline;
  if (state?.startedAt == null) return null;
  const session: Interval = { from: state.startedAt, to: Math.max(overAt, state.startedAt) };
  const rows = attendanceOf(log, now);
  return {
    session: {
      ...given,
      topic: given.topic ?? topicOf(log),
      sessionId: state.id,
      groupId: state.groupId,
      groupName: state.groupName,
      serviceDate: formatDay(dayAt(session.from, timeZone)),
      timeZone,
      startedAt: session.from,
      endedAt: session.to,
      participantCount: rows.filter(({ countableSeconds }) => countableSeconds > 0).length,
      facilitators: facilitatorsOf(timeline, session),
    },
    members: new Map(rows.map((row) => [row.participantId, memberFactsOf(row, session)])),
  };
}

/** What of a roster gets which note (NO14). Members of the log who are on no roster any more are looked at too. */
export function notesDue(
  facts: LoggedFacts,
  rosterIds: readonly string[],
): { readonly memberNotes: readonly string[]; readonly mayHaveAbsenceNote: readonly string[] } {
  const everybody = [...new Set([...facts.members.keys(), ...rosterIds])];
  const hasTime = (id: string) => (facts.members.get(id)?.countableSeconds ?? 0) > 0;
  return {
    memberNotes: everybody.filter(hasTime),
    mayHaveAbsenceNote: everybody.filter((id) => !hasTime(id)),
  };
}

/** What a person gives of a session (NO13), before anybody has. */
export const NOTHING_GIVEN: GivenSessionFacts = {
  modality: null,
  topic: null,
  deliveryMode: 'telehealth_video',
};

/** The facts of somebody on the roster of whom the log knows nothing. */
export function absentFacts(memberId: string, name: string): NoteMemberFacts {
  return {
    memberId,
    name,
    startedAt: null,
    endedAt: null,
    countableSeconds: 0,
    minutes: 0,
    location: null,
  };
}

function memberFactsOf(row: AttendanceRow, session: Interval): NoteMemberFacts {
  const inSession = within(row.intervals, session);
  return {
    memberId: row.participantId,
    name: row.name,
    startedAt: inSession[0]?.from ?? null,
    endedAt: inSession.at(-1)?.to ?? null,
    countableSeconds: row.countableSeconds,
    minutes: wholeMinutes(row.countableSeconds),
    location: null,
  };
}

function facilitatorsOf({ state, presence }: Timeline, session: Interval): NoteSessionFacts['facilitators'] {
  return Object.values(state?.participants ?? {})
    .sort((a, b) => a.seat - b.seat)
    .flatMap(({ id, name, role }) => {
      if (role !== 'lead' && role !== 'coFacilitator') return [];
      const ms = within(presence.get(id) ?? [], session).reduce((sum, { from, to }) => sum + to - from, 0);
      return ms === 0 ? [] : [{ staffId: id, name, role, minutes: wholeMinutes(ms / 1000) }];
    });
}

/** The title of the last deck that was shown. */
function topicOf(log: readonly LoggedEvent[]): LocalText | null {
  for (const { event } of log.toReversed()) if (event.type === 'slideShown') return event.slide.deckTitle;
  return null;
}
