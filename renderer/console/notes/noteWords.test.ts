import { setupI18n, type I18n } from '@lingui/core';
import { describe, expect, test } from 'vitest';
import { messages as english } from '../../../resources/locales/en/console.po';
import { messages as spanish } from '../../../resources/locales/es/console.po';
import { FINDING_CODES, type Finding, type Mend } from '../../../src/domain/notes/checks/finding.ts';
import { SIGNING_REFUSALS } from '../../../src/domain/notes/signing.ts';
import { promptSchema, sectionIdSchema } from '../../../src/protocol/notes/formats.ts';
import { observationTagSchema, type Mark } from '../../../src/protocol/notes/marks.ts';
import { findingWords, mendWords } from './findingWords.ts';
import { suggestionWords, tagName } from './markWords.ts';
import { promptWords, sectionName } from './sectionWords.ts';
import { signingRefusalWords, stageName } from './signingWords.ts';

const LANGUAGES: readonly (readonly [string, I18n])[] = [
  ['en', setupI18n({ locale: 'en', messages: { en: english } })],
  ['es', setupI18n({ locale: 'es', messages: { es: spanish } })],
];
const MENDS: readonly Mend[] = [
  { how: 'replace', offers: ['a', 'b'] },
  { how: 'sayPeer' },
  { how: 'settle' },
  { how: 'look' },
  { how: 'write' },
  { how: 'sayAnew', like: { from: 'sameSession', docId: 'note/g/s/ben' } },
  { how: 'choose' },
  { how: 'takeFactsAgain' },
];
const mark = (rest: Partial<Mark>): Mark => ({
  id: 'm',
  sessionId: 's1',
  memberId: 'ana',
  tag: { kind: 'shipped', tag: 'insight' },
  at: 0,
  roomId: 'main',
  block: null,
  text: '',
  authorId: 'co',
  undoneAt: null,
  ...rest,
});
const settings = {
  tags: [{ id: 'song', label: { en: 'Sang', es: 'Cantó' }, element: 'participation' as const }],
};

describe.each(LANGUAGES)('the words of notes in %s', (language, i18n) => {
  test('NO3 NO30 every code has words, and each its own', () => {
    const all = [
      ...sectionIdSchema.options.map((id) => sectionName(i18n, id)),
      ...promptSchema.options.map((prompt) => promptWords(i18n, prompt)),
      ...observationTagSchema.options.map((tag) =>
        tagName(i18n, { tag: { kind: 'shipped', tag } }, settings),
      ),
      ...SIGNING_REFUSALS.map((refusal) => signingRefusalWords(i18n, refusal)),
      ...FINDING_CODES.map((code) =>
        findingWords(i18n, { code, severity: 'warn', where: null, found: 'XY', mend: { how: 'look' } }),
      ),
      stageName(i18n, { stage: 'draft' }),
    ];
    for (const words of all) expect(words).toMatch(/^[\p{Lu}“«¿]/u);
    expect(new Set(all).size).toBe(all.length);
  });

  test('NO30 every way to mend is said', () => {
    for (const mend of MENDS) {
      for (const code of ['sameText', 'planMissing'] as const) {
        const finding: Finding = { code, severity: 'block', where: null, found: '', mend };
        expect(mendWords(i18n, finding)).toMatch(/[.b]$/);
      }
    }
  });

  test('NO21 a suggestion says the mark with its text, or the rating', () => {
    const of = (rest: Partial<Mark>) =>
      suggestionWords(
        i18n,
        { id: 'x', section: 'plan', source: { kind: 'mark', mark: mark(rest) } },
        settings,
      );
    const sang = language === 'en' ? 'Sang' : 'Cantó';
    expect(of({ tag: { kind: 'own', tagId: 'song' }, text: 'la la' })).toBe(`${sang}: la la`);
    expect(of({ tag: { kind: 'own', tagId: 'gone' } })).toMatch(/^[A-Z].+\.$/);
    const rating = { memberId: 'ana', kind: 'craving', moment: 'checkIn', value: 7 } as const;
    expect(
      suggestionWords(i18n, { id: 'x', section: 'plan', source: { kind: 'rating', rating } }, settings),
    ).toContain('7/10');
  });
});
