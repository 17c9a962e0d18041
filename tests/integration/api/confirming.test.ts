import { fastify } from 'fastify';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createAccessGuard } from '../../../src/hub/api/access.ts';
import { CONFIRMED_MS } from '../../../src/hub/api/confirmation.ts';
import { auditReplySchema } from '../../../src/protocol/api/audit.ts';
import { allRoutes, fillPath, type Route } from './allRoutes.ts';
import { createTestHub, PASSPHRASE, type Ask, type TestHub } from './testHub.ts';

let test: TestHub;
beforeEach(async () => {
  test = await createTestHub();
});
afterEach(() => test.close());

/** What takes a confirmed sign-in whatever is asked of it (ID66). */
const ALWAYS = [
  'DELETE /api/me/factors/app',
  'DELETE /api/me/factors/passkeys/{passkeyId}',
  'DELETE /api/staff/{staffId}/factors',
  'DELETE /api/staff/{staffId}/owner',
  'DELETE /api/staff/{staffId}/sign-ins',
  'GET /api/audit/export',
  'GET /api/diagnostics',
  'GET /api/emergency-accesses/groups',
  'PATCH /api/practice',
  'PATCH /api/second-factors',
  'POST /api/backups',
  'POST /api/emergency-accesses',
  'POST /api/me/factors/app',
  'POST /api/me/factors/app/begin',
  'POST /api/me/factors/passkeys',
  'POST /api/me/factors/passkeys/options',
  'POST /api/me/factors/recovery-codes',
  'POST /api/notebook/workstations/open',
  'POST /api/staff',
  'POST /api/staff/{staffId}/link',
  'PUT /api/staff/{staffId}/owner',
  'PUT /api/staff/{staffId}/signature',
];
/** What would end or lock the sign-in by which the others are asked. */
const ENDS_IT = ['/api/sign-out', '/api/me/lock'];
const confirmFirst = { error: { kind: 'forbidden', rule: 'account.confirmFirst' } };
const isConfirmFirst = (json: unknown): boolean => JSON.stringify(json).includes('account.confirmFirst');
const askFor = (ask: Ask, { method, path }: Route) =>
  ask(method, fillPath(path), method === 'GET' || method === 'DELETE' ? undefined : { junk: true });

