import type { I18n } from '@lingui/core';
import { DeckError, type DeckErrorKind } from '../../../src/domain/curriculum/deckError.ts';
import { parseDeckMarkdown } from '../../../src/domain/curriculum/parseDeckMarkdown.ts';

/** What is wrong with a deck's text, and in which line, counted from 1; null where no single line is to blame. */
export type DeckFault = { readonly kind: DeckErrorKind; readonly line: number | null };

/** Reads a deck as the hub will (curriculum.md, CU3). Null where nothing is wrong with it. */
export function findDeckFault(title: string, markdown: string): DeckFault | null {
  try {
    parseDeckMarkdown(markdown, { title });
    return null;
  } catch (error) {
    if (!(error instanceof DeckError)) throw error;
    return { kind: error.kind, line: error.line ?? null };
  }
}

function problemWords(i18n: I18n, kind: DeckErrorKind): string {
  switch (kind) {
    case 'tooLarge':
      return i18n._(
        'The deck is larger than 1 MB or has more than 1000 slides. Take out embedded pictures, or split it in two.',
      );
    case 'frontMatterMissing':
    case 'frontMatterInvalid':
      return i18n._(
        'This line about the deck cannot be read. Write it as “name: value”, or put --- above it if the first slide begins here.',
      );
    case 'frontMatterUnclosed':
      return i18n._('The lines about the deck have no end. Put a line --- between them and the first slide.');
    case 'slideEmpty':
      return i18n._('The slide that begins here is empty. Write its title (## …), or remove this line.');
    case 'slideTooLong':
      return i18n._('The slide that begins here has too much text. Shorten it, or split it in two.');
    case 'titleMissing':
      return i18n._('The slide that begins here has no title. Begin it with a line ## and the title.');
    case 'commentUnclosed':
      return i18n._('The private note that begins here has no end. Close it with -->.');
    case 'fenceUnclosed':
      return i18n._('The block that begins here has no end. Close it with the same signs that open it.');
    case 'diagramInvalid':
      return i18n._(
        'The drawing that begins here is not complete. Give it its labels, and describe it in words inside the block.',
      );
    case 'languagesDiffer':
      return i18n._('The two languages of the deck are not the same, slide for slide.');
  }
}

/** The fault in words: the line, what is wrong with it, and what to do. */
export function deckFaultWords(i18n: I18n, { kind, line }: DeckFault): string {
  const problem = problemWords(i18n, kind);
  return line === null ? problem : i18n._('Line {line}: {problem}', { line, problem });
}
