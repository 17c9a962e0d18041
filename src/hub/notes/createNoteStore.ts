import { createHash } from 'node:crypto';
import type { Kysely } from 'kysely';
import { brokenAt } from '../../domain/notes/canonical.ts';
import { CirclewellError } from '../../protocol/errors.ts';
import { parseDocId } from '../../protocol/notebook/docId.ts';
import { noteRecordContentSchema, type NoteRecord } from '../../protocol/notes/note.ts';
import type { Tables } from '../records/kysely/tables.ts';
import { openJson, sealJson, type SealedPlace, type Sealer } from '../records/sealing.ts';
import type { NoteEntry, NoteStore } from './noteStore.ts';
import { noteRecordRowSchema } from './noteTables.ts';

/** SHA-256 of a text in UTF-8, as notes are hashed (NO62). */
export const sha256Hex = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex');

const place = (column: 'sealed' | 'words', noteId: string, position: number): SealedPlace => ({
  table: 'note_records',
  column,
  id: noteId,
  seq: position,
});

export function createNoteStore(db: Kysely<Tables>, sealer: Sealer): NoteStore {
  function toEntry(row: unknown): NoteEntry & { readonly noteId: string } {
    const { note_id, position, hash, sealed, words } = noteRecordRowSchema.parse(row);
    const content = openJson(sealer, place('sealed', note_id, position), sealed, noteRecordContentSchema);
    return {
      noteId: note_id,
      record: { content, hash },
      words: words && sealer.open(place('words', note_id, position), words),
    };
  }

  async function positionOf(noteId: string, { content }: NoteRecord): Promise<number | null> {
    const last = await db
      .selectFrom('note_records')
      .selectAll()
      .where('note_id', '=', noteId)
      .orderBy('position', 'desc')
      .limit(1)
      .executeTakeFirst();
    const end = last === undefined ? null : noteRecordRowSchema.parse(last);
    return (end?.hash ?? null) === content.previousHash ? (end?.position ?? 0) + 1 : null;
  }

  return {
    async append({ record, words }, at) {
      const { content, hash } = record;
      const { noteId, previousHash } = content;
      const position = await positionOf(noteId, record);
      if (position === null) return false;
      const { ownerId, sessionId, subject } = parseDocId(noteId);
      const { numInsertedOrUpdatedRows } = await db
        .insertInto('note_records')
        .values({
          note_id: noteId,
          position,
          group_id: ownerId,
          session_id: sessionId,
          subject,
          type: content.type,
          previous_hash: previousHash ?? '',
          hash,
          recorded_at: at,
          sealed: sealJson(sealer, place('sealed', noteId, position), content),
          words: words === null ? null : sealer.seal(place('words', noteId, position), words),
        })
        .onConflict((conflict) => conflict.doNothing())
        .executeTakeFirst();
      return numInsertedOrUpdatedRows === 1n;
    },

    async chain(noteId) {
      const rows = await db
        .selectFrom('note_records')
        .selectAll()
        .where('note_id', '=', noteId)
        .orderBy('position')
        .execute();
      const entries = rows.map(toEntry);
      const records = entries.map(({ record }) => record);
      if ((await brokenAt(records, sha256Hex)) !== null)
        throw new CirclewellError('internal', 'The records of a note are not as they were written');
      return entries;
    },

    async ofSession(sessionId) {
      const rows = await db
        .selectFrom('note_records')
        .selectAll()
        .where('session_id', '=', sessionId)
        .orderBy('note_id')
        .orderBy('position')
        .execute();
      return Map.groupBy(rows.map(toEntry), ({ noteId }) => noteId);
    },

    async lastSigned(groupId, memberId, besidesSessionId) {
      const row = await db
        .selectFrom('note_records')
        .selectAll()
        .where('group_id', '=', groupId)
        .where('subject', '=', memberId)
        .where('session_id', '!=', besidesSessionId)
        .where('type', '=', 'signed')
        .orderBy('recorded_at', 'desc')
        .orderBy('position', 'desc')
        .limit(1)
        .executeTakeFirst();
      return row === undefined ? null : toEntry(row).record;
    },
  };
}
