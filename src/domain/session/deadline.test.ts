import { describe, expect, it } from 'vitest';
import { isOverdue, LOST_GRACE_MS, nextDeadline, UNATTENDED_GRACE_MS } from './deadline.ts';
import { ARRIVE, CO, FACTS, HUB, LEAD, member, Rehearsal, STEP_IN } from './testKit.ts';

const GRACE = UNATTENDED_GRACE_MS;
const lastTypes = (session: Rehearsal, count: number) =>
  session.log.slice(-count).map(({ event }) => event.type);

describe('SE115: a session that nobody has ended', () => {
  it('goes on while staff are in it and connected, however late', () => {
    const session = new Rehearsal().start('ana');
    session.now = FACTS.scheduledEnd + 10 * GRACE;
    expect(nextDeadline(session.state)).toBeNull();
    session.give(HUB, { type: 'timePassed' });
    expect(session.state.status).toBe('in_progress');
  });

  it('is ended half an hour after its planned end, where staff went before', () => {
    const session = new Rehearsal().start('ana');
    session.now = 60_000;
    session.give(LEAD, { type: 'leave' });
    const deadline = nextDeadline(session.state);
    expect(deadline).toBe(FACTS.scheduledEnd + GRACE);
    session.now = (deadline ?? 0) - 1;
    session.give(HUB, { type: 'timePassed' });
    expect(session.state.status).toBe('in_progress');
    session.now += 1;
    session.give(HUB, { type: 'timePassed' });
    expect(session.state).toMatchObject({ status: 'ended', endedAt: deadline });
    expect(nextDeadline(session.state)).toBeNull();
  });

  it('is ended half an hour after the last of staff went, where that was later', () => {
    const session = new Rehearsal().start('ana');
    session.give(CO, STEP_IN);
    session.now = FACTS.scheduledEnd + 1;
    session.give(LEAD, { type: 'leave' });
    expect(nextDeadline(session.state)).toBeNull();
    session.now += 5;
    session.give(HUB, { type: 'connectionLost', participantId: 'co' });
    expect(nextDeadline(session.state)).toBe(session.now + LOST_GRACE_MS);
    session.give(HUB, { type: 'connectionRestored', participantId: 'co' });
    expect(nextDeadline(session.state)).toBeNull();
    session.give(CO, { type: 'leave' });
    expect(nextDeadline(session.state)).toBe(FACTS.scheduledEnd + 6 + GRACE);
  });

  it('is ended where it was opened and no staff ever came in', () => {
    const session = new Rehearsal();
    expect(nextDeadline(session.state)).toBeNull();
    session.give(LEAD, { type: 'openWaitingRoom' });
    session.give(member('ana'), ARRIVE);
    expect(nextDeadline(session.state)).toBe(FACTS.scheduledEnd + GRACE);
    const late = new Rehearsal();
    late.now = FACTS.scheduledEnd + 7;
    late.give(LEAD, { type: 'openWaitingRoom' });
    expect(nextDeadline(late.state)).toBe(FACTS.scheduledEnd + 7 + GRACE);
  });

  it('has its rooms closed first, and a rooms’ deadline still comes before', () => {
    const session = new Rehearsal().start('ana', 'ben');
    session.rooms('Oak');
    session.give(LEAD, { type: 'openRooms', minutes: 10 });
    session.give(LEAD, { type: 'leave' });
    for (const due of [570_000, 600_000]) {
      expect(nextDeadline(session.state)).toBe(due);
      session.now = due;
      session.give(HUB, { type: 'timePassed' });
    }
    expect(lastTypes(session, 1)).toEqual(['roomsClosed']);

    const open = new Rehearsal().start('ana', 'ben');
    open.rooms('Oak');
    open.give(LEAD, { type: 'openRooms', minutes: null });
    open.give(LEAD, { type: 'leave' });
    open.now = FACTS.scheduledEnd + GRACE;
    open.give(HUB, { type: 'timePassed' });
    expect(lastTypes(open, 2)).toEqual(['roomsClosed', 'sessionEnded']);
  });

  it('is overdue, as far as its plan and its last moment tell, never before that time', () => {
    expect(isOverdue(FACTS, 5, FACTS.scheduledEnd + GRACE - 1)).toBe(false);
    expect(isOverdue(FACTS, 5, FACTS.scheduledEnd + GRACE)).toBe(true);
    expect(isOverdue(FACTS, FACTS.scheduledEnd + 9, FACTS.scheduledEnd + GRACE)).toBe(false);
  });
});
