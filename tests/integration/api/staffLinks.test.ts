import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createAttemptDelays } from '../../../src/hub/identity/attemptDelays.ts';
import { STAFF_LINK_MS } from '../../../src/hub/identity/staffLinks.ts';
import { createStaffSignIn } from '../../../src/hub/identity/staffSignIn.ts';
import {
  staffLinkReplySchema,
  staffListReplySchema,
  staffNoticesReplySchema,
} from '../../../src/protocol/api/staffLinks.ts';
import { createAuditedHub, type AuditedHub } from './auditedHub.ts';
import { comeBack, PASSPHRASE, type Ask } from './testHub.ts';

const OMAR = { accountName: 'omar', displayName: 'Omar H.', role: 'coFacilitator' };
const OWN = 'seven quiet green boats';
const over = { status: 410, json: { error: { rule: 'staffLink.over' } } };

let hub: AuditedHub;
let nobody: Ask;
beforeEach(async () => {
  hub = await createAuditedHub();
  nobody = hub.test.as(null);
});
afterEach(() => hub.test.close());

const linkOf = (json: unknown) => {
  const { staff, url, ...rest } = staffLinkReplySchema.parse(json);
  return { id: staff.id, url, token: new URL(url).hash.slice(1), ...rest };
};
const invite = async () => linkOf((await hub.owner('POST', '/api/staff', OMAR)).json);
const makeFor = async (id: string, ask: Ask = hub.owner) =>
  linkOf((await ask('POST', `/api/staff/${id}/link`)).json);
const look = (token: string) => nobody('POST', '/api/staff-links/look', { token });
const choose = (token: string, passphrase = OWN) =>
  nobody('POST', '/api/staff-links/choose', { token, passphrase });
const signIn = (accountName: string, passphrase: string) =>
  nobody('POST', '/api/sign-in', { accountName, passphrase });
const entryOf = async (id: string) =>
  staffListReplySchema
    .parse((await hub.owner('GET', '/api/staff')).json)
    .staff.find((staff) => staff.id === id);
const noticesOf = async (ask: Ask) =>
  staffNoticesReplySchema.parse((await ask('GET', '/api/me/notices')).json).notices;

describe('an invitation', () => {
  it('ID90 ID91 lets its holder alone choose a passphrase, once, and is told once', async () => {
    const { id, token, url, kind, expiresAt } = await invite();
    expect(url).toBe(`http://127.0.0.1:7420/welcome#${token}`);
    expect(token).toMatch(/^[\w-]{22}$/);
    expect({ kind, expiresAt }).toEqual({
      kind: 'invitation',
      expiresAt: hub.test.clock.now + STAFF_LINK_MS,
    });
    expect(await entryOf(id)).toMatchObject({ hasPassphrase: false, link: { kind, expiresAt } });
    for (const guess of ['', PASSPHRASE, OWN])
      expect((await signIn('omar', guess)).status).toBeGreaterThanOrEqual(400);
    expect((await look(token)).json).toEqual({
      kind: 'invitation',
      practiceName: 'Harbor House',
      displayName: 'Omar H.',
      accountName: 'omar',
      expiresAt,
    });

    expect(await choose(token, 'omaromaromar')).toMatchObject({
      json: { error: { rule: 'account.weakPassphrase' } },
    });
    expect(await choose(token)).toMatchObject({ status: 200, cookie: undefined });
    expect((await signIn('omar', OWN)).status).toBe(200);
    expect(await entryOf(id)).toMatchObject({ hasPassphrase: true, link: null });
    for (const again of [await look(token), await choose(token, PASSPHRASE)])
      expect(again).toMatchObject(over);
    expect((await signIn('omar', PASSPHRASE)).status).toBe(401);
  });

  it('ID91 is used by one of two at once', async () => {
    const { token } = await invite();
    const answers = await Promise.all([choose(token), choose(token, PASSPHRASE)]);
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200, 410]));
  });

  it('ID91 opens nothing once it is revoked, made anew, seven days old, or its account closed', async () => {
    const first = await invite();
    const second = await makeFor(first.id);
    expect(second.kind).toBe('invitation');
    expect(await choose(first.token)).toMatchObject(over);
    expect((await hub.owner('DELETE', `/api/staff/${first.id}/link`)).status).toBe(204);
    expect(await choose(second.token)).toMatchObject(over);

    const third = await makeFor(first.id);
    hub.test.clock.now += STAFF_LINK_MS - 1;
    expect((await look(third.token)).status).toBe(200);
    hub.test.clock.now += 1;
    expect(await choose(third.token)).toMatchObject(over);

    const { cookie } = await signIn('maria', PASSPHRASE);
    const owner = hub.test.as(cookie ?? '');
    const fourth = await makeFor(first.id, owner);
    await owner('PATCH', `/api/staff/${first.id}`, { isActive: false });
    expect(await choose(fourth.token)).toMatchObject(over);
    expect(await owner('POST', `/api/staff/${first.id}/link`)).toMatchObject({
      json: { error: { rule: 'staffLink.closedAccount' } },
    });
    await owner('PATCH', `/api/staff/${first.id}`, { isActive: true });
    expect(await choose(fourth.token)).toMatchObject(over);
  });

  it('ID93 is in no log and in no file, and no guess finds one', async () => {
    const { token } = await invite();
    await choose(token);
    expect(hub.test.log.join('\n')).not.toContain(token);
    expect(await choose('A'.repeat(22))).toMatchObject(over);
    expect(await hub.last()).toMatchObject({ kind: 'staffLinkRefused', actor: { kind: 'nobody' } });
    expect((await choose('short')).status).toBe(400);
  });
});

