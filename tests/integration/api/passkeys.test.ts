import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { MAX_PASSKEYS } from '../../../src/protocol/api/factors.ts';
import { passkeyRequestSchema } from '../../../src/protocol/api/webAuthn.ts';
import { addPasskey, givePassphrase, named, usePasskey } from './factorSteps.ts';
import { createTestHub, START, type Ask, type TestHub } from './testHub.ts';

let test: TestHub;
let owner: Ask;
let cookie: string;
beforeEach(async () => {
  test = await createTestHub();
  ({ ask: owner, cookie } = await test.setUp());
});
afterEach(() => test.close());

const wrongPasskey = { json: { error: { rule: 'factor.wrongPasskey' } } };

describe('passkeys', () => {
  it('ID45 ID46 are made, named, used for a whole sign-in, and taken away', async () => {
    const { passkey, answer } = await addPasskey(test, cookie, '  Phone ');
    expect(answer).toMatchObject({
      status: 200,
      json: {
        factors: { passkeys: [{ name: 'Phone', host: 'localhost', createdAt: START, lastUsedAt: null }] },
        recoveryCodes: expect.any(Array),
      },
    });
    test.clock.now += 1_000;
    const signedIn = await usePasskey(test, passkey);
    expect(signedIn).toMatchObject({ status: 200, json: { staff: { accountName: 'maria' } } });
    expect((await test.as(signedIn.cookie ?? null)('GET', '/api/me')).status).toBe(200);
    expect((await givePassphrase(test)).json).toEqual({
      next: 'secondFactor',
      staffId: expect.any(String),
      ways: ['passkey', 'recoveryCode'],
    });
    const { id } = (await test.records.factors.findPasskey(passkey.id)) ?? { id: '' };
    const renamed = await owner('PATCH', `/api/me/factors/passkeys/${id}`, { name: 'Key on the ring' });
    expect(renamed.json).toMatchObject({
      passkeys: [{ name: 'Key on the ring', lastUsedAt: START + 1_000 }],
    });
    await owner('DELETE', `/api/me/factors/passkeys/${id}`);
    expect(await usePasskey(test, passkey)).toMatchObject({ status: 401, ...wrongPasskey });
  });

  it.each([
    ['another site’s', { origin: 'https://evil.example' }],
    ['one for another name', { host: 'evil.example' }],
    ['one without user verification', { isVerified: false }],
    ['one with another challenge', { challenge: 'AAAA' }],
  ])('ID45 refuses %s, when it is made and when it signs', async (_what, spoilt) => {
    expect((await addPasskey(test, cookie, 'Bad', spoilt)).answer).toMatchObject({
      status: 400,
      ...wrongPasskey,
    });
    const { passkey } = await addPasskey(test, cookie);
    expect(await usePasskey(test, passkey, spoilt)).toMatchObject({ status: 401, ...wrongPasskey });
    expect((await usePasskey(test, passkey)).status).toBe(200);
  });

  it('ID45 ID46 refuses somebody else’s, a repeated answer, a counter that stands still, and a closed account’s', async () => {
    const { passkey } = await addPasskey(test, cookie);
    expect((await usePasskey(test, passkey, { userHandle: 'c29tZW9uZQ' })).status).toBe(401);
    const ask = named(test, null);
    const asked = passkeyRequestSchema.parse((await ask('POST', '/api/sign-in/passkey/options')).json);
    const body = { signed: passkey.sign(asked) };
    expect((await ask('POST', '/api/sign-in/passkey', body)).status).toBe(200);
    expect((await ask('POST', '/api/sign-in/passkey', body)).status).toBe(401);
    expect((await usePasskey(test, passkey, { counter: 1 })).status).toBe(401);

    const { id, cookie: theirs } = await test.signedIn('lead');
    const other = await addPasskey(test, theirs);
    expect((await usePasskey(test, other.passkey)).status).toBe(200);
    await owner('PATCH', `/api/staff/${id}`, { isActive: false });
    expect(await usePasskey(test, other.passkey)).toMatchObject({ status: 401, ...wrongPasskey });
  });

  it('ID45 makes no sign-in of a challenge for a new passkey, nor one account’s passkey of another’s', async () => {
    const { passkey } = await addPasskey(test, cookie);
    const { cookie: theirs } = await test.signedIn('lead');
    const options = '/api/me/factors/passkeys/options';
    const { json } = await named(test, theirs)('POST', options);
    const asked = passkeyRequestSchema.parse({
      rpId: 'localhost',
      timeout: 1,
      userVerification: 'required',
      ...(typeof json === 'object' && json !== null && 'challenge' in json && { challenge: json.challenge }),
    });
    const signed = passkey.sign(asked);
    expect((await named(test, null)('POST', '/api/sign-in/passkey', { signed })).status).toBe(401);
  });

  it('ID45 are offered by no bare address and not by the desktop’s scheme', async () => {
    for (const origin of ['http://127.0.0.1:7420', 'app://circlewell']) {
      const ask = test.as(cookie, { headers: { origin, cookie } });
      for (const url of ['/api/me/factors/passkeys/options', '/api/sign-in/passkey/options'])
        expect(await ask('POST', url)).toMatchObject({
          status: 409,
          json: { error: { rule: 'factor.noPasskeysHere' } },
        });
    }
  });

  it('ID46 are ten at most, and each somebody’s own', async () => {
    for (let count = 0; count < MAX_PASSKEYS; count += 1) await addPasskey(test, cookie, `Key ${count}`);
    expect(await named(test, cookie)('POST', '/api/me/factors/passkeys/options')).toMatchObject({
      status: 409,
      json: { error: { rule: 'factor.tooManyPasskeys' } },
    });
    const [first] = await test.records.factors.listPasskeys((await test.records.staff.list())[0]?.id ?? '');
    const { ask: other } = await test.signedIn('lead');
    const url = `/api/me/factors/passkeys/${first?.id ?? ''}`;
    expect((await other('PATCH', url, { name: 'Mine' })).status).toBe(404);
    expect((await other('DELETE', url)).status).toBe(404);
  });

  it('ID45 let a page ask for them, and no frame', async () => {
    const policy = String((await test.as(null)('GET', '/api/status')).headers['permissions-policy']);
    expect(policy).toContain('publickey-credentials-get=(self)');
    expect(policy).toContain('publickey-credentials-create=(self)');
  });
});
