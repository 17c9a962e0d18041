import * as Y from 'yjs';
import { z } from 'zod';
import { bracketed, type Suggestion } from '../../../src/domain/notes/suggestions.ts';
import { sectionIdSchema, type SectionId } from '../../../src/protocol/notes/formats.ts';
import { markPlaced, placedIds, sectionText } from './noteDoc.ts';

/** Above every name that Yjs gives to a writer by chance, which are of 32 bits. */
const NAMES_FROM = 2 ** 52;
/** Room for the time within a session, in milliseconds: three days. */
const TIMES = 2 ** 28;
const HASHES = 2 ** 23;

/** That a suggestion was put in, by the name of the writer who did: its line is what they wrote first. */
const placingSchema = z.object({ id: z.string(), section: sectionIdSchema, length: z.int().positive() });
type Placing = z.infer<typeof placingSchema> & { readonly writer: number };

const placingsMap = (doc: Y.Doc): Y.Map<unknown> => doc.getMap('placings');

/**
 * Puts a suggestion's words into its section, between brackets and with an end of line (WR30). Two devices that do it apart
 * from each other write the very same, as one writer whose name follows from what is written: after merging it is there once.
 */
export function placeSuggestion(doc: Y.Doc, suggestion: Suggestion, words: string): void {
  if (placedIds(doc).has(suggestion.id)) return;
  const { id, section } = suggestion;
  const line = `${bracketed(words)}\n`;
  const made = new Y.Doc();
  made.clientID = NAMES_FROM + timeOf(suggestion) * HASHES + hashOf(id, section, line);
  made.transact(() => {
    sectionText(made, section).insert(0, line);
    markPlaced(made, id);
    placingsMap(made).set(String(made.clientID), { id, section, length: line.length });
  });
  Y.applyUpdate(doc, Y.encodeStateAsUpdate(made));
  made.destroy();
}

/**
 * Takes away what devices that had different formats or words have put in twice (WR32): of one suggestion the line of the lowest
 * name stays, on every device the same. A line that somebody has touched stays as well.
 */
export function takeDoublesAway(doc: Y.Doc): void {
  const kept = new Set<string>();
  doc.transact(() => {
    for (const placing of readPlacings(doc)) {
      const at = kept.has(placing.id) ? untouchedAt(doc, placing) : null;
      if (at !== null) sectionText(doc, placing.section).delete(at, placing.length);
      kept.add(placing.id);
    }
  });
}

/** Hears that a suggestion was put in, here or elsewhere, until the returned function is called. */
export function onPlacings(doc: Y.Doc, listener: () => void): () => void {
  const placings = placingsMap(doc);
  placings.observe(listener);
  return () => placings.unobserve(listener);
}

function readPlacings(doc: Y.Doc): readonly Placing[] {
  return [...placingsMap(doc).entries()]
    .flatMap(([writer, value]) => {
      const placing = placingSchema.safeParse(value).data;
      return placing ? [{ ...placing, writer: Number(writer) }] : [];
    })
    .toSorted((a, b) => a.writer - b.writer);
}

/** Where a line stands as it was put in; null where it is not so any more. */
function untouchedAt(doc: Y.Doc, { id, section, length, writer }: Placing): number | null {
  const text = sectionText(doc, section);
  const [first, last] = [0, length - 1].map((clock) => {
    const letter = Y.createRelativePositionFromJSON({ item: { client: writer, clock } });
    const place = Y.createAbsolutePositionFromRelativePosition(letter, doc);
    return place?.type === text ? place.index : null;
  });
  // Letters that are gone stand all at one place, where another line may have come to stand.
  if (typeof first !== 'number' || last !== first + length - 1) return null;
  const line = text.toJSON().slice(first, first + length);
  return hashOf(id, section, line) === writer % HASHES ? first : null;
}

/** Later ones have higher names: what stands at one place is ordered by them. */
function timeOf({ source }: Suggestion): number {
  if (source.kind === 'mark') return source.mark.at % TIMES;
  return source.rating.moment === 'checkIn' ? 0 : TIMES - 1;
}

function hashOf(id: string, section: SectionId, line: string): number {
  let hash = 0;
  for (const letter of `${id}\n${section}\n${line}`)
    hash = (hash * 31 + (letter.codePointAt(0) ?? 0)) % HASHES;
  return hash;
}
