import { z } from 'zod';
import {
  groupBodySchema,
  groupListReplySchema,
  groupPatchSchema,
  groupReplySchema,
} from '../../../protocol/api/groups.ts';
import { CirclewellError } from '../../../protocol/errors.ts';
import { idSchema } from '../../../protocol/session/people.ts';
import type { TherapyGroup } from '../../records/groupStore.ts';
import type { ApiDeps, ApiInstance } from '../apiDeps.ts';
import { errorReplies } from '../errors.ts';
import { toGroup, toMember } from '../toWire.ts';

const paramsSchema = z.object({ groupId: idSchema });

/** Groups with their rosters. */
export function registerGroups(app: ApiInstance, { records, newId, unplan }: ApiDeps): void {
  async function toReply(group: TherapyGroup) {
    const members = await records.members.listOfGroup(group.id);
    const links = await records.links.newestOfGroup(group.id);
    return {
      group: toGroup(group, members.length),
      members: members.map((member) => toMember(member, links.get(member.id) ?? null)),
    };
  }

  app.get(
    '/groups',
    { config: { access: 'seeGroups' }, schema: { response: { 200: groupListReplySchema, ...errorReplies } } },
    async () => {
      const sizes = await records.members.countByGroup();
      return {
        groups: (await records.groups.list()).map((group) => toGroup(group, sizes.get(group.id) ?? 0)),
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
      const group = { ...request.body, id: newId() };
      await records.groups.add(group);
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
      const group = await records.groups.find(request.params.groupId);
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
      const { name, template, meetingTimes } = request.body;
      const group = await records.groups.change(request.params.groupId, {
        ...(name === undefined ? {} : { name }),
        ...(template === undefined ? {} : { template }),
        ...(meetingTimes === undefined ? {} : { meetingTimes }),
      });
      if (!group) throw new CirclewellError('not_found', 'There is no such group');
      // Made anew, as the group is now, when somebody next looks at the day.
      await unplan(await records.sessions.removeUntouched(group.id));
      return toReply(group);
    },
  );
}
