import { useCallback } from 'react';
import type { DocId } from '../../../src/protocol/notebook/docId.ts';
import type { DraftStanding } from '../../notebook/documents/draftStanding.ts';
import type { NotebookClient } from '../../notebook/NotebookClient.ts';
import { useLook } from './useLook.ts';

const NONE: ReadonlyMap<DocId, DraftStanding> = new Map();

/** How far these drafts are, as this workstation's notebook knows them; none while it is not open. The same object until it was looked again. */
export function useDrafts(docIds: readonly DocId[]): ReadonlyMap<DocId, DraftStanding> {
  const key = docIds.join(' ');
  const drafts = useLook(
    useCallback(
      async (client: NotebookClient) => {
        if (key === '') return NONE;
        const ids = key.split(' ');
        const standings = await client.drafts(ids);
        return new Map(
          standings.flatMap((one, at) => ids.slice(at, at + 1).map((docId) => [docId, one] as const)),
        );
      },
      [key],
    ),
  );
  return drafts ?? NONE;
}
