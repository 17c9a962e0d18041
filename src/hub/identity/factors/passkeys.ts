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
import type { SignedInStaff } from '../staffSignIn.ts';
import { CHALLENGE_MS, type Challenges } from './challenges.ts';
import type { RelyingParty } from './relyingParty.ts';

/** Makes passkeys, and signs in and confirms with them (WebAuthn Level 3; ID45, ID46, ID69). */
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
  /** Asks for one of the account's own. @throws CirclewellError `conflict` (`factor.noPasskeysHere`) where there is none */
  beginConfirming(who: ConfirmingStaff, party: RelyingParty): Promise<PasskeyRequest>;
  /** @throws CirclewellError `forbidden` (`factor.wrongPasskey`) where it was not this account's, for this sign-in */
  confirm(who: ConfirmingStaff, party: RelyingParty, signed: PasskeySigned): Promise<void>;
}

/** Who confirms which of their sign-ins. */
type ConfirmingStaff = Pick<SignedInStaff, 'account' | 'tokenHash'>;

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
const confirmingOf = ({ tokenHash }: ConfirmingStaff) => `confirming ${tokenHash}`;
const wrong = (kind: 'invalid' | 'signed_out' | 'forbidden') =>
  new CirclewellError(kind, 'The passkey is not right', 'factor.wrongPasskey');

/** What the library makes of an answer; null where it throws, as it does for every answer that is not right. */
async function verified<T>(verifying: Promise<T>): Promise<T | null> {
  try {
    return await verifying;
  } catch {
    return null;
  }
}

/** Whom the answer says the passkey was made for; undefined where it says nothing. */
function userOf({ response: { userHandle } }: PasskeySigned): string | undefined {
  return userHandle === undefined ? undefined : Buffer.from(userHandle, 'base64url').toString('utf8');
}

export function createPasskeys({ factors, staff, challenges, now, newId }: PasskeysDeps): Passkeys {
  async function assertRoom(staffId: string): Promise<readonly PasskeyRecord[]> {
    const known = await factors.listPasskeys(staffId);
    if (known.length < MAX_PASSKEYS) return known;
    throw new CirclewellError('conflict', 'There are as many as there can be', 'factor.tooManyPasskeys');
  }

  async function request(
    party: RelyingParty,
    purpose: string,
    allowed?: readonly PasskeyRecord[],
  ): Promise<PasskeyRequest> {
    const { generateAuthenticationOptions } = await webAuthn();
    const { allowCredentials, ...options } = await generateAuthenticationOptions({
      rpID: party.host,
      challenge: Uint8Array.from(Buffer.from(challenges.issue(purpose), 'base64url')),
      timeout: CHALLENGE_MS,
      userVerification: 'required',
      ...(allowed && { allowCredentials: allowed.map(({ credentialId }) => ({ id: credentialId })) }),
    });
    return passkeyRequestSchema.parse({ ...options, ...(allowCredentials && { allowCredentials }) });
  }

  /** Whether the passkey has signed a challenge for this, for the first time. */
  async function use(
    passkey: PasskeyRecord,
    party: RelyingParty,
    signed: PasskeySigned,
    purpose: string,
  ): Promise<boolean> {
    const { verifyAuthenticationResponse } = await webAuthn();
    const answer = await verified(
      verifyAuthenticationResponse({
        response: signed,
        expectedChallenge: (challenge) => challenges.redeem(challenge, purpose),
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
    if (answer?.verified !== true) return false;
    const counter = answer.authenticationInfo.newCounter;
    return factors.usePasskey(passkey.id, { before: passkey.counter, counter, at: now() });
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

    beginSignIn: (party) => request(party, SIGN_IN),

    async signIn(party, signed) {
      const passkey = await factors.findPasskey(signed.id);
      const account = passkey === null ? null : await staff.find(passkey.staffId);
      if (!passkey || account?.isActive !== true) throw wrong('signed_out');
      // WebAuthn, 7.2, step 6: who is not named beforehand is whom the passkey was made for.
      if (userOf(signed) !== account.id) throw wrong('signed_out');
      if (!(await use(passkey, party, signed, SIGN_IN))) throw wrong('signed_out');
      return account;
    },

    async beginConfirming(who, party) {
      const all = await factors.listPasskeys(who.account.id);
      const here = all.filter(({ host }) => host === party.host);
      if (here.length > 0) return request(party, confirmingOf(who), here);
      throw new CirclewellError('conflict', 'The account has no passkey for this', 'factor.noPasskeysHere');
    },

    async confirm(who, party, signed) {
      const passkey = await factors.findPasskey(signed.id);
      // Step 6 again: who is named beforehand has it, and the answer need not say so.
      const userId = userOf(signed) ?? who.account.id;
      if (passkey?.staffId !== who.account.id || userId !== who.account.id) throw wrong('forbidden');
      if (!(await use(passkey, party, signed, confirmingOf(who)))) throw wrong('forbidden');
    },
  };
}
