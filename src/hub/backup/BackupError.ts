/** Why a backup cannot be made or used. */
export type BackupTrouble =
  | 'notABackup'
  | 'newer'
  | 'headerAltered'
  | 'wrongKey'
  | 'cutOff'
  | 'altered'
  | 'appendedTo'
  | 'sourceBroken'
  | 'keyChanged'
  | 'databaseBroken'
  | 'schemaNewer'
  | 'keyDoesNotFit'
  | 'practiceThere'
  | 'practiceInUse'
  | 'otherKeyThere'
  | 'fileThere';

const SENTENCES: Readonly<Record<BackupTrouble, string>> = {
  notABackup: 'This file is no backup of Circlewell. Choose another file.',
  newer: 'This backup was made by a newer Circlewell. Update Circlewell, then restore it.',
  headerAltered: 'The beginning of this backup is damaged. Use another copy of it, or another backup.',
  wrongKey: 'The passphrase or recovery key does not open this backup. Try again; case and spelling matter.',
  cutOff: 'This backup ends too early: it was not copied whole. Copy it again, or use another backup.',
  altered: 'This backup is damaged or was altered. Use another copy of it, or another backup.',
  appendedTo: 'Something was added to the end of this backup. Use another copy of it, or another backup.',
  sourceBroken:
    'The practice’s database is damaged, and a backup of it could not be restored. Keep the data folder as it is and follow docs/operations.md, “The database is damaged”.',
  keyChanged:
    'The key of the practice was changed while this hub ran, and a backup with the one before could not be opened. Restart the hub, then make the backup.',
  databaseBroken: 'The database in this backup is damaged. Use another backup.',
  schemaNewer:
    'The practice in this backup comes from a newer Circlewell. Update Circlewell, then restore it.',
  keyDoesNotFit: 'The key in this backup does not open its own practice. Use another backup.',
  practiceThere:
    'There is a practice in that folder already. Name an empty folder, or add --replace to put the old one aside.',
  practiceInUse: 'A hub has that practice open. Stop it, then try again.',
  otherKeyThere:
    'Another key lies where the practice’s key belongs. Move it to a safe place, or name another file with --key-file.',
  fileThere: 'There is a file of that name already. Choose another name.',
};

/** A backup cannot be made or used; the message is a sentence that says what to do (OP11). */
export class BackupError extends Error {
  override readonly name = 'BackupError';
  readonly trouble: BackupTrouble;

  constructor(trouble: BackupTrouble) {
    super(SENTENCES[trouble]);
    this.trouble = trouble;
  }
}
