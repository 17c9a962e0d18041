import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { EMERGENCY_MS } from '../../../src/hub/identity/emergencyAccess.ts';
import { emergencyListReplySchema, emergencyReplySchema } from '../../../src/protocol/api/emergency.ts';
import { createAuditedHub, type AuditedHub } from './auditedHub.ts';
import { comeBack, PASSPHRASE, type Ask } from './testHub.ts';

let hub: AuditedHub;
let groupId: string;
let memberId: string;
beforeEach(async () => {
  hub = await createAuditedHub();
  groupId = await hub.addGroup();
  ({ memberId } = await hub.addMember(groupId));
});
afterEach(() => hub.test.close());

const REASON = 'A member called in distress; their lead cannot be reached.';
const openFor = (ask: Ask, reason = REASON) => ask('POST', '/api/emergency-accesses', { groupId, reason });
async function open(ask: Ask): Promise<string> {
  return emergencyReplySchema.parse((await openFor(ask)).json).access.id;
}
const waitingFor = async (ask: Ask) =>
  emergencyListReplySchema.parse((await ask('GET', '/api/emergency-accesses')).json).accesses;

describe('emergency access', () => {
  it('ID80 ID81 shows a clinician the roster of a group that is not theirs, for an hour', async () => {
    const lead = await hub.test.signedIn('lead');
    expect((await lead.ask('GET', `/api/groups/${groupId}`)).status).toBe(404);
    expect((await lead.ask('GET', '/api/emergency-accesses/groups')).json).toEqual({
      groups: [{ id: groupId, name: 'Tuesday evening' }],
    });
    const id = await open(lead.ask);
    const look = () => lead.ask('GET', `/api/emergency-accesses/${id}/roster`);
    expect(await look()).toMatchObject({
      status: 200,
      json: {
        access: { groupName: 'Tuesday evening', endsAt: hub.test.clock.now + EMERGENCY_MS },
        members: [{ id: memberId, displayName: 'Ana R.', language: 'es' }],
      },
    });
    hub.test.clock.now += EMERGENCY_MS;
    await comeBack(lead.ask);
    expect(await look()).toMatchObject({ status: 410, json: { error: { rule: 'emergency.over' } } });
  });

  it('ID81 changes nothing, makes no link, lets into no session, and is for who opened it alone', async () => {
    const lead = await hub.test.signedIn('lead');
    const other = await hub.test.signedIn('coFacilitator');
    const id = await open(lead.ask);
    expect((await other.ask('GET', `/api/emergency-accesses/${id}/roster`)).status).toBe(404);
    for (const [method, url, body] of [
      ['GET', `/api/groups/${groupId}`, undefined],
      ['PATCH', `/api/groups/${groupId}`, { name: 'Other' }],
      ['POST', `/api/groups/${groupId}/members`, { displayName: 'Ben T.', language: 'en' }],
      ['PATCH', `/api/groups/${groupId}/members/${memberId}`, { displayName: 'Ben T.' }],
      ['POST', `/api/groups/${groupId}/members/${memberId}/link`, undefined],
      ['POST', '/api/sessions', { groupId }],
    ] as const)
      expect({ url, status: (await lead.ask(method, url, body)).status }).toEqual({ url, status: 404 });
  });

  it('ID80 is for clinicians, with a reason, and for no group that one has all of', async () => {
    for (const role of ['noteTaker', 'administrator'] as const)
      expect((await openFor((await hub.test.signedIn(role)).ask)).status).toBe(403);
    const supervisor = await hub.test.signedIn('supervisor');
    await hub.test.records.groupStaff.assign(groupId, [hub.ownerId, supervisor.id]);
    expect(await openFor(supervisor.ask)).toMatchObject({
      status: 409,
      json: { error: { rule: 'emergency.notNeeded' } },
    });
    const lead = await hub.test.signedIn('lead');
    expect((await openFor(lead.ask, '   short   ')).status).toBe(400);
    const unknown = { groupId: 'none', reason: REASON };
    expect((await lead.ask('POST', '/api/emergency-accesses', unknown)).status).toBe(404);
  });

  it('ID82 waits for the review of the owner, administrators and the group’s lead, and of nobody else', async () => {
    const { owner } = hub;
    const [opener, ownLead, lead, administrator] = [
      await hub.test.signedIn('lead'),
      await hub.test.signedIn('lead'),
      await hub.test.signedIn('lead'),
      await hub.test.signedIn('administrator'),
    ];
    const id = await open(opener.ask);
    await owner('PATCH', `/api/groups/${groupId}`, { staffIds: [ownLead.id, opener.id] });
    for (const { ask } of [opener, lead]) {
      expect(await waitingFor(ask)).toEqual([]);
      expect((await ask('POST', `/api/emergency-accesses/${id}/review`)).status).toBe(404);
    }
    for (const ask of [owner, ownLead.ask, administrator.ask])
      expect(await waitingFor(ask)).toMatchObject([{ id, staffName: 'Noor K.', reason: REASON }]);
    expect((await ownLead.ask('POST', `/api/emergency-accesses/${id}/review`)).status).toBe(200);
    expect((await owner('POST', `/api/emergency-accesses/${id}/review`)).status).toBe(404);
    expect(await waitingFor(administrator.ask)).toEqual([]);
  });

  it('AU19 leaves the reason, each look, and the review in the audit', async () => {
    const lead = await hub.test.signedIn('lead');
    const id = await open(lead.ask);
    await lead.ask('GET', `/api/emergency-accesses/${id}/roster`);
    await hub.owner('POST', `/api/emergency-accesses/${id}/review`);
    const about = { kind: 'group', id: groupId };
    expect((await hub.entries()).slice(-3)).toMatchObject([
      {
        kind: 'emergencyOpened',
        actor: { id: lead.id },
        about,
        basis: 'openEmergency',
        details: { reason: REASON },
      },
      { kind: 'rosterRead', actor: { id: lead.id }, about, basis: 'emergency' },
      { kind: 'emergencyReviewed', actor: { id: hub.ownerId }, about },
    ]);
  });

  it('AU19 leaves that the names of groups were listed, and nothing where there was none to list', async () => {
    const lead = await hub.test.signedIn('lead');
    const list = () => lead.ask('GET', '/api/emergency-accesses/groups');
    await list();
    expect((await hub.entries()).at(-1)).toMatchObject({
      kind: 'unseenGroupsRead',
      actor: { id: lead.id },
      about: null,
      basis: 'openEmergency',
      details: { count: 1, address: '127.0.0.1' },
    });
    const before = (await hub.entries()).length;
    await hub.owner('PATCH', `/api/groups/${groupId}`, { staffIds: [lead.id] });
    expect((await list()).json).toEqual({ groups: [] });
    expect((await hub.entries()).slice(before)).toMatchObject([{ kind: 'groupChanged' }]);
  });

  it('ID80 takes a confirmed sign-in', async () => {
    const lead = await hub.test.signedIn('lead');
    hub.test.clock.now += 11 * 60_000;
    expect(await openFor(lead.ask)).toMatchObject({ json: { error: { rule: 'account.confirmFirst' } } });
    await lead.ask('POST', '/api/me/confirm', { passphrase: PASSPHRASE });
    expect((await openFor(lead.ask)).status).toBe(200);
  });
});
