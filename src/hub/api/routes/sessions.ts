import { z } from 'zod';
import {
  liveTicketReplySchema,
  sessionBodySchema,
  sessionReplySchema,
  todayReplySchema,
} from '../../../protocol/api/groups.ts';
import { CirclewellError } from '../../../protocol/errors.ts';
import type { SessionFacts } from '../../../protocol/session/events.ts';
import { idSchema } from '../../../protocol/session/people.ts';
import type { ApiDeps, ApiInstance } from '../apiDeps.ts';
import { assertUnlocked } from '../confirmation.ts';
import { errorReplies } from '../errors.ts';
import { toSessionSummary } from '../toWire.ts';

const paramsSchema = z.object({ sessionId: idSchema });

/** Sessions of today and outside the schedule, and staff's tickets to them. */
export function registerSessions(
  app: ApiInstance,
  { records, planner, standings, tickets, guard, groupRights, now }: ApiDeps,
): void {
  async function find(sessionId: string): Promise<SessionFacts> {
    const facts = await records.sessions.find(sessionId);
    if (!facts) throw new CirclewellError('not_found', 'There is no such session');
    return facts;
  }
  async function toSummary(facts: SessionFacts, sizes: ReadonlyMap<string, number>) {
    return toSessionSummary(facts, await standings.of(facts), sizes.get(facts.groupId) ?? 0);
  }

  app.get(
    '/today',
    { config: { access: 'seeSessions' }, schema: { response: { 200: todayReplySchema, ...errorReplies } } },
    async (request) => {
      const isSeen = await groupRights.seenBy(guard.staffOf(request).account);
      const [sessions, sizes] = [await planner.today(), await records.members.countByGroup()];
      const own = sessions.filter(({ groupId }) => isSeen(groupId));
      return { sessions: await Promise.all(own.map((facts) => toSummary(facts, sizes))) };
    },
  );

  app.post(
    '/sessions',
    {
      config: { access: 'planSessions' },
      schema: { body: sessionBodySchema, response: { 200: sessionReplySchema, ...errorReplies } },
    },
    async (request) => {
      const { groupId, start } = request.body;
      await groupRights.assertSees(guard.staffOf(request).account, groupId);
      const group = await records.groups.find(groupId);
      if (!group) throw new CirclewellError('not_found', 'There is no such group');
      const facts = await planner.planOne(group, start ?? now());
      return { session: await toSummary(facts, await records.members.countByGroup()) };
    },
  );

  app.get(
    '/sessions/:sessionId',
    {
      config: { access: 'seeSessions' },
      schema: { params: paramsSchema, response: { 200: sessionReplySchema, ...errorReplies } },
    },
    async (request) => {
      const facts = await find(request.params.sessionId);
      await groupRights.assertSees(guard.staffOf(request).account, facts.groupId, 'session');
      return { session: await toSummary(facts, await records.members.countByGroup()) };
    },
  );

  app.post(
    '/sessions/:sessionId/live-tickets',
    {
      config: { access: 'joinSessions', worksLocked: true },
      schema: { params: paramsSchema, response: { 200: liveTicketReplySchema, ...errorReplies } },
    },
    async (request) => {
      const who = guard.staffOf(request);
      const { account, tokenHash: keyHash } = who;
      // Behind the lock a session goes on, over a new connection where the one before it broke (ID72).
      if (!(await standings.isPresent(request.params.sessionId, account.id))) assertUnlocked(who);
      const { id: sessionId, groupId } = await find(request.params.sessionId);
      await groupRights.assertTakesPart(account, groupId);
      const { id, displayName: name, role } = account;
      const actor = { kind: 'staff', id, name, role } as const;
      return { ticket: tickets.issue({ sessionId, actor, seatId: null, keyHash }), sessionId };
    },
  );
}
