import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { GROUP_SCOPES } from '../../../src/hub/identity/groupRights.ts';
import { isAllowed, type Permission } from '../../../src/domain/practice/permissions.ts';
import {
  groupListReplySchema,
  groupReplySchema,
  memberLinkReplySchema,
  sessionReplySchema,
  todayReplySchema,
} from '../../../src/protocol/api/groups.ts';
import { staffRoleSchema, type StaffRole } from '../../../src/protocol/session/people.ts';
import { createTestHub, type Ask, type TestHub } from './testHub.ts';

const body = { name: 'Evening', template: 'IOP-180', meetingTimes: [{ weekday: 2, startsAt: '18:00' }] };
let test: TestHub;
let owner: Ask;
let ownerId: string;
let groupId: string;
let memberId: string;
let sessionId: string;
beforeEach(async () => {
  test = await createTestHub();
  const { ask, me } = await test.setUp();
  owner = ask;
  ownerId = me.staff.id;
  groupId = groupReplySchema.parse((await owner('POST', '/api/groups', body)).json).group.id;
  const added = await owner('POST', `/api/groups/${groupId}/members`, {
    displayName: 'Ana R.',
    language: 'en',
  });
  memberId = memberLinkReplySchema.parse(added.json).member.id;
  const planned = await owner('POST', '/api/sessions', { groupId });
  sessionId = sessionReplySchema.parse(planned.json).session.id;
});
afterEach(() => test.close());

const assign = (staffIds: readonly string[]) => owner('PATCH', `/api/groups/${groupId}`, { staffIds });
const staffIds = async () =>
  groupReplySchema.parse((await owner('GET', `/api/groups/${groupId}`)).json).group.staffIds;

type Method = Parameters<Ask>[0];
/** Every route that is about one group, with what a role must be allowed at all, and which scope it takes. */
const routes = (): readonly (readonly [
  Permission,
  'see' | 'takePart',
  Method,
  string,
  object | undefined,
])[] => [
  ['seeGroups', 'see', 'GET', `/api/groups/${groupId}`, undefined],
  ['editGroups', 'see', 'PATCH', `/api/groups/${groupId}`, { name: 'Evening' }],
  ['editRoster', 'see', 'POST', `/api/groups/${groupId}/members`, { displayName: 'Ben T.', language: 'en' }],
  ['editRoster', 'see', 'PATCH', `/api/groups/${groupId}/members/${memberId}`, { displayName: 'Ana Q.' }],
  ['manageLinks', 'see', 'POST', `/api/groups/${groupId}/members/${memberId}/link`, undefined],
  ['manageLinks', 'see', 'DELETE', `/api/groups/${groupId}/members/${memberId}/link`, undefined],
  ['seeSessions', 'see', 'GET', `/api/sessions/${sessionId}`, undefined],
  ['planSessions', 'see', 'POST', '/api/sessions', { groupId }],
  ['joinSessions', 'takePart', 'POST', `/api/sessions/${sessionId}/live-tickets`, undefined],
  ['seeReports', 'takePart', 'GET', `/api/sessions/${sessionId}/attendance`, undefined],
  ['editRoster', 'see', 'DELETE', `/api/groups/${groupId}/members/${memberId}`, undefined],
  ['editRoster', 'see', 'POST', `/api/groups/${groupId}/members/${memberId}/return`, undefined],
];

