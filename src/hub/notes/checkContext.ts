import type { CheckContext } from '../../domain/notes/checks/checkNote.ts';
import { calledAround } from '../../domain/notes/checks/names.ts';
import { lastSigned } from '../../domain/notes/lastSigned.ts';
import { responseTextOf } from '../../domain/notes/responseText.ts';
import type { NoteFacts } from '../../protocol/notes/facts.ts';
import type { NoteDraft, NoteRecord } from '../../protocol/notes/note.ts';
import { GROUP_SUBJECT } from '../../protocol/notebook/docId.ts';
import type { NoteChain } from './noteStore.ts';
import type { SessionNotes } from './sessionNotes.ts';

/** The version of a chain that was signed last. */
export function lastSignedOf(chain: NoteChain) {
  return lastSigned(chain.map(({ record }) => record));
}

/** The facts by the log, with what a person gave in the draft (SG31). Null where the session knows no such person. */
export function factsNow(
  { session, members }: SessionNotes,
  subject: string,
  given: NoteFacts,
): NoteFacts | null {
  const { modality, topic, deliveryMode } = given.session;
  const member = members.get(subject);
  if (subject !== GROUP_SUBJECT && member === undefined) return null;
  return {
    session: { ...session, modality, topic, deliveryMode },
    member: member === undefined ? null : { ...member, location: given.member?.location ?? null },
  };
}

/**
 * What a draft is looked at against (SG32).
 * @param others notes of the same session that no chain holds yet
 */
export function contextOf(
  notes: SessionNotes,
  subject: string,
  currentFacts: NoteFacts,
  { others, lastNote }: { readonly others: readonly NoteDraft[]; readonly lastNote: NoteRecord | null },
): CheckContext {
  const sameSession = [...notes.chains.entries()].flatMap(([noteId, chain]) => {
    const signed = noteId.endsWith(`/${subject}`) ? null : lastSignedOf(chain);
    return signed === null ? [] : [signed.content];
  });
  const last = lastNote?.content.type === 'signed' ? [lastNote.content] : [];
  const compared = (from: 'sameSession' | 'lastNote') => (draft: NoteDraft) => ({
    from,
    docId: draft.noteId,
    text: responseTextOf(draft),
  });
  return {
    settings: notes.settings,
    currentFacts,
    ...calledAround(notes.people, subject),
    comparedWith: [
      ...[...sameSession, ...others].map(compared('sameSession')),
      ...last.map(compared('lastNote')),
    ],
  };
}
