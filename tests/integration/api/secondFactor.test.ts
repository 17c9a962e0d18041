import { DatabaseSync } from 'node:sqlite';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { addPasskey, codeAt, givePassphrase, setUpApp, STEP_MS } from './factorSteps.ts';
import { createTestHub, PASSPHRASE, START, type Ask, type TestHub } from './testHub.ts';

let test: TestHub;
let owner: Ask;
let cookie: string;
beforeEach(async () => {
  test = await createTestHub();
  ({ ask: owner, cookie } = await test.setUp());
});
afterEach(() => test.close());

const refused = (rule: string) => ({ json: { error: { rule } } });
const giveCode = (ask: Ask, code: string, kind = 'code') => ask('POST', '/api/sign-in/code', { kind, code });

describe('an authenticator app', () => {
  it('ID44 is on after a right code alone, and tells its key once', async () => {
    const begun = await owner('POST', '/api/me/factors/app/begin');
    expect(begun).toMatchObject({ status: 200, json: { uri: expect.stringContaining('otpauth://totp/') } });
    expect(await owner('POST', '/api/me/factors/app', { code: '000000' })).toMatchObject({
      status: 400,
      ...refused('factor.wrongCode'),
    });
    expect((await givePassphrase(test)).json).toHaveProperty('staff');
    const { key, factors, recoveryCodes } = await setUpApp(test, owner);
    expect(factors).toMatchObject({ appSince: START, recoveryCodesLeft: 10 });
    expect(recoveryCodes).toHaveLength(10);
    const seen = await owner('GET', '/api/me/factors');
    for (const secret of [key, ...(recoveryCodes ?? [])]) {
      expect(JSON.stringify(seen.json)).not.toContain(secret);
      expect(test.log.join('')).not.toContain(secret);
    }
  });

  it('ID44 waits ten minutes for its first code', async () => {
    await owner('POST', '/api/me/factors/app/begin');
    test.clock.now += 10 * 60_000;
    await owner('POST', '/api/me/confirm', { passphrase: PASSPHRASE });
    expect(await owner('POST', '/api/me/factors/app', { code: '123456' })).toMatchObject({
      status: 409,
      ...refused('factor.setupOver'),
    });
  });

  it('ID41 ID43 makes a sign-in two steps, and each code good once', async () => {
    const { key } = await setUpApp(test, owner);
    const half = await givePassphrase(test);
    expect(half).toMatchObject({
      status: 200,
      json: { next: 'secondFactor', ways: ['code', 'recoveryCode'] },
    });
    expect(String(half.headers['set-cookie'])).toMatch(
      /^halfway=[\w-]{43}; Max-Age=300; Path=\/api; HttpOnly; SameSite=Strict$/,
    );
    for (const [method, url] of [
      ['GET', '/api/me'],
      ['GET', '/api/me/factors'],
      ['POST', '/api/me/factors/app/begin'],
      ['GET', '/api/groups'],
    ] as const)
      expect((await half.ask(method, url)).status).toBe(401);

    // The code that switched it on was seen already.
    expect(await giveCode(half.ask, codeAt(key, START))).toMatchObject({
      status: 401,
      ...refused('factor.wrongCode'),
    });
    test.clock.now += STEP_MS;
    const whole = await giveCode(half.ask, codeAt(key, test.clock.now));
    expect(whole).toMatchObject({ status: 200, json: { staff: { accountName: 'maria' } } });
    expect((await test.as(whole.cookie ?? null)('GET', '/api/me')).status).toBe(200);
    expect(await giveCode(half.ask, codeAt(key, test.clock.now + STEP_MS))).toMatchObject({
      status: 401,
      ...refused('factor.signInOver'),
    });
    const again = await givePassphrase(test);
    for (const at of [test.clock.now, test.clock.now - STEP_MS])
      expect(await giveCode(again.ask, codeAt(key, at))).toMatchObject({ ...refused('factor.wrongCode') });
  });

  it('ID43 lets one of two in who give the same code at once', async () => {
    const { key } = await setUpApp(test, owner);
    test.clock.now += STEP_MS;
    const halves = [await givePassphrase(test), await givePassphrase(test)];
    const code = codeAt(key, test.clock.now);
    const answers = await Promise.all(halves.map(({ ask }) => giveCode(ask, code)));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200, 401]));
  });

  it('ID41 is over after five minutes, with sign-out, and with a changed passphrase', async () => {
    const { key } = await setUpApp(test, owner);
    const [late, left, changed] = [
      await givePassphrase(test),
      await givePassphrase(test),
      await givePassphrase(test),
    ];
    test.clock.now += STEP_MS;
    const code = () => codeAt(key, test.clock.now);
    await left.ask('POST', '/api/sign-out');
    expect(await giveCode(left.ask, code())).toMatchObject(refused('factor.signInOver'));
    const passphrase = 'seven quiet green boats';
    const staffId = (await test.records.staff.list())[0]?.id ?? '';
    const change = { passphrase, currentPassphrase: PASSPHRASE };
    expect((await owner('PATCH', `/api/staff/${staffId}`, change)).status).toBe(200);
    expect(await giveCode(changed.ask, code())).toMatchObject(refused('factor.signInOver'));
    test.clock.now = START + 5 * 60_000;
    expect(await giveCode(late.ask, code())).toMatchObject(refused('factor.signInOver'));
  });

  it('ID41 ends the sign-in of whoever else was signed in in that browser', async () => {
    const lead = await test.signedIn('lead');
    await setUpApp(test, owner);
    const half = await test.as(lead.cookie)('POST', '/api/sign-in', {
      accountName: 'maria',
      passphrase: PASSPHRASE,
    });
    expect(half.json).toMatchObject({ next: 'secondFactor' });
    expect((await lead.ask('GET', '/api/me')).status).toBe(401);
  });

  it('ID42 counts wrong codes with wrong passphrases, and by the account wherever they come from', async () => {
    const { key } = await setUpApp(test, owner);
    test.clock.now += STEP_MS;
    const half = await givePassphrase(test);
    // The right passphrase in between clears nothing.
    for (let count = 0; count < 5; count += 1) {
      expect((await giveCode(half.ask, '000000')).status).toBe(401);
      if (count < 4) expect((await givePassphrase(test)).status).toBe(200);
    }
    expect(await giveCode(half.ask, codeAt(key, test.clock.now))).toMatchObject({
      status: 429,
      ...refused('account.lockedOut'),
    });
    expect((await givePassphrase(test)).status).toBe(429);
    const elsewhere = { remoteAddress: '192.0.2.9' };
    const other = await test.as(null, elsewhere)('POST', '/api/sign-in', {
      accountName: 'maria',
      passphrase: PASSPHRASE,
    });
    const fromElsewhere = async () =>
      giveCode(test.as(other.cookie ?? null, elsewhere), codeAt(key, test.clock.now));
    expect((await fromElsewhere()).status).toBe(429);
    test.clock.now += 1_001;
    expect((await fromElsewhere()).status).toBe(200);
  });
});

