import { z } from 'zod';
import { factorKindSchema } from '../../protocol/api/factors.ts';
import { about, field, fieldsOf, ofParams, staffOfReply, text, type Trace } from './trace.ts';

const self = (): string => 'self';

/** What the second factors' routes leave (ID51). */
export const FACTOR_TRACES: Readonly<Record<string, Trace | null>> = {
  'POST /api/sign-in/code': {
    kind: 'signedIn',
    when: 'together',
    details: ({ body }) => {
      const factor = factorKindSchema.safeParse(field(body, 'kind')).data;
      return factor === undefined ? {} : { factor };
    },
    refusal: {
      kind: 'signInFailed',
      rules: ['factor.wrongCode', 'account.lockedOut'],
      about: async (_seen, _lookups, from) => about('staff', 'id' in from ? from.id : null),
    },
  },
  'POST /api/sign-in/passkey/options': null,
  'POST /api/sign-in/passkey': {
    kind: 'signedIn',
    when: 'together',
    actor: staffOfReply,
    details: () => ({ factor: 'passkey' }),
    refusal: {
      kind: 'signInFailed',
      rules: ['factor.wrongPasskey'],
      about: async ({ body }, { staffOfPasskey }) =>
        about('staff', await staffOfPasskey(text(body, 'signed', 'id') ?? '')),
    },
  },

  'GET /api/me/factors': null,
  // What is shown here is nothing yet: it is on, and recorded, with the first code.
  'POST /api/me/factors/app/begin': null,
  'POST /api/me/factors/app': {
    kind: 'factorAdded',
    when: 'together',
    basis: self,
    details: () => ({ factor: 'code' }),
  },
  'DELETE /api/me/factors/app': {
    kind: 'factorRemoved',
    when: 'together',
    basis: self,
    details: () => ({ factor: 'code' }),
  },
  'POST /api/me/factors/passkeys/options': null,
  'POST /api/me/factors/passkeys': {
    kind: 'factorAdded',
    when: 'together',
    basis: self,
    details: () => ({ factor: 'passkey' }),
  },
  'PATCH /api/me/factors/passkeys/:passkeyId': {
    kind: 'factorChanged',
    when: 'together',
    basis: self,
    details: (seen) => ({ factor: 'passkey', ...fieldsOf(seen) }),
  },
  'DELETE /api/me/factors/passkeys/:passkeyId': {
    kind: 'factorRemoved',
    when: 'together',
    basis: self,
    details: () => ({ factor: 'passkey' }),
  },
  'POST /api/me/factors/recovery-codes': { kind: 'recoveryCodesMade', when: 'together', basis: self },

  'GET /api/second-factors': null,
  'PATCH /api/second-factors': {
    kind: 'factorRuleChanged',
    when: 'together',
    details: ({ body }) => {
      const isNeeded = z.boolean().safeParse(field(body, 'isNeeded')).data;
      return isNeeded === undefined ? {} : { isNeeded };
    },
  },
  'DELETE /api/staff/:staffId/factors': {
    kind: 'factorsTakenAway',
    when: 'together',
    about: ofParams('staff', 'staffId'),
  },
};
