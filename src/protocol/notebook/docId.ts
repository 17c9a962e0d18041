import { z } from 'zod';

/** A member's or a group's note, the marks of a session, or a process note (psychotherapy note; 45 CFR 164.501). */
export const docKindSchema = z.enum(['note', 'marks', 'process']);
export type DocKind = z.infer<typeof docKindSchema>;

const PART = '[\\w-]{1,64}';

/**
 * A document's id: its kind, whose it is (a group, or the author of a process note), its session, and what in it. Two devices
 * that have never met give the same document the same id.
 */
export const docIdSchema = z
  .string()
  .regex(new RegExp(`^(note|marks)/${PART}/${PART}/${PART}$|^process/${PART}/${PART}/${PART}$`));
export type DocId = z.infer<typeof docIdSchema>;

/** The id of a note, which is that of the document it is written in: `note/GROUP/SESSION/` and the member, or `group`. */
export const noteIdSchema = docIdSchema.regex(/^note\//);

/** A feed's name: a group's documents, or one author's process notes. */
export const feedIdSchema = z.string().regex(new RegExp(`^(group|author)/${PART}$`));
export type FeedId = z.infer<typeof feedIdSchema>;

/** What a document's id says. */
export type DocRef = {
  readonly kind: DocKind;
  /** A group's id; for a process note its author's. */
  readonly ownerId: string;
  readonly sessionId: string;
  readonly subject: string;
};

const refSchema = z.tuple([docKindSchema, z.string(), z.string(), z.string()]);

/** @throws Error where it is no document's id */
export function parseDocId(docId: DocId): DocRef {
  const [kind, ownerId, sessionId, subject] = refSchema.parse(docIdSchema.parse(docId).split('/'));
  return { kind, ownerId, sessionId, subject };
}

export function toDocId({ kind, ownerId, sessionId, subject }: DocRef): DocId {
  return docIdSchema.parse([kind, ownerId, sessionId, subject].join('/'));
}

/** The subject of a group's own note. */
export const GROUP_SUBJECT = 'group';

export type OfSession = { readonly groupId: string; readonly sessionId: string };

/** The id of a note: `GROUP_SUBJECT`, or the member whom it is about. */
export function noteDocId({ groupId, sessionId }: OfSession, subject: string): DocId {
  return toDocId({ kind: 'note', ownerId: groupId, sessionId, subject });
}

/** The id of all the marks of a session. */
export function marksDocId({ groupId, sessionId }: OfSession): DocId {
  return toDocId({ kind: 'marks', ownerId: groupId, sessionId, subject: 'all' });
}

/** The feed that a document is in. */
export function feedOf(docId: DocId): FeedId {
  return feedOfRef(parseDocId(docId));
}

export function feedOfRef({ kind, ownerId }: DocRef): FeedId {
  return kind === 'process' ? `author/${ownerId}` : `group/${ownerId}`;
}

const feedPartsSchema = z.tuple([z.enum(['group', 'author']), z.string()]);

/** @throws Error where it is no feed's name */
export function parseFeedId(feedId: FeedId): { readonly kind: 'group' | 'author'; readonly id: string } {
  const [kind, id] = feedPartsSchema.parse(feedIdSchema.parse(feedId).split('/'));
  return { kind, id };
}
