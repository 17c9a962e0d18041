import { DatabaseSync, type SQLInputValue } from 'node:sqlite';
import type { SqliteDatabase, SqliteStatement } from 'kysely';

/** The most compiled statements kept; the store has fewer distinct ones than this. */
const MAX_STATEMENTS = 200;
/** How long a write waits for another process that holds the file, in milliseconds. */
const BUSY_TIMEOUT_MS = 5_000;

/**
 * `node:sqlite` in the shape Kysely's dialect asks for. Every commit is on the disk before it returns
 * (`synchronous=FULL`), a reader never blocks a writer (WAL), and what is deleted is overwritten.
 * @param file a path, or `:memory:`.
 */
export function openSqliteDatabase(file: string): SqliteDatabase {
  const db = new DatabaseSync(file, { enableForeignKeyConstraints: true });
  db.exec(
    `pragma journal_mode = wal; pragma synchronous = full; pragma busy_timeout = ${BUSY_TIMEOUT_MS}; pragma trusted_schema = off; pragma secure_delete = on;`,
  );
  const statements = new Map<string, SqliteStatement>();
  let isOpen = true;
  return {
    prepare(sql) {
      const kept = statements.get(sql);
      if (kept) return kept;
      const statement = toKyselyStatement(db, sql);
      // Schema changes are few and run once; everything else is worth keeping compiled.
      if (
        statements.size < MAX_STATEMENTS &&
        /^\s*(select|insert|update|delete|begin|commit|rollback)\b/i.test(sql)
      )
        statements.set(sql, statement);
      return statement;
    },
    close() {
      if (!isOpen) return;
      isOpen = false;
      statements.clear();
      db.close();
    },
  };
}

function toKyselyStatement(db: DatabaseSync, sql: string): SqliteStatement {
  const statement = db.prepare(sql);
  return {
    reader: statement.columns().length > 0,
    all: (parameters) => statement.all(...parameters.map(toInput)),
    run: (parameters) => statement.run(...parameters.map(toInput)),
    iterate: (parameters) => statement.iterate(...parameters.map(toInput)),
  };
}

function toInput(value: unknown): SQLInputValue {
  if (
    value === null ||
    typeof value === 'string' ||
    typeof value === 'number' ||
    typeof value === 'bigint' ||
    value instanceof Uint8Array
  )
    return value;
  throw new TypeError(`A ${typeof value} cannot be stored`);
}
