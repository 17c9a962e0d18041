import { redirect } from '@tanstack/react-router';
import type { Services } from '../app/services.ts';
import type { AccountView } from '../model/account.ts';
import { asCirclewellError } from '../model/query.ts';

/**
 * Who is signed in, by the hub. Where it does not answer and there are notebooks on this workstation, leads to them (NB62);
 * where somebody has signed out and it has not heard of that, nobody is (CO76);
 * else rejects with a CirclewellError. @param to where one wanted to go
 */
export async function openAtHub(
  {
    account,
    knownNotebooks,
    pendingSignOut,
  }: Pick<Services, 'account' | 'knownNotebooks' | 'pendingSignOut'>,
  to: string,
): Promise<AccountView> {
  try {
    return await account.ensure();
  } catch (error) {
    if (asCirclewellError(error).kind !== 'unavailable') throw error;
    if (pendingSignOut.store.getState().isPending) {
      account.markSignedOut();
      return account.store.getState();
    }
    if (knownNotebooks.list().length === 0) throw error;
    // oxlint-disable-next-line typescript/only-throw-error -- the router's own way to lead elsewhere
    throw redirect({ to: '/offline', search: { to } });
  }
}
