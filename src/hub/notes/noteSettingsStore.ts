import type { Kysely } from 'kysely';
import { DEFAULT_NOTE_SETTINGS, noteSettingsSchema } from '../../protocol/notes/noteSettings.ts';
import type { NoteSettingsReply } from '../../protocol/api/notes.ts';
import type { Tables } from '../records/kysely/tables.ts';
import { openJson, sealJson, type SealedPlace, type Sealer } from '../records/sealing.ts';
import { noteSettingsRowSchema } from './noteTables.ts';

/** How notes are written in the practice (SG5, SG6). */
export interface NoteSettingsStore {
  /** The settings and how often they were changed; the defaults and 0 where they never were. */
  read(): Promise<NoteSettingsReply>;
  /** Puts other settings in the place of those of a revision. False, and nothing is written, where there is a later one. */
  replace(next: NoteSettingsReply): Promise<boolean>;
}

const PLACE: SealedPlace = { table: 'note_settings', column: 'sealed', id: 'practice' };

export function createNoteSettingsStore(db: Kysely<Tables>, sealer: Sealer): NoteSettingsStore {
  return {
    async read() {
      const row = await db.selectFrom('note_settings').selectAll().executeTakeFirst();
      if (row === undefined) return { settings: DEFAULT_NOTE_SETTINGS, revision: 0 };
      const { sealed, revision } = noteSettingsRowSchema.parse(row);
      return { settings: openJson(sealer, PLACE, sealed, noteSettingsSchema), revision };
    },
    async replace({ settings, revision }) {
      const next = { revision: revision + 1, sealed: sealJson(sealer, PLACE, settings) };
      if (revision === 0) {
        const { numInsertedOrUpdatedRows } = await db
          .insertInto('note_settings')
          .values({ id: 'practice', ...next })
          .onConflict((conflict) => conflict.doNothing())
          .executeTakeFirst();
        return numInsertedOrUpdatedRows === 1n;
      }
      const { numUpdatedRows } = await db
        .updateTable('note_settings')
        .set(next)
        .where('revision', '=', revision)
        .executeTakeFirst();
      return numUpdatedRows === 1n;
    },
  };
}
