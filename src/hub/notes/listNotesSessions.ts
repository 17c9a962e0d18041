import { dueAt } from '../../domain/notes/deadline.ts';
import { factsOf, NOTHING_GIVEN, notesDue } from '../../domain/notes/facts.ts';
import type { NotesSession } from '../../protocol/api/notes.ts';
import type { SessionFacts } from '../../protocol/session/events.ts';
import { statusOf, type SessionStandings } from '../api/sessionStandings.ts';
import type { AccessOf, NoteAccessRights } from '../consents/noteAccessRights.ts';
import type { Records } from '../records/openRecords.ts';
import { notesOnHub } from './notesOnHub.ts';

/** How much of the past is one page, in milliseconds: two weeks; the first has up to two more. */
const PAGE_MS = 14 * 24 * 3_600_000;
/** How far ahead of its plan a session may have started, in milliseconds. */
const EARLY_MS = 24 * 3_600_000;
/** The most sessions whose logs are remembered; those of two years of a large practice. */
const MAX_KEPT = 5_000;

/** What a session's log says for the list. That of a session which has ended never changes. */
type Gist = Pick<NotesSession, 'serviceDate' | 'status' | 'startedAt' | 'endedAt'> & {
  readonly memberNotes: readonly string[];
};

export type NotesSessionListDeps = {
  readonly records: Records;
  readonly standings: Pick<SessionStandings, 'knownUntil'>;
  readonly noteAccess: NoteAccessRights;
  readonly now: () => number;
};

/** The sessions that have started, of some groups, with where their notes stand (SG20). */
export interface NotesSessionList {
  /**
   * @param staffId for whom
   * @param before only what was planned to start before this instant
   */
  page(
    staffId: string,
    groupIds: readonly string[],
    before?: number,
  ): Promise<{ sessions: NotesSession[]; olderBefore: number | null }>;
}

export function createNotesSessionList({
  records,
  standings,
  noteAccess,
  now,
}: NotesSessionListDeps): NotesSessionList {
  const kept = new Map<string, Gist>();

  async function gistOf({ id }: SessionFacts, timeZone: string): Promise<Gist | null> {
    const known = kept.get(id);
    if (known) return known;
    const log = await records.sessionLog.read(id);
    const facts = factsOf(log, NOTHING_GIVEN, timeZone, await standings.knownUntil(id, log));
    if (!facts) return null;
    const { serviceDate, startedAt, endedAt } = facts.session;
    const status = statusOf(log);
    const gist = {
      serviceDate,
      status,
      startedAt,
      endedAt: status === 'ended' ? endedAt : null,
      memberNotes: notesDue(facts, []).memberNotes,
    };
    if (status === 'ended') keep(id, gist);
    return gist;
  }

  function keep(id: string, gist: Gist): void {
    const [oldest] = kept.keys();
    if (kept.size >= MAX_KEPT && oldest !== undefined) kept.delete(oldest);
    kept.set(id, gist);
  }

  return {
    async page(staffId, groupIds, asked) {
      const before = asked ?? now() + EARLY_MS;
      const accesses = new Map<string, AccessOf>();
      const accessTo = async (groupId: string): Promise<AccessOf> => {
        const access = accesses.get(groupId) ?? (await noteAccess.of(staffId, groupId));
        accesses.set(groupId, access);
        return access;
      };
      const latest = await records.sessions.latestStart(groupIds, before);
      const practice = await records.practice.find();
      if (latest === null || !practice) return { sessions: [], olderBefore: null };
      const { settings } = await records.noteSettings.read();
      // Pages begin at the same instants whoever asks and whenever, so that what a workstation has kept of one is found again (NB61).
      const from = Math.floor(latest / PAGE_MS) * PAGE_MS - (asked === undefined ? PAGE_MS : 0);
      const planned = await records.sessions.listBetween(from, before);
      const sessions: NotesSession[] = [];
      for (const facts of planned.toReversed()) {
        if (!groupIds.includes(facts.groupId)) continue;
        const gist = await gistOf(facts, practice.timeZone);
        if (!gist) continue;
        const { memberNotes, ...told } = gist;
        const { id: sessionId, groupId, groupName } = facts;
        const due = dueAt(gist.endedAt ?? now(), practice.timeZone, settings);
        const chains = await records.notes.ofSession(sessionId);
        const access = await accessTo(groupId);
        const notes = notesOnHub({ groupId, sessionId, memberNotes, dueAt: due, chains, access });
        sessions.push({ sessionId, groupId, groupName, ...told, notes });
      }
      const hasOlder = (await records.sessions.latestStart(groupIds, from)) !== null;
      return { sessions, olderBefore: hasOlder ? from : null };
    },
  };
}
