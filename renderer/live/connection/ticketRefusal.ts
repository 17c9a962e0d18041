import { CirclewellError } from '../../../src/protocol/errors.ts';
import type { LinkState } from '../contract.ts';

type FinalReason = Extract<LinkState, { state: 'closed' }>['reason'];

/** Why a failed ticket ends the link for good (CL9), or null where another try may help. */
export function finalReasonOf(error: unknown): FinalReason | null {
  if (!(error instanceof CirclewellError)) return null;
  switch (error.rule) {
    case 'session.ended':
    case 'door.noSession':
      return 'ended';
    case 'admission.removed':
      return 'removed';
    case 'door.seatTakenOver':
      return 'takenOver';
    case 'door.revokedLink':
    case 'door.unknownLink':
    case 'session.notYours':
      return 'signedOut';
    case 'account.locked':
      // Whoever unlocks the console is let in again.
      return null;
    default:
  }
  switch (error.kind) {
    case 'signed_out':
    case 'forbidden':
      return 'signedOut';
    case 'outdated':
      return 'outdated';
    case 'gone':
    case 'not_found':
      return 'ended';
    case 'invalid':
    case 'conflict':
    case 'too_large':
    case 'busy':
    case 'rate_limited':
    case 'unavailable':
    case 'internal':
      return null;
  }
}
