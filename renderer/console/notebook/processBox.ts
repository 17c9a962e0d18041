import type { NotebookClient } from '../../notebook/NotebookClient.ts';
import type { Api } from '../api/api.ts';
import { asCirclewellError } from '../model/query.ts';

export type ProcessBoxApi = Pick<Api, 'processBox' | 'putProcessBox'>;

/** The box of the author's key that the hub has; `none` only where it says so. */
export type HubsBox =
  | { readonly at: 'there'; readonly box: string }
  | { readonly at: 'none' }
  | { readonly at: 'unknown' };

/** Never rejects. A hub that is too old to keep boxes has none. */
export async function readBox(api: ProcessBoxApi): Promise<HubsBox> {
  try {
    const { box } = await api.processBox();
    return box === null ? { at: 'none' } : { at: 'there', box };
  } catch (error) {
    return { at: asCirclewellError(error).kind === 'not_found' ? 'none' : 'unknown' };
  }
}

/**
 * Gives the hub this workstation's box where it has none, so that the next workstation reads the same process notes (NB55).
 * One that it has is never replaced. Never rejects: what the hub does not take now is offered when it is next there.
 * @returns whether the hub is known to have another workstation's
 */
export async function offerBox(api: ProcessBoxApi, client: NotebookClient): Promise<boolean> {
  try {
    const mine = await client.authorBox();
    const { box } = await api.processBox();
    if (box === null) await api.putProcessBox({ box: mine });
    return box !== null && box !== mine;
  } catch (error) {
    // Else an older hub without the route, one that is away, or a notebook that was locked meanwhile.
    return asCirclewellError(error).rule === 'notes.anotherBox';
  }
}
