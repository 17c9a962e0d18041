import type { InjectOptions } from 'fastify';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { hashToken } from '../../../src/hub/identity/tokens.ts';
import { PROTOCOL_VERSION } from '../../../src/protocol/version.ts';
import { comeBack, createTestHub, PASSPHRASE, START, type TestHub } from './testHub.ts';

let test: TestHub;
beforeEach(async () => {
  test = await createTestHub();
});
afterEach(() => test.close());

const setup = {
  practiceName: 'Harbor House',
  accountName: 'maria',
  displayName: 'Maria S.',
  passphrase: PASSPHRASE,
  language: 'en',
};
/** What the hub keeps of the token in a cookie. */
const keyHash = (cookie: string) => hashToken(cookie.split('=')[1] ?? '');
const wrong = { error: { kind: 'signed_out', rule: 'account.wrongPassphrase', detail: expect.any(String) } };

describe('first run', () => {
  it('ID1 makes the owner once, and says so before and after', async () => {
    const ask = test.as(null);
    expect((await ask('GET', '/api/status')).json).toEqual({
      version: '0.0.0',
      protocolVersion: PROTOCOL_VERSION,
      isSetUp: false,
      needsSetupCode: false,
    });
    const made = await ask('POST', '/api/setup', setup);
    expect(made).toMatchObject({
      status: 200,
      json: { practiceName: 'Harbor House', staff: { role: 'lead', isOwner: true }, signedInAt: START },
    });
    expect(JSON.stringify(made.json)).not.toContain('argon2');
    expect((await ask('GET', '/api/status')).json).toMatchObject({ isSetUp: true });
    expect(await ask('POST', '/api/setup', setup)).toMatchObject({
      status: 409,
      json: { error: { kind: 'conflict', rule: 'account.alreadySetUp' } },
    });
  });

  it('ID1 two first runs at once make one owner', async () => {
    const ask = test.as(null);
    const answers = await Promise.all([
      ask('POST', '/api/setup', setup),
      ask('POST', '/api/setup', { ...setup, accountName: 'other' }),
    ]);
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200, 409]));
    expect(await test.records.staff.list()).toHaveLength(1);
  });

  it('ID1 makes the practice in the language the console spoke', async () => {
    const made = await test.as(null)('POST', '/api/setup', { ...setup, language: 'es' });
    expect(made.json).toMatchObject({ language: 'es' });
  });

  const elsewhere: readonly (readonly [string, Partial<InjectOptions>])[] = [
    ['another machine', { remoteAddress: '192.0.2.7' }],
    ['another machine over IPv6', { remoteAddress: '2001:db8::7' }],
    ['a proxy on this machine', { headers: { 'x-forwarded-for': '192.0.2.7' } }],
    ['a proxy that claims to ask for this machine', { headers: { 'x-forwarded-for': '127.0.0.1' } }],
    ['a proxy of another make', { headers: { forwarded: 'for=192.0.2.7' } }],
  ];
  it.each(elsewhere)('ID14 gives no hub to %s without the setup code', async (_who, options) => {
    const ask = test.as(null, options);
    expect((await ask('GET', '/api/status')).json).toMatchObject({ isSetUp: false, needsSetupCode: true });
    for (const setupCode of [undefined, '', 'AAAA-AAAA-AAAA-AAAA-AAAA-AAAA-AA'])
      expect(await ask('POST', '/api/setup', { ...setup, setupCode })).toMatchObject({
        status: 403,
        json: { error: { kind: 'forbidden', rule: 'account.setupCode' } },
      });
    expect(await test.records.staff.list()).toEqual([]);
    const { text } = test.hub.setupCode;
    expect(test.log.join('')).not.toContain(text);
    expect((await ask('POST', '/api/setup', { ...setup, setupCode: text.toLowerCase() })).status).toBe(200);
    expect((await ask('GET', '/api/status')).json).toMatchObject({ isSetUp: true, needsSetupCode: false });
    expect((await ask('POST', '/api/setup', { ...setup, setupCode: text })).status).toBe(409);
  });

  it.each(['::1', '::ffff:127.0.0.1', '127.0.0.2'])(
    'ID14 asks nobody on this machine (%s)',
    async (address) => {
      const ask = test.as(null, { remoteAddress: address });
      expect((await ask('GET', '/api/status')).json).toMatchObject({ needsSetupCode: false });
      expect((await ask('POST', '/api/setup', setup)).status).toBe(200);
    },
  );

  it('ID14 asks everybody where a public address says that a proxy may stand before the hub', async () => {
    const hosted = await createTestHub({ args: ['--public-url', 'https://groups.example.org'] });
    expect((await hosted.as(null)('POST', '/api/setup', setup)).status).toBe(403);
    await hosted.close();
  });

  it.each(['short', 'aaaaaaaaaaaaaaaa', 'mariamariamaria'])(
    'ID2 refuses the weak passphrase %s',
    async (passphrase) => {
      expect(await test.as(null)('POST', '/api/setup', { ...setup, passphrase })).toMatchObject({
        status: 400,
        json: { error: { kind: 'invalid', rule: 'account.weakPassphrase' } },
      });
    },
  );
});

