import { canonicalDraft } from '../../domain/notes/canonical.ts';
import { sectionsOf } from '../../domain/notes/formats.ts';
import type { SignNotesBody } from '../../protocol/api/notes.ts';
import { CirclewellError } from '../../protocol/errors.ts';
import { parseDocId, GROUP_SUBJECT } from '../../protocol/notebook/docId.ts';

export type AskedNote = SignNotesBody['notes'][number];

/**
 * A note that is whole (SG34): its ids agree, its sections are those of its format and each is there once, and its text can be hashed.
 * @throws CirclewellError `invalid`
 */
export function assertWhole({ docId, draft }: AskedNote): void {
  const { ownerId, sessionId, subject } = parseDocId(docId);
  const { session, member } = draft.facts;
  const plan = sectionsOf(draft.kind, draft.format).map(({ id }) => id);
  const sections = draft.sections.map(({ id }) => id);
  const isWhole =
    draft.noteId === docId &&
    session.sessionId === sessionId &&
    session.groupId === ownerId &&
    (member?.memberId ?? GROUP_SUBJECT) === subject &&
    draft.kind !== 'addendum' &&
    (draft.kind === 'group') === (subject === GROUP_SUBJECT) &&
    new Set(sections).size === sections.length &&
    sections.every((id) => plan.includes(id)) &&
    isHashable(draft);
  if (!isWhole) throw new CirclewellError('invalid', 'A note is not whole');
}

function isHashable(draft: AskedNote['draft']): boolean {
  try {
    canonicalDraft(draft);
    return true;
  } catch {
    return false;
  }
}
