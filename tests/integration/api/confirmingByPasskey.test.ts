import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CONFIRMED_MS } from '../../../src/hub/api/confirmation.ts';
import { auditReplySchema } from '../../../src/protocol/api/audit.ts';
import { lockReplySchema } from '../../../src/protocol/api/signIns.ts';
import { passkeyRequestSchema, type PasskeyRequest } from '../../../src/protocol/api/webAuthn.ts';
import type { SoftPasskey, Spoilt } from '../../support/softPasskey.ts';
import { addPasskey, named, usePasskey } from './factorSteps.ts';
import { createTestHub, type Answer, type TestHub } from './testHub.ts';

let test: TestHub;
let cookie: string;
let passkey: SoftPasskey;
beforeEach(async () => {
  test = await createTestHub();
  ({ cookie } = await test.setUp());
  ({ passkey } = await addPasskey(test, cookie));
});
afterEach(() => test.close());

const OPTIONS = '/api/me/confirm/passkey/options';
const wrongPasskey = { status: 403, json: { error: { kind: 'forbidden', rule: 'factor.wrongPasskey' } } };
const begin = async (theirs: string, url = OPTIONS): Promise<PasskeyRequest> =>
  passkeyRequestSchema.parse((await named(test, theirs)('POST', url)).json);
const confirm = (
  asked: PasskeyRequest,
  by = passkey,
  spoilt: Spoilt = {},
  theirs = cookie,
): Promise<Answer> =>
  named(test, theirs)('POST', '/api/me/confirm/passkey', { signed: by.sign(asked, spoilt) });
const forgetConfirming = () => (test.clock.now += CONFIRMED_MS);
const isConfirmed = async () => (await test.as(cookie)('GET', '/api/diagnostics')).status === 200;

describe('confirming by a passkey', () => {
  it('ID69 ID65 asks for the account’s own, and confirms once', async () => {
    forgetConfirming();
    const asked = await begin(cookie);
    expect(asked).toMatchObject({
      userVerification: 'required',
      allowCredentials: [{ id: passkey.id, type: 'public-key' }],
    });
    expect(await isConfirmed()).toBe(false);
    expect((await confirm(asked)).status).toBe(204);
    expect(await isConfirmed()).toBe(true);
    expect(await confirm(asked)).toMatchObject(wrongPasskey);
  });

  it('ID69 ID71 unlocks', async () => {
    const ask = test.as(cookie);
    await ask('POST', '/api/me/lock');
    const standing = lockReplySchema.parse((await ask('GET', '/api/me/lock')).json);
    expect(standing).toMatchObject({ isLocked: true, passkeyHosts: ['localhost'] });
    expect((await confirm(await begin(cookie))).status).toBe(204);
    expect((await ask('GET', '/api/me')).status).toBe(200);
  });

  it('ID69 takes no other account’s passkey, nor one without user verification or from elsewhere', async () => {
    const { cookie: theirs } = await test.signedIn('lead');
    const { passkey: other } = await addPasskey(test, theirs);
    forgetConfirming();
    expect(await confirm(await begin(cookie), other)).toMatchObject(wrongPasskey);
    for (const spoilt of [{ isVerified: false }, { origin: 'https://evil.example' }, { userHandle: 'AAAA' }])
      expect(await confirm(await begin(cookie), passkey, spoilt)).toMatchObject(wrongPasskey);
    expect(await isConfirmed()).toBe(false);
  });

  it('ID69 takes a challenge of this sign-in alone: none of another one, and none of signing in', async () => {
    const elsewhere = (await usePasskey(test, passkey)).cookie ?? '';
    forgetConfirming();
    expect(await confirm(await begin(elsewhere))).toMatchObject(wrongPasskey);
    expect(await confirm(await begin(cookie, '/api/sign-in/passkey/options'))).toMatchObject(wrongPasskey);
    const signed = passkey.sign(await begin(cookie));
    expect((await named(test, null)('POST', '/api/sign-in/passkey', { signed })).status).toBe(401);
    expect(await isConfirmed()).toBe(false);
  });

  it('ID69 is offered where there is a passkey for the page’s name, and nowhere else', async () => {
    const { cookie: theirs } = await test.signedIn('lead');
    const none = { status: 409, json: { error: { rule: 'factor.noPasskeysHere' } } };
    expect(await named(test, theirs)('POST', OPTIONS)).toMatchObject(none);
    expect(await test.as(cookie)('POST', OPTIONS)).toMatchObject(none);
  });

  it('AU18 leaves its entry, as does one that was not right', async () => {
    await confirm(await begin(cookie), passkey, { isVerified: false });
    await confirm(await begin(cookie));
    const { entries } = auditReplySchema.parse((await test.as(cookie)('GET', '/api/audit')).json);
    expect(entries.slice(0, 2)).toMatchObject([
      { kind: 'signInConfirmed', details: { factor: 'passkey' } },
      { kind: 'confirmFailed' },
    ]);
  });
});
