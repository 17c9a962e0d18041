import { describe, expect, it } from 'vitest';
import type { GroupHours } from '../../../src/protocol/api/hours.ts';
import { hoursView } from './hoursModel.ts';

const WEEK = { from: 0, to: 1 };
const group = (
  name: string,
  planned: number,
  coming: number,
  members: GroupHours['members'],
): GroupHours => ({
  groupId: name,
  groupName: name,
  plannedMinutes: planned,
  comingMinutes: coming,
  members,
});
const member = (
  memberId: string,
  countedMinutes: number,
  status: GroupHours['members'][number]['status'],
) => ({
  memberId,
  name: memberId,
  countedMinutes,
  status,
});

describe('CO84 the hours at risk', () => {
  it('have by group who cannot reach the minimum any more, the furthest behind first', () => {
    const view = hoursView({
      week: WEEK,
      minimumMinutes: 540,
      groups: [
        group('Evening', 540, 180, [
          member('ana', 300, 'at_risk'),
          member('ben', 360, 'on_track'),
          member('cora', 0, 'at_risk'),
          member('dev', 0, 'partial_week'),
        ]),
        group('Morning', 540, 0, [member('ella', 540, 'met')]),
      ],
    });
    expect(view).toMatchObject({ minimum: 540, groupCount: 2, askedCount: 4, joinedCount: 1 });
    expect(view.groups).toHaveLength(1);
    expect(view.groups[0]).toMatchObject({ groupName: 'Evening', coming: 180, isPlanShort: false });
    expect(view.groups[0]?.members.map(({ name, short }) => [name, short])).toEqual([
      ['cora', 360],
      ['ana', 60],
    ]);
  });

  it('say of a group whose own times are too few that they are', () => {
    const view = hoursView({
      week: WEEK,
      minimumMinutes: 540,
      groups: [group('Twice', 360, 360, [member('ana', 0, 'at_risk')])],
    });
    expect(view.groups[0]).toMatchObject({ isPlanShort: true, planned: 360 });
  });
});