describe('confirming', () => {
  it('ID65 ID66 every route that matters, and no other, refuses a sign-in that was not confirmed lately', async () => {
    const { ask } = await test.setUp();
    test.clock.now += CONFIRMED_MS;
    const refused: string[] = [];
    for (const route of await allRoutes()) {
      if (ENDS_IT.includes(route.path)) continue;
      if (isConfirmFirst((await askFor(ask, route)).json)) refused.push(`${route.method} ${route.path}`);
    }
    expect(refused.sort()).toEqual(ALWAYS);
  });

  it('ID65 holds for ten minutes from the sign-in, and from each confirming', async () => {
    const { ask } = await test.setUp();
    test.clock.now += CONFIRMED_MS - 1;
    expect((await ask('GET', '/api/diagnostics')).status).toBe(200);
    test.clock.now += 1;
    expect(await ask('GET', '/api/diagnostics')).toMatchObject({ status: 403, json: confirmFirst });
    expect((await ask('POST', '/api/me/confirm', { passphrase: PASSPHRASE })).status).toBe(204);
    test.clock.now += CONFIRMED_MS - 1;
    expect((await ask('GET', '/api/diagnostics')).status).toBe(200);
  });

  it('ID65 the rights come first, so that nobody confirms for nothing', async () => {
    const { me } = await test.setUp();
    const lead = await test.signedIn('lead');
    test.clock.now += CONFIRMED_MS;
    for (const [method, url, body] of [
      ['GET', '/api/diagnostics', undefined],
      ['PATCH', `/api/staff/${me.staff.id}`, { role: 'supervisor' }],
    ] as const) {
      const { status, json } = await lead.ask(method, url, body);
      expect(status).toBe(403);
      expect(isConfirmFirst(json)).toBe(false);
    }
  });

  it('ID66 of an account roles and closing matter, one’s own name does not', async () => {
    const { ask, me } = await test.setUp();
    const { id } = await test.signedIn('coFacilitator');
    test.clock.now += CONFIRMED_MS;
    const change = (staffId: string, body: object) => ask('PATCH', `/api/staff/${staffId}`, body);
    for (const body of [{ role: 'lead' }, { isActive: false }])
      expect(await change(id, body)).toMatchObject({ status: 403, json: confirmFirst });
    expect(await change(me.staff.id, { isActive: false })).toMatchObject({ json: confirmFirst });
    expect((await change(me.staff.id, { displayName: 'Maria T.' })).status).toBe(200);
    expect((await change(id, { displayName: 'Noor L.' })).status).toBe(200);
    const own = { passphrase: 'another river stone 43', currentPassphrase: PASSPHRASE };
    expect((await change(me.staff.id, own)).status).toBe(200);
  });

  it('ID68 a wrong passphrase confirms nothing, and costs the waits of a sign-in', async () => {
    const { ask } = await test.setUp();
    test.clock.now += CONFIRMED_MS;
    const confirm = (passphrase: string) => ask('POST', '/api/me/confirm', { passphrase });
    for (let count = 0; count < 5; count += 1)
      expect(await confirm('not the right one')).toMatchObject({
        status: 403,
        json: { error: { rule: 'account.wrongCurrentPassphrase' } },
      });
    expect(await confirm(PASSPHRASE)).toMatchObject({
      status: 429,
      json: { error: { rule: 'account.lockedOut' } },
    });
    expect(await ask('GET', '/api/diagnostics')).toMatchObject({ json: confirmFirst });
    test.clock.now += 1_001;
    expect((await confirm(PASSPHRASE)).status).toBe(204);
    expect((await ask('GET', '/api/diagnostics')).status).toBe(200);
  });

  it('AU18 confirming and each wrong passphrase at it are recorded, a question for it is not', async () => {
    const { ask, me } = await test.setUp();
    test.clock.now += CONFIRMED_MS;
    await ask('GET', '/api/diagnostics');
    await ask('POST', '/api/me/confirm', { passphrase: 'not the right one' });
    await ask('POST', '/api/me/confirm', { passphrase: PASSPHRASE });
    const { entries } = auditReplySchema.parse((await ask('GET', '/api/audit')).json);
    expect(entries.slice(0, 3)).toMatchObject([
      { kind: 'signInConfirmed', actor: { kind: 'staff', id: me.staff.id } },
      { kind: 'confirmFailed', actor: { kind: 'staff', id: me.staff.id } },
      { kind: 'practiceSetUp' },
    ]);
  });
});

describe('declaring it', () => {
  const guard = createAccessGuard({
    signIn: { whoIs: async () => null },
    door: { openSeat: async () => Promise.reject(new Error('no door here')) },
    halfway: { find: async () => null },
    hasFactor: async () => false,
    limits: { countRequest: () => undefined },
    now: () => 0,
  });

  it.each([
    ['GET', 'operateHub'],
    ['GET', 'readAudit'],
    ['POST', 'manageStaff'],
    ['GET', 'openEmergency'],
    ['POST', 'staff'],
    ['POST', 'ownFactors'],
    ['DELETE', 'staff'],
  ] as const)(
    'ID67 a route %s for %s that says nothing of confirming cannot be registered',
    (method, access) => {
      const app = fastify();
      guard.protect(app);
      const handler = async () => null;
      expect(() => app.route({ method, url: '/x', config: { access }, handler })).toThrow(
        'confirmed sign-in',
      );
      expect(() =>
        app.route({ method, url: '/y', config: { access, confirm: 'never' }, handler }),
      ).not.toThrow();
    },
  );
});
