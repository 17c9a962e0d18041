import type { NotebookClient } from '../../notebook/NotebookClient.ts';
import type { CallArgs } from '../../notebook/worker/contract.ts';
import { asCirclewellError } from '../model/query.ts';
import { readBox, type ProcessBoxApi } from './processBox.ts';
import { remindOfRecoveryKey } from './recoveryReminder.ts';

export type RenewedKey =
  | { readonly result: 'renewed'; readonly recoveryKey: string }
  /** The hub has another workstation's box: its key may be another one. */
  | { readonly result: 'anothers' }
  | { readonly result: 'wrong' }
  | { readonly result: 'wait'; readonly ms: number }
  /** The hub does not answer: nothing was changed. */
  | { readonly result: 'unproved' };

/**
 * Puts the author's key into a box with a new recovery key, here and at the hub, whose sign-in was confirmed (NB68, SG51). The hub first: until
 * it has the new box, the recovery key that there is has to open the old one. Rejects where the notebook breaks.
 * @param isAnothersReplaced whether the box of another key is given up, which the person was told
 */
export async function renewRecovery(
  api: ProcessBoxApi,
  client: NotebookClient,
  secret: CallArgs<'unlock'>,
  isAnothersReplaced: boolean,
): Promise<RenewedKey> {
  const hubs = await readBox(api);
  if (hubs.at === 'unknown') return { result: 'unproved' };
  const isAnothers = hubs.at === 'there' && hubs.box !== (await client.authorBox());
  if (isAnothers && !isAnothersReplaced) return { result: 'anothers' };
  const made = await client.renewRecovery(secret);
  if (made.result === 'wait') return made;
  if (made.result !== 'made') return { result: 'wrong' };
  try {
    await api.putProcessBox({ box: made.authorBox, replaces: hubs.at === 'there' ? hubs.box : null });
  } catch (error) {
    return { result: asCirclewellError(error).rule === 'notes.anotherBox' ? 'anothers' : 'unproved' };
  }
  await client.keepRenewed(made.authorBox);
  await remindOfRecoveryKey(client, made.recoveryKey);
  return { result: 'renewed', recoveryKey: made.recoveryKey };
}
