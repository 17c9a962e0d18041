import { toBase64 } from '../../notebook/store/base64.ts';
import type { NotebookClient } from '../../notebook/NotebookClient.ts';
import type { CallArgs, CallReply } from '../../notebook/worker/contract.ts';
import type { Api } from '../api/api.ts';

export type WorkstationApi = Pick<Api, 'meetWorkstation' | 'workstationStanding'>;

const KEY_BYTES = 16;

/** 128 random bits in base64url (NB70). */
function newWorkstationKey(): string {
  return toBase64(crypto.getRandomValues(new Uint8Array(KEY_BYTES)))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');
}

/**
 * Has the hub meet this workstation, for the first time where it has no key. Never rejects: a hub that is away meets it when it is
 * next there.
 * @returns its key, and by which id the hub lists it; null where it was not met
 */
export async function meetHub(
  api: WorkstationApi,
  client: NotebookClient,
  known: string | null,
): Promise<{ workstation: string; id: string } | null> {
  const workstation = known ?? newWorkstationKey();
  try {
    const { id, closingKey } = await api.meetWorkstation({ workstation });
    if (known === null) await client.enrol({ workstation, closingKey });
    return { workstation, id };
  } catch {
    return null;
  }
}

/** By what the hub knows a notebook that is there and in use; null where it does not, or there is none. */
export const keyOf = (claim: CallReply<'claim'> | null): string | null =>
  claim?.result === 'passphrase' || claim?.result === 'keychain' ? claim.workstation : null;

/**
 * Since when the hub says that the workstation of a notebook is out of use, in milliseconds since the epoch; null where it is in use, is
 * not known there, or the hub does not say. Never rejects.
 */
export async function outOfUseSince(
  api: WorkstationApi,
  claim: CallReply<'claim'> | null,
): Promise<number | null> {
  const workstation = keyOf(claim);
  if (workstation === null) return null;
  try {
    return (await api.workstationStanding({ workstation })).revokedAt;
  } catch {
    return null;
  }
}

/**
 * Has the hub open the keys of vaults that are closed. Rejects with its CirclewellError.
 * @returns null where it does not know one of them
 */
export async function reopenedKeys(
  openWorkstation: Api['openWorkstation'],
  { workstation, closedKeys }: { readonly workstation: string; readonly closedKeys: readonly string[] },
): Promise<CallArgs<'reopen'>['opened'] | null> {
  const opened: CallArgs<'reopen'>['opened'] = [];
  for (const closedKey of closedKeys) {
    const { key } = await openWorkstation({ workstation, closedKey });
    if (key === null) return null;
    opened.push({ closedKey, key });
  }
  return opened;
}
