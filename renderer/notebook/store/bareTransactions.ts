import type { Change, TableName } from '../ports.ts';

/**
 * All of it or nothing, in one transaction. Chrome's own default hands a transaction to the operating system and calls it complete;
 * `strict` has it on the disk first (NB1).
 * @throws DOMException what the transaction was aborted for
 */
export async function commitTo(db: IDBDatabase, changes: readonly Change[]): Promise<void> {
  const tables = [...new Set(changes.map(({ table }) => table))];
  const transaction = db.transaction(tables, 'readwrite', { durability: 'strict' });
  const done = whenDone(transaction);
  try {
    for (const change of changes) {
      const store = transaction.objectStore(change.table);
      if (change.kind === 'put') store.put({ key: change.key, bytes: change.bytes });
      else store.delete(change.key);
    }
    // Without it the browser waits for the last answer before it begins to commit.
    transaction.commit();
  } catch (error) {
    done.catch(() => undefined);
    transaction.abort();
    throw error;
  }
  await done;
}

/** The rows of each range: all are asked for at once, in one transaction. */
export async function readRanges(
  db: IDBDatabase,
  table: TableName,
  ranges: readonly IDBKeyRange[],
): Promise<unknown[][]> {
  const transaction = db.transaction([table], 'readonly');
  const done = whenDone(transaction);
  const store = transaction.objectStore(table);
  const asked = ranges.map((range) => store.getAll(range));
  await done;
  return asked.map(({ result }): unknown[] => result);
}

function whenDone(transaction: IDBTransaction): Promise<void> {
  return new Promise((resolve, reject) => {
    transaction.addEventListener('complete', () => resolve());
    transaction.addEventListener('abort', () =>
      reject(transaction.error ?? new Error('The transaction was given up')),
    );
  });
}
