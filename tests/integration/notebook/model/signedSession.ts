import * as Y from 'yjs';
import { absentFacts } from '../../../../src/domain/notes/facts.ts';
import { DRAFT, LMFT, NINE, NOTE_FACTS } from '../../../../src/domain/notes/testKit.ts';
import type { SessionNotes } from '../../../../src/hub/notes/sessionNotes.ts';
import type { DocId } from '../../../../src/protocol/notebook/docId.ts';
import type { NoteFacts, NoteMemberFacts } from '../../../../src/protocol/notes/facts.ts';
import type { NoteDraft } from '../../../../src/protocol/notes/note.ts';
import { DEFAULT_NOTE_SETTINGS } from '../../../../src/protocol/notes/noteSettings.ts';
import { readNoteDraft } from '../../../../renderer/notebook/documents/noteDraft.ts';
import {
  chooseParticipation,
  chooseProgress,
  chooseRisk,
  putGoal,
  writeRiskReason,
} from '../../../../renderer/notebook/documents/noteElements.ts';
import { writeInSection } from '../../../../renderer/notebook/documents/noteDoc.ts';

/** Who writes and signs. What the second signs waits for the supervisor. */
export const STAFF = ['maria', 'noor'] as const;
export const SUPERVISOR = 'sam';

const ROLES = { maria: 'lead', noor: 'coFacilitator', sam: 'supervisor' } as const;
/** The two members whose notes are signed, and what each note says of the response: two that are alike are not signed (NO38). */
const MEMBERS = {
  a: { name: 'Ana R.', response: 'Said the urge dropped when she stopped arguing with it.' },
  b: { name: 'Ben T.', response: 'Named two mornings on which the plan held, and why.' },
} as const;

/** What signs with the same words as the facts by the session's log, on the hub and on every workstation. */
const session = { ...NOTE_FACTS.session, sessionId: 's', groupId: 'g' };
const members = new Map<string, NoteMemberFacts>(
  Object.entries(MEMBERS).map(([id, { name }]) => [
    id,
    { ...absentFacts(id, name), startedAt: session.startedAt, endedAt: session.endedAt, minutes: 168 },
  ]),
);

const accountOf = (id: keyof typeof ROLES) => ({
  id,
  accountName: id,
  displayName: id,
  role: ROLES[id],
  isOwner: false,
  isActive: true,
  passphraseHash: null,
});

/** All that the hub knows of the session; without its chains. */
export const SIGNED_SESSION: Omit<SessionNotes, 'chains'> = {
  sessionId: 's',
  groupId: 'g',
  status: 'ended',
  timeZone: session.timeZone,
  settings: DEFAULT_NOTE_SETTINGS,
  attestation: 'I was there.',
  // The hub's clock goes on with each request: of a schedule's last notes some are late entries.
  dueAt: NINE + 12,
  session,
  members,
  memberNotes: [...members.keys()],
  mayHaveAbsenceNote: [],
  people: [...members].map(([id, { name }]) => ({ id, kind: 'member', name, names: [name] })),
  ratings: [],
  signers: (['maria', 'noor', 'sam'] as const).map((id) => ({
    account: accountOf(id),
    signature: { printedName: id, credential: { ...LMFT, requiresCosignature: id === 'noor' } },
  })),
};

/** What a note says as it stands on a screen. */
export function draftIn(doc: Y.Doc, docId: DocId): NoteDraft {
  const facts: NoteFacts = { session, member: members.get(docId.at(-1) ?? '') ?? null };
  return readNoteDraft(doc, new Y.Doc(), { docId, kind: 'member', facts, usualFormat: DRAFT.format });
}

/** A member's note that says all that it must but its plan. */
export function begunNote(member: keyof typeof MEMBERS): Uint8Array {
  const doc = new Y.Doc();
  doc.clientID = 1;
  for (const { id, text } of DRAFT.sections.filter(
    (one) => one.id === 'behavior' || one.id === 'intervention',
  ))
    writeInSection(doc, id, { from: 0, to: 0, insert: text }, 'maria');
  writeInSection(doc, 'response', { from: 0, to: 0, insert: MEMBERS[member].response }, 'maria');
  putGoal(doc, 'goal', 'Manage cravings without using');
  chooseProgress(doc, 'goal', 'some');
  chooseParticipation(doc, 'active');
  chooseRisk(doc, 'low');
  writeRiskReason(doc, 'Denied thoughts of self-harm.');
  return Y.encodeStateAsUpdate(doc);
}
