import { DEFAULT_NOTE_SETTINGS, type NoteSettings } from '../../../../src/protocol/notes/noteSettings.ts';

/** The program's own tags (MK4). */
export function useOwnTags(): NoteSettings['tags'] {
  return DEFAULT_NOTE_SETTINGS.tags;
}
