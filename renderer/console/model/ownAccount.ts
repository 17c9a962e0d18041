import type { Me } from '../../../src/protocol/api/accounts.ts';
import type { Api } from '../api/api.ts';

/** The shortest passphrase the hub takes, in characters (identity.md, ID2). */
export const MIN_PASSPHRASE = 12;

/**
 * Gives one's own account another passphrase (CO35). The present one is asked for, so that nobody can do it in passing on
 * a console that was left open; the hub looks at it, with its own brake on guessing (ID15).
 * Rejects with a CirclewellError: `account.wrongCurrentPassphrase`, `account.weakPassphrase`, or what else went wrong.
 */
export async function changeOwnPassphrase(
  api: Pick<Api, 'changeStaff'>,
  { staff }: Me,
  passphrases: { readonly present: string; readonly next: string },
): Promise<void> {
  await api.changeStaff(staff.id, { passphrase: passphrases.next, currentPassphrase: passphrases.present });
}
