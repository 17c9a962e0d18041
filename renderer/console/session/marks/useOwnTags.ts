import { useStore } from 'zustand';
import type { NoteSettings } from '../../../../src/protocol/notes/noteSettings.ts';
import { useSession } from '../useSession.ts';

/** The program's own tags (MK4). */
export function useOwnTags(): NoteSettings['tags'] {
  return useStore(useSession().marks.store, (view) => view.ownTags);
}
