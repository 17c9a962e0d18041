import { Secret, TOTP } from 'otpauth';
import {
  appKeyReplySchema,
  factorAddedReplySchema,
  type FactorAdded,
} from '../../../src/protocol/api/factors.ts';
import { passkeyCreationSchema, passkeyRequestSchema } from '../../../src/protocol/api/webAuthn.ts';
import { SoftPasskey, type Spoilt } from '../../support/softPasskey.ts';
import { PASSPHRASE, type Answer, type Ask, type TestHub } from './testHub.ts';

/** The test hub by its name: where passkeys work. */
export const NAMED_ORIGIN = 'http://localhost:7420';
export const STEP_MS = 30_000;

/** The code that an app with this key shows at an instant. */
export const codeAt = (key: string, at: number): string =>
  new TOTP({ secret: Secret.fromBase32(key) }).generate({ timestamp: at });

/** Sets an authenticator app up. @returns its key, and what the hub answered */
export async function setUpApp(test: TestHub, ask: Ask): Promise<FactorAdded & { readonly key: string }> {
  const { key } = appKeyReplySchema.parse((await ask('POST', '/api/me/factors/app/begin')).json);
  const { json } = await ask('POST', '/api/me/factors/app', { code: codeAt(key, test.clock.now) });
  return { key, ...factorAddedReplySchema.parse(json) };
}

/** The first step. @returns the ticket's cookie, and what was answered */
export async function givePassphrase(
  test: TestHub,
  accountName = 'maria',
): Promise<Answer & { readonly ask: Ask }> {
  const answer = await test.as(null)('POST', '/api/sign-in', { accountName, passphrase: PASSPHRASE });
  return { ...answer, ask: test.as(answer.cookie ?? null) };
}

/** Asks from the page at the hub's name. */
export const named = (test: TestHub, cookie: string | null): Ask =>
  test.as(cookie, { headers: { origin: NAMED_ORIGIN, ...(cookie === null ? {} : { cookie }) } });

/** Makes a passkey for whom the cookie is. */
export async function addPasskey(
  test: TestHub,
  cookie: string,
  name = 'Phone',
  spoilt: Spoilt = {},
): Promise<{ readonly passkey: SoftPasskey; readonly answer: Answer }> {
  const ask = named(test, cookie);
  const asked = passkeyCreationSchema.parse((await ask('POST', '/api/me/factors/passkeys/options')).json);
  const passkey = new SoftPasskey(NAMED_ORIGIN);
  const created = passkey.create(asked, spoilt);
  return { passkey, answer: await ask('POST', '/api/me/factors/passkeys', { name, created }) };
}

/** Signs in with a passkey. */
export async function usePasskey(test: TestHub, passkey: SoftPasskey, spoilt: Spoilt = {}): Promise<Answer> {
  const ask = named(test, null);
  const asked = passkeyRequestSchema.parse((await ask('POST', '/api/sign-in/passkey/options')).json);
  return ask('POST', '/api/sign-in/passkey', { signed: passkey.sign(asked, spoilt) });
}
