import type { I18n } from '@lingui/core';
import type { Element, NoteFormat } from '../../../src/protocol/notes/formats.ts';
import { NUMBER_LIMITS, type NumberField, type Problem } from './settingsForm.ts';

const FORMATS: Readonly<Record<NoteFormat, string>> = {
  SOAP: /*i18n*/ 'SOAP: subjective, objective, assessment, plan',
  DAP: /*i18n*/ 'DAP: data, assessment, plan',
  BIRP: /*i18n*/ 'BIRP: behavior, intervention, response, plan',
  GIRP: /*i18n*/ 'GIRP: goal, intervention, response, plan',
  PIE: /*i18n*/ 'PIE: problem, intervention, evaluation',
  NARRATIVE: /*i18n*/ 'Narrative: one text',
};

const ELEMENTS: Readonly<Record<Element, string>> = {
  goal: /*i18n*/ 'Goal',
  intervention: /*i18n*/ 'Intervention',
  presentation: /*i18n*/ 'Presentation',
  participation: /*i18n*/ 'Participation',
  response: /*i18n*/ 'Response',
  progress: /*i18n*/ 'Progress',
  risk: /*i18n*/ 'Risk',
  plan: /*i18n*/ 'Plan',
};

const NUMBERS: Readonly<Record<NumberField, { readonly label: string; readonly help: string }>> = {
  dueBusinessDays: {
    label: /*i18n*/ 'Business days until a note is due',
    help: /*i18n*/ 'Monday to Friday without the holidays, counted after the day of the session.',
  },
  minResponseChars: {
    label: /*i18n*/ 'Least length of a member’s own part, in characters',
    help: /*i18n*/ 'A note whose own part is shorter cannot be signed.',
  },
  timeSlackMinutes: {
    label: /*i18n*/ 'Minutes by which a time in the text may lie outside the session',
    help: /*i18n*/ 'A time further off is pointed out.',
  },
  similarPercent: {
    label: /*i18n*/ 'Likeness from which a text counts as repeated, in percent',
    help: /*i18n*/ 'Compared with the other notes of the session and the member’s last one.',
  },
};

export const formatWords = (i18n: I18n, format: NoteFormat): string => i18n._(FORMATS[format]);
export const elementWords = (i18n: I18n, element: Element): string => i18n._(ELEMENTS[element]);
export const numberWords = (i18n: I18n, field: NumberField) => ({
  label: i18n._(NUMBERS[field].label),
  help: i18n._(NUMBERS[field].help),
});

/** What is wrong and how to put it right (SG73). */
export function problemWords(i18n: I18n, problem: Problem, field?: NumberField): string {
  switch (problem) {
    case 'number': {
      const [least, most] = field === undefined ? [0, 0] : NUMBER_LIMITS[field];
      return i18n._('Give a whole number from {least} to {most}.', { least, most });
    }
    case 'bothLanguages':
      return i18n._('Write it in both languages, so that everybody finds it in theirs.');
    case 'shortName':
      return i18n._('Use up to 24 letters, digits and hyphens, without spaces.');
    case 'nameTaken':
      return i18n._('Another text has this name. Choose a different one.');
  }
}
