import { closeSync, existsSync, openSync, readFileSync, writeSync } from 'node:fs';
import { z } from 'zod';
import type { Records } from './openRecords.ts';
import type { SessionLog } from './sessionLog.ts';
import { withAppend } from './withAppend.ts';

/** The note's name, beside the database. */
export const LAST_APPEND = 'last-append';
/** Every note is as long as every other, so that a new one covers the old one. */
const NOTE_BYTES = 160;
const noteSchema = z.strictObject({ sessionId: z.string(), seq: z.number().int().positive() });

/**
 * The same log, with a note of the last append beside the database, made when the append is durable: where it is a part of more, once
 * that is. The note is not synced: after a power cut it may be an older one, never a newer one than the log (ADR 0093).
 *
 * @param file its place; made where it is not there
 */
export function noteAppends(
  { sessionLog: log, afterwards }: Pick<Records, 'sessionLog' | 'afterwards'>,
  file: string,
): { log: SessionLog; close(): void } {
  const fd = openSync(file, existsSync(file) ? 'r+' : 'w', 0o600);
  const note = (sessionId: string, seq: number): void => {
    try {
      writeSync(fd, JSON.stringify({ sessionId, seq }).padEnd(NOTE_BYTES), 0);
    } catch {
      // What was appended is on the disk; an old note, or none that can be read, claims nothing false.
    }
  };
  const noted = withAppend(log, async (sessionId, afterSeq, events, commands) => {
    await log.append(sessionId, afterSeq, events, commands);
    const last = events.at(-1);
    if (last) await afterwards(() => note(sessionId, last.seq));
  });
  return { log: noted, close: () => closeSync(fd) };
}

/**
 * Compares a log with the note beside it, before anybody uses it.
 * @throws Error with what to do, where the log is shorter than it was
 */
export async function refuseShorterLog(log: SessionLog, file: string): Promise<void> {
  const note = readNote(file);
  if (!note) return;
  const [last] = await log.read(note.sessionId, note.seq - 1);
  if (last) return;
  throw new Error(
    `The practice's data is shorter than it was: the end of a session's log is missing. Nothing was changed. Bring back the last ` +
      'backup with "npm run hub -- restore FILE --data DIR --replace"; or, if you have put an older copy of the data there on ' +
      `purpose, delete ${file} and start again (docs/operations.md).`,
  );
}

/** Null where there is none, and where a power cut has left half of one. */
function readNote(file: string): z.infer<typeof noteSchema> | null {
  if (!existsSync(file)) return null;
  try {
    return noteSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return null;
  }
}
