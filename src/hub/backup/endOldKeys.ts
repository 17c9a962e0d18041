import { DatabaseSync } from 'node:sqlite';
import { tableNames } from '../records/sqlite/tableNames.ts';

/** Where it is kept what a browser was given on the strength of a passphrase or a link, and links by which staff choose a passphrase. */
const TABLES = ['staff_sessions', 'seat_keys', 'staff_links'];

/**
 * Ends every sign-in, every hold on a seat and every link for a passphrase of a restored practice, which nobody has open yet (OP16): those of the day of the
 * backup may have been ended since, because a device was lost or somebody left.
 */
export function endOldKeys(file: string): void {
  const db = new DatabaseSync(file);
  try {
    // An older schema may lack one; the next start makes it, empty.
    for (const name of tableNames(db).filter((one) => TABLES.includes(one))) db.exec(`delete from "${name}"`);
  } finally {
    db.close();
  }
}
