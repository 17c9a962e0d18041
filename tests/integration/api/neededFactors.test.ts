import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { addPasskey, codeAt, givePassphrase, setUpApp, STEP_MS, usePasskey } from './factorSteps.ts';
import { createAuditedHub, type AuditedHub } from './auditedHub.ts';
import type { Ask, TestHub } from './testHub.ts';

let test: TestHub;
let owner: Ask;
let ownerId: string;
let entries: AuditedHub['entries'];
beforeEach(async () => {
  ({ test, owner, ownerId, entries } = await createAuditedHub());
});
afterEach(() => test.close());

const need = (isNeeded: boolean, ask = owner) => ask('PATCH', '/api/second-factors', { isNeeded });

describe('a second factor for everybody', () => {
  it('ID49 is switched on by managers who have one, and then the last one stays', async () => {
    expect(await need(true)).toMatchObject({ status: 409, json: { error: { rule: 'factor.ownFirst' } } });
    await setUpApp(test, owner);
    expect(await need(true)).toMatchObject({ status: 200, json: { isNeeded: true, staffIds: [ownerId] } });
    expect(await owner('DELETE', '/api/me/factors/app')).toMatchObject({
      status: 409,
      json: { error: { rule: 'factor.needed' } },
    });
    expect((await need(false)).status).toBe(200);
    const { ask: other } = await test.signedIn('supervisor');
    expect((await need(true, other)).status).toBe(403);
    expect((await other('GET', '/api/second-factors')).status).toBe(403);
  });

  it('ID49 leads who has none through setting one up, and opens nothing else before', async () => {
    const { ask: standing } = await test.signedIn('lead');
    await setUpApp(test, owner);
    await need(true);
    expect((await standing('GET', '/api/groups')).status).toBe(200);
    const half = await givePassphrase(test, 'lead-1');
    expect(half.json).toEqual({ next: 'setUpFactor', staffId: expect.any(String) });
    const rival = await givePassphrase(test, 'lead-1');
    for (const [method, url] of [
      ['GET', '/api/me'],
      ['GET', '/api/groups'],
      ['POST', '/api/me/factors/recovery-codes'],
      ['DELETE', '/api/me/factors/app'],
      ['POST', '/api/sign-in/code'],
    ] as const)
      expect((await half.ask(method, url)).status).toBe(401);
    expect((await half.ask('GET', '/api/me/factors')).json).toMatchObject({ isNeeded: true, appSince: null });

    const { json } = await half.ask('POST', '/api/me/factors/app/begin');
    const key = typeof json === 'object' && json !== null && 'key' in json ? String(json.key) : '';
    const done = await half.ask('POST', '/api/me/factors/app', { code: codeAt(key, test.clock.now) });
    expect(done).toMatchObject({ status: 200, json: { recoveryCodes: expect.any(Array) } });
    expect((await test.as(done.cookie ?? null)('GET', '/api/groups')).status).toBe(200);
    // Neither the ticket that was used nor another of the same passphrase sets up a second one.
    for (const { ask } of [half, rival])
      expect((await ask('POST', '/api/me/factors/app/begin')).status).toBe(401);
  });

  it('ID50 managers take somebody’s factors away, which ends what they had; the owner’s only the owner', async () => {
    const { id, cookie, ask: lead } = await test.signedIn('lead');
    const { ask: admin, id: adminId } = await test.signedIn('administrator');
    await setUpApp(test, owner);
    const { passkey } = await addPasskey(test, cookie);
    const half = await givePassphrase(test, 'lead-1');
    expect((await lead('DELETE', `/api/staff/${adminId}/factors`)).status).toBe(403);
    expect((await admin('DELETE', `/api/staff/${ownerId}/factors`)).status).toBe(403);
    expect((await admin('DELETE', `/api/staff/${adminId}/factors`)).status).toBe(403);
    expect((await admin('DELETE', '/api/staff/none/factors')).status).toBe(404);
    expect((await admin('GET', '/api/second-factors')).json).toMatchObject({
      staffIds: expect.arrayContaining([ownerId, id]),
    });
    expect((await admin('DELETE', `/api/staff/${id}/factors`)).status).toBe(204);
    expect(test.disconnected).toContain(id);
    expect((await lead('GET', '/api/me')).status).toBe(401);
    expect((await half.ask('POST', '/api/sign-in/code', { kind: 'code', code: '1' })).status).toBe(401);
    expect((await usePasskey(test, passkey)).status).toBe(401);
    expect((await givePassphrase(test, 'lead-1')).json).toHaveProperty('staff');
    expect((await admin('GET', '/api/second-factors')).json).toEqual({
      isNeeded: false,
      staffIds: [ownerId],
    });
  });

  it('ID51 leaves an entry for each of it', async () => {
    const { id, cookie } = await test.signedIn('lead');
    const { key, recoveryCodes } = await setUpApp(test, owner);
    await need(true);
    const { passkey } = await addPasskey(test, cookie);
    await usePasskey(test, passkey);
    await usePasskey(test, passkey, { isVerified: false });
    test.clock.now += STEP_MS;
    const half = await givePassphrase(test);
    await half.ask('POST', '/api/sign-in/code', { kind: 'code', code: '000000' });
    await half.ask('POST', '/api/sign-in/code', { kind: 'code', code: codeAt(key, test.clock.now) });
    const other = await givePassphrase(test);
    await other.ask('POST', '/api/sign-in/code', { kind: 'recoveryCode', code: recoveryCodes?.[0] ?? '' });
    await owner('POST', '/api/me/factors/recovery-codes');
    await owner('DELETE', `/api/staff/${id}/factors`);
    const forced = await givePassphrase(test, 'lead-1');
    await addPasskey(test, forced.cookie ?? '');
    await need(false);
    await owner('DELETE', '/api/me/factors/app');
    const staff = { kind: 'staff', id: ownerId };
    const lead = { kind: 'staff', id };
    const all = await entries();
    expect(all.slice(all.findIndex(({ kind }) => kind === 'factorAdded'))).toMatchObject([
      { kind: 'factorAdded', actor: staff, basis: 'self', details: { factor: 'code' } },
      { kind: 'factorRuleChanged', actor: staff, basis: 'manageStaff', details: { isNeeded: true } },
      { kind: 'factorAdded', actor: lead, details: { factor: 'passkey' } },
      { kind: 'signedIn', actor: lead, details: { factor: 'passkey' } },
      { kind: 'signInFailed', actor: { kind: 'nobody' }, about: lead },
      { kind: 'signInHalfway', actor: staff },
      { kind: 'signInFailed', actor: { kind: 'nobody' }, about: staff },
      { kind: 'signedIn', actor: staff, details: { factor: 'code' } },
      { kind: 'signInHalfway', actor: staff },
      { kind: 'signedIn', actor: staff, details: { factor: 'recoveryCode' } },
      { kind: 'recoveryCodesMade', actor: staff, basis: 'self' },
      { kind: 'factorsTakenAway', actor: staff, about: lead, basis: 'manageStaff' },
      { kind: 'signInHalfway', actor: lead },
      { kind: 'signedIn', actor: lead, details: { factor: 'passkey' } },
      { kind: 'factorAdded', actor: lead, details: { factor: 'passkey' } },
      { kind: 'factorRuleChanged', actor: staff, details: { isNeeded: false } },
      { kind: 'factorRemoved', actor: staff, details: { factor: 'code' } },
    ]);
    expect(JSON.stringify(all)).not.toContain(key);
  });
});