describe('who is in which group', () => {
  it('ID33 the scopes are those of domain.md 9.2', () => {
    const assigned = { lead: 'assigned', coFacilitator: 'assigned', noteTaker: 'assigned' };
    expect(GROUP_SCOPES).toEqual({
      see: { ...assigned, supervisor: 'every', administrator: 'every' },
      takePart: { ...assigned, supervisor: 'every', administrator: 'none' },
    });
  });

  it.each(
    staffRoleSchema.options.flatMap((role): [StaffRole, boolean][] => [
      [role, false],
      [role, true],
    ]),
  )('ID33 a %s (assigned: %s) gets what the table gives them, route by route', async (role, isAssigned) => {
    const { ask, id } = await test.signedIn(role);
    await assign(isAssigned ? [ownerId, id] : [ownerId]);
    for (const [permission, right, method, url, given] of routes()) {
      const { status } = await ask(method, url, given);
      const scope = GROUP_SCOPES[right][role];
      const isWithin = scope === 'every' || (scope === 'assigned' && isAssigned);
      const expected = !isAllowed({ role, isOwner: false }, permission) ? 403 : isWithin ? 'ok' : 404;
      expect([method, url, status < 300 ? 'ok' : status]).toEqual([method, url, expected]);
    }
    const isSeen = GROUP_SCOPES.see[role] === 'every' || isAssigned;
    const { groups } = groupListReplySchema.parse((await ask('GET', '/api/groups')).json);
    const { sessions } = todayReplySchema.parse((await ask('GET', '/api/today')).json);
    expect([groups.length > 0, sessions.length > 0]).toEqual([isSeen, isSeen]);
  });

  it('ID33 a group that is not one’s own answers as one that is not there', async () => {
    const { ask } = await test.signedIn('lead');
    for (const [, , method, url, given] of routes()) {
      if (url === '/api/sessions') continue;
      const nowhere = url.replace(groupId, 'none').replace(sessionId, 'none');
      expect(await ask(method, url, given), url).toMatchObject({
        json: (await ask(method, nowhere, given)).json,
      });
    }
  });

  it('ID33 the owner plans every group, and enters those they are assigned to', async () => {
    const ticket = () => owner('POST', `/api/sessions/${sessionId}/live-tickets`);
    expect((await ticket()).status).toBe(200);
    await assign([]);
    expect((await owner('GET', `/api/groups/${groupId}`)).status).toBe(200);
    for (const answer of [await ticket(), await owner('GET', `/api/sessions/${sessionId}/attendance`)])
      expect(answer).toMatchObject({
        status: 403,
        json: { error: { kind: 'forbidden', rule: 'group.notAssigned' } },
      });
  });
});

describe('the team of a group', () => {
  it('ID34 begins with who makes it, unless they choose otherwise, and not with an administrator', async () => {
    expect(await staffIds()).toEqual([ownerId]);
    const [lead, administrator] = [await test.signedIn('lead'), await test.signedIn('administrator')];
    const made = async (ask: Ask, more: object = {}) =>
      groupReplySchema.parse((await ask('POST', '/api/groups', { ...body, ...more })).json).group.staffIds;
    expect(await made(lead.ask)).toEqual([lead.id]);
    expect(await made(administrator.ask)).toEqual([]);
    expect(await made(lead.ask, { staffIds: [ownerId] })).toEqual([ownerId]);
  });

  it('ID34 takes only accounts that there are, and changes nothing otherwise', async () => {
    expect(
      await owner('PATCH', `/api/groups/${groupId}`, { name: 'Late', staffIds: ['nobody'] }),
    ).toMatchObject({
      status: 400,
      json: { error: { rule: 'group.unknownStaff' } },
    });
    expect((await owner('POST', '/api/groups', { ...body, staffIds: ['nobody'] })).status).toBe(400);
    expect((await owner('GET', '/api/groups')).json).toMatchObject({
      groups: [{ name: 'Evening', staffIds: [ownerId] }],
    });
  });

  it('ID34 who is no longer assigned is out of the live session at once, and nobody else is', async () => {
    const lead = await test.signedIn('lead');
    await assign([ownerId, lead.id]);
    expect(test.disconnected.filter((entry) => entry.includes('from'))).toEqual([]);
    await assign([ownerId]);
    expect(test.disconnected).toContain(`${lead.id} from ${sessionId}`);
    expect(test.disconnected.filter((entry) => entry.startsWith(ownerId))).toEqual([]);
    await owner('PATCH', `/api/groups/${groupId}`, { name: 'Late' });
    expect(await staffIds()).toEqual([ownerId]);
  });
});
