import { attestationOf } from '../../domain/notes/attestation.ts';
import { dueAt } from '../../domain/notes/deadline.ts';
import { absentFacts, factsOf, NOTHING_GIVEN, notesDue } from '../../domain/notes/facts.ts';
import { mayRole } from '../../domain/notes/noteRights.ts';
import { ratingsOf } from '../../domain/notes/ratings.ts';
import type { StaffSignature } from '../../protocol/api/credentials.ts';
import { CirclewellError } from '../../protocol/errors.ts';
import type { NoteMemberFacts, NoteSessionFacts } from '../../protocol/notes/facts.ts';
import type { Rating } from '../../protocol/notes/marks.ts';
import type { NoteSettings } from '../../protocol/notes/noteSettings.ts';
import type { SessionStatus } from '../../protocol/session/state.ts';
import { statusOf, type SessionStandings } from '../api/sessionStandings.ts';
import { GROUP_SCOPES } from '../identity/groupRights.ts';
import type { Records } from '../records/openRecords.ts';
import type { StaffAccount } from '../records/staffStore.ts';
import type { NoteChain } from './noteStore.ts';

/** Somebody with everything they are called. */
export type Called = {
  readonly id: string;
  readonly kind: 'member' | 'staff';
  readonly name: string;
  readonly names: readonly string[];
};

/** All that the hub knows of a session whose notes are read or signed. */
export type SessionNotes = {
  readonly sessionId: string;
  readonly groupId: string;
  /** By the log alone: what a session's end is to signing (NO52). */
  readonly status: SessionStatus;
  readonly timeZone: string;
  readonly settings: NoteSettings;
  readonly attestation: string;
  readonly dueAt: number;
  /** Of the log, with what a person gives left open (NO13). */
  readonly session: NoteSessionFacts;
  /** Of everybody in the log or on the roster, by id. */
  readonly members: ReadonlyMap<string, NoteMemberFacts>;
  readonly memberNotes: readonly string[];
  readonly mayHaveAbsenceNote: readonly string[];
  readonly people: readonly Called[];
  /** What members rated themselves, by the log (SG22). */
  readonly ratings: readonly Rating[];
  /** Of the group's staff, with how they sign. */
  readonly signers: readonly { readonly account: StaffAccount; readonly signature: StaffSignature | null }[];
  readonly chains: ReadonlyMap<string, NoteChain>;
};

export type SessionNotesDeps = {
  readonly records: Records;
  readonly standings: Pick<SessionStandings, 'knownUntil'>;
};

/**
 * Gathers it (SG21).
 * @throws CirclewellError `conflict` (`session.notStarted`) where there is nothing to say yet
 */
export async function gatherSessionNotes(
  { records, standings }: SessionNotesDeps,
  { id: sessionId, groupId }: { readonly id: string; readonly groupId: string },
): Promise<SessionNotes> {
  const practice = await records.practice.find();
  if (!practice) throw new CirclewellError('internal', 'There are sessions and no practice');
  const { timeZone, language } = practice;
  const log = await records.sessionLog.read(sessionId);
  const facts = factsOf(log, NOTHING_GIVEN, timeZone, await standings.knownUntil(sessionId, log));
  if (!facts) throw new CirclewellError('conflict', 'The session has not started', 'session.notStarted');
  const { settings } = await records.noteSettings.read();
  const ever = await records.members.listEverOfGroup(groupId);
  const seen = ever.filter(({ id, isOnRoster }) => isOnRoster || facts.members.has(id));
  const members = new Map([
    ...seen.map(({ id, displayName }) => [id, absentFacts(id, displayName)] as const),
    ...facts.members,
  ]);
  const rosterIds = ever.filter(({ isOnRoster }) => isOnRoster).map(({ id }) => id);
  const staff = await staffOf(
    records,
    groupId,
    facts.session.facilitators.map(({ staffId }) => staffId),
  );
  return {
    sessionId,
    groupId,
    status: statusOf(log),
    timeZone,
    settings,
    attestation: attestationOf(settings, language),
    dueAt: dueAt(facts.session.endedAt, timeZone, settings),
    session: facts.session,
    members,
    ...notesDue(facts, rosterIds),
    people: [
      ...[...members.values()].map(({ memberId, name }): Called => {
        const kept = seen.find(({ id }) => id === memberId);
        return toCalled('member', memberId, name, [kept?.displayName ?? name, ...(kept?.otherNames ?? [])]);
      }),
      ...staff.map(({ account: { id, displayName }, signature }) =>
        toCalled('staff', id, displayName, [signature?.printedName ?? '']),
      ),
    ],
    ratings: ratingsOf(log),
    signers: staff.filter(({ account }) => account.isActive && mayRole(account.role, 'sign')),
    chains: await records.notes.ofSession(sessionId),
  };
}

/** Who takes part in the group's sessions, and who took part in this one. */
async function staffOf(records: Records, groupId: string, wereThere: readonly string[]) {
  const assigned = await records.groupStaff.listOfGroup(groupId);
  const signatures = await records.signatures.list();
  const accounts = (await records.staff.list()).filter(({ id, role }) => {
    const scope = GROUP_SCOPES.takePart[role];
    return scope === 'every' || (scope === 'assigned' && assigned.includes(id)) || wereThere.includes(id);
  });
  return accounts.map((account) => ({ account, signature: signatures.get(account.id) ?? null }));
}

function toCalled(kind: Called['kind'], id: string, name: string, others: readonly string[]): Called {
  return { id, kind, name, names: [...new Set([name, ...others])].filter((one) => one !== '') };
}
