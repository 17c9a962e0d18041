import { attendanceOf } from '../../domain/attendance/attendance.ts';
import { timelineOf } from '../../domain/attendance/presence.ts';
import {
  comingMinutes,
  countedMinutes,
  WEEK_HOURS_DEFAULTS,
  weekAt,
  weekHoursStatus,
  type WeekSession,
} from '../../domain/attendance/weekHours.ts';
import {
  countableMinutesIn,
  countableMinutesOf,
  isIntensive,
  minutesOf,
} from '../../domain/groups/agendaTemplates.ts';
import { meetingSlots } from '../../domain/groups/meetingSlots.ts';
import type { GroupHours, HoursReply } from '../../protocol/api/hours.ts';
import type { SessionFacts } from '../../protocol/session/events.ts';
import type { SessionStandings } from '../api/sessionStandings.ts';
import type { TherapyGroup } from '../records/groupStore.ts';
import type { Records } from '../records/openRecords.ts';

/** The most sessions that are remembered: more than a large practice has in a week. */
const MAX_KEPT = 500;
const MINUTE_MS = 60_000;

type Week = { readonly from: number; readonly to: number };

export type WeekHoursDeps = {
  readonly records: Pick<Records, 'practice' | 'groups' | 'members' | 'sessions' | 'sessionLog'>;
  readonly standings: SessionStandings;
  readonly now: () => number;
};

/** How the members of groups stand to the hours of the running week (AT20 to AT24). */
export interface WeekHours {
  /** @param isTold of which groups */
  read(isTold: (groupId: string) => boolean): Promise<HoursReply>;
}

/** Reads each session's log; that of one which has ended once. */
export function createWeekHours({ records, standings, now }: WeekHoursDeps): WeekHours {
  const ended = new Map<string, WeekSession>();

  async function readSession(facts: SessionFacts): Promise<WeekSession> {
    const known = ended.get(facts.id);
    if (known) return known;
    const { status } = await standings.of(facts);
    const log = await records.sessionLog.read(facts.id);
    const until = await standings.knownUntil(facts.id, log);
    const { countable } = timelineOf(log, until);
    const isUntouched = status === 'scheduled' || status === 'open';
    const session: WeekSession = {
      plannedMinutes: countableMinutesIn(facts.blocks),
      ranMs: countable.reduce((sum, { from, to }) => sum + to - from, 0),
      isAhead: isUntouched ? facts.scheduledEnd > now() : status === 'in_progress',
      countedSeconds: new Map(
        attendanceOf(log, until).map((row) => [row.participantId, row.countableSeconds]),
      ),
    };
    if (status === 'ended') keep(facts.id, session);
    return session;
  }

  function keep(sessionId: string, session: WeekSession): void {
    const [oldest] = ended.keys();
    if (ended.size >= MAX_KEPT && oldest !== undefined) ended.delete(oldest);
    ended.set(sessionId, session);
  }

  /** What the meeting times will make, and have not made yet. */
  function unplanned(
    { meetingTimes, template }: TherapyGroup,
    planned: readonly SessionFacts[],
    week: Week,
    timeZone: string,
  ): readonly WeekSession[] {
    const starts = new Set(planned.map(({ scheduledStart }) => scheduledStart));
    return meetingSlots(meetingTimes, week, timeZone)
      .filter((start) => start + minutesOf(template) * MINUTE_MS > now() && !starts.has(start))
      .map(() => ({
        plannedMinutes: countableMinutesOf(template),
        ranMs: 0,
        isAhead: true,
        countedSeconds: new Map(),
      }));
  }

  async function readGroup(group: TherapyGroup, week: Week, timeZone: string): Promise<GroupHours> {
    const planned = await records.sessions.listOfGroup(group.id, week.from, week.to);
    const sessions = [
      ...(await Promise.all(planned.map(readSession))),
      ...unplanned(group, planned, week, timeZone),
    ];
    const coming = comingMinutes(sessions);
    const roster = await records.members.listOfGroup(group.id);
    return {
      groupId: group.id,
      groupName: group.name,
      plannedMinutes: sessions.reduce((sum, { plannedMinutes }) => sum + plannedMinutes, 0),
      comingMinutes: coming,
      members: roster.map(({ id, displayName, joinedAt }) => {
        const counted = countedMinutes(sessions, id);
        const status = weekHoursStatus(counted, coming, joinedAt >= week.from);
        return { memberId: id, name: displayName, countedMinutes: counted, status };
      }),
    };
  }

  return {
    async read(isTold) {
      const timeZone = (await records.practice.find())?.timeZone ?? 'UTC';
      const week = weekAt(now(), timeZone);
      const asked = (await records.groups.list()).filter(
        ({ id, template }) => isTold(id) && isIntensive(template),
      );
      const groups = await Promise.all(asked.map((group) => readGroup(group, week, timeZone)));
      return { week, minimumMinutes: WEEK_HOURS_DEFAULTS.minimumMinutes, groups };
    },
  };
}
