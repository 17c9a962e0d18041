import type { NoteRecord, NoteRecordContent } from '../../protocol/notes/note.ts';

/** A record that holds a whole version of its note. */
export type SignedRecord = NoteRecord & { readonly content: Extract<NoteRecordContent, { type: 'signed' }> };

/** The version of a chain that was signed last; null where none was. */
export function lastSigned(records: readonly NoteRecord[]): SignedRecord | null {
  for (const { content, hash } of records.toReversed())
    if (content.type === 'signed') return { content, hash };
  return null;
}
