import type { NoteAccess } from '../../domain/consents/consents.ts';
import type {
  AmendNoteBody,
  AmendNoteReply,
  LastNote,
  NotesSession,
  SessionNotesReply,
  SignNotesReply,
} from '../../protocol/api/notes.ts';
import { CirclewellError } from '../../protocol/errors.ts';
import { parseDocId, noteDocId } from '../../protocol/notebook/docId.ts';
import type { NoteRecord } from '../../protocol/notes/note.ts';
import type { SessionStandings } from '../api/sessionStandings.ts';
import type { GroupRights } from '../identity/groupRights.ts';
import { assertNotWithheld, type NoteAccessRights } from '../consents/noteAccessRights.ts';
import type { Records } from '../records/openRecords.ts';
import type { StaffAccount } from '../records/staffStore.ts';
import { amendNote } from './amendNote.ts';
import { lastNoteOf } from './lastNote.ts';
import { createNotesSessionList } from './listNotesSessions.ts';
import { gatherSessionNotes, type SessionNotes } from './sessionNotes.ts';
import { signNotes } from './signNotes.ts';
import { toChainReply } from './toChainReply.ts';
import { toSessionReply } from './toSessionReply.ts';
import { assertWhole, type AskedNote } from './wholeNote.ts';

export type NotesDeskDeps = {
  readonly records: Records;
  readonly groupRights: GroupRights;
  readonly standings: Pick<SessionStandings, 'knownUntil'>;
  readonly noteAccess: NoteAccessRights;
  readonly now: () => number;
};

/** Where notes are read and signed. Each action looks first whether the group is the account's to take part in (SG11), then whether the note is withheld (SG86). */
export interface NotesDesk {
  sessions(
    account: StaffAccount,
    before?: number,
  ): Promise<{ sessions: NotesSession[]; olderBefore: number | null }>;
  session(account: StaffAccount, sessionId: string): Promise<SessionNotesReply>;
  /** What a member's last signed note of another session says; null where there is none (SG26). */
  lastNote(account: StaffAccount, sessionId: string, memberId: string): Promise<LastNote | null>;
  records(
    account: StaffAccount,
    note: { readonly groupId: string; readonly sessionId: string; readonly subject: string },
  ): Promise<{ records: NoteRecord[]; returnedWith: Record<string, string>; access: NoteAccess }>;
  /** That it is the account's own, by its passphrase, has been seen to. */
  sign(account: StaffAccount, notes: readonly AskedNote[]): Promise<SignNotesReply>;
  /** The same. */
  amend(account: StaffAccount, asked: Omit<AmendNoteBody, 'passphrase'>): Promise<AmendNoteReply>;
}

export function createNotesDesk(deps: NotesDeskDeps): NotesDesk {
  const { records, groupRights, noteAccess, now } = deps;
  const list = createNotesSessionList(deps);

  /** @throws CirclewellError as `GroupRights.assertTakesPart`; `not_found` where the session is not the group's */
  async function assertTheirs(account: StaffAccount, groupId: string, sessionId: string): Promise<void> {
    await groupRights.assertTakesPart(account, groupId);
    const session = await records.sessions.find(sessionId);
    if (session?.groupId !== groupId) throw new CirclewellError('not_found', 'There is no such session');
  }

  async function groupOf(sessionId: string): Promise<string> {
    const session = await records.sessions.find(sessionId);
    if (!session) throw new CirclewellError('not_found', 'There is no such session');
    return session.groupId;
  }

  async function open(account: StaffAccount, groupId: string, sessionId: string): Promise<SessionNotes> {
    await assertTheirs(account, groupId, sessionId);
    return gatherSessionNotes(deps, { id: sessionId, groupId });
  }

  return {
    async sessions(account, before) {
      const isTheirs = await groupRights.takenPartInBy(account);
      const groupIds = (await records.groups.list()).map(({ id }) => id).filter(isTheirs);
      return list.page(account.id, groupIds, before);
    },

    async session(account, sessionId) {
      const groupId = await groupOf(sessionId);
      const opened = await open(account, groupId, sessionId);
      const seen = {
        access: await noteAccess.of(account.id, groupId),
        isOfTeam: await noteAccess.isOfTeam(account.id, groupId),
      };
      return toSessionReply(opened, seen);
    },

    async lastNote(account, sessionId, memberId) {
      const groupId = await groupOf(sessionId);
      await groupRights.assertTakesPart(account, groupId);
      assertNotWithheld(await noteAccess.of(account.id, groupId), memberId);
      return lastNoteOf(records.notes, { groupId, memberId, notIn: sessionId });
    },

    async records(account, { groupId, sessionId, subject }) {
      await assertTheirs(account, groupId, sessionId);
      const access = assertNotWithheld(await noteAccess.of(account.id, groupId), subject);
      return {
        access,
        ...toChainReply(await records.notes.chain(noteDocId({ groupId, sessionId }, subject))),
      };
    },

    async sign(account, notes) {
      if (new Set(notes.map(({ docId }) => docId)).size !== notes.length)
        throw new CirclewellError('invalid', 'A note is there twice');
      const bySession = Map.groupBy(notes, ({ docId }) => parseDocId(docId).sessionId);
      const opened: { readonly session: SessionNotes; readonly asked: readonly AskedNote[] }[] = [];
      for (const [sessionId, asked] of bySession) {
        for (const { docId } of asked) {
          const { ownerId, subject } = parseDocId(docId);
          await assertTheirs(account, ownerId, sessionId);
          assertNotWithheld(await noteAccess.of(account.id, ownerId), subject);
        }
        asked.forEach(assertWhole);
        const [first] = asked;
        if (first)
          opened.push({ session: await open(account, parseDocId(first.docId).ownerId, sessionId), asked });
      }
      const signed = new Map<string, SignNotesReply['notes'][number]>();
      for (const { session, asked } of opened)
        for (const one of await signNotes({ notes: records.notes, now }, session, asked, account))
          signed.set(one.docId, one);
      // In the order in which they were asked for.
      return { notes: notes.flatMap(({ docId }) => signed.get(docId) ?? []) };
    },

    async amend(account, asked) {
      const { ownerId, sessionId, subject } = parseDocId(asked.docId);
      const session = await open(account, ownerId, sessionId);
      assertNotWithheld(await noteAccess.of(account.id, ownerId), subject);
      return amendNote({ notes: records.notes, now }, session, asked, account);
    },
  };
}
