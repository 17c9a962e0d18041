import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createDoor } from '../../../src/hub/identity/door.ts';
import { seatReplySchema } from '../../../src/protocol/api/door.ts';
import {
  groupReplySchema,
  liveTicketReplySchema,
  memberLinkReplySchema,
  todayReplySchema,
} from '../../../src/protocol/api/groups.ts';
import { createTestHub, type Ask, type TestHub } from './testHub.ts';

let test: TestHub;
let staff: Ask;
let groupId: string;
beforeEach(async () => {
  test = await createTestHub();
  ({ ask: staff } = await test.setUp());
  const body = { name: 'Evening', template: 'IOP-180', meetingTimes: [] };
  groupId = groupReplySchema.parse((await staff('POST', '/api/groups', body)).json).group.id;
});
afterEach(() => test.close());

async function invite(displayName = 'Ana R.') {
  const { url, member } = memberLinkReplySchema.parse(
    (await staff('POST', `/api/groups/${groupId}/members`, { displayName, language: 'es' })).json,
  );
  return { token: url.split('#')[1] ?? '', memberId: member.id };
}
const enter = (token: unknown) => test.as(null)('POST', '/api/door', { token });

describe('the door', () => {
  it('DO1 exchanges a link for a seat cookie on the seat’s own path', async () => {
    const { token } = await invite();
    const answer = await enter(token);
    expect(answer.json).toEqual({
      seatId: expect.any(String),
      displayName: 'Ana R.',
      language: 'es',
      groupName: 'Evening',
      session: null,
    });
    const { seatId } = seatReplySchema.parse(answer.json);
    expect(String(answer.headers['set-cookie'])).toMatch(
      new RegExp(`^seat=[\\w-]{43}; Max-Age=86400; Path=/api/seats/${seatId}; HttpOnly; SameSite=Strict$`),
    );
    expect((await test.as(answer.cookie ?? '')('GET', `/api/seats/${seatId}`)).json).toEqual(answer.json);
  });

  it('DO2 a link opens again and again, on the same seat; earlier browsers stay', async () => {
    const { token } = await invite();
    const [first, second] = [await enter(token), await enter(token)];
    expect(second.json).toEqual(first.json);
    const { seatId } = seatReplySchema.parse(first.json);
    for (const { cookie } of [first, second])
      expect((await test.as(cookie ?? '')('GET', `/api/seats/${seatId}`)).status).toBe(200);
  });

  it('DO3 refuses a guessed link and one that is no link', async () => {
    await invite();
    expect(await enter('A'.repeat(22))).toMatchObject({
      status: 404,
      json: { error: { kind: 'not_found', rule: 'door.unknownLink' } },
    });
    for (const token of ['', 'A'.repeat(21), 'A'.repeat(5000), "' or 1=1 --", null, 7, { $ne: '' }])
      expect((await enter(token)).status).toBe(400);
  });

  it('DO4 a revoked link ends every seat it opened, and the live connection', async () => {
    const { token, memberId } = await invite();
    const { cookie, json } = await enter(token);
    const { seatId } = seatReplySchema.parse(json);
    await staff('DELETE', `/api/groups/${groupId}/members/${memberId}/link`);
    expect(await test.as(cookie ?? '')('GET', `/api/seats/${seatId}`)).toMatchObject({
      status: 401,
      json: { error: { kind: 'signed_out' } },
    });
    expect((await enter(token)).status).toBe(410);
    expect(test.disconnected).toContain(seatId);
  });

  it('DO4 a link that is revoked or renewed while it is being opened opens nothing', async () => {
    for (const method of ['DELETE', 'POST'] as const) {
      const { token, memberId } = await invite();
      const { seats } = test.records;
      const door = createDoor({
        ...test.records,
        seats: {
          ...seats,
          async removeKeysBefore(createdBefore) {
            await staff(method, `/api/groups/${groupId}/members/${memberId}/link`);
            await seats.removeKeysBefore(createdBefore);
          },
        },
        now: () => test.clock.now,
        newId: () => 'unused',
      });
      await expect(door.enter(token)).rejects.toMatchObject({ kind: 'gone', rule: 'door.revokedLink' });
    }
  });

  it('DO5 one member’s key opens no other seat, and is no staff cookie', async () => {
    const [ana, ben] = [
      await enter((await invite('Ana R.')).token),
      await enter((await invite('Ben T.')).token),
    ];
    const benSeat = seatReplySchema.parse(ben.json).seatId;
    const anas = test.as(ana.cookie ?? '');
    expect((await anas('GET', `/api/seats/${benSeat}`)).status).toBe(401);
    expect((await anas('GET', '/api/seats/none')).status).toBe(401);
    expect((await anas('GET', '/api/groups')).status).toBe(401);
    expect((await test.as((ana.cookie ?? '').replace('seat=', 'staff='))('GET', '/api/me')).status).toBe(401);
    expect((await test.as(null)('GET', `/api/seats/${benSeat}`)).status).toBe(401);
  });

  it('DO6 a seat cookie lasts a day', async () => {
    const { cookie, json } = await enter((await invite()).token);
    const { seatId } = seatReplySchema.parse(json);
    test.clock.now += 24 * 3_600_000;
    expect((await test.as(cookie ?? '')('GET', `/api/seats/${seatId}`)).status).toBe(401);
  });

  it('DO7 the door may be tried 120 times a minute from an address', async () => {
    for (let count = 0; count < 120; count += 1) expect((await enter('A'.repeat(22))).status).toBe(404);
    expect(await enter('A'.repeat(22))).toMatchObject({
      status: 429,
      json: { error: { kind: 'rate_limited' } },
      headers: { 'retry-after': expect.anything() },
    });
  });
});

