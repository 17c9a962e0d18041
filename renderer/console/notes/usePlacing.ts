import { useEffect } from 'react';
import type * as Y from 'yjs';
import { suggestionsFor } from '../../../src/domain/notes/suggestions.ts';
import type { SessionNotesReply } from '../../../src/protocol/api/notes.ts';
import type { NoteFormat } from '../../../src/protocol/notes/formats.ts';
import { onMarks, readMarks } from '../../notebook/documents/marksDoc.ts';
import { onPlacings, placeSuggestion, takeDoublesAway } from '../../notebook/documents/placeSuggestion.ts';
import { useWords } from '../../words/i18n.ts';
import { suggestionWords } from './markWords.ts';
import type { NoteEntry } from './model/entries.ts';

/** Puts what can be suggested into a member's note that is on the screen to be written (WR30), and what comes later too. */
export function usePlacing({
  doc,
  marksDoc,
  reply,
  entry,
  format,
}: {
  readonly doc: Y.Doc;
  readonly marksDoc: Y.Doc;
  readonly reply: SessionNotesReply;
  readonly entry: Pick<NoteEntry, 'kind' | 'subject'>;
  readonly format: NoteFormat;
}): void {
  const i18n = useWords();
  const { kind, subject } = entry;
  useEffect(() => {
    if (kind !== 'member') return undefined;
    const place = (): void => {
      const { ratings, settings } = reply;
      for (const suggestion of suggestionsFor(subject, format, readMarks(marksDoc), ratings, settings))
        placeSuggestion(doc, suggestion, suggestionWords(i18n, suggestion, settings));
    };
    const tidy = (): void => takeDoublesAway(doc);
    place();
    tidy();
    const closing = [onMarks(marksDoc, place), onPlacings(doc, tidy)];
    return () => {
      for (const close of closing) close();
    };
  }, [doc, marksDoc, reply, kind, subject, format, i18n]);
}
