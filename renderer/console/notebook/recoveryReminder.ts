import type { NotebookClient } from '../../notebook/NotebookClient.ts';
import { RECOVERY_REMINDER } from '../../notebook/vault/recoveryKey.ts';

/** The recovery key that nobody has said to have kept yet (NB54); null where there is none. */
export async function recoveryKeyToShow(client: NotebookClient): Promise<string | null> {
  return (await client.kept(RECOVERY_REMINDER))?.text ?? null;
}

/** Lies in the notebook, sealed as all of it, until it is put away with null. */
export async function remindOfRecoveryKey(client: NotebookClient, recoveryKey: string | null): Promise<void> {
  await client.keep(RECOVERY_REMINDER, recoveryKey);
}
