import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import {
  memberBodySchema,
  memberLinkReplySchema,
  memberPatchSchema,
  memberReplySchema,
  type Member,
} from '../../../protocol/api/groups.ts';
import { CirclewellError } from '../../../protocol/errors.ts';
import { idSchema } from '../../../protocol/session/people.ts';
import type { RosterMember } from '../../records/memberStore.ts';
import type { ApiDeps, ApiInstance } from '../apiDeps.ts';
import { emptyReplySchema } from '../emptyReply.ts';
import { errorReplies } from '../errors.ts';
import { toMember } from '../toWire.ts';

const groupParamsSchema = z.object({ groupId: idSchema });
const memberParamsSchema = z.object({ groupId: idSchema, memberId: idSchema });

/** How long a member who was taken off a roster can be put back as they were, in milliseconds (RE39). */
const REMOVAL_UNDO_MS = 10 * 60_000;

/** A group's roster, and the members' personal links. A link is told once, in the reply to its making. */
export function registerMembers(
  app: ApiInstance,
  { records, guard, groupRights, door, address, now, newId, disconnectSeat }: ApiDeps,
): void {
  async function findMember(
    request: FastifyRequest,
    { groupId, memberId }: z.infer<typeof memberParamsSchema>,
  ): Promise<RosterMember> {
    await groupRights.assertSees(guard.staffOf(request).account, groupId);
    const member = await records.members.find(memberId);
    if (member?.groupId !== groupId)
      throw new CirclewellError('not_found', 'There is no such member in the group');
    return member;
  }

  async function asRead(member: RosterMember): Promise<Member> {
    const seat = await records.seats.findOfMember(member.id);
    return toMember(member, seat ? await records.links.newestOfSeat(seat.id) : null);
  }

  /** The token stands in the fragment, which browsers send to no server. */
  async function makeLink(member: RosterMember) {
    const { token, link, seatId } = await door.makeLink(member);
    disconnectSeat(seatId);
    return { member: toMember(member, link), url: `${address.publicUrl()}/join#${token}` };
  }

  app.post(
    '/groups/:groupId/members',
    {
      config: { access: 'editRoster' },
      schema: {
        params: groupParamsSchema,
        body: memberBodySchema,
        response: { 200: memberLinkReplySchema, ...errorReplies },
      },
    },
    async (request) => {
      const { groupId } = request.params;
      await groupRights.assertSees(guard.staffOf(request).account, groupId);
      if (!(await records.groups.find(groupId)))
        throw new CirclewellError('not_found', 'There is no such group');
      const { otherNames = [], ...named } = request.body;
      const member = { ...named, otherNames, id: newId(), groupId };
      await records.members.add(member);
      return makeLink(member);
    },
  );

  app.patch(
    '/groups/:groupId/members/:memberId',
    {
      config: { access: 'editRoster' },
      schema: {
        params: memberParamsSchema,
        body: memberPatchSchema,
        response: { 200: memberReplySchema, ...errorReplies },
      },
    },
    async (request) => {
      const { id } = await findMember(request, request.params);
      const { displayName, language, otherNames } = request.body;
      const member = await records.members.change(id, {
        ...(displayName === undefined ? {} : { displayName }),
        ...(language === undefined ? {} : { language }),
        ...(otherNames === undefined ? {} : { otherNames }),
      });
      if (!member) throw new CirclewellError('not_found', 'There is no such member in the group');
      return { member: await asRead(member) };
    },
  );

  app.delete(
    '/groups/:groupId/members/:memberId',
    {
      config: { access: 'editRoster' },
      schema: { params: memberParamsSchema, response: { 204: emptyReplySchema, ...errorReplies } },
    },
    async (request, reply) => {
      const member = await findMember(request, request.params);
      await records.members.remove(member.id, now());
      // The link is left as it is, for the undo: whoever is on no roster is let in by none.
      const seatId = await door.closeSeat(member);
      if (seatId !== null) disconnectSeat(seatId);
      return reply.status(204).send(null);
    },
  );

  app.post(
    '/groups/:groupId/members/:memberId/return',
    {
      config: { access: 'editRoster' },
      schema: { params: memberParamsSchema, response: { 200: memberReplySchema, ...errorReplies } },
    },
    async (request) => {
      const { groupId, memberId } = request.params;
      await groupRights.assertSees(guard.staffOf(request).account, groupId);
      const ever = await records.members.listEverOfGroup(groupId);
      if (ever.some(({ id, isOnRoster }) => id === memberId && !isOnRoster)) {
        if (!(await records.members.putBack(memberId, now() - REMOVAL_UNDO_MS)))
          throw new CirclewellError('gone', 'The removal was too long ago', 'roster.undoOver');
      }
      return { member: await asRead(await findMember(request, request.params)) };
    },
  );

  app.post(
    '/groups/:groupId/members/:memberId/link',
    {
      config: { access: 'manageLinks' },
      schema: { params: memberParamsSchema, response: { 200: memberLinkReplySchema, ...errorReplies } },
    },
    async (request) => makeLink(await findMember(request, request.params)),
  );

  app.delete(
    '/groups/:groupId/members/:memberId/link',
    {
      config: { access: 'manageLinks' },
      schema: { params: memberParamsSchema, response: { 204: emptyReplySchema, ...errorReplies } },
    },
    async (request, reply) => {
      await revokeLink(await findMember(request, request.params));
      return reply.status(204).send(null);
    },
  );

  async function revokeLink(member: RosterMember): Promise<void> {
    const seatId = await door.revokeLink(member);
    if (seatId !== null) disconnectSeat(seatId);
  }
}
