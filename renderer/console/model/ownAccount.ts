import type { Me } from '../../../src/protocol/api/accounts.ts';
import type { Api } from '../api/api.ts';

/** The shortest passphrase the hub takes, in characters (identity.md, ID2). */
export const MIN_PASSPHRASE = 12;

/**
 * Gives one's own account another passphrase (CO35). The present one is asked for, so that nobody can do it in passing on
 * a console that was left open; signing in with it proves it, with the hub's own brake on guessing (ID5).
 * Rejects with a CirclewellError: `account.wrongPassphrase`, `account.weakPassphrase`, or what else went wrong.
 */
export async function changeOwnPassphrase(
  api: Pick<Api, 'signIn' | 'changeStaff'>,
  { staff }: Me,
  passphrases: { readonly present: string; readonly next: string },
): Promise<void> {
  await api.signIn({ accountName: staff.accountName, passphrase: passphrases.present });
  await api.changeStaff(staff.id, { passphrase: passphrases.next, currentPassphrase: passphrases.present });
}
