import { sealRecord } from '../../src/domain/notes/canonical.ts';
import { sha256Hex } from '../../src/hub/notes/createNoteStore.ts';
import type { Records } from '../../src/hub/records/openRecords.ts';
import { DEFAULT_NOTE_SETTINGS } from '../../src/protocol/notes/noteSettings.ts';

/** What is put into the tables of notes, each to be searched for. */
export const NOTE_SECRETS = {
  text: 'The godwit asked for quiet.',
  words: 'The curlew wants this looked at again.',
  licence: 'CURLEW-7788',
  prompt: 'Ask about the dunlin.',
  box: 'box-of-the-whimbrel',
} as const;

/** Puts a note that was signed and returned, settings, a credential and a box into a practice. */
export async function fillNotes(records: Records, staffId: string, at: number): Promise<void> {
  const noteId = 'note/filled-group/filled-session/filled-member';
  const credential = {
    type: 'LMFT',
    number: NOTE_SECRETS.licence,
    state: 'CA',
    expiresOn: null,
    requiresCosignature: true,
  };
  const signature = {
    staffId,
    printedName: 'Zenobia Quill',
    credential,
    signedAt: at,
    timeZone: 'UTC',
    attestation: '',
  };
  const first = await sealRecord(
    {
      type: 'signed',
      noteId,
      kind: 'absence',
      format: 'BIRP',
      facts: {
        session: {
          sessionId: 'filled-session',
          groupId: 'filled-group',
          groupName: 'Marigold Circle',
          serviceDate: '2026-11-24',
          timeZone: 'UTC',
          startedAt: at,
          endedAt: at,
          topic: null,
          modality: null,
          deliveryMode: 'telehealth_video',
          participantCount: 0,
          facilitators: [],
        },
        member: null,
      },
      sections: [{ id: 'absenceReason', text: NOTE_SECRETS.text }],
      elements: { goals: [], interventions: [], participation: null, risk: null },
      previousHash: null,
      signature,
      dueAt: at,
      isLateEntry: false,
      lateReason: '',
    },
    sha256Hex,
  );
  await records.notes.append({ record: first, words: null }, at);
  const returned = await sealRecord(
    { type: 'returned', noteId, previousHash: first.hash, byStaffId: staffId, at },
    sha256Hex,
  );
  await records.notes.append({ record: returned, words: NOTE_SECRETS.words }, at);
  const prompt = { en: NOTE_SECRETS.prompt, es: NOTE_SECRETS.prompt };
  await records.noteSettings.replace({
    settings: { ...DEFAULT_NOTE_SETTINGS, prompts: [{ section: 'plan', text: prompt }] },
    revision: 0,
  });
  await records.signatures.put(staffId, { printedName: 'Zenobia Quill', credential });
  await records.processBoxes.replace(staffId, NOTE_SECRETS.box, null);
  const device = { browser: null, system: null };
  await records.workstations.meet({ keyHash: 'b'.repeat(64), staffId, lastSeenAt: at, device });
  await records.closingKey.publicKey();
}
