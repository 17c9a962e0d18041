import { useCallback, useMemo } from 'react';
import type { Staff } from '../../../src/protocol/api/accounts.ts';
import { mayRole } from '../../../src/domain/notes/noteRights.ts';
import { useDrafts } from '../notebook/useDrafts.ts';
import { useNotesSessions } from '../notes/useNotesSessions.ts';
import { draftIds, unsignedNotes } from './unsignedNotes.ts';

/** The notes that wait for an account: by what the hub knows, and by the drafts of this workstation (CO82). */
export function useUnsigned(me: Pick<Staff, 'id' | 'role'>, now: number) {
  const { view, query, sessions } = useNotesSessions(mayRole(me.role, 'read'));
  const drafts = useDrafts(draftIds(sessions));
  const unsigned = useMemo(() => unsignedNotes(sessions, drafts, me, now), [sessions, drafts, me, now]);
  const reload = useCallback(() => void query.reload(), [query]);
  return { view, sessions, unsigned, reload };
}
