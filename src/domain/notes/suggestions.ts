import type { Element, NoteFormat, SectionId } from '../../protocol/notes/formats.ts';
import type { Mark, ObservationTag, Rating } from '../../protocol/notes/marks.ts';
import type { NoteSettings } from '../../protocol/notes/noteSettings.ts';
import { sectionFor } from './formats.ts';
import { BRACKETS } from './textEdits.ts';

/** What could stand in a section, until a person settles it. The words are made by whoever shows it. */
export type Suggestion = {
  /** The same for the same mark or rating, so that what was put in once is known again (NO22). */
  readonly id: string;
  readonly section: SectionId;
  readonly source:
    | { readonly kind: 'mark'; readonly mark: Mark }
    | { readonly kind: 'rating'; readonly rating: Rating };
};

/** The element that a tag says something about (domain.md 2.5, "Auto-drafting rules"; 2.9). */
const ELEMENT_OF: Readonly<Record<ObservationTag, Element>> = {
  shared_openly: 'participation',
  insight: 'response',
  named_trigger: 'participation',
  used_skill: 'response',
  skill_practice: 'participation',
  gave_support: 'participation',
  received_feedback_well: 'response',
  ambivalent: 'response',
  change_talk: 'response',
  sustain_talk: 'response',
  resistant_discord: 'response',
  withdrawn: 'participation',
  tearful: 'presentation',
  irritable: 'presentation',
  tangential: 'participation',
  monopolizing: 'participation',
  intoxicated_concern: 'presentation',
  disclosed_use: 'progress',
  risk_statement: 'risk',
  conflict: 'participation',
  repair: 'response',
  homework_done: 'progress',
  homework_partial: 'progress',
  homework_not_done: 'progress',
  technical_problem: 'participation',
  moved_to_side_room: 'participation',
  returned: 'participation',
};

/** What is suggested for a member's note (NO21): ratings first, then marks as they were made. */
export function suggestionsFor(
  memberId: string,
  format: NoteFormat,
  marks: readonly Mark[],
  ratings: readonly Rating[],
  settings: Pick<NoteSettings, 'tags'>,
): readonly Suggestion[] {
  const place = (element: Element): SectionId => sectionFor(element, 'member', format) ?? 'narrative';
  const ofRatings = ratings
    .filter((rating) => rating.memberId === memberId)
    .map((rating): Suggestion => {
      const isAfter = rating.moment === 'checkOut';
      return {
        id: `rating:${rating.moment}:${rating.kind}`,
        section: isAfter ? place('response') : ratingsAtStart(format),
        source: { kind: 'rating', rating },
      };
    });
  const ofMarks = marks
    .filter((mark) => mark.memberId === memberId && mark.undoneAt === null)
    .toSorted((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1))
    .map((mark): Suggestion => ({
      id: `mark:${mark.id}`,
      section: place(elementOf(mark, settings)),
      source: { kind: 'mark', mark },
    }));
  return [...ofRatings, ...ofMarks];
}

/** What is still to be put in: `placedIds` are of those that were, whatever became of them. */
export function notYetPlaced(
  suggestions: readonly Suggestion[],
  placedIds: ReadonlySet<string>,
): readonly Suggestion[] {
  return suggestions.filter(({ id }) => !placedIds.has(id));
}

/** A suggestion's words as they stand in the text. Brackets within the words would settle wrongly and are left out. */
export function bracketed(words: string): string {
  return `${BRACKETS.open}${words.replaceAll(/[⟦⟧]/g, '')}${BRACKETS.close}`;
}

function elementOf({ tag }: Mark, { tags }: Pick<NoteSettings, 'tags'>): Element {
  if (tag.kind === 'shipped') return ELEMENT_OF[tag.tag];
  return tags.find(({ id }) => id === tag.tagId)?.element ?? 'participation';
}

/** domain.md 2.5: SOAP has ratings under what the member says; elsewhere they stand with the presentation. */
function ratingsAtStart(format: NoteFormat): SectionId {
  return format === 'SOAP' ? 'subjective' : (sectionFor('presentation', 'member', format) ?? 'narrative');
}