describe('a link for a new passphrase', () => {
  it('ID92 ends the passphrase, the sign-ins and live connections at once, and is told to its holder', async () => {
    const lead = await hub.test.signedIn('lead');
    const administrator = await hub.test.signedIn('administrator');
    const { token, kind } = await makeFor(lead.id, administrator.ask);
    expect(kind).toBe('reset');
    expect((await lead.ask('GET', '/api/me')).status).toBe(401);
    expect(hub.test.disconnected).toContain(lead.id);
    expect((await signIn('lead-1', PASSPHRASE)).status).toBe(401);
    expect((await choose(token)).status).toBe(200);
    const { cookie } = await signIn('lead-1', OWN);
    const back = hub.test.as(cookie ?? '');
    const [notice, ...others] = await noticesOf(back);
    expect({ ...notice, others }).toMatchObject({ kind: 'resetLinkMade', byName: 'Noor K.', others: [] });
    await administrator.ask('POST', '/api/me/notices/read', { ids: [notice?.id ?? ''] });
    expect(await noticesOf(back)).toHaveLength(1);
    await back('POST', '/api/me/notices/read', { ids: [notice?.id ?? ''] });
    expect(await noticesOf(back)).toEqual([]);
  });

  it('ID92 ID15 who is just changing the passphrase themselves changes nothing any more', async () => {
    const lead = await hub.test.signedIn('lead');
    const { passphrases } = hub.test.hub;
    const hash = await passphrases.hash(OWN);
    const [begun, linkMade] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    passphrases.hash = async () => {
      begun.resolve();
      await linkMade.promise;
      return hash;
    };
    const body = { passphrase: OWN, currentPassphrase: PASSPHRASE };
    const changing = lead.ask('PATCH', `/api/staff/${lead.id}`, body);
    await begun.promise;
    const { token } = await makeFor(lead.id);
    linkMade.resolve();
    expect(await changing).toMatchObject({
      status: 403,
      json: { error: { rule: 'account.wrongCurrentPassphrase' } },
    });
    expect(await entryOf(lead.id)).toMatchObject({ hasPassphrase: false });
    expect((await look(token)).status).toBe(200);
  });

  it('ID92 ID9 a sign-in that is under way by the passphrase before does not come about', async () => {
    const { id } = await hub.test.signedIn('lead');
    const { records, clock } = hub.test;
    const now = () => clock.now;
    const staffSignIn = createStaffSignIn({
      ...records,
      passphrases: hub.test.hub.passphrases,
      delays: createAttemptDelays({ now }),
      async secondStepOf() {
        await makeFor(id);
        return null;
      },
      lockAfterMinutes: records.practice.lockAfterMinutes,
      now,
    });
    await expect(staffSignIn.signIn('lead-1', PASSPHRASE, '192.0.2.1')).rejects.toMatchObject({
      kind: 'signed_out',
      rule: 'account.wrongPassphrase',
    });
  });

  it('ID94 is made by who manages staff, for others, and for an owner by an owner', async () => {
    const [lead, administrator] = [await hub.test.signedIn('lead'), await hub.test.signedIn('administrator')];
    const make = async (ask: Ask, id: string) => (await ask('POST', `/api/staff/${id}/link`)).status;
    expect(await make(lead.ask, administrator.id)).toBe(403);
    expect(await make(administrator.ask, hub.ownerId)).toBe(403);
    expect(await make(administrator.ask, administrator.id)).toBe(403);
    expect(await make(hub.owner, hub.ownerId)).toBe(403);
    expect(await make(administrator.ask, 'nobody')).toBe(404);
    expect((await administrator.ask('DELETE', `/api/staff/${hub.ownerId}/link`)).status).toBe(403);
    expect(await make(administrator.ask, lead.id)).toBe(200);
  });

  it('ID95 tells of a changed role and of factors that were taken away too, with who did it and when', async () => {
    const lead = await hub.test.signedIn('lead');
    await hub.owner('PATCH', `/api/staff/${lead.id}`, { role: 'supervisor' });
    hub.test.clock.now += 60_000;
    await hub.owner('DELETE', `/api/staff/${lead.id}/factors`);
    const { cookie } = await signIn('lead-1', PASSPHRASE);
    const at = hub.test.clock.now;
    expect(await noticesOf(hub.test.as(cookie ?? ''))).toMatchObject([
      { kind: 'roleChanged', at: at - 60_000, byName: 'Maria S.' },
      { kind: 'factorsTakenAway', at, byName: 'Maria S.' },
    ]);
    await hub.owner('PATCH', `/api/staff/${hub.ownerId}`, { displayName: 'M. S.' });
    expect(await noticesOf(hub.owner)).toEqual([]);
  });

  it('AU11 what is made, revoked and chosen is in the audit, without the link', async () => {
    const { id, token } = await invite();
    await hub.owner('DELETE', `/api/staff/${id}/link`);
    const again = await makeFor(id);
    await choose(again.token);
    const all = await hub.entries();
    expect(all.slice(-4)).toMatchObject([
      { kind: 'staffAdded', about: { id } },
      { kind: 'staffLinkRevoked', about: { id }, basis: 'manageStaff' },
      { kind: 'staffLinkMade', about: { id }, basis: 'manageStaff' },
      { kind: 'passphraseChosen', actor: { kind: 'staff', id }, about: { id }, basis: 'staffLink' },
    ]);
    for (const secret of [token, again.token]) expect(JSON.stringify(all)).not.toContain(secret);
  });
});

