import type { Records } from '../../records/openRecords.ts';
import type { AttemptDelays } from '../attemptDelays.ts';
import { createChallenges } from './challenges.ts';
import { createHalfwaySignIns, type HalfwaySignIns } from './halfwaySignIns.ts';
import { createOwnFactors, type OwnFactors } from './ownFactors.ts';
import { createPasskeys, type Passkeys } from './passkeys.ts';
import { createSecondStep, type SecondStep } from './secondStep.ts';

/** All that there is to second factors (ID40 to ID51). */
export type SecondFactors = {
  readonly halfway: HalfwaySignIns;
  readonly secondStep: SecondStep;
  readonly passkeys: Passkeys;
  readonly own: OwnFactors;
};

/** @param delays the ones of the first step: wrong codes count with wrong passphrases */
export function createSecondFactors({
  records: { factors, staff, together },
  delays,
  now,
  newId,
}: {
  records: Pick<Records, 'factors' | 'staff' | 'together'>;
  delays: AttemptDelays;
  now: () => number;
  newId: () => string;
}): SecondFactors {
  const challenges = createChallenges({ now });
  const passkeys = createPasskeys({ factors, staff, challenges, now, newId });
  return {
    halfway: createHalfwaySignIns({ staff, now }),
    secondStep: createSecondStep({ factors, delays, now }),
    passkeys,
    own: createOwnFactors({ factors, passkeys, together, now }),
  };
}
