import type { Consent, ConsentBody, ConsentScope, WithdrawalBody } from '../../protocol/api/consents.ts';

/** Why a consent, or its withdrawal, cannot be kept as it was given (SG82). */
export type ConsentFault =
  | 'consent.notYetSigned'
  | 'consent.endsBefore'
  | 'consent.needsEnd'
  | 'consent.withdrawnBefore';

/** Those that may go on without end (42 CFR 2.31: "end of treatment" or "none" for treatment, payment and operations). */
const MAY_HAVE_NO_END: readonly ConsentScope[] = ['tpo', 'telehealth'];

/** @param today the day in the practice's zone; days are compared as text, `YYYY-MM-DD` */
export function consentFault({ scope, signedOn, end }: ConsentBody, today: string): ConsentFault | null {
  if (signedOn > today) return 'consent.notYetSigned';
  if (end.kind === 'none') return MAY_HAVE_NO_END.includes(scope) ? null : 'consent.needsEnd';
  return end.kind === 'day' && end.day < signedOn ? 'consent.endsBefore' : null;
}

/** The same for a withdrawal. */
export function withdrawalFault(
  { signedOn }: Pick<ConsentBody, 'signedOn'>,
  { withdrawnOn }: WithdrawalBody,
  today: string,
): ConsentFault | null {
  if (withdrawnOn > today) return 'consent.notYetSigned';
  return withdrawnOn < signedOn ? 'consent.withdrawnBefore' : null;
}

/** Where a consent stands (SG82): withdrawn from the moment it is recorded, over after its last day, else in force. */
export function standingOf(
  { end }: Pick<ConsentBody, 'end'>,
  withdrawal: WithdrawalBody | null,
  today: string,
): Consent['standing'] {
  if (withdrawal !== null) return 'withdrawn';
  return end.kind === 'day' && end.day < today ? 'over' : 'inForce';
}

/** By what somebody reads a member's notes, or that they are withheld (SG84). */
export type NoteAccess = 'team' | 'consent' | 'emergency' | 'withheld';

/**
 * The group's own team reads by its work (42 CFR 2.12(c)(3)); whoever else may read notes needs the member's consent for treatment,
 * payment and operations, or reads in an emergency, loudly.
 */
export function noteAccess({
  isOfTeam,
  hasConsent,
  isEmergency,
}: {
  readonly isOfTeam: boolean;
  readonly hasConsent: boolean;
  readonly isEmergency: boolean;
}): NoteAccess {
  if (isOfTeam) return 'team';
  if (hasConsent) return 'consent';
  return isEmergency ? 'emergency' : 'withheld';
}
