import type { Logger } from 'pino';
import { factsOf, NOTHING_GIVEN, notesDue } from '../../domain/notes/facts.ts';
import { areMarksOver } from '../../domain/notes/marksKeep.ts';
import { GROUP_SUBJECT, noteDocId, parseDocId, type DocId } from '../../protocol/notebook/docId.ts';

import { statusOf, type SessionStandings } from '../api/sessionStandings.ts';
import type { Records } from '../records/openRecords.ts';

/** Once those who waited for the hub to start have what they need. */
const FIRST_MS = 60_000;
const DAY_MS = 24 * 3_600_000;
/** So many sessions' marks are deleted at once: others wait for the database no longer than that. */
const AT_ONCE = 50;

export type MarksPurgeDeps = {
  readonly records: Pick<Records, 'notebook' | 'notes' | 'sessionLog' | 'practice' | 'audit' | 'together'>;
  readonly standings: Pick<SessionStandings, 'knownUntil'>;
  readonly logger: Pick<Logger, 'error'>;
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

  /** Looks at every session that has marks, and deletes those that are over. */
  async run(): Promise<void> {
    const { records } = this.#deps;
    const practice = await records.practice.find();
    if (practice === null) return;
    const over: DocId[] = [];
    for (const docId of await records.notebook.marksKept()) {
      if (this.#isClosed) return;
      if (await this.#isOver(docId, practice.timeZone)) over.push(docId);
    }
    for (const [groupId, docIds] of Map.groupBy(over, (docId) => parseDocId(docId).ownerId))
      for (let at = 0; at < docIds.length; at += AT_ONCE)
        await this.#delete(groupId, docIds.slice(at, at + AT_ONCE));
  }

  /** Waits for what is being deleted. Idempotent. */
  async close(): Promise<void> {
    this.#isClosed = true;
    this.#cancel();
    await this.#running;
  }

  async #isOver(docId: DocId, timeZone: string): Promise<boolean> {
    const { records, standings, now } = this.#deps;
    const { ownerId: groupId, sessionId } = parseDocId(docId);
    const log = await records.sessionLog.read(sessionId);
    if (statusOf(log) !== 'ended') return false;
    const facts = factsOf(log, NOTHING_GIVEN, timeZone, await standings.knownUntil(sessionId, log));
    if (!facts) return false;
    const chains = await records.notes.ofSession(sessionId);
    const due = [GROUP_SUBJECT, ...notesDue(facts, []).memberNotes].map((subject) =>
      noteDocId({ groupId, sessionId }, subject),
    );
    const all = [...new Set([...due, ...chains.keys()])].map((noteId) =>
      (chains.get(noteId) ?? []).map(({ record }) => record),
    );
    return areMarksOver(all, now());
  }

  /** Together with what the audit says of it. */
  #delete(groupId: string, docIds: readonly DocId[]): Promise<void> {
    const { records, now } = this.#deps;
    return records.together(async () => {
      for (const docId of docIds) await records.notebook.deleteForGood(docId, now());
      await records.audit.append({
        kind: 'marksDeleted',
        actor: { kind: 'hub' },
        about: { kind: 'group', id: groupId },
        details: { documents: [...docIds] },
      });
    });
  }
}
