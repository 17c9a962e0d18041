import {
  noteDraftSchema,
  noteRecordContentSchema,
  type NoteDraft,
  type NoteRecord,
  type NoteRecordContent,
} from '../../protocol/notes/note.ts';

/** SHA-256 of a text in UTF-8, in lower-case hex: the hub's own, or WebCrypto's. */
export type Sha256Hex = (text: string) => string | Promise<string>;

/** What stands before the canonical text, so that no hash of one thing is ever that of another. */
const DOMAIN = 'circlewell.note.1\n';

/**
 * A record in the form in which it is kept and hashed (NO61): texts in NFC, ends of lines `\n`, without keys of other versions.
 * @throws RangeError where a text holds half a surrogate pair (NO63)
 * @throws ZodError where it is no record
 */
export function normalRecord(content: NoteRecordContent): NoteRecordContent {
  return noteRecordContentSchema.parse(normal(content));
}

/** The canonical text (RFC 8785) of a record, which must be in its normal form. */
export function canonicalText(content: NoteRecordContent): string {
  return serialised(content);
}

/** What is hashed of a record (NO62). */
export function hashInput(content: NoteRecordContent): string {
  return DOMAIN + canonicalText(content);
}

/**
 * The canonical text of a draft, or of the draft that a record was made of: equal for what says the same.
 * @throws RangeError, ZodError as `normalRecord`
 */
export function canonicalDraft(draft: NoteDraft): string {
  return serialised(noteDraftSchema.parse(normal(draft)));
}

/** Puts a record into its normal form and seals it with its hash. */
export async function sealRecord(content: NoteRecordContent, sha256: Sha256Hex): Promise<NoteRecord> {
  const normalised = normalRecord(content);
  return { content: normalised, hash: await sha256(hashInput(normalised)) };
}

/** What is wrong with a chain of records, by its first broken place; null where nothing is (NO60). */
export async function brokenAt(
  records: readonly NoteRecord[],
  sha256: Sha256Hex,
): Promise<{ readonly index: number; readonly fault: 'altered' | 'outOfPlace' } | null> {
  const hashes = await Promise.all(records.map(async ({ content }) => sha256(hashInput(content))));
  const [first] = records;
  for (const [index, { content, hash }] of records.entries()) {
    if (hashes[index] !== hash) return { index, fault: 'altered' };
    const before = records[index - 1]?.hash ?? null;
    if (content.previousHash !== before || content.noteId !== first?.content.noteId)
      return { index, fault: 'outOfPlace' };
  }
  return null;
}

/** A text in the form in which records hold it (NO61). */
export function normalText(text: string): string {
  return text.replaceAll(/\r\n?/g, '\n').normalize('NFC');
}

function normal(value: unknown): unknown {
  if (typeof value === 'string') {
    if (!value.isWellFormed()) throw new RangeError('A note holds half a character.');
    return normalText(value);
  }
  if (Array.isArray(value)) return value.map(normal);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, normal(part)]));
}

function serialised(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(serialised).join(',')}]`;
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  const parts = Object.entries(value)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, part]) => `${JSON.stringify(key)}:${serialised(part)}`);
  return `{${parts.join(',')}}`;
}
