import type { NotebookClient } from '../../notebook/NotebookClient.ts';
import type { Api } from '../api/api.ts';

export type ProcessBoxApi = Pick<Api, 'processBox' | 'putProcessBox'>;

/** The box of the author's key that the hub has; null where it has none, or does not answer. */
export async function readBox(api: ProcessBoxApi): Promise<string | null> {
  const reply = await api.processBox().catch(() => null);
  return reply?.box ?? null;
}

/**
 * Gives the hub this workstation's box where it has none, so that the next workstation reads the same process notes (NB55).
 * One that it has is never replaced. Never rejects: what the hub does not take now is offered when it is next there.
 */
export async function offerBox(api: ProcessBoxApi, client: NotebookClient): Promise<void> {
  try {
    const { box } = await api.processBox();
    if (box === null) await api.putProcessBox({ box: await client.authorBox() });
  } catch {
    // An older hub without the route, one that is away, or a notebook that was locked meanwhile.
  }
}
