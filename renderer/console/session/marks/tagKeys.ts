import type { I18n } from '@lingui/core';
import { observationTagSchema, type ObservationTag } from '../../../../src/protocol/notes/marks.ts';
import type { NoteSettings } from '../../../../src/protocol/notes/noteSettings.ts';
import type { Language } from '../../../../src/protocol/session/people.ts';
import { languageOf } from '../../../words/i18n.ts';
import { tagName } from '../../notes/markWords.ts';
import type { TagChoice } from './options.ts';

/** The commonest tags, in the order in which the palette shows them, each with a letter of its own words (MK4). */
const KEYED: readonly (readonly [ObservationTag, Readonly<Record<Language, string>>])[] = [
  ['shared_openly', { en: 's', es: 'c' }],
  ['insight', { en: 'i', es: 'e' }],
  ['named_trigger', { en: 't', es: 'n' }],
  ['used_skill', { en: 'u', es: 'u' }],
  ['skill_practice', { en: 'p', es: 'p' }],
  ['gave_support', { en: 'e', es: 'a' }],
  ['received_feedback_well', { en: 'f', es: 'b' }],
  ['change_talk', { en: 'c', es: 'f' }],
  ['ambivalent', { en: 'm', es: 'm' }],
  ['withdrawn', { en: 'w', es: 's' }],
  ['tearful', { en: 'h', es: 'l' }],
  ['homework_done', { en: 'd', es: 't' }],
  ['disclosed_use', { en: 'o', es: 'v' }],
  ['risk_statement', { en: 'r', es: 'r' }],
];

/** Every tag that a mark can have: those with a key, the others of the product, the program's own (domain.md 3.9). */
export function tagChoices(i18n: I18n, settings: Pick<NoteSettings, 'tags'>): readonly TagChoice[] {
  const language = languageOf(i18n);
  const keyed = new Map(KEYED.map(([tag, keys]) => [tag, keys[language]]));
  const shipped = [...keyed.keys(), ...observationTagSchema.options.filter((tag) => !keyed.has(tag))];
  const tags: readonly TagChoice['tag'][] = [
    ...shipped.map((tag) => ({ kind: 'shipped', tag }) as const),
    ...settings.tags.map(({ id }) => ({ kind: 'own', tagId: id }) as const),
  ];
  return tags.map((tag) => ({
    tag,
    label: tagName(i18n, { tag }, settings),
    key: tag.kind === 'shipped' ? (keyed.get(tag.tag) ?? null) : null,
  }));
}
