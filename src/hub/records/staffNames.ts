import type { SealedPlace, Sealer } from './sealing.ts';
import { accountKey } from './staffStore.ts';

/** Where names of staff and of the practice lie sealed (RE10). */
export const PRACTICE_NAME: SealedPlace = { table: 'practice', column: 'name', id: 'practice' };
export const accountNameOf = (id: string): SealedPlace => ({ table: 'staff', column: 'account_name', id });
export const displayNameOf = (id: string): SealedPlace => ({ table: 'staff', column: 'display_name', id });

const ACCOUNT_KEY: SealedPlace = { table: 'staff', column: 'account_key', id: 'practice' };

/** By what an account is found by its name, and its name is kept apart from others (RE14, RE21). */
export function accountMark(sealer: Pick<Sealer, 'mark'>, accountName: string): string {
  return sealer.mark(ACCOUNT_KEY, accountKey(accountName));
}
