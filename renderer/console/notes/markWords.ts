import type { I18n } from '@lingui/core';
import type { Suggestion } from '../../../src/domain/notes/suggestions.ts';
import type { Mark, ObservationTag, Rating } from '../../../src/protocol/notes/marks.ts';
import type { NoteSettings } from '../../../src/protocol/notes/noteSettings.ts';
import { languageOf } from '../../words/i18n.ts';

/** Said of a member, as they stand on a button and in the text of a note. */
const TAGS: Readonly<Record<ObservationTag, string>> = {
  shared_openly: /*i18n*/ 'Shared openly',
  insight: /*i18n*/ 'Voiced an insight',
  named_trigger: /*i18n*/ 'Named a trigger',
  used_skill: /*i18n*/ 'Used a skill',
  skill_practice: /*i18n*/ 'Practiced a skill',
  gave_support: /*i18n*/ 'Supported a peer',
  received_feedback_well: /*i18n*/ 'Took feedback well',
  ambivalent: /*i18n*/ 'Was of two minds',
  change_talk: /*i18n*/ 'Spoke for change',
  sustain_talk: /*i18n*/ 'Spoke for staying the same',
  resistant_discord: /*i18n*/ 'Disagreed with the leader',
  withdrawn: /*i18n*/ 'Withdrew',
  tearful: /*i18n*/ 'Had tears',
  irritable: /*i18n*/ 'Showed irritation',
  tangential: /*i18n*/ 'Went off the topic',
  monopolizing: /*i18n*/ 'Took long turns',
  intoxicated_concern: /*i18n*/ 'Showed possible signs of intoxication',
  disclosed_use: /*i18n*/ 'Told of a return to use',
  risk_statement: /*i18n*/ 'Made a statement about risk',
  conflict: /*i18n*/ 'Had a conflict with a peer',
  repair: /*i18n*/ 'Took part in a repair',
  homework_done: /*i18n*/ 'Did the homework',
  homework_partial: /*i18n*/ 'Did part of the homework',
  homework_not_done: /*i18n*/ 'Did not do the homework',
  technical_problem: /*i18n*/ 'Had a technical problem',
  moved_to_side_room: /*i18n*/ 'Moved to a side room',
  returned: /*i18n*/ 'Came back to the group',
};

const RATINGS: Readonly<Record<Rating['moment'], Readonly<Record<Rating['kind'], string>>>> = {
  checkIn: {
    mood: /*i18n*/ 'Rated mood {value}/10 at check-in',
    craving: /*i18n*/ 'Rated craving {value}/10 at check-in',
    anxiety: /*i18n*/ 'Rated anxiety {value}/10 at check-in',
    sleepHours: /*i18n*/ 'Reported {value} hours of sleep at check-in',
  },
  checkOut: {
    mood: /*i18n*/ 'Rated mood {value}/10 at check-out',
    craving: /*i18n*/ 'Rated craving {value}/10 at check-out',
    anxiety: /*i18n*/ 'Rated anxiety {value}/10 at check-out',
    sleepHours: /*i18n*/ 'Reported {value} hours of sleep at check-out',
  },
};

/** A tag's name; of a tag that the practice has taken away since, a word that says so. */
export function tagName(
  i18n: I18n,
  { tag }: Pick<Mark, 'tag'>,
  { tags }: Pick<NoteSettings, 'tags'>,
): string {
  if (tag.kind === 'shipped') return i18n._(TAGS[tag.tag]);
  const own = tags.find(({ id }) => id === tag.tagId);
  return own ? own.label[languageOf(i18n)] : i18n._('A tag that is not used any more');
}

/** A suggestion's words, as they would stand in the note. */
export function suggestionWords(
  i18n: I18n,
  { source }: Suggestion,
  settings: Pick<NoteSettings, 'tags'>,
): string {
  if (source.kind === 'rating') {
    const { moment, kind, value } = source.rating;
    return `${i18n._(RATINGS[moment][kind], { value })}.`;
  }
  const name = tagName(i18n, source.mark, settings);
  return source.mark.text === '' ? `${name}.` : `${name}: ${source.mark.text}`;
}
