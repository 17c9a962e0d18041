import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { meReplySchema } from '../../../src/protocol/api/accounts.ts';
import {
  groupReplySchema,
  liveTicketReplySchema,
  sessionReplySchema,
  todayReplySchema,
} from '../../../src/protocol/api/groups.ts';
import { attendanceReplySchema } from '../../../src/protocol/api/attendance.ts';
import type { LoggedEvent, SessionEvent } from '../../../src/protocol/session/events.ts';
import { comeBack, createTestHub, START, type Ask, type TestHub } from './testHub.ts';

let test: TestHub;
let ask: Ask;
let groupId: string;
beforeEach(async () => {
  test = await createTestHub();
  ({ ask } = await test.setUp());
  const body = {
    name: 'Evening',
    template: 'IOP-180',
    meetingTimes: [
      { weekday: 2, startsAt: '18:00' },
      { weekday: 4, startsAt: '18:00' },
    ],
  };
  groupId = groupReplySchema.parse((await ask('POST', '/api/groups', body)).json).group.id;
});
afterEach(() => test.close());

const today = async () => todayReplySchema.parse((await ask('GET', '/api/today')).json).sessions;
const log = (sessionId: string, events: readonly SessionEvent[]) =>
  test.records.sessionLog.append(
    sessionId,
    0,
    events.map((event, index): LoggedEvent => ({
      seq: index + 1,
      at: START + index * 60_000,
      by: 'hub',
      event,
    })),
    [],
  );

describe('today', () => {
  it('SC1 makes the day’s sessions from the meeting times, once, however often and by however many it is asked', async () => {
    const answers = await Promise.all([today(), today(), today()]);
    const [first] = answers;
    expect(first).toHaveLength(1);
    expect(first?.[0]).toMatchObject({
      groupId,
      groupName: 'Evening',
      status: 'scheduled',
      expectedCount: 0,
      scheduledEnd: (first?.[0]?.scheduledStart ?? 0) + 195 * 60_000,
    });
    for (const answer of answers) expect(answer).toEqual(first);
  });

  it('SC2 follows a change of the group as long as nothing has happened in the session', async () => {
    const [before] = await today();
    await ask('PATCH', `/api/groups/${groupId}`, {
      name: 'Late evening',
      meetingTimes: [{ weekday: 2, startsAt: '19:30' }],
    });
    expect(test.unplanned).toEqual([before?.id]);
    const after = await today();
    expect(after).toHaveLength(1);
    expect(after[0]).toMatchObject({
      groupName: 'Late evening',
      scheduledStart: (before?.scheduledStart ?? 0) + 90 * 60_000,
    });
    await log(after[0]?.id ?? '', [{ type: 'waitingRoomOpened' }]);
    await ask('PATCH', `/api/groups/${groupId}`, { meetingTimes: [] });
    expect(await today()).toMatchObject([{ id: after[0]?.id, status: 'open' }]);
    expect(test.unplanned).toHaveLength(1);
  });

  it('SC3 takes numbers from the live part, and the status from the log where nothing is live', async () => {
    const [session] = await today();
    const id = session?.id ?? '';
    test.live.set(id, { status: 'open', waitingCount: 2, presentCount: 1 });
    expect(await today()).toMatchObject([{ status: 'open', waitingCount: 2, presentCount: 1 }]);
    test.live.clear();
    await log(id, [{ type: 'waitingRoomOpened' }, { type: 'sessionStarted' }, { type: 'sessionEnded' }]);
    expect(await today()).toMatchObject([{ status: 'ended', waitingCount: 0, presentCount: 0 }]);
  });

  it('SC4 holds yesterday’s session while its time is not over, and not afterwards', async () => {
    await ask('PATCH', `/api/groups/${groupId}`, { meetingTimes: [{ weekday: 2, startsAt: '22:00' }] });
    const [late] = await today();
    test.clock.now = (late?.scheduledStart ?? 0) + 2.5 * 3_600_000;
    await comeBack(ask);
    expect(await today()).toMatchObject([{ id: late?.id }]);
    test.clock.now += 3_600_000;
    await comeBack(ask);
    expect(await today()).toEqual([]);
  });
});

describe('a session', () => {
  it('SC5 can be planned outside the schedule', async () => {
    const { session } = sessionReplySchema.parse((await ask('POST', '/api/sessions', { groupId })).json);
    expect(session).toMatchObject({ groupId, scheduledStart: START });
    expect(await today()).toHaveLength(2);
    expect((await ask('GET', `/api/sessions/${session.id}`)).json).toEqual({ session });
    expect((await ask('POST', '/api/sessions', { groupId: 'none' })).status).toBe(404);
    expect((await ask('GET', '/api/sessions/none')).status).toBe(404);
  });

  it('ID12 gives staff a ticket as who they are; an administrator takes no part', async () => {
    const [session] = await today();
    const path = `/api/sessions/${session?.id}/live-tickets`;
    const { ticket } = liveTicketReplySchema.parse((await ask('POST', path)).json);
    expect(test.hub.tickets.redeem(ticket)).toMatchObject({
      sessionId: session?.id,
      seatId: null,
      actor: { kind: 'staff', name: 'Maria S.', role: 'lead' },
    });
    const administrator = await test.signedIn('administrator');
    expect((await administrator.ask('POST', path)).status).toBe(403);
    expect((await ask('POST', '/api/sessions/none/live-tickets')).status).toBe(404);
  });
});

