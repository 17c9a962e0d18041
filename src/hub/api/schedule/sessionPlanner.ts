import { blocksOf, minutesOf } from '../../../domain/groups/agendaTemplates.ts';
import type { SessionFacts } from '../../../protocol/session/events.ts';
import type { GroupStore, TherapyGroup } from '../../records/groupStore.ts';
import type { PracticeStore } from '../../records/practiceStore.ts';
import type { SessionStore } from '../../records/sessionStore.ts';
import { addDays, dayAt, formatDay, instantAt, type CalendarDay } from '../../../domain/time/zonedTime.ts';

/** No session is longer than this, with all its delays, in milliseconds. */
const LONGEST_SESSION_MS = 12 * 3_600_000;
const DAYS_AHEAD = 7;
const START_OF_DAY = '00:00';

/** Makes sessions from the groups' weekly meeting times, in the practice's time zone. Planning twice is harmless. */
export interface SessionPlanner {
  /** Sessions of the practice's calendar day, and those of the day before that may still go on, by start. */
  today(): Promise<SessionFacts[]>;
  /** A group's sessions of today (and of the day before) up to the first one that begins later, by start. */
  upcomingOf(group: TherapyGroup): Promise<SessionFacts[]>;
  /** A session outside the weekly schedule. */
  planOne(group: TherapyGroup, start: number): Promise<SessionFacts>;
}

export type SessionPlannerDeps = {
  readonly practice: PracticeStore;
  readonly groups: GroupStore;
  readonly sessions: SessionStore;
  readonly now: () => number;
  readonly newId: () => string;
};

export function createSessionPlanner({
  practice,
  groups,
  sessions,
  now,
  newId,
}: SessionPlannerDeps): SessionPlanner {
  const zone = async () => (await practice.find())?.timeZone ?? 'UTC';

  function factsOf(group: TherapyGroup, start: number): SessionFacts {
    return {
      id: newId(),
      groupId: group.id,
      groupName: group.name,
      scheduledStart: start,
      scheduledEnd: start + minutesOf(group.template) * 60_000,
      blocks: [...blocksOf(group.template)],
    };
  }

  /** Whether the day had a slot that is not over yet. */
  async function planDay(group: TherapyGroup, day: CalendarDay, timeZone: string): Promise<boolean> {
    let isPlanned = false;
    for (const { weekday, startsAt } of group.meetingTimes) {
      if (weekday !== day.weekday) continue;
      const facts = factsOf(group, instantAt(day, startsAt, timeZone));
      if (facts.scheduledEnd <= now()) continue;
      await sessions.add(facts, `${formatDay(day)}T${startsAt}`);
      isPlanned = true;
    }
    return isPlanned;
  }

  return {
    async today() {
      const timeZone = await zone();
      const day = dayAt(now(), timeZone);
      for (const group of await groups.list()) await planDay(group, day, timeZone);
      const [from, to] = [
        instantAt(day, START_OF_DAY, timeZone),
        instantAt(addDays(day, 1), START_OF_DAY, timeZone),
      ];
      const listed = await sessions.listBetween(from - LONGEST_SESSION_MS, to);
      return listed.filter(
        ({ scheduledStart, scheduledEnd }) => scheduledStart >= from || scheduledEnd > now(),
      );
    },
    async upcomingOf(group) {
      const timeZone = await zone();
      const today = dayAt(now(), timeZone);
      for (let ahead = 0; ahead <= DAYS_AHEAD; ahead += 1) {
        const isPlanned = await planDay(group, addDays(today, ahead), timeZone);
        if (isPlanned) break;
      }
      return sessions.listOfGroup(
        group.id,
        now() - 2 * LONGEST_SESSION_MS,
        now() + (DAYS_AHEAD + 1) * 24 * 3_600_000,
      );
    },
    async planOne(group, start) {
      const facts = factsOf(group, start);
      await sessions.add(facts, null);
      return facts;
    },
  };
}
