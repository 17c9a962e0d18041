import type { HoursReply } from '../../../src/protocol/api/hours.ts';

/** A member who cannot reach the week's minimum any more. */
export type MemberAtRisk = {
  readonly memberId: string;
  readonly name: string;
  readonly counted: number;
  /** What is missing even with every session to come, in minutes. */
  readonly short: number;
};

/** A group with somebody at risk. Minutes throughout. */
export type GroupAtRisk = {
  readonly groupId: string;
  readonly groupName: string;
  readonly planned: number;
  readonly coming: number;
  /** Whether its own times give less than the minimum, to whoever attends all. */
  readonly isPlanShort: boolean;
  readonly members: readonly MemberAtRisk[];
};

export type HoursView = {
  readonly minimum: number;
  /** How many groups, and how many of their members, are asked for the hours. */
  readonly groupCount: number;
  readonly askedCount: number;
  /** Who came onto a roster during the week, of whom nothing is asked yet. */
  readonly joinedCount: number;
  readonly groups: readonly GroupAtRisk[];
};

/** CO84: who is at risk by group, the furthest behind first. */
export function hoursView({ groups, minimumMinutes: minimum }: HoursReply): HoursView {
  const members = groups.flatMap((group) => group.members);
  const joinedCount = members.filter(({ status }) => status === 'partial_week').length;
  return {
    minimum,
    groupCount: groups.length,
    askedCount: members.length - joinedCount,
    joinedCount,
    groups: groups
      .map(({ groupId, groupName, plannedMinutes, comingMinutes, members: roster }) => ({
        groupId,
        groupName,
        planned: plannedMinutes,
        coming: comingMinutes,
        isPlanShort: plannedMinutes < minimum,
        members: roster
          .filter(({ status }) => status === 'at_risk')
          .map(({ memberId, name, countedMinutes }) => ({
            memberId,
            name,
            counted: countedMinutes,
            short: minimum - countedMinutes - comingMinutes,
          }))
          .toSorted((one, other) => other.short - one.short),
      }))
      .filter((group) => group.members.length > 0),
  };
}