describe('sign-in', () => {
  it('ID3 gives a cookie that no script and no other site can use', async () => {
    await test.setUp();
    const { status, headers } = await test.as(null)('POST', '/api/sign-in', {
      accountName: ' MARIA',
      passphrase: PASSPHRASE,
    });
    expect(status).toBe(200);
    expect(String(headers['set-cookie'])).toMatch(
      /^staff=[\w-]{43}; Max-Age=604800; Path=\/api; HttpOnly; SameSite=Strict$/,
    );
  });

  it('ID3 marks the cookie Secure where there is HTTPS', async () => {
    await test.setUp();
    const ask = test.as(null, { headers: { 'x-forwarded-proto': 'https', origin: 'http://127.0.0.1:7420' } });
    const { headers } = await ask('POST', '/api/sign-in', { accountName: 'maria', passphrase: PASSPHRASE });
    expect(String(headers['set-cookie'])).toContain('; Secure');
    expect(headers['strict-transport-security']).toBe('max-age=31536000');
  });

  it('ID4 answers an unknown name, a closed account and a wrong passphrase alike', async () => {
    const { ask } = await test.setUp();
    const { id } = await test.signedIn('lead');
    await ask('PATCH', `/api/staff/${id}`, { isActive: false });
    const tries = [
      { accountName: 'nobody', passphrase: PASSPHRASE },
      { accountName: 'lead-1', passphrase: PASSPHRASE },
      { accountName: 'maria', passphrase: 'not the right one' },
      { accountName: "' or 1=1 --", passphrase: "'; drop table staff; --" },
    ];
    for (const body of tries)
      expect(await test.as(null)('POST', '/api/sign-in', body)).toMatchObject({ status: 401, json: wrong });
  });

  it('ID5 makes guessing slower with every wrong passphrase, for that account and address alone', async () => {
    await test.setUp();
    await test.signedIn('lead');
    const guess = () =>
      test.as(null)('POST', '/api/sign-in', { accountName: 'maria', passphrase: 'not the right one' });
    for (let count = 0; count < 5; count += 1) expect((await guess()).status).toBe(401);
    expect(await guess()).toMatchObject({
      status: 429,
      json: { error: { kind: 'rate_limited', rule: 'account.lockedOut' } },
    });
    const right = () =>
      test.as(null)('POST', '/api/sign-in', { accountName: 'maria', passphrase: PASSPHRASE });
    expect((await right()).status).toBe(429);
    expect(
      (await test.as(null)('POST', '/api/sign-in', { accountName: 'lead-1', passphrase: PASSPHRASE })).status,
    ).toBe(200);
    test.clock.now += 1_001;
    expect((await guess()).status).toBe(401);
    test.clock.now += 1_001;
    expect((await right()).status).toBe(429);
    test.clock.now += 1_000;
    expect((await right()).status).toBe(200);
  });

  it('ID5 counts guesses that come at once', async () => {
    await test.setUp();
    const guesses = Array.from({ length: 12 }, () =>
      test.as(null)('POST', '/api/sign-in', { accountName: 'maria', passphrase: 'not the right one' }),
    );
    const statuses = (await Promise.all(guesses)).map(({ status }) => status);
    expect(statuses.filter((status) => status === 401)).toHaveLength(5);
  });

  it('ID6 ends after twelve idle hours and after seven days', async () => {
    const { ask } = await test.setUp();
    const HOUR = 3_600_000;
    for (let hours = 0; hours + 11 < 7 * 24; hours += 11) {
      await comeBack(ask);
      expect((await ask('GET', '/api/me')).status).toBe(200);
      test.clock.now += 11 * HOUR;
    }
    test.clock.now = START + 7 * 24 * HOUR;
    expect((await ask('GET', '/api/me')).status).toBe(401);

    const { cookie } = await test.as(null)('POST', '/api/sign-in', {
      accountName: 'maria',
      passphrase: PASSPHRASE,
    });
    test.clock.now += 12 * HOUR;
    expect(await test.as(cookie ?? '')('GET', '/api/me')).toMatchObject({
      status: 401,
      json: { error: { kind: 'signed_out' } },
    });
  });

  it('ID6 sign-out ends it, and is harmless without one', async () => {
    const { ask, cookie } = await test.setUp();
    expect((await ask('POST', '/api/sign-out')).status).toBe(204);
    expect((await ask('GET', '/api/me')).status).toBe(401);
    expect(test.disconnected).toEqual([keyHash(cookie)]);
    expect((await test.as(null)('POST', '/api/sign-out')).status).toBe(204);
  });
});

