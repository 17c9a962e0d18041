import { fold } from '../../../../src/domain/notes/checks/foldText.ts';
import type { Mark } from '../../../../src/protocol/notes/marks.ts';
import type { Markable, MarkingView } from './markingView.ts';
import { LAST_TAG_KEY, peopleFor, tagsFor, wordsOf, type TagChoice } from './options.ts';

/** Within so long, in milliseconds, a letter that goes on with the name is part of it (MK6). */
const TYPED_ON_MS = 500;

/** What the rest of a name would be, and when it was last typed on. */
type TypedOn = { readonly rests: readonly string[]; readonly at: number };

/** The layer in which a mark is made: first who, then what. */
export type Palette = {
  /** When it was opened, by the session clock, and the session as it was then (MK2). */
  readonly at: number;
  readonly view: MarkingView;
  readonly query: string;
  /** The place of what Enter takes; null before anything was typed or moved (MK5). */
  readonly highlight: number | null;
  /** The few words beside the tag (MK8). */
  readonly text: string;
  readonly stage:
    | { readonly at: 'who'; readonly isAgain: boolean }
    | { readonly at: 'what'; readonly person: Markable; readonly typedOn: TypedOn | null };
};

/** What the palette chooses from, beside the people. */
export type Tags = { readonly choices: readonly TagChoice[]; readonly last: Mark['tag'] | null };

/** A mark as the palette knows it; who keeps marks adds its id and its author. */
export type MarkDraft = Omit<Mark, 'id' | 'authorId' | 'undoneAt'>;

/** What a step leads to: the palette goes on, or the mark is made. */
export type Step =
  | { readonly kind: 'open'; readonly palette: Palette }
  | { readonly kind: 'made'; readonly draft: MarkDraft };

/** Opens it: on a member where one is given, for the last tag where it is wanted again (MK7, MK10). */
export function openPalette(
  view: MarkingView,
  at: number,
  { memberId, isAgain = false }: { memberId?: string; isAgain?: boolean } = {},
): Palette {
  const blank: Palette = { at, view, query: '', highlight: null, text: '', stage: { at: 'who', isAgain } };
  const person = view.people.find(({ id }) => id === memberId);
  return person ? withPerson(blank, person, null) : blank;
}

export type Options =
  | { readonly of: 'people'; readonly list: readonly Markable[] }
  | { readonly of: 'tags'; readonly list: readonly TagChoice[] };

/** What can be chosen now, in the order in which it is shown. */
export function optionsOf({ stage, query, view }: Palette, { choices, last }: Tags): Options {
  return stage.at === 'who'
    ? { of: 'people', list: peopleFor(query, view.people) }
    : { of: 'tags', list: tagsFor(query, choices, last) };
}

/** The field's text has become `query`, at `now` by any clock that only moves on. */
export function typed(palette: Palette, query: string, now: number): Palette {
  const { stage, view } = palette;
  if (stage.at === 'who') {
    const found = peopleFor(query, view.people);
    const [only] = found;
    if (query.trim() !== '' && found.length === 1 && only)
      return withPerson(palette, only, { rests: restsOf(only.name, query), at: now });
    return { ...palette, query, highlight: firstWhere(query !== '') };
  }
  const rests = goesOn(stage.typedOn, palette.query, query, now);
  if (rests.length > 0) return { ...palette, stage: { ...stage, typedOn: { rests, at: now } } };
  // Whoever types on wants another tag than the last.
  const wanted = palette.query === LAST_TAG_KEY && query.length > 1 ? query.replace(LAST_TAG_KEY, '') : query;
  return {
    ...palette,
    query: wanted,
    highlight: firstWhere(wanted !== ''),
    stage: { ...stage, typedOn: null },
  };
}

/** Moves the highlight by arrow keys, round the ends. */
export function moved(palette: Palette, by: 1 | -1, tags: Tags): Palette {
  const { length } = optionsOf(palette, tags).list;
  if (length === 0) return palette;
  const from = palette.highlight ?? (by === 1 ? -1 : length);
  return { ...palette, highlight: (from + by + length) % length };
}

/** From what back to who (MK5). */
export function back(palette: Palette): Palette {
  return palette.stage.at === 'who'
    ? palette
    : { ...palette, query: '', highlight: null, stage: { at: 'who', isAgain: false } };
}

/** Takes an option: by Enter the highlighted one, by a click any. */
export function taken(palette: Palette, index: number | null, tags: Tags): Step {
  const { stage, view, at, text } = palette;
  const options = optionsOf(palette, tags);
  if (index !== null) {
    if (stage.at === 'who' && options.of === 'people') {
      const person = options.list[index];
      if (person) return { kind: 'open', palette: withPerson(palette, person, null) };
    }
    if (stage.at === 'what' && options.of === 'tags') {
      const choice = options.list[index];
      if (choice) {
        const { id: memberId, roomId } = stage.person;
        const { sessionId, block } = view;
        return {
          kind: 'made',
          draft: { sessionId, memberId, tag: choice.tag, at, roomId, block, text: text.trim() },
        };
      }
    }
  }
  return { kind: 'open', palette };
}

const firstWhere = (isWanted: boolean): number | null => (isWanted ? 0 : null);

function withPerson(palette: Palette, person: Markable, typedOn: TypedOn | null): Palette {
  const isAgain = palette.stage.at === 'who' && palette.stage.isAgain;
  return {
    ...palette,
    query: isAgain ? LAST_TAG_KEY : '',
    highlight: firstWhere(isAgain),
    stage: { at: 'what', person, typedOn },
  };
}

/** How a name could go on after what was typed of it. */
function restsOf(name: string, query: string): readonly string[] {
  const begun = fold(query.trim());
  return [fold(name), ...wordsOf(name)]
    .filter((word) => word.startsWith(begun) && word.length > begun.length)
    .map((word) => word.slice(begun.length));
}

/** What may still follow of the name, where the letter just typed belongs to it; otherwise nothing. */
function goesOn(typedOn: TypedOn | null, before: string, query: string, now: number): readonly string[] {
  const letter = fold(query.slice(before.length));
  if (typedOn === null || letter === '' || !query.startsWith(before) || now - typedOn.at > TYPED_ON_MS)
    return [];
  return typedOn.rests.filter((rest) => rest.startsWith(letter)).map((rest) => rest.slice(letter.length));
}
