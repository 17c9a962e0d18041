import type { I18n } from '@lingui/core';
import { localTextSchema } from '../../../src/protocol/session/state.ts';
import { languageOf } from '../../words/i18n.ts';
import { CHOICES, optionsOf } from './choiceWords.ts';

/** The choices of a field, by the beginning of its name. */
const OF_FIELD: readonly (readonly [start: string, choices: Readonly<Record<string, string>>])[] = [
  ['elements/participation', CHOICES.participation],
  ['elements/riskLevel', CHOICES.risk],
  ['elements/progress/', CHOICES.progress],
  ['about/format', CHOICES.format],
  ['about/locationType', CHOICES.location],
  ['about/modality', CHOICES.modality],
  ['about/deliveryMode', CHOICES.delivery],
];
const INTERVENTION = 'elements/intervention/';

/** What a field asks for, by the beginning of its name. */
const NAMES: readonly (readonly [start: string, name: string])[] = [
  ['elements/participation', /*i18n*/ 'Took part'],
  ['elements/riskLevel', /*i18n*/ 'Risk'],
  ['elements/progress/', /*i18n*/ 'Progress'],
  ['elements/goal/', /*i18n*/ 'Goal'],
  ['riskReason', /*i18n*/ 'Risk'],
];

/** A value with what it answers to, as it stands in a sentence of its own. */
export function fieldWords(i18n: I18n, field: string, value: unknown): string {
  const name = NAMES.find(([start]) => field.startsWith(start))?.[1];
  const words = wholeWords(i18n, field, value);
  return name === undefined ? words : i18n._('{section}: {text}', { section: i18n._(name), text: words });
}

/** A chosen value in words. One that this release does not know is said to be that, and not left out. */
export function wholeWords(i18n: I18n, field: string, value: unknown): string {
  const choices = OF_FIELD.find(([start]) => field.startsWith(start))?.[1];
  const choice = choices && optionsOf(i18n, choices).find(({ id }) => id === value)?.label;
  const text = localTextSchema.safeParse(value).data?.[languageOf(i18n)];
  if (choice !== undefined) return choice;
  if (field.startsWith(INTERVENTION)) return interventionWords(i18n, field, value === true);
  if (text !== undefined) return text;
  if (typeof value === 'string' && !choices) return value === '' ? i18n._('nothing') : value;
  return value === undefined ? i18n._('nothing') : i18n._('something that this version does not know');
}

function interventionWords(i18n: I18n, field: string, isChosen: boolean): string {
  const tag = field.slice(INTERVENTION.length);
  const name = optionsOf(i18n, CHOICES.intervention).find(({ id }) => id === tag)?.label ?? tag;
  return isChosen ? name : i18n._('without {name}', { name });
}
