import type { SessionFacts } from '../../protocol/session/events.ts';

/** Sessions as they are planned; what happens in one is in the SessionLog. The group's name is sealed at rest. */
export interface SessionStore {
  /**
   * Plans a session. `scheduleKey` names the slot of the group's weekly schedule, such as `2026-11-24T18:00`; null for
   * one outside it. False, and nothing is written, if the group's slot has a session: planning twice is harmless.
   */
  add(facts: SessionFacts, scheduleKey: string | null): Promise<boolean>;
  find(id: string): Promise<SessionFacts | null>;
  /** Sessions that start in [from, to), by start. */
  listBetween(from: number, to: number): Promise<SessionFacts[]>;
  listOfGroup(groupId: string, from: number, to: number): Promise<SessionFacts[]>;
  /** When the latest session of these groups starts that starts before an instant; null where there is none. */
  latestStart(groupIds: readonly string[], before: number): Promise<number | null>;
  /** Unplans the group's sessions of its weekly schedule in which nothing has happened yet, and says which they were. */
  removeUntouched(groupId: string): Promise<string[]>;
}
