import { MAX_PASSKEYS } from '../../../protocol/api/factors.ts';
import {
  passkeyCreationSchema,
  passkeyRequestSchema,
  type PasskeyCreated,
  type PasskeyCreation,
  type PasskeyRequest,
  type PasskeySigned,
} from '../../../protocol/api/webAuthn.ts';
import { CirclewellError } from '../../../protocol/errors.ts';
import type { FactorStore, PasskeyRecord } from '../../records/factorStore.ts';
import type { StaffAccount, StaffStore } from '../../records/staffStore.ts';
import { CHALLENGE_MS, type Challenges } from './challenges.ts';
import type { RelyingParty } from './relyingParty.ts';

/** Makes passkeys and signs in with them (WebAuthn Level 3; ID45, ID46). */
export interface Passkeys {
  /** @throws CirclewellError `conflict` (`factor.tooManyPasskeys`) */
  beginCreation(account: StaffAccount, party: RelyingParty): Promise<PasskeyCreation>;
  /** The passkey that was made, to be kept. @throws CirclewellError `invalid` (`factor.wrongPasskey`) */
  check(
    account: StaffAccount,
    party: RelyingParty,
    made: { readonly name: string; readonly created: PasskeyCreated },
  ): Promise<PasskeyRecord>;
  /** @throws CirclewellError `conflict` (`factor.tooManyPasskeys`; `factor.wrongPasskey` for one that is known) */
  keep(passkey: PasskeyRecord): Promise<void>;
  /** Asks for whichever passkey of this hub the browser finds. */
  beginSignIn(party: RelyingParty): Promise<PasskeyRequest>;
  /** Whose passkey has signed. @throws CirclewellError `signed_out` (`factor.wrongPasskey`) */
  signIn(party: RelyingParty, signed: PasskeySigned): Promise<StaffAccount>;
}

export type PasskeysDeps = {
  readonly factors: FactorStore;
  readonly staff: Pick<StaffStore, 'find'>;
  readonly challenges: Challenges;
  readonly now: () => number;
  readonly newId: () => string;
};

/** Ed25519, ES256 and RS256 in COSE's numbers: what authenticators have. The library's own list asks Node for what is experimental. */
const ALGORITHMS = [-8, -7, -257];
/** Read when it is first needed: its certificates and their shapes would be a good part of what a start costs (ADR 0014). */
const webAuthn = () => import('@simplewebauthn/server');
const SIGN_IN = 'sign-in';
const creationFor = ({ id }: StaffAccount) => `creation for ${id}`;
const wrong = (kind: 'invalid' | 'signed_out') =>
  new CirclewellError(kind, 'The passkey is not right', 'factor.wrongPasskey');

/** What the library makes of an answer; null where it throws, as it does for every answer that is not right. */
async function verified<T>(verifying: Promise<T>): Promise<T | null> {
  try {
    return await verifying;
  } catch {
    return null;
  }
}

export function createPasskeys({ factors, staff, challenges, now, newId }: PasskeysDeps): Passkeys {
  async function assertRoom(staffId: string): Promise<readonly PasskeyRecord[]> {
    const known = await factors.listPasskeys(staffId);
    if (known.length < MAX_PASSKEYS) return known;
    throw new CirclewellError('conflict', 'There are as many as there can be', 'factor.tooManyPasskeys');
  }

  return {
    async beginCreation(account, party) {
      const known = await assertRoom(account.id);
      const { generateRegistrationOptions } = await webAuthn();
      const options = await generateRegistrationOptions({
        rpName: 'Circlewell',
        rpID: party.host,
        userID: Uint8Array.from(Buffer.from(account.id, 'utf8')),
        userName: account.accountName,
        userDisplayName: account.displayName,
        challenge: Uint8Array.from(Buffer.from(challenges.issue(creationFor(account)), 'base64url')),
        timeout: CHALLENGE_MS,
        attestationType: 'none',
        supportedAlgorithmIDs: ALGORITHMS,
        authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
        excludeCredentials: known.map(({ credentialId }) => ({ id: credentialId })),
      });
      return passkeyCreationSchema.parse(options);
    },

    async check(account, party, { name, created }) {
      const { verifyRegistrationResponse } = await webAuthn();
      const answer = await verified(
        verifyRegistrationResponse({
          response: created,
          expectedChallenge: (challenge) => challenges.redeem(challenge, creationFor(account)),
          expectedOrigin: party.origin,
          expectedRPID: party.host,
          requireUserVerification: true,
          supportedAlgorithmIDs: ALGORITHMS,
        }),
      );
      if (answer?.verified !== true) throw wrong('invalid');
      const { id, publicKey, counter } = answer.registrationInfo.credential;
      return {
        id: newId(),
        staffId: account.id,
        credentialId: id,
        publicKey: Buffer.from(publicKey).toString('base64url'),
        host: party.host,
        name,
        counter,
        createdAt: now(),
        lastUsedAt: null,
      };
    },

    async keep(passkey) {
      await assertRoom(passkey.staffId);
      await factors.addPasskey(passkey);
    },

    async beginSignIn(party) {
      const { generateAuthenticationOptions } = await webAuthn();
      const options = await generateAuthenticationOptions({
        rpID: party.host,
        challenge: Uint8Array.from(Buffer.from(challenges.issue(SIGN_IN), 'base64url')),
        timeout: CHALLENGE_MS,
        userVerification: 'required',
      });
      return passkeyRequestSchema.parse(options);
    },

    async signIn(party, signed) {
      const passkey = await factors.findPasskey(signed.id);
      const account = passkey === null ? null : await staff.find(passkey.staffId);
      if (!passkey || account?.isActive !== true) throw wrong('signed_out');
      // WebAuthn, 7.2, step 6: who is not named beforehand is whom the passkey was made for.
      const userId = Buffer.from(signed.response.userHandle ?? '', 'base64url').toString('utf8');
      if (userId !== account.id) throw wrong('signed_out');
      const { verifyAuthenticationResponse } = await webAuthn();
      const answer = await verified(
        verifyAuthenticationResponse({
          response: signed,
          expectedChallenge: (challenge) => challenges.redeem(challenge, SIGN_IN),
          expectedOrigin: party.origin,
          expectedRPID: party.host,
          requireUserVerification: true,
          credential: {
            id: passkey.credentialId,
            publicKey: Uint8Array.from(Buffer.from(passkey.publicKey, 'base64url')),
            counter: passkey.counter,
          },
        }),
      );
      if (answer?.verified !== true) throw wrong('signed_out');
      const use = { before: passkey.counter, counter: answer.authenticationInfo.newCounter, at: now() };
      if (!(await factors.usePasskey(passkey.id, use))) throw wrong('signed_out');
      return account;
    },
  };
}
