import type { z } from 'zod';
import type { codeBodySchema, FactorKind, Halfway } from '../../../protocol/api/factors.ts';
import { CirclewellError } from '../../../protocol/errors.ts';
import type { FactorStore } from '../../records/factorStore.ts';
import { accountKey, type StaffAccount } from '../../records/staffStore.ts';
import type { AttemptDelays } from '../attemptDelays.ts';
import { recoveryCodeOf } from './recoveryCodes.ts';
import { stepOfCode } from './totp.ts';

/** In an address's place: the waits that all addresses share. */
const FROM_ANYWHERE = 'anywhere';

/** What comes after a right passphrase. */
export interface SecondStep {
  /** What is asked of an account beside its passphrase; null where that is all. */
  of(account: StaffAccount): Promise<Halfway | null>;
  /**
   * Uses a code up. A wrong one costs the waits of a wrong passphrase (ID42).
   * @throws CirclewellError `signed_out` (`factor.wrongCode`), `rate_limited` (`account.lockedOut`)
   */
  check(account: StaffAccount, given: z.infer<typeof codeBodySchema>, address: string): Promise<void>;
}

export type SecondStepDeps = {
  readonly factors: FactorStore;
  readonly delays: AttemptDelays;
  readonly now: () => number;
};

export function createSecondStep({ factors, delays, now }: SecondStepDeps): SecondStep {
  async function waysOf({ id }: StaffAccount): Promise<FactorKind[]> {
    const hasApp = (await factors.findApp(id)) !== null;
    const hasPasskey = (await factors.listPasskeys(id)).length > 0;
    if (!hasApp && !hasPasskey) return [];
    const hasRecoveryCode = (await factors.countRecoveryCodes(id)) > 0;
    return [
      ...(hasApp ? (['code'] as const) : []),
      ...(hasPasskey ? (['passkey'] as const) : []),
      ...(hasRecoveryCode ? (['recoveryCode'] as const) : []),
    ];
  }

  async function useCode({ id }: StaffAccount, typed: string): Promise<boolean> {
    const app = await factors.findApp(id);
    const step = app === null ? null : stepOfCode(app.key, typed, now());
    return step !== null && (await factors.useAppStep(id, step));
  }

  return {
    async of(account) {
      const ways = await waysOf(account);
      const { id: staffId } = account;
      if (ways.length > 0) return { next: 'secondFactor', staffId, ways };
      return (await factors.isNeeded()) ? { next: 'setUpFactor', staffId } : null;
    },
    async check(account, { kind, code }, address) {
      const key = accountKey(account.accountName);
      // Only who has given the passphrase comes so far: from wherever they try, they share the waits (ID42).
      delays.begin(key, FROM_ANYWHERE);
      delays.begin(key, address);
      const isRight =
        kind === 'code'
          ? await useCode(account, code)
          : await factors.useRecoveryCode(account.id, recoveryCodeOf(code));
      if (!isRight)
        throw new CirclewellError('signed_out', 'The code is wrong, or was used before', 'factor.wrongCode');
      delays.succeed(key, FROM_ANYWHERE);
      delays.succeed(key, address);
    },
  };
}
