import type { AppKey, FactorAdded, Factors } from '../../../protocol/api/factors.ts';
import type { PasskeyCreated } from '../../../protocol/api/webAuthn.ts';
import { CirclewellError } from '../../../protocol/errors.ts';
import type { FactorStore } from '../../records/factorStore.ts';
import type { StaffAccount } from '../../records/staffStore.ts';
import type { Together } from '../../records/together/createTogether.ts';
import type { Passkeys } from './passkeys.ts';
import { newRecoveryCodes, recoveryCodeOf } from './recoveryCodes.ts';
import type { RelyingParty } from './relyingParty.ts';
import { appKeyUri, newAppKey, stepOfCode } from './totp.ts';

/** How long a key that was shown waits for its first code, in milliseconds (ID44). */
export const APP_SETUP_MS = 10 * 60_000;

/** What somebody does with their own second factors. */
export interface OwnFactors {
  see(account: StaffAccount): Promise<Factors>;
  /** Makes a key, which is on once its first code has come. */
  beginApp(account: StaffAccount): AppKey;
  /** @throws CirclewellError `invalid` (`factor.wrongCode`), `conflict` (`factor.setupOver`) */
  addApp(account: StaffAccount, code: string): Promise<FactorAdded>;
  /** @throws CirclewellError as `Passkeys.check` and `Passkeys.keep` do */
  addPasskey(
    account: StaffAccount,
    party: RelyingParty,
    made: { readonly name: string; readonly created: PasskeyCreated },
  ): Promise<FactorAdded>;
  /** @throws CirclewellError `not_found` */
  renamePasskey(account: StaffAccount, passkeyId: string, name: string): Promise<Factors>;
  /** @throws CirclewellError `not_found`; `conflict` (`factor.needed`) for the last one where one is needed */
  removePasskey(account: StaffAccount, passkeyId: string): Promise<Factors>;
  /** @throws CirclewellError as `removePasskey` does */
  removeApp(account: StaffAccount): Promise<Factors>;
  /** A new set of recovery codes. @throws CirclewellError `not_found` without a factor */
  renewRecoveryCodes(account: StaffAccount): Promise<string[]>;
}

export type OwnFactorsDeps = {
  readonly factors: FactorStore;
  readonly passkeys: Pick<Passkeys, 'check' | 'keep'>;
  readonly together: Together['together'];
  readonly now: () => number;
};

export function createOwnFactors({ factors, passkeys, together, now }: OwnFactorsDeps): OwnFactors {
  /** Keys that wait for their first code, by whose they are: one each. */
  const waiting = new Map<string, { readonly key: string; readonly expiresAt: number }>();

  async function see({ id }: StaffAccount): Promise<Factors> {
    const app = await factors.findApp(id);
    const all = await factors.listPasskeys(id);
    return {
      appSince: app?.createdAt ?? null,
      passkeys: all.map(({ id: passkeyId, name, host, createdAt, lastUsedAt }) => ({
        id: passkeyId,
        name,
        host,
        createdAt,
        lastUsedAt,
      })),
      recoveryCodesLeft: await factors.countRecoveryCodes(id),
      isNeeded: await factors.isNeeded(),
    };
  }

  async function renewCodes({ id }: StaffAccount): Promise<string[]> {
    const codes = newRecoveryCodes();
    await factors.setRecoveryCodes(id, codes.map(recoveryCodeOf));
    return codes;
  }

  /** What is seen inside is so until it is written (ID52). */
  const holding = <T>({ id }: StaffAccount, work: () => Promise<T>): Promise<T> =>
    together(async () => {
      await factors.hold(id);
      return work();
    });

  /** With the first factor come the recovery codes (ID47). */
  const adding = (account: StaffAccount, add: () => Promise<void>): Promise<FactorAdded> =>
    holding(account, async () => {
      const isFirst = !(await factors.has(account.id));
      await add();
      const recoveryCodes = isFirst ? await renewCodes(account) : null;
      return { factors: await see(account), recoveryCodes };
    });

  const removing = (account: StaffAccount, remove: () => Promise<boolean>): Promise<Factors> =>
    holding(account, async () => {
      const { appSince, passkeys: all, isNeeded } = await see(account);
      const count = all.length + (appSince === null ? 0 : 1);
      if (count === 1 && isNeeded)
        throw new CirclewellError('conflict', 'Everybody needs a second factor', 'factor.needed');
      if (!(await remove())) throw new CirclewellError('not_found', 'There is no such factor');
      if (count === 1) await factors.removeAllOf(account.id);
      return see(account);
    });

  return {
    see,
    beginApp(account) {
      const key = newAppKey();
      waiting.set(account.id, { key, expiresAt: now() + APP_SETUP_MS });
      return { key, uri: appKeyUri(key, account.accountName) };
    },
    async addApp(account, code) {
      const begun = waiting.get(account.id);
      if (!begun || begun.expiresAt <= now()) {
        waiting.delete(account.id);
        throw new CirclewellError('conflict', 'The key has waited too long', 'factor.setupOver');
      }
      const createdAt = now();
      const usedStep = stepOfCode(begun.key, code, createdAt);
      if (usedStep === null) throw new CirclewellError('invalid', 'The code is wrong', 'factor.wrongCode');
      const added = await adding(account, () =>
        factors.setApp(account.id, { key: begun.key, usedStep, createdAt }),
      );
      waiting.delete(account.id);
      return added;
    },
    async addPasskey(account, party, made) {
      const passkey = await passkeys.check(account, party, made);
      return adding(account, () => passkeys.keep(passkey));
    },
    async renamePasskey(account, passkeyId, name) {
      if (!(await factors.renamePasskey(account.id, passkeyId, name)))
        throw new CirclewellError('not_found', 'There is no such passkey');
      return see(account);
    },
    removePasskey: (account, passkeyId) =>
      removing(account, () => factors.removePasskey(account.id, passkeyId)),
    removeApp: (account) => removing(account, () => factors.removeApp(account.id)),
    renewRecoveryCodes: (account) =>
      holding(account, async () => {
        if (!(await factors.has(account.id)))
          throw new CirclewellError('not_found', 'There is no factor that they could stand in for');
        return renewCodes(account);
      }),
  };
}
