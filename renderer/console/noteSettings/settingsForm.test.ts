import { describe, expect, it } from 'vitest';
import { DEFAULT_NOTE_SETTINGS, type NoteSettings } from '../../../src/protocol/notes/noteSettings.ts';
import { problemsOf, putBack, toForm, toSettings, withHoliday } from './settingsForm.ts';

const text = { en: 'Breathe', es: 'Respire' };
const SETTINGS: NoteSettings = {
  ...DEFAULT_NOTE_SETTINGS,
  prompts: [{ section: 'plan', text }],
  tags: [{ id: 't1', label: text, element: 'participation' }],
  snippets: [{ id: 's1', name: 'aliento', text, section: 'plan' }],
  holidays: ['2026-11-26'],
};
let keys = 0;
const form = (settings = SETTINGS) => toForm(settings, () => `k${(keys += 1)}`);

describe('the form of the settings', () => {
  it('SG72 says again what it was made of', () => {
    expect(toSettings(form())).toEqual(SETTINGS);
    expect(toSettings(form(DEFAULT_NOTE_SETTINGS))).toEqual(DEFAULT_NOTE_SETTINGS);
  });

  it.each([
    ['dueBusinessDays', '0'],
    ['dueBusinessDays', '31'],
    ['timeSlackMinutes', ''],
    ['timeSlackMinutes', '1.5'],
    ['similarPercent', '49'],
    ['minResponseChars', 'x'],
  ] as const)('SG73 %s of "%s" is no number that it may be', (field, typed) => {
    const before = form();
    const wrong = { ...before, numbers: { ...before.numbers, [field]: typed } };
    expect([...problemsOf(wrong)]).toEqual([[field, 'number']]);
    expect(toSettings(wrong)).toBeNull();
  });

  it('SG73 wants both languages, and short names that differ', () => {
    const one = { id: 's1', name: 'A', text, section: null };
    const wrong = form({
      ...DEFAULT_NOTE_SETTINGS,
      tags: [{ id: 't1', label: { en: 'Only here', es: ' ' }, element: 'plan' }],
      snippets: [one, { ...one, id: 's2', name: 'a' }, { ...one, id: 's3', name: 'two words' }],
    });
    expect([...problemsOf(wrong).values()]).toEqual(['bothLanguages', 'nameTaken', 'shortName']);
  });

  it('SG72 keeps holidays once and in order, and takes no day that is none', () => {
    const days = ['2026-12-25', '2026-11-26', '2026-13-01', ''].reduce(withHoliday, form()).holidays;
    expect(days).toEqual(['2026-11-26', '2026-12-25']);
  });

  it('SG74 puts back what was removed where it was', () => {
    expect(putBack(['a', 'c'], 1, 'b')).toEqual(['a', 'b', 'c']);
    expect(putBack([], 4, 'b')).toEqual(['b']);
  });
});
