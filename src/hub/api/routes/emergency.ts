import { z } from 'zod';
import {
  emergencyBodySchema,
  emergencyListReplySchema,
  emergencyReplySchema,
  emergencyRosterReplySchema,
  unseenGroupsReplySchema,
  type EmergencyAccess,
} from '../../../protocol/api/emergency.ts';
import { idSchema } from '../../../protocol/session/people.ts';
import type { EmergencyRecord } from '../../records/emergencyStore.ts';
import type { ApiDeps, ApiInstance } from '../apiDeps.ts';
import { errorReplies } from '../errors.ts';

const paramsSchema = z.object({ accessId: idSchema });

/** Rosters opened in an emergency, and their review (ID80 to ID83). */
export function registerEmergency(app: ApiInstance, { records, guard, emergency }: ApiDeps): void {
  async function toWire(access: EmergencyRecord): Promise<EmergencyAccess> {
    const { id, groupId, staffId, reason, openedAt, endsAt, reviewedAt } = access;
    const groupName = (await records.groups.find(groupId))?.name ?? '';
    const staffName = (await records.staff.find(staffId))?.displayName ?? '?';
    return { id, groupId, groupName, staffId, staffName, reason, openedAt, endsAt, reviewedAt };
  }

  app.get(
    '/emergency-accesses/groups',
    {
      config: { access: 'openEmergency', confirm: 'always' },
      schema: { response: { 200: unseenGroupsReplySchema, ...errorReplies } },
    },
    async (request) => {
      const groups = await emergency.unseenGroups(guard.staffOf(request).account);
      return { groups: groups.map(({ id, name }) => ({ id, name })) };
    },
  );

  app.post(
    '/emergency-accesses',
    {
      config: { access: 'openEmergency', confirm: 'always' },
      schema: { body: emergencyBodySchema, response: { 200: emergencyReplySchema, ...errorReplies } },
    },
    async (request) => {
      const { groupId, reason } = request.body;
      return { access: await toWire(await emergency.open(guard.staffOf(request).account, groupId, reason)) };
    },
  );

  app.get(
    '/emergency-accesses/:accessId/roster',
    {
      // It was confirmed when it was opened; a question in between would stand before the names that are needed.
      config: { access: 'openEmergency', confirm: 'never' },
      schema: { params: paramsSchema, response: { 200: emergencyRosterReplySchema, ...errorReplies } },
    },
    async (request) => {
      const access = await emergency.findOpen(guard.staffOf(request).account, request.params.accessId);
      const members = await records.members.listOfGroup(access.groupId);
      return {
        access: await toWire(access),
        members: members.map(({ id, displayName, language }) => ({ id, displayName, language })),
      };
    },
  );

  app.get(
    '/emergency-accesses',
    { config: { access: 'staff' }, schema: { response: { 200: emergencyListReplySchema, ...errorReplies } } },
    async (request) => {
      const waiting = await emergency.toReview(guard.staffOf(request).account);
      return { accesses: await Promise.all(waiting.map(toWire)) };
    },
  );

  app.post(
    '/emergency-accesses/:accessId/review',
    {
      config: { access: 'staff', confirm: 'never' },
      schema: { params: paramsSchema, response: { 200: emergencyReplySchema, ...errorReplies } },
    },
    async (request) => ({
      access: await toWire(await emergency.review(guard.staffOf(request).account, request.params.accessId)),
    }),
  );
}
