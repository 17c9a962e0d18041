import type { NotebookClient } from '../../notebook/NotebookClient.ts';

/** Its name among what is kept. */
const NAME = 'recovery-key';

/** The recovery key that nobody has said to have kept yet (NB54); null where there is none. */
export async function recoveryKeyToShow(client: NotebookClient): Promise<string | null> {
  return (await client.kept(NAME))?.text ?? null;
}

/** Lies in the notebook, sealed as all of it, until it is put away with null. */
export async function remindOfRecoveryKey(client: NotebookClient, recoveryKey: string | null): Promise<void> {
  await client.keep(NAME, recoveryKey);
}
