import { z } from 'zod';
import {
  groupBodySchema,
  groupListReplySchema,
  groupPatchSchema,
  groupReplySchema,
} from '../../../protocol/api/groups.ts';
import { CirclewellError } from '../../../protocol/errors.ts';
import { idSchema } from '../../../protocol/session/people.ts';
import { GROUP_SCOPES } from '../../identity/groupRights.ts';
import type { TherapyGroup } from '../../records/groupStore.ts';
import type { ApiDeps, ApiInstance } from '../apiDeps.ts';
import { errorReplies } from '../errors.ts';
import { toGroup, toMember } from '../toWire.ts';

const paramsSchema = z.object({ groupId: idSchema });

/** How far from now a session may be planned that could be live, in milliseconds. */
const NEAR_MS = 24 * 3_600_000;

/** Groups with their staff and their rosters. */
export function registerGroups(
  app: ApiInstance,
  { records, guard, groupRights, newId, now, disconnectFrom, unplan }: ApiDeps,
): void {
  async function toReply(group: TherapyGroup) {
    const members = await records.members.listOfGroup(group.id);
    const links = await records.links.newestOfGroup(group.id);
    const staffIds = await records.groupStaff.listOfGroup(group.id);
    return {
      group: toGroup(group, staffIds, members.length),
      members: members.map((member) => toMember(member, links.get(member.id) ?? null)),
    };
  }

  /** @throws CirclewellError `invalid` (`group.unknownStaff`) before anything is changed. */
  async function assertStaff(staffIds: readonly string[]): Promise<void> {
    const known = new Set((await records.staff.list()).map(({ id }) => id));
    if (!staffIds.every((id) => known.has(id)))
      throw new CirclewellError('invalid', 'There is no such account', 'group.unknownStaff');
  }

  /** Assigns these; whoever is no longer assigned is out of the group's live session (ID34). */
  async function reassign(groupId: string, staffIds: readonly string[]): Promise<void> {
    const before = await records.groupStaff.listOfGroup(groupId);
    await records.groupStaff.assign(groupId, staffIds);
    const gone = before.filter((id) => !staffIds.includes(id));
    const near = await records.sessions.listOfGroup(groupId, now() - NEAR_MS, now() + NEAR_MS);
    for (const session of near) for (const staffId of gone) disconnectFrom(session.id, staffId);
  }

  app.get(
    '/groups',
    { config: { access: 'seeGroups' }, schema: { response: { 200: groupListReplySchema, ...errorReplies } } },
    async (request) => {
      const isSeen = await groupRights.seenBy(guard.staffOf(request).account);
      const [sizes, staff] = [await records.members.countByGroup(), await records.groupStaff.listByGroup()];
      const groups = (await records.groups.list()).filter(({ id }) => isSeen(id));
      return {
        groups: groups.map((group) => toGroup(group, staff.get(group.id) ?? [], sizes.get(group.id) ?? 0)),
      };
    },
  );

  app.post(
    '/groups',
    {
      config: { access: 'editGroups' },
      schema: { body: groupBodySchema, response: { 200: groupReplySchema, ...errorReplies } },
    },
    async (request) => {
      const { staffIds, ...planned } = request.body;
      const { account } = guard.staffOf(request);
      const ownId = GROUP_SCOPES.takePart[account.role] === 'assigned' ? [account.id] : [];
      await assertStaff(staffIds ?? ownId);
      const group = { ...planned, id: newId() };
      await records.groups.add(group);
      await records.groupStaff.assign(group.id, staffIds ?? ownId);
      return toReply(group);
    },
  );

  app.get(
    '/groups/:groupId',
    {
      config: { access: 'seeGroups' },
      schema: { params: paramsSchema, response: { 200: groupReplySchema, ...errorReplies } },
    },
    async (request) => {
      const { groupId } = request.params;
      await groupRights.assertSees(guard.staffOf(request).account, groupId);
      const group = await records.groups.find(groupId);
      if (!group) throw new CirclewellError('not_found', 'There is no such group');
      return toReply(group);
    },
  );

  app.patch(
    '/groups/:groupId',
    {
      config: { access: 'editGroups' },
      schema: {
        params: paramsSchema,
        body: groupPatchSchema,
        response: { 200: groupReplySchema, ...errorReplies },
      },
    },
    async (request) => {
      const { groupId } = request.params;
      await groupRights.assertSees(guard.staffOf(request).account, groupId);
      const { name, template, meetingTimes, staffIds } = request.body;
      if (staffIds) await assertStaff(staffIds);
      const group = await records.groups.change(groupId, {
        ...(name === undefined ? {} : { name }),
        ...(template === undefined ? {} : { template }),
        ...(meetingTimes === undefined ? {} : { meetingTimes }),
      });
      if (!group) throw new CirclewellError('not_found', 'There is no such group');
      if (staffIds) await reassign(groupId, staffIds);
      // Made anew, as the group is now, when somebody next looks at the day.
      await unplan(await records.sessions.removeUntouched(group.id));
      return toReply(group);
    },
  );
}
