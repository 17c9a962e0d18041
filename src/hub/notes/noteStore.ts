import type { NoteRecord } from '../../protocol/notes/note.ts';

/** A record of a note's chain with what went beside it. */
export type NoteEntry = {
  readonly record: NoteRecord;
  /** The words of a supervisor who returned the note (SG4). */
  readonly words: string | null;
};

/** A note's records, in order. */
export type NoteChain = readonly NoteEntry[];

/** Signed notes, as chains of records that are only added (SG1 to SG4). */
export interface NoteStore {
  /**
   * Puts a record at the end of its note's chain. False, and nothing is written, where that has another end by now.
   * @param at when, in milliseconds since the Unix epoch
   */
  append(entry: NoteEntry, at: number): Promise<boolean>;
  /**
   * A note's chain; empty where nothing was signed.
   * @throws CirclewellError `internal` where a record was altered or is missing
   */
  chain(noteId: string): Promise<NoteChain>;
  /** The chains of a session's notes, by the note's id. */
  ofSession(sessionId: string): Promise<ReadonlyMap<string, NoteChain>>;
  /** The version of a member's note that was signed last, in a session of the group other than this one. */
  lastSigned(groupId: string, memberId: string, besidesSessionId: string): Promise<NoteRecord | null>;
}
