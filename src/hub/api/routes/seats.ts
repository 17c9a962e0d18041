import { z } from 'zod';
import { doorBodySchema, seatReplySchema, type Seat } from '../../../protocol/api/door.ts';
import { liveTicketReplySchema } from '../../../protocol/api/groups.ts';
import { CirclewellError } from '../../../protocol/errors.ts';
import { idSchema } from '../../../protocol/session/people.ts';
import type { SeatedMember } from '../../identity/door.ts';
import type { ApiDeps, ApiInstance } from '../apiDeps.ts';
import { setSeatCookie } from '../cookies.ts';
import { errorReplies } from '../errors.ts';
import { RATE_LIMITS } from '../rateLimits.ts';

const paramsSchema = z.object({ seatId: idSchema });
/** A member may be at the door this long before the session begins, in milliseconds. */
const DOOR_OPENS_BEFORE_MS = 12 * 3_600_000;

/** The members' door, and what they may ask from their seat. */
export function registerSeats(
  app: ApiInstance,
  { records, door, planner, standings, tickets, guard, now }: ApiDeps,
): void {
  /** The session going on, else the next one; null if none is planned (the protocol's `seatReplySchema`). */
  async function sessionFor(groupId: string): Promise<Seat['session']> {
    const group = await records.groups.find(groupId);
    if (!group) return null;
    const planned = await planner.upcomingOf(group);
    const sessions = await Promise.all(
      planned.map(async (facts) => ({
        id: facts.id,
        status: (await standings.of(facts)).status,
        scheduledStart: facts.scheduledStart,
        scheduledEnd: facts.scheduledEnd,
      })),
    );
    const goesOn = sessions.findLast(({ status }) => status === 'open' || status === 'in_progress');
    return (
      goesOn ??
      sessions.find(({ status, scheduledEnd }) => status === 'scheduled' && scheduledEnd > now()) ??
      null
    );
  }

  async function toSeat({ seat, member }: SeatedMember): Promise<Seat> {
    const group = await records.groups.find(seat.groupId);
    return {
      seatId: seat.id,
      displayName: member.displayName,
      language: member.language,
      groupName: group?.name ?? '',
      session: await sessionFor(seat.groupId),
    };
  }

  app.post(
    '/door',
    {
      config: { access: 'public', rateLimit: RATE_LIMITS.door },
      schema: { body: doorBodySchema, response: { 200: seatReplySchema, ...errorReplies } },
    },
    async (request, reply) => {
      const { key, ...seated } = await door.enter(request.body.token);
      setSeatCookie(request, reply, seated.seat.id, key);
      return toSeat(seated);
    },
  );

  app.get(
    '/seats/:seatId',
    {
      config: { access: 'seat' },
      schema: { params: paramsSchema, response: { 200: seatReplySchema, ...errorReplies } },
    },
    async (request) => toSeat(guard.seatOf(request)),
  );

  app.post(
    '/seats/:seatId/live-tickets',
    {
      config: { access: 'seat' },
      schema: { params: paramsSchema, response: { 200: liveTicketReplySchema, ...errorReplies } },
    },
    async (request) => {
      const { seat, member, keyHash } = guard.seatOf(request);
      const session = await sessionFor(seat.groupId);
      if (!session) throw new CirclewellError('unavailable', 'No session is planned', 'door.noSession');
      if (session.status === 'scheduled' && session.scheduledStart - now() > DOOR_OPENS_BEFORE_MS) {
        throw new CirclewellError('unavailable', 'The session is on another day', 'session.notOpenYet');
      }
      const { id, displayName: name, language } = member;
      const ticket = tickets.issue({
        sessionId: session.id,
        actor: { kind: 'member', id, name, language },
        seatId: seat.id,
        keyHash,
      });
      return { ticket, sessionId: session.id };
    },
  );
}
