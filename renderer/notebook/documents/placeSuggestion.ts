import * as Y from 'yjs';
import { bracketed, type Suggestion } from '../../../src/domain/notes/suggestions.ts';
import { markPlaced, placedIds, sectionText } from './noteDoc.ts';

/** Above every name that Yjs gives to a writer by chance, which are of 32 bits. */
const NAMES_FROM = 2 ** 52;
/** Room for the time within a session, in milliseconds: three days. */
const TIMES = 2 ** 28;
const HASHES = 2 ** 23;

/**
 * Puts a suggestion's words into its section, between brackets and with an end of line (WR30). Two devices that do it apart
 * from each other write the very same, as one writer whose name follows from the suggestion: after merging it is there once.
 */
export function placeSuggestion(doc: Y.Doc, suggestion: Suggestion, words: string): void {
  if (placedIds(doc).has(suggestion.id)) return;
  const made = new Y.Doc();
  made.clientID = writerName(suggestion, words);
  made.transact(() => {
    sectionText(made, suggestion.section).insert(0, `${bracketed(words)}\n`);
    markPlaced(made, suggestion.id);
  });
  Y.applyUpdate(doc, Y.encodeStateAsUpdate(made));
  made.destroy();
}

/** Later ones have higher names: what stands at one place is ordered by them. */
function writerName({ id, source }: Suggestion, words: string): number {
  const at =
    source.kind === 'mark' ? source.mark.at % TIMES : source.rating.moment === 'checkIn' ? 0 : TIMES - 1;
  let hash = 0;
  for (const letter of `${id}\n${words}`) hash = (hash * 31 + (letter.codePointAt(0) ?? 0)) % HASHES;
  return NAMES_FROM + at * HASHES + hash;
}
