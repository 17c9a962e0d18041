import type * as Y from 'yjs';
import { normalText } from '../../../src/domain/notes/canonical.ts';
import { unsettledIn, type TextRange } from '../../../src/domain/notes/textEdits.ts';
import type { SectionId } from '../../../src/protocol/notes/formats.ts';
import type { NoteDraft } from '../../../src/protocol/notes/note.ts';
import { handOf } from './hands.ts';
import { isLetterDealt, isRemovalDealt, lateDealt, type LatePart, type LetterRange } from './lateDealt.ts';
import { lettersSince, type LetterId } from './letters.ts';
import { sectionText, writersOf } from './noteDoc.ts';
import { composedSections, type ComposedSection } from './noteParts.ts';
import { sentenceAround } from './SentenceStamper.ts';
import { signedState, type StateVector } from './signedState.ts';
import { readStamps } from './stamps.ts';
import { wordDiff } from './wordDiff.ts';

/** A version that was signed: its record's hash, and what it says. */
export type SignedVersion = {
  readonly hash: string;
  readonly content: Pick<NoteDraft, 'kind' | 'format' | 'sections'>;
};

type Compared = {
  readonly section: SectionId;
  readonly parts: ComposedSection['parts'];
  readonly signed: string;
  readonly now: string;
  /** How far the document went that was signed; null where nobody has kept it: then the texts alone tell. */
  readonly state: StateVector | null;
  /** Whose it may be, where nothing better tells. */
  readonly writers: readonly string[];
};

/** What a document says beyond the version of it that was signed, as far as nobody has dealt with it (SG45). */
export function lateTextIn(doc: Y.Doc, { hash, content }: SignedVersion): readonly LatePart[] {
  const state = signedState(doc, hash);
  const dealt = lateDealt(doc).filter((one) => one.hash === hash);
  return composedSections(doc, content.kind, content.format).flatMap(({ id: section, text: now, parts }) => {
    const signed = content.sections.find(({ id }) => id === section)?.text ?? '';
    if (normalText(now) === signed) return [];
    const compared = { section, parts, signed, now, state, writers: lateWriters(doc, parts, signed, state) };
    const late = lateLetters(doc, compared);
    const isOpen = outside(unsettledIn(now));
    const open = late.map((letter, at) =>
      letter !== null && isOpen(at) && !isLetterDealt(dealt, letter) ? letter : null,
    );
    const kept = now.replaceAll(/[^]/g, (letter, at: number) => (late[at] ? '' : letter));
    return [
      ...addedParts(doc, compared, open),
      ...removedParts(compared, kept).filter((part) => !isRemovalDealt(dealt, part)),
    ].filter(({ text }) => text.trim() !== '');
  });
}

/** The letters that came after the signature; null in the place of one that was signed. */
function lateLetters(doc: Y.Doc, { parts, signed, now, state }: Compared): readonly (LetterId | null)[] {
  const letters: (LetterId | null)[] = [];
  for (const { source, from } of parts) {
    // The end of line between two parts is nobody's.
    while (letters.length < from) letters.push(null);
    letters.push(...lettersSince(doc, sectionText(doc, source), state));
  }
  if (state !== null) return letters;
  const isSigned = outside(
    wordDiff(signed, now).flatMap(({ kind, at, text }) =>
      kind === 'added' ? [{ from: at, to: at + text.length }] : [],
    ),
  );
  return letters.map((letter, at) => (isSigned(at) ? null : letter));
}

function addedParts(
  doc: Y.Doc,
  compared: Compared,
  letters: readonly (LetterId | null)[],
): readonly LatePart[] {
  const { section, now } = compared;
  const parts: LatePart[] = [];
  let from = 0;
  while (from < letters.length) {
    const by = authorsOf(doc, compared, letters[from] ?? null);
    let to = from + 1;
    while (to < letters.length && isEqual(authorsOf(doc, compared, letters[to] ?? null), by)) to++;
    if (by !== null) {
      const { start, end } = sentenceAround(now, { from, to });
      const sentence = now.slice(Math.min(start, from), Math.max(end, to)).trim();
      const range = rangesOf(letters.slice(from, to));
      parts.push({
        section,
        kind: 'added',
        text: now.slice(from, to),
        sentence,
        by: [...by],
        letters: range,
      });
    }
    from = to;
  }
  return parts;
}

/** What was signed and stands there no more. Who takes out leaves no letter: their stamp tells. */
function removedParts({ section, signed, writers }: Compared, kept: string): readonly LatePart[] {
  return wordDiff(signed, kept).flatMap(({ kind, at: from, text }): readonly LatePart[] => {
    if (kind !== 'removed') return [];
    const { start, end } = sentenceAround(signed, { from, to: from + text.length });
    const sentence = signed.slice(start, end).trim();
    return [{ section, kind, text, sentence, by: [...writers], letters: [] }];
  });
}

/** Whose a letter is; null where there is none. */
function authorsOf(doc: Y.Doc, compared: Compared, letter: LetterId | null): readonly string[] | null {
  if (letter === null) return null;
  const hand = handOf(doc, letter.client);
  return hand === null ? compared.writers : [hand];
}

/** Who changed sentences of a section after the signature; where no stamp tells, whoever wrote in it. */
function lateWriters(
  doc: Y.Doc,
  parts: ComposedSection['parts'],
  signed: string,
  state: StateVector | null,
): readonly string[] {
  const late = readStamps(doc).filter(
    (stamp) =>
      parts.some(({ source }) => source === stamp.section) &&
      (state === null
        ? stamp.text === '' || !signed.includes(stamp.text)
        : stamp.until > (state[stamp.client] ?? 0)),
  );
  return late.length > 0
    ? [...new Set(late.map(({ by }) => by))]
    : [...new Set(parts.flatMap(({ source }) => writersOf(doc, source)))];
}

function isEqual(one: readonly string[] | null, other: readonly string[] | null): boolean {
  return one?.join('/') === other?.join('/');
}

function rangesOf(letters: readonly (LetterId | null)[]): LetterRange[] {
  const ranges: LetterRange[] = [];
  for (const letter of letters) {
    if (letter === null) continue;
    const last = ranges.at(-1);
    if (last?.client === letter.client && last.clock + last.length === letter.clock) last.length += 1;
    else ranges.push({ ...letter, length: 1 });
  }
  return ranges;
}

function outside(ranges: readonly TextRange[]): (at: number) => boolean {
  return (at) => !ranges.some(({ from, to }) => from <= at && at < to);
}