describe('who owns the practice', () => {
  const giveTo = (id: string, keepsOwn: boolean, ask: Ask = hub.owner) =>
    ask('PUT', `/api/staff/${id}/owner`, { keepsOwn });
  const isOwner = async (id: string) => (await hub.test.records.staff.find(id))?.isOwner;

  it('ID97 an owner names a second one, who may do the same, and the last cannot go', async () => {
    const lead = await hub.test.signedIn('lead');
    expect((await giveTo(lead.id, true)).status).toBe(200);
    expect([await isOwner(lead.id), await isOwner(hub.ownerId)]).toEqual([true, true]);
    expect(await noticesOf(lead.ask)).toMatchObject([{ kind: 'ownershipGiven', byName: 'Maria S.' }]);
    expect((await lead.ask('DELETE', `/api/staff/${hub.ownerId}/owner`)).status).toBe(200);
    expect(await noticesOf(hub.owner)).toMatchObject([{ kind: 'ownershipTaken' }]);
    expect(await lead.ask('DELETE', `/api/staff/${lead.id}/owner`)).toMatchObject({
      status: 409,
      json: { error: { rule: 'account.lastOwner' } },
    });
    expect((await hub.owner('GET', '/api/audit')).status).toBe(403);
  });

  it('ID98 the practice is handed over in one step, to who can come in', async () => {
    const { id } = await invite();
    expect(await giveTo(id, false)).toMatchObject({
      status: 409,
      json: { error: { rule: 'account.notReadyToOwn' } },
    });
    expect(await isOwner(hub.ownerId)).toBe(true);
    const lead = await hub.test.signedIn('lead');
    expect((await giveTo(lead.id, false)).status).toBe(200);
    expect([await isOwner(lead.id), await isOwner(hub.ownerId)]).toEqual([true, false]);
    expect((await giveTo(hub.ownerId, true)).status).toBe(403);
    expect((await hub.test.records.audit.newest({ kinds: ['ownerMade'] }, null, 9))[0]).toMatchObject({
      about: { id: lead.id },
      details: { keepsOwn: false },
    });
  });

  it('ID97 takes an owner, whose sign-in is confirmed', async () => {
    const [lead, administrator] = [await hub.test.signedIn('lead'), await hub.test.signedIn('administrator')];
    expect((await giveTo(administrator.id, true, administrator.ask)).status).toBe(403);
    expect((await administrator.ask('DELETE', `/api/staff/${hub.ownerId}/owner`)).status).toBe(403);
    hub.test.clock.now += 11 * 60_000;
    expect(await giveTo(lead.id, true)).toMatchObject({ json: { error: { rule: 'account.confirmFirst' } } });
    await comeBack(hub.owner);
    expect((await giveTo(lead.id, true)).status).toBe(200);
  });
});