describe('the session a seat leads to', () => {
  const meets = (weekday: number, startsAt: string) =>
    staff('PATCH', `/api/groups/${groupId}`, { meetingTimes: [{ weekday, startsAt }] });
  async function seat() {
    const { cookie, json } = await enter((await invite()).token);
    const { seatId } = seatReplySchema.parse(json);
    return {
      see: async () =>
        seatReplySchema.parse((await test.as(cookie ?? '')('GET', `/api/seats/${seatId}`)).json).session,
      ticket: () => test.as(cookie ?? '')('POST', `/api/seats/${seatId}/live-tickets`),
    };
  }

  it('DO8 is today’s, and the same one that staff see', async () => {
    await meets(2, '18:00');
    const { sessions } = todayReplySchema.parse((await staff('GET', '/api/today')).json);
    const { see } = await seat();
    expect(await see()).toMatchObject({ id: sessions[0]?.id ?? 'none', status: 'scheduled' });
  });

  it('DO8 is the one going on, even when it runs late and another is near', async () => {
    await meets(2, '18:00');
    const { see } = await seat();
    const id = (await see())?.id ?? '';
    test.live.set(id, { status: 'in_progress', presentCount: 3, waitingCount: 0 });
    test.clock.now += 5 * 3_600_000;
    expect(await see()).toMatchObject({ id, status: 'in_progress' });
    test.live.set(id, { status: 'ended', presentCount: 0, waitingCount: 0 });
    expect(await see()).toMatchObject({ status: 'scheduled' });
    expect((await see())?.id).not.toBe(id);
  });

  it('DO8 is today’s, where nobody has ended yesterday’s', async () => {
    await staff('PATCH', `/api/groups/${groupId}`, {
      meetingTimes: [1, 2, 3, 4, 5].map((weekday) => ({ weekday, startsAt: '18:00' })),
    });
    const { see, ticket } = await seat();
    const tuesday = await see();
    const facts = await test.records.sessions.find(tuesday?.id ?? '');
    if (!facts) throw new Error('no facts');
    const events = [
      { type: 'sessionCreated', facts },
      { type: 'waitingRoomOpened' },
      { type: 'sessionStarted' },
    ] as const;
    await test.records.sessionLog.append(
      facts.id,
      0,
      events.map((event, index) => ({ seq: index + 1, at: facts.scheduledStart, by: 'lead', event })),
      [],
    );
    const at = (sinceStart: number) => (test.clock.now = facts.scheduledStart + sinceStart);
    const HOUR = 3_600_000;

    // The hub was killed a minute ago: they come back to the same session, also when it runs late.
    at(3 * HOUR);
    expect(await see()).toMatchObject({ id: facts.id, status: 'in_progress' });
    await test.records.sessionLog.noteAlive([facts.id], facts.scheduledStart + 4 * HOUR);
    at(4 * HOUR + 60_000);
    expect(await see()).toMatchObject({ id: facts.id, status: 'in_progress' });

    at(24 * HOUR - 600_000);
    const wednesday = await see();
    expect(wednesday).toMatchObject({
      status: 'scheduled',
      scheduledStart: facts.scheduledStart + 24 * HOUR,
    });
    expect(wednesday?.id).not.toBe(facts.id);
    expect(liveTicketReplySchema.parse((await ticket()).json).sessionId).toBe(wednesday?.id);
  });

  it('DO9 gives a ticket to it, good once for half a minute', async () => {
    await meets(2, '18:00');
    const { ticket } = await seat();
    const given = liveTicketReplySchema.parse((await ticket()).json);
    expect(test.hub.tickets.redeem(given.ticket)).toMatchObject({
      sessionId: given.sessionId,
      actor: { kind: 'member', name: 'Ana R.', language: 'es' },
    });
    expect(test.hub.tickets.redeem(given.ticket)).toBeNull();
    const late = liveTicketReplySchema.parse((await ticket()).json);
    test.clock.now += 30_000;
    expect(test.hub.tickets.redeem(late.ticket)).toBeNull();
    expect(test.log.join('')).not.toContain(late.ticket);
  });

  it('ID13 the right of a ticket ends with the key it was given for', async () => {
    await meets(2, '18:00');
    const { token, memberId } = await invite();
    const { cookie, json } = await enter(token);
    const { seatId } = seatReplySchema.parse(json);
    const given = await test.as(cookie ?? '')('POST', `/api/seats/${seatId}/live-tickets`);
    const grant = test.hub.tickets.redeem(liveTicketReplySchema.parse(given.json).ticket);
    if (!grant) throw new Error('The ticket grants nothing');
    expect(await test.isStillGood(grant)).toBe(true);
    expect(await test.isStillGood({ ...grant, seatId: 'another' })).toBe(false);
    await staff('POST', `/api/groups/${groupId}/members/${memberId}/link`);
    expect(await test.isStillGood(grant)).toBe(false);
  });

  it('DO9 gives none where no session is planned, or only on another day', async () => {
    const { ticket } = await seat();
    expect(await ticket()).toMatchObject({
      status: 503,
      json: { error: { kind: 'unavailable', rule: 'door.noSession' } },
    });
    await meets(4, '18:00');
    expect(await ticket()).toMatchObject({
      status: 503,
      json: { error: { kind: 'unavailable', rule: 'session.notOpenYet' } },
    });
  });
});
