import type { AgendaTemplate, MeetingTime } from '../../protocol/api/groups.ts';

/** A therapy group as it is planned. Its name is sealed at rest. */
export type TherapyGroup = {
  readonly id: string;
  readonly name: string;
  readonly template: AgendaTemplate;
  readonly meetingTimes: readonly MeetingTime[];
};

export interface GroupStore {
  add(group: TherapyGroup): Promise<void>;
  find(id: string): Promise<TherapyGroup | null>;
  /** In the order in which they were made. */
  list(): Promise<TherapyGroup[]>;
  /** The changed group, or null if there is none of that id. */
  change(id: string, change: Partial<Omit<TherapyGroup, 'id'>>): Promise<TherapyGroup | null>;
}
