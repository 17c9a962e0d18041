import type { I18n } from '@lingui/core';
import type { SessionNotesReply } from '../../../src/protocol/api/notes.ts';
import type { NoteRecordContent } from '../../../src/protocol/notes/note.ts';
import { nameOf } from './model/entries.ts';

/** Who returned a note, and when, where the practice is (WR92). */
export function returnedWords(
  i18n: I18n,
  { byStaffId, at }: Extract<NoteRecordContent, { type: 'returned' }>,
  reply: Pick<SessionNotesReply, 'people' | 'facts'>,
): string {
  return i18n._('By {name}, {when}', {
    name: nameOf(reply, byStaffId) || i18n._('somebody else'),
    when: i18n.date(new Date(at), {
      dateStyle: 'long',
      timeStyle: 'short',
      timeZone: reply.facts.session.timeZone,
    }),
  });
}
