import type { CheckContext } from '../../domain/notes/checks/checkNote.ts';
import { calledAround } from '../../domain/notes/checks/names.ts';
import { sectionFor } from '../../domain/notes/formats.ts';
import { lastSigned } from '../../domain/notes/lastSigned.ts';
import type { NoteFacts } from '../../protocol/notes/facts.ts';
import type { NoteDraft, NoteRecord } from '../../protocol/notes/note.ts';
import { GROUP_SUBJECT } from '../../protocol/notebook/docId.ts';
import type { NoteChain } from './noteStore.ts';
import type { SessionNotes } from './sessionNotes.ts';

/** What a draft, or a version that was signed, says of the member's response: what is compared (NO38). */
export function responseOf({ kind, format, sections }: NoteDraft): string {
  const section = kind === 'member' ? sectionFor('response', kind, format) : null;
  return sections.find(({ id }) => id === section)?.text ?? '';
}

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
 * @param others texts of the same session that no chain holds yet
 */
export function contextOf(
  notes: SessionNotes,
  subject: string,
  currentFacts: NoteFacts,
  { others, lastNote }: { readonly others: readonly string[]; readonly lastNote: NoteRecord | null },
): CheckContext {
  const sameSession = [...notes.chains.entries()].flatMap(([noteId, chain]) => {
    const signed = noteId.endsWith(`/${subject}`) ? null : lastSignedOf(chain);
    return signed === null ? [] : [responseOf(signed.content)];
  });
  const last = lastNote?.content.type === 'signed' ? [responseOf(lastNote.content)] : [];
  return {
    settings: notes.settings,
    currentFacts,
    ...calledAround(notes.people, subject),
    comparedWith: [
      ...[...sameSession, ...others].map((text) => ({ from: 'sameSession' as const, text })),
      ...last.map((text) => ({ from: 'lastNote' as const, text })),
    ],
  };
}
