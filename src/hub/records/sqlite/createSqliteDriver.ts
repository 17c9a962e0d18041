import { SqliteDialect } from 'kysely';
import type { RecordsDriver } from '../recordsDriver.ts';
import { openSqliteDatabase } from './sqliteDatabase.ts';

/** The embedded store: one file in the data folder. The file is opened with the first query and closed by the records. */
export function createSqliteDriver(file: string): RecordsDriver {
  return {
    dialect: new SqliteDialect({ database: async () => openSqliteDatabase(file) }),
    begin: 'begin immediate',
    columnTypes: { bytes: 'blob', instant: 'integer' },
  };
}
