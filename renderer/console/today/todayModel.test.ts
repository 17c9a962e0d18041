import { describe, expect, it } from 'vitest';
import type { SessionSummary } from '../../../src/protocol/api/groups.ts';
import type { StaffRole } from '../../../src/protocol/session/people.ts';
import { LEAD, meOf } from '../fake/fakePeople.ts';
import { sessionCards, type CardContext } from './todayModel.ts';

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
const NOW = 11.5 * 3_600_000;
const cardsFor = (role: StaffRole, given: Partial<CardContext> = {}) => {
  const me = meOf(LEAD);
  const context = { isAway: false, unsignedIds: new Set<string>(), now: NOW, ...given };
  return sessionCards(DAY, { ...me, staff: { ...me.staff, role } }, context);
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

  it('leads to the notes of what is over, also without the hub, and then to nothing else', () => {
    const unsignedIds = new Set(['over']);
    const over = (given: Partial<CardContext>) =>
      cardsFor('lead', { unsignedIds, ...given }).find(({ id }) => id === 'over');
    expect(over({})).toMatchObject({ enter: 'notes', hasReport: true });
    expect(over({ isAway: true })).toMatchObject({ enter: 'notes', hasReport: false });
    expect(cardsFor('lead', { isAway: true }).map(({ enter }) => enter)).toEqual(Array(5).fill(null));
  });

  it('tells how long until a group begins, or since it should have', () => {
    const clocks = Object.fromEntries(cardsFor('lead').map(({ id, clock }) => [id, clock]));
    expect(clocks).toEqual({
      on: { is: 'none' },
      waiting: { is: 'behind', minutes: 30 },
      noon: { is: 'ahead', minutes: 30 },
      evening: { is: 'ahead', minutes: 390 },
      over: { is: 'none' },
    });
  });
});
