import { Worker } from 'node:worker_threads';
import { z } from 'zod';

/** What SQLite finds wrong with a database; both empty where it is whole. */
export type Integrity = {
  /** In SQLite's words, which name tables and indexes and never what is in them. */
  readonly problems: readonly string[];
  /** Rows that lead to another that is not there. */
  readonly danglingRows: number;
};

const integritySchema = z.object({ problems: z.array(z.string()), danglingRows: z.number() });

/** Runs in a thread of its own: as text, since the hub is one bundle and a thread needs a file or a text. */
const LOOK = `
const { parentPort, workerData } = require('node:worker_threads');
const { DatabaseSync } = require('node:sqlite');
const db = new DatabaseSync(workerData, { readOnly: true });
const found = db.prepare('pragma integrity_check(20)').all().map((row) => row.integrity_check);
const danglingRows = db.prepare('pragma foreign_key_check').all().length;
db.close();
parentPort.postMessage({ problems: found.filter((line) => line !== 'ok'), danglingRows });
`;

/**
 * Looks through a whole database, off the main thread; a hub may have it open (OP33).
 * @throws Error where it cannot be opened or read at all
 */
export async function integrityOf(file: string): Promise<Integrity> {
  const { promise, resolve, reject } = Promise.withResolvers<unknown>();
  const worker = new Worker(LOOK, { eval: true, workerData: file });
  worker.once('message', resolve);
  worker.once('error', reject);
  worker.once('exit', () => reject(new Error('The check ended without an answer')));
  try {
    return integritySchema.parse(await promise);
  } finally {
    await worker.terminate();
  }
}