describe('recovery codes', () => {
  it('ID47 open the second step once each, until there is a new set', async () => {
    const { recoveryCodes } = await setUpApp(test, owner);
    const [first = '', second = ''] = recoveryCodes ?? [];
    const half = await givePassphrase(test);
    const typed = first.toLowerCase().replaceAll('-', ' ');
    const whole = await giveCode(half.ask, typed, 'recoveryCode');
    expect(whole.status).toBe(200);
    expect((await owner('GET', '/api/me/factors')).json).toMatchObject({ recoveryCodesLeft: 9 });
    const again = await givePassphrase(test);
    expect(await giveCode(again.ask, first, 'recoveryCode')).toMatchObject(refused('factor.wrongCode'));
    const renewed = await owner('POST', '/api/me/factors/recovery-codes');
    expect(renewed.json).toMatchObject({ recoveryCodes: expect.any(Array) });
    expect(await giveCode(again.ask, second, 'recoveryCode')).toMatchObject(refused('factor.wrongCode'));
    expect((await owner('GET', '/api/me/factors')).json).toMatchObject({ recoveryCodesLeft: 10 });
  });

  it('RE25 lie in no file in the open, as the key does not', async () => {
    const { key, recoveryCodes } = await setUpApp(test, owner);
    await addPasskey(test, cookie, 'Maria’s telephone');
    const raw = new DatabaseSync(path.join(test.dir, 'hub.sqlite'), { readOnly: true });
    const all = ['authenticator_apps', 'passkeys', 'recovery_codes'].flatMap((table) =>
      raw.prepare(`select * from ${table}`).all(),
    );
    raw.close();
    const bytes = all
      .flatMap((row) => Object.values(row))
      .map((value) => (value instanceof Uint8Array ? Buffer.from(value).toString('latin1') : String(value)))
      .join('\n');
    for (const secret of [key, 'telephone', ...(recoveryCodes ?? [])]) {
      expect(bytes).not.toContain(secret);
      expect(bytes).not.toContain(secret.replaceAll('-', ''));
    }
  });

  it('ID47 end with the last factor, and there are none without one', async () => {
    await setUpApp(test, owner);
    await addPasskey(test, cookie);
    expect((await owner('DELETE', '/api/me/factors/app')).json).toMatchObject({
      appSince: null,
      recoveryCodesLeft: 10,
    });
    const [passkey] = await test.records.factors.listPasskeys((await test.records.staff.list())[0]?.id ?? '');
    const gone = await owner('DELETE', `/api/me/factors/passkeys/${passkey?.id ?? ''}`);
    expect(gone.json).toMatchObject({ passkeys: [], recoveryCodesLeft: 0 });
    expect((await owner('POST', '/api/me/factors/recovery-codes')).status).toBe(404);
    expect((await givePassphrase(test)).json).toHaveProperty('staff');
    expect((await owner('DELETE', '/api/me/factors/app')).status).toBe(404);
  });
});
