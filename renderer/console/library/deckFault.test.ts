import { setupI18n } from '@lingui/core';
import { describe, expect, it } from 'vitest';
import { deckFaultWords, findDeckFault } from './deckFault.ts';

const i18n = setupI18n({ locale: 'en', messages: { en: {} } });

describe('CO32 a deck that cannot be read', () => {
  it.each([
    ['slides without a fault', '# One\n\n---\n\n## Two', null],
    ['a slide without a title', '# One\n\n---\n\nwords', { kind: 'titleMissing', line: 3 }],
    ['an empty slide', '# One\n\n---\n', { kind: 'slideEmpty', line: 3 }],
    ['a note without an end', '# One\n\n<!-- mine', { kind: 'commentUnclosed', line: 3 }],
    ['a block without an end', '# One\n\n```\ncode', { kind: 'fenceUnclosed', line: 3 }],
  ])('names the line and the kind of %s', (_name, markdown, expected) => {
    expect(findDeckFault('My deck', markdown)).toEqual(expected);
  });

  it('says the line, what is wrong, and what to do', () => {
    expect(deckFaultWords(i18n, { kind: 'titleMissing', line: 12 })).toBe(
      'Line 12: The slide that begins here has no title. Begin it with a line ## and the title.',
    );
  });
});