describe('staff', () => {
  it('ID7 refuses a name in use, whatever its case', async () => {
    const { ask } = await test.setUp();
    const body = { accountName: 'MaRiA', displayName: 'M.', role: 'lead' };
    expect(await ask('POST', '/api/staff', body)).toMatchObject({
      status: 409,
      json: { error: { rule: 'account.nameTaken' } },
    });
  });

  it('ID8 keeps the last owner', async () => {
    const { ask, me } = await test.setUp();
    expect(await ask('PATCH', `/api/staff/${me.staff.id}`, { isActive: false })).toMatchObject({
      status: 409,
      json: { error: { rule: 'account.lastOwner' } },
    });
    expect((await ask('GET', '/api/me')).status).toBe(200);
  });

  it('ID8 lets nobody but the owner change the owner, and nobody but a manager change others', async () => {
    const { me } = await test.setUp();
    const administrator = await test.signedIn('administrator');
    const lead = await test.signedIn('lead');
    expect(
      (await administrator.ask('PATCH', `/api/staff/${me.staff.id}`, { passphrase: PASSPHRASE })).status,
    ).toBe(403);
    expect((await lead.ask('PATCH', `/api/staff/${administrator.id}`, { displayName: 'X' })).status).toBe(
      403,
    );
    expect((await lead.ask('PATCH', '/api/staff/nobody', { displayName: 'X' })).status).toBe(403);
    expect((await lead.ask('PATCH', `/api/staff/${lead.id}`, { role: 'administrator' })).status).toBe(403);
    expect((await lead.ask('PATCH', `/api/staff/${lead.id}`, { displayName: 'Lena K.' })).json).toMatchObject(
      { staff: { displayName: 'Lena K.' } },
    );
    expect(
      (await administrator.ask('PATCH', `/api/staff/${lead.id}`, { role: 'supervisor' })).json,
    ).toMatchObject({ staff: { role: 'supervisor' } });
    expect((await administrator.ask('PATCH', '/api/staff/nobody', { displayName: 'X' })).status).toBe(404);
  });

  it('ID9 a changed role, passphrase or closing ends sign-ins and live connections', async () => {
    const { ask } = await test.setUp();
    const lead = await test.signedIn('lead');
    await ask('PATCH', `/api/staff/${lead.id}`, { displayName: 'Other N.' });
    expect((await lead.ask('GET', '/api/me')).status).toBe(200);
    await ask('PATCH', `/api/staff/${lead.id}`, { isActive: false });
    expect((await lead.ask('GET', '/api/me')).status).toBe(401);
    expect(test.disconnected).toEqual([lead.id]);
  });

  it('ID15 changes one’s own passphrase for nobody who does not know the one before', async () => {
    await test.setUp();
    const lead = await test.signedIn('lead');
    const change = (currentPassphrase?: string) =>
      lead.ask('PATCH', `/api/staff/${lead.id}`, { passphrase: 'another river stone 43', currentPassphrase });
    const refused = { error: { kind: 'forbidden', rule: 'account.wrongCurrentPassphrase' } };
    for (const current of [undefined, 'not the right one', 'another river stone 43'])
      expect(await change(current)).toMatchObject({ status: 403, json: refused });
    expect((await lead.ask('PATCH', `/api/staff/${lead.id}`, { displayName: 'Lena K.' })).status).toBe(200);
    expect((await change(PASSPHRASE)).status).toBe(200);
    expect((await lead.ask('GET', '/api/me')).status).toBe(200);

    for (let count = 0; count < 5; count += 1) expect((await change('not the right one')).status).toBe(403);
    expect(await change('another river stone 43')).toMatchObject({
      status: 429,
      json: { error: { rule: 'account.lockedOut' } },
    });
  });

  it('ID90 nobody gives another a passphrase, neither with a new account nor later', async () => {
    const { ask } = await test.setUp();
    const lead = await test.signedIn('lead');
    const change = { passphrase: 'another river stone 43' };
    expect((await ask('PATCH', `/api/staff/${lead.id}`, change)).status).toBe(403);
    const account = { accountName: 'omar', displayName: 'Omar H.', role: 'lead', ...change };
    expect((await ask('POST', '/api/staff', account)).status).toBe(400);
    expect((await lead.ask('GET', '/api/me')).status).toBe(200);
  });

  it('ID96 nobody changes their own role, whatever they may otherwise', async () => {
    const { ask, me } = await test.setUp();
    const administrator = await test.signedIn('administrator');
    for (const [one, id] of [
      [ask, me.staff.id],
      [administrator.ask, administrator.id],
    ] as const)
      expect(await one('PATCH', `/api/staff/${id}`, { role: 'supervisor' })).toMatchObject({
        status: 403,
        json: { error: { rule: 'account.ownRole' } },
      });
  });

  it('ID9 who changes their own passphrase stays signed in here and nowhere else', async () => {
    const { ask, me, cookie } = await test.setUp();
    const other = await test.as(null)('POST', '/api/sign-in', {
      accountName: 'maria',
      passphrase: PASSPHRASE,
    });
    const change = { passphrase: 'another river stone 43', currentPassphrase: PASSPHRASE };
    expect((await ask('PATCH', `/api/staff/${me.staff.id}`, change)).status).toBe(200);
    expect((await ask('GET', '/api/me')).status).toBe(200);
    expect((await test.as(other.cookie ?? '')('GET', '/api/me')).status).toBe(401);
    expect(test.disconnected).toEqual([`${me.staff.id} but ${keyHash(cookie)}`]);
  });
});
