import { setImmediate as turnOfTheLoop } from 'node:timers/promises';
import { factsOf, NOTHING_GIVEN, notesDue } from '../../domain/notes/facts.ts';
import { marksOverAt } from '../../domain/notes/marksKeep.ts';
import { GROUP_SUBJECT, noteDocId, parseDocId, type DocId } from '../../protocol/notebook/docId.ts';
import { statusOf, type SessionStandings } from '../api/sessionStandings.ts';
import type { Records } from '../records/openRecords.ts';

/** Once those who waited for the hub to start have what they need. */
const FIRST_MS = 60_000;
const DAY_MS = 24 * 3_600_000;
/** So far may the clock be past what was last written in a notebook before it is told that marks stay for that. */
const AHEAD_MS = 2 * DAY_MS;

export type MarksPurgeDeps = {
  readonly records: Pick<Records, 'notebook' | 'notes' | 'sessionLog' | 'practice' | 'audit' | 'together'>;
  readonly standings: Pick<SessionStandings, 'knownUntil'>;
  readonly logger: Readonly<Record<'error' | 'warn', (what: object, words: string) => void>>;
  readonly now: () => number;
  /** @returns what takes it back */
  readonly after: (ms: number, work: () => void) => () => void;
};

/** Deletes the marks of sessions whose notes were signed 30 days before: a minute after the start, and each day (MK50). */
export class MarksPurge {
  readonly #deps: MarksPurgeDeps;
  #cancel: () => void = () => undefined;
  #running: Promise<void> = Promise.resolve();
  #isClosed = false;

  constructor(deps: MarksPurgeDeps) {
    this.#deps = deps;
  }

  /** Begins; what cannot be read or written is tried again the next day. */
  start(): void {
    this.#plan(FIRST_MS);
  }

  #plan(ms: number): void {
    if (this.#isClosed) return;
    this.#cancel = this.#deps.after(ms, () => {
      this.#running = this.run()
        .catch((error: unknown) => this.#deps.logger.error({ err: error }, 'Old marks could not be deleted'))
        .finally(() => this.#plan(DAY_MS));
    });
  }

  /** Looks at every session that has marks, and deletes those that are over. One that cannot be read keeps no other (MK54). */
  async run(): Promise<void> {
    const { records, logger, now } = this.#deps;
    const practice = await records.practice.find();
    if (practice === null) return;
    const at = now();
    const witnessed = await this.#witnessed();
    let held = 0;
    for await (const docId of records.notebook.marksKept()) {
      // Each step is short, and whoever came meanwhile is served before the next, as in a live session.
      await turnOfTheLoop();
      if (this.#isClosed) return;
      try {
        const over = await this.#overAt(docId, practice.timeZone);
        if (over === null || over > at) continue;
        if (over > witnessed) held += 1;
        else await this.#delete(docId);
      } catch (error) {
        const { sessionId } = parseDocId(docId);
        logger.error({ err: error, sessionId }, 'The old marks of a session could not be deleted');
      }
    }
    if (held > 0 && at - witnessed > AHEAD_MS)
      logger.warn(
        { sessions: held },
        'Old marks stay until somebody writes in a notebook: nobody has for two days, or the clock is ahead',
      );
  }

  /** Waits for what is being deleted. Idempotent. */
  async close(): Promise<void> {
    this.#isClosed = true;
    this.#cancel();
    await this.#running;
  }

  /**
   * Until when the clock is believed: a clock that is set far ahead must not delete what nothing brings back (MK55). That somebody wrote in a
   * notebook says it, and not the hub's own start, which is noted by the same clock.
   */
  async #witnessed(): Promise<number> {
    return (await this.#deps.records.audit.lastOf('notebookWritten'))?.at ?? 0;
  }

  /** When a session's marks are over; null while that is not known. */
  async #overAt(docId: DocId, timeZone: string): Promise<number | null> {
    const { records, standings } = this.#deps;
    const { ownerId: groupId, sessionId } = parseDocId(docId);
    const log = await records.sessionLog.read(sessionId);
    if (statusOf(log) !== 'ended') return null;
    const facts = factsOf(log, NOTHING_GIVEN, timeZone, await standings.knownUntil(sessionId, log));
    if (!facts) return null;
    const chains = await records.notes.ofSession(sessionId);
    const due = [GROUP_SUBJECT, ...notesDue(facts, []).memberNotes].map((subject) =>
      noteDocId({ groupId, sessionId }, subject),
    );
    // Also what is no more than a draft: somebody may yet take marks over into it.
    const begun = await records.notebook.notesBegun({ groupId, sessionId });
    const all = [...new Set([...due, ...chains.keys(), ...begun])].map((noteId) =>
      (chains.get(noteId) ?? []).map(({ record }) => record),
    );
    return marksOverAt(all);
  }

  /** Together with what the audit says of it. One document at a time: the database is held for no longer. */
  #delete(docId: DocId): Promise<void> {
    const { records, now } = this.#deps;
    return records.together(async () => {
      await records.notebook.deleteForGood(docId, now());
      await records.audit.append({
        kind: 'marksDeleted',
        actor: { kind: 'hub' },
        about: { kind: 'group', id: parseDocId(docId).ownerId },
        details: { documents: [docId] },
      });
    });
  }
}
