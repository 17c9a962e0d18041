import { normalText } from '../../domain/notes/canonical.ts';
import type { AmendNoteBody } from '../../protocol/api/notes.ts';
import type { NoteEntry } from './noteStore.ts';

/** Whether a chain's last record is what is asked for now: its answer was lost, and it is not done twice (SG41). */
export function isRepeated(
  { record: { content }, words }: NoteEntry,
  amendment: AmendNoteBody['amendment'],
  staffId: string,
): boolean {
  switch (amendment.type) {
    case 'cosigned':
      return content.type === 'cosigned' && content.signature.staffId === staffId;
    case 'returned':
      return content.type === 'returned' && content.byStaffId === staffId && words === amendment.words;
    case 'addendum':
      return (
        content.type === 'addendum' &&
        content.signature.staffId === staffId &&
        content.addendumType === amendment.addendumType &&
        content.reason === normalText(amendment.reason) &&
        content.text === normalText(amendment.text)
      );
    case 'enteredInError':
      return (
        content.type === 'enteredInError' &&
        content.signature.staffId === staffId &&
        content.reason === normalText(amendment.reason)
      );
  }
}
