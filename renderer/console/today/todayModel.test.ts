import { describe, expect, it } from 'vitest';
import type { SessionSummary } from '../../../src/protocol/api/groups.ts';
import type { StaffRole } from '../../../src/protocol/session/people.ts';
import { LEAD, meOf } from '../fake/fakePeople.ts';
import { sessionCards } from './todayModel.ts';

const summary = (id: string, status: SessionSummary['status'], hour: number): SessionSummary => ({
  id,
  groupId: 'g1',
  groupName: 'Tuesday evening IOP',
  status,
  scheduledStart: hour * 3_600_000,
  scheduledEnd: (hour + 3) * 3_600_000,
  expectedCount: 8,
  waitingCount: 0,
  presentCount: 0,
});
const DAY = [
  summary('over', 'ended', 8),
  summary('evening', 'scheduled', 18),
  summary('noon', 'scheduled', 12),
  summary('waiting', 'open', 11),
  summary('on', 'in_progress', 10),
];
const cardsFor = (role: StaffRole) => {
  const me = meOf(LEAD);
  return sessionCards(DAY, { ...me, staff: { ...me.staff, role } });
};
const enterOf = (role: StaffRole) => Object.fromEntries(cardsFor(role).map((card) => [card.id, card.enter]));

describe('CO15 today', () => {
  it('lists what is on, then what comes, then what is over, each by its time', () => {
    expect(cardsFor('lead').map(({ id }) => id)).toEqual(['on', 'waiting', 'noon', 'evening', 'over']);
  });

  it('offers one thing a session: opening the waiting room, entering, or the attendance', () => {
    expect(enterOf('lead')).toEqual({
      on: 'enter',
      waiting: 'enter',
      noon: 'openWaitingRoom',
      evening: 'openWaitingRoom',
      over: 'report',
    });
  });

  it('offers a note taker the way in and not the opening, and an administrator no way in', () => {
    expect(enterOf('noteTaker')).toMatchObject({ on: 'enter', noon: 'enter', over: 'report' });
    expect(enterOf('administrator')).toMatchObject({ on: null, noon: null, over: 'report' });
  });
});
