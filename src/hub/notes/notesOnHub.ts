import { returnedBy, stageOf } from '../../domain/notes/stage.ts';
import type { NoteOnHub } from '../../protocol/api/notes.ts';
import { GROUP_SUBJECT, noteDocId, parseDocId } from '../../protocol/notebook/docId.ts';
import type { AccessOf } from '../consents/noteAccessRights.ts';
import type { NoteChain } from './noteStore.ts';

/** What is known of a session's notes by their chains: of those that are due, and of those that have records (SG20). */
export function notesOnHub({
  groupId,
  sessionId,
  memberNotes,
  dueAt,
  chains,
  access,
}: {
  readonly groupId: string;
  readonly sessionId: string;
  readonly memberNotes: readonly string[];
  readonly dueAt: number;
  readonly chains: ReadonlyMap<string, NoteChain>;
  readonly access: AccessOf;
}): NoteOnHub[] {
  const due = [GROUP_SUBJECT, ...memberNotes].map((subject) => noteDocId({ groupId, sessionId }, subject));
  // That there is a note which is not due tells something by itself.
  const told = [...chains.keys()].filter((docId) => access(parseDocId(docId).subject) !== 'withheld');
  return [...new Set([...due, ...told])].map((docId): NoteOnHub => {
    const { subject } = parseDocId(docId);
    const by = access(subject);
    const chain = by === 'withheld' ? [] : (chains.get(docId) ?? []);
    const records = chain.map(({ record }) => record);
    const kind = memberNotes.includes(subject) ? 'member' : 'absence';
    return {
      docId,
      kind: subject === GROUP_SUBJECT ? 'group' : kind,
      memberId: subject === GROUP_SUBJECT ? null : subject,
      stage: stageOf(records, null),
      returnedBy: returnedBy(records),
      dueAt,
      access: by,
    };
  });
}
