import { useCallback, useMemo } from 'react';
import type { Staff } from '../../../src/protocol/api/accounts.ts';
import { mayRole } from '../../../src/domain/notes/noteRights.ts';
import type { NotebookClient } from '../../notebook/NotebookClient.ts';
import type { DocId } from '../../../src/protocol/notebook/docId.ts';
import type { DraftStanding } from '../../notebook/documents/draftStanding.ts';
import { useNotesSessions } from '../notes/useNotesSessions.ts';
import { draftIds, unsignedNotes } from './unsignedNotes.ts';
import { useLook } from './useLook.ts';

const NO_DRAFTS: ReadonlyMap<DocId, DraftStanding> = new Map();

/** The notes that wait for an account: by what the hub knows, and by the drafts of this workstation (CO82). */
export function useUnsigned(me: Pick<Staff, 'id' | 'role'>, now: number) {
  const { view, query, sessions } = useNotesSessions(mayRole(me.role, 'read'));
  const idsOfDrafts = draftIds(sessions).join(' ');
  const drafts = useLook(
    useCallback(
      async (client: NotebookClient) => {
        const ids = idsOfDrafts.split(' ').filter((id) => id !== '');
        const standings = await client.drafts(ids);
        return new Map(
          standings.flatMap((one, at) => ids.slice(at, at + 1).map((docId) => [docId, one] as const)),
        );
      },
      [idsOfDrafts],
    ),
  );
  const unsigned = useMemo(
    () => unsignedNotes(sessions, drafts ?? NO_DRAFTS, me, now),
    [sessions, drafts, me, now],
  );
  const reload = useCallback(() => void query.reload(), [query]);
  return { view, sessions, unsigned, reload };
}
