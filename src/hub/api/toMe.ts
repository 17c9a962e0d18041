import type { Me } from '../../protocol/api/accounts.ts';
import { CirclewellError } from '../../protocol/errors.ts';
import type { SignedInStaff } from '../identity/staffSignIn.ts';
import type { Records } from '../records/openRecords.ts';
import { toStaff } from './toWire.ts';

/** Who is signed in, as the console is told. */
export async function toMe(
  records: Pick<Records, 'practice'>,
  { account, signedInAt }: SignedInStaff,
): Promise<Me> {
  const practice = await records.practice.find();
  if (!practice) throw new CirclewellError('internal', 'There are staff and no practice');
  return { staff: toStaff(account), practiceName: practice.name, language: practice.language, signedInAt };
}