describe('a ticket of staff', () => {
  it('ID13 is as good as the sign-in it was given for', async () => {
    const [session] = await today();
    const supervisor = await test.signedIn('supervisor');
    const give = async (of: Ask) => {
      const { json } = await of('POST', `/api/sessions/${session?.id}/live-tickets`);
      const grant = test.hub.tickets.redeem(liveTicketReplySchema.parse(json).ticket);
      if (!grant) throw new Error('The ticket grants nothing');
      return grant;
    };
    const [grant, owners] = [await give(supervisor.ask), await give(ask)];
    expect(await test.isStillGood(grant)).toBe(true);
    await supervisor.ask('POST', '/api/sign-out');
    expect(await test.isStillGood(grant)).toBe(false);
    expect(await test.isStillGood(owners)).toBe(true);
    test.clock.now += 12 * 3_600_000;
    expect(await test.isStillGood(owners)).toBe(false);
  });
});

describe('attendance', () => {
  it('AT7 of a session that no hub has ends when one last had it, however late it is looked at', async () => {
    const [session] = await today();
    const id = session?.id ?? '';
    const facts = await test.records.sessions.find(id);
    if (!facts) throw new Error('no facts');
    await log(id, [
      { type: 'sessionCreated', facts },
      { type: 'waitingRoomOpened' },
      { type: 'sessionStarted' },
      {
        type: 'participantArrived',
        participantId: 'ana',
        name: 'Ana R.',
        role: 'member',
        seat: 0,
        roomId: 'main',
        isMicOn: true,
        isCameraOn: true,
        door: null,
      },
    ]);
    const arrivedAt = START + 3 * 60_000;
    const presentSeconds = async () =>
      attendanceReplySchema.parse((await ask('GET', `/api/sessions/${id}/attendance`)).json).rows[0]
        ?.presentSeconds;
    test.clock.now = arrivedAt + 11 * 3_600_000;
    await comeBack(ask);
    expect(await presentSeconds()).toBe(0);
    await test.records.sessionLog.noteAlive([id], arrivedAt + 600_000);
    expect(await presentSeconds()).toBe(600);
    test.live.set(id, { status: 'in_progress', waitingCount: 0, presentCount: 1 });
    expect(await presentSeconds()).toBe(11 * 3_600);
  });

  it('SC6 holds who was there from the log, and the rest of the roster as expected or absent', async () => {
    for (const displayName of ['Ana R.', 'Ben T.'])
      await ask('POST', `/api/groups/${groupId}/members`, { displayName, language: 'en' });
    const members = groupReplySchema.parse((await ask('GET', `/api/groups/${groupId}`)).json).members;
    const [session] = await today();
    const id = session?.id ?? '';
    const rows = async () =>
      attendanceReplySchema.parse((await ask('GET', `/api/sessions/${id}/attendance`)).json);
    expect(await rows()).toMatchObject({
      isFinal: false,
      rows: [
        { name: 'Ana R.', status: 'expected' },
        { name: 'Ben T.', status: 'expected' },
      ],
    });

    const facts = await test.records.sessions.find(id);
    if (!facts) throw new Error('no facts');
    const ana = members[0]?.id ?? '';
    await log(id, [
      { type: 'sessionCreated', facts },
      { type: 'waitingRoomOpened' },
      { type: 'sessionStarted' },
      {
        type: 'participantArrived',
        participantId: ana,
        name: 'Ana R.',
        role: 'member',
        seat: 0,
        roomId: null,
        isMicOn: true,
        isCameraOn: true,
        door: null,
      },
      { type: 'participantAdmitted', participantId: ana, roomId: 'main' },
      { type: 'participantLeft', participantId: ana },
      { type: 'sessionEnded' },
    ]);
    const final = await rows();
    expect(final).toMatchObject({
      isFinal: true,
      rows: [
        { participantId: ana, presentSeconds: 60 },
        { name: 'Ben T.', status: 'absent_unexcused' },
      ],
    });
  });
});

it('ID72 whoever is in a session gets a ticket for it behind the lock, and for no other', async () => {
  const { id: staffId } = meReplySchema.parse((await ask('GET', '/api/me')).json).staff;
  const { id } = sessionReplySchema.parse((await ask('POST', '/api/sessions', { groupId })).json).session;
  const ticketFor = async (sessionId: string) => ask('POST', `/api/sessions/${sessionId}/live-tickets`);
  const locked = { status: 403, json: { error: { rule: 'account.locked' } } };
  expect((await ticketFor(id)).status).toBe(200);
  await ask('POST', '/api/me/lock');
  expect(await ticketFor(id)).toMatchObject(locked);
  test.present.add(`${id} ${staffId}`);
  expect((await ticketFor(id)).status).toBe(200);
  expect(await ticketFor('another')).toMatchObject(locked);
});
