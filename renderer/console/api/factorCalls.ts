import type { z } from 'zod';
import { meReplySchema } from '../../../src/protocol/api/accounts.ts';
import {
  appKeyReplySchema,
  factorAddedReplySchema,
  factorsSchema,
  practiceFactorsReplySchema,
  recoveryCodesReplySchema,
  type appBodySchema,
  type codeBodySchema,
  type passkeyPatchSchema,
  type practiceFactorsPatchSchema,
} from '../../../src/protocol/api/factors.ts';
import {
  passkeyCreationSchema,
  passkeyRequestSchema,
  type passkeyBodySchema,
  type passkeySignedBodySchema,
} from '../../../src/protocol/api/webAuthn.ts';
import { emptyReplySchema, type Http } from './http.ts';

/** What the console asks of the hub about second factors. */
export function createFactorCalls(http: Http) {
  const own = '/api/me/factors';
  const passkey = (passkeyId: string) => `${own}/passkeys/${encodeURIComponent(passkeyId)}`;
  return {
    giveCode: (body: z.infer<typeof codeBodySchema>) =>
      http.send('POST', '/api/sign-in/code', meReplySchema, body),
    beginPasskeySignIn: () => http.send('POST', '/api/sign-in/passkey/options', passkeyRequestSchema),
    signInByPasskey: (body: z.infer<typeof passkeySignedBodySchema>) =>
      http.send('POST', '/api/sign-in/passkey', meReplySchema, body),

    factors: () => http.get(own, factorsSchema),
    beginApp: () => http.send('POST', `${own}/app/begin`, appKeyReplySchema),
    addApp: (body: z.infer<typeof appBodySchema>) =>
      http.send('POST', `${own}/app`, factorAddedReplySchema, body),
    removeApp: () => http.send('DELETE', `${own}/app`, factorsSchema),
    beginPasskey: () => http.send('POST', `${own}/passkeys/options`, passkeyCreationSchema),
    addPasskey: (body: z.infer<typeof passkeyBodySchema>) =>
      http.send('POST', `${own}/passkeys`, factorAddedReplySchema, body),
    renamePasskey: (passkeyId: string, body: z.infer<typeof passkeyPatchSchema>) =>
      http.send('PATCH', passkey(passkeyId), factorsSchema, body),
    removePasskey: (passkeyId: string) => http.send('DELETE', passkey(passkeyId), factorsSchema),
    renewRecoveryCodes: () => http.send('POST', `${own}/recovery-codes`, recoveryCodesReplySchema),

    practiceFactors: () => http.get('/api/second-factors', practiceFactorsReplySchema),
    changePracticeFactors: (body: z.infer<typeof practiceFactorsPatchSchema>) =>
      http.send('PATCH', '/api/second-factors', practiceFactorsReplySchema, body),
    takeFactorsAway: (staffId: string) =>
      http.send('DELETE', `/api/staff/${encodeURIComponent(staffId)}/factors`, emptyReplySchema),
  };
}
