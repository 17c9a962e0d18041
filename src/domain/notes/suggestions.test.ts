import { describe, expect, it } from 'vitest';
import { elementSchema, noteFormatSchema, noteKindSchema } from '../../protocol/notes/formats.ts';
import { observationTagSchema, type Mark, type Rating } from '../../protocol/notes/marks.ts';
import { DEFAULT_NOTE_SETTINGS, noteSettingsSchema } from '../../protocol/notes/noteSettings.ts';
import { sectionFor, sectionsOf } from './formats.ts';
import { notYetPlaced, suggestionsFor } from './suggestions.ts';

const mark = (id: string, at: number, rest: Partial<Mark> = {}): Mark => ({
  id,
  sessionId: 's1',
  memberId: 'ana',
  tag: { kind: 'shipped', tag: 'insight' },
  at,
  roomId: 'main',
  block: { index: 0, kind: 'process' },
  text: '',
  authorId: 'co',
  undoneAt: null,
  ...rest,
});
const rating = (moment: Rating['moment'], memberId = 'ana'): Rating => ({
  memberId,
  kind: 'craving',
  moment,
  value: 7,
});
const placed = (marks: Mark[], ratings: Rating[] = [], format = DEFAULT_NOTE_SETTINGS.format) =>
  suggestionsFor('ana', format, marks, ratings, {
    tags: [{ id: 'song', label: { en: 'Sang', es: 'Cantó' }, element: 'participation' }],
  }).map(({ id, section }) => [id, section]);

describe('formats', () => {
  it.each(noteFormatSchema.options)('NO2 %s has every element, each in one section', (format) => {
    const elements = sectionsOf('member', format).flatMap((section) => section.elements);
    expect(elements.toSorted()).toEqual(elementSchema.options.toSorted());
  });

  it('NO1 the sections are those of domain.md 2.5, and other kinds have their own', () => {
    expect(
      noteFormatSchema.options.map((format) =>
        sectionsOf('member', format)
          .map(({ id }) => id)
          .join(),
      ),
    ).toEqual([
      'subjective,objective,assessment,plan',
      'data,assessment,plan',
      'behavior,intervention,response,plan',
      'goal,intervention,response,plan',
      'problem,intervention,evaluation',
      'narrative',
    ]);
    for (const kind of noteKindSchema.exclude(['member']).options)
      expect(sectionsOf(kind, 'SOAP')).toBe(sectionsOf(kind, 'PIE'));
    expect(sectionFor('risk', 'absence', 'SOAP')).toBe('absenceReason');
  });

  it('NO4 settings that say nothing are whole', () => {
    expect(noteSettingsSchema.parse({})).toEqual(DEFAULT_NOTE_SETTINGS);
    expect(DEFAULT_NOTE_SETTINGS).toMatchObject({
      dueBusinessDays: 3,
      minResponseChars: 40,
      similarPercent: 85,
    });
  });
});

describe('suggestions', () => {
  it('NO21 come of the member’s own marks and ratings, ratings first, marks as they were made', () => {
    expect(
      placed(
        [
          mark('m2', 20, { tag: { kind: 'own', tagId: 'song' } }),
          mark('m1', 10),
          mark('m3', 30, { memberId: 'ben' }),
          mark('m4', 40, { undoneAt: 41 }),
        ],
        [rating('checkIn'), rating('checkOut'), rating('checkIn', 'ben')],
      ),
    ).toEqual([
      ['rating:checkIn:craving', 'behavior'],
      ['rating:checkOut:craving', 'response'],
      ['mark:m1', 'response'],
      ['mark:m2', 'behavior'],
    ]);
    expect(placed([], [rating('checkIn')], 'SOAP')).toEqual([['rating:checkIn:craving', 'subjective']]);
  });

  it('NO21 every tag has a section in every format', () => {
    for (const format of noteFormatSchema.options) {
      const sections = sectionsOf('member', format).map(({ id }) => id);
      for (const tag of observationTagSchema.options) {
        const [suggestion] = placed([mark('m', 0, { tag: { kind: 'shipped', tag } })], [], format);
        expect(sections).toContain(suggestion?.[1]);
      }
    }
  });

  it('NO22 what was put in once is not proposed again', () => {
    const all = suggestionsFor('ana', 'DAP', [mark('m1', 1), mark('m2', 2)], [], { tags: [] });
    expect(notYetPlaced(all, new Set(['mark:m1'])).map(({ id }) => id)).toEqual(['mark:m2']);
  });
});
