import { fold } from '../../../../src/domain/notes/checks/foldText.ts';
import type { Mark } from '../../../../src/protocol/notes/marks.ts';
import type { Markable } from './markingView.ts';

/** A tag as the palette offers it. */
export type TagChoice = {
  readonly tag: Mark['tag'];
  readonly label: string;
  /** The key that stands for it, in lower case; null where it is found by typing. */
  readonly key: string | null;
};

/** In place of a tag's key: the last tag (MK7). */
export const LAST_TAG_KEY = '.';

/** The words of a name or label, as they are compared. */
export const wordsOf = (text: string): readonly string[] =>
  fold(text)
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');

/** One tag is another: by name, or by the program's id. */
export const isSameTag = (one: Mark['tag'], other: Mark['tag']): boolean =>
  one.kind === 'shipped'
    ? other.kind === 'shipped' && one.tag === other.tag
    : other.kind === 'own' && one.tagId === other.tagId;

/** MK1: the members of whose name some word, or the whole, begins with what was typed. All of them before. */
export function peopleFor(query: string, people: readonly Markable[]): readonly Markable[] {
  const typed = fold(query.trim());
  if (typed === '') return people;
  return people.filter(
    ({ name }) => fold(name).startsWith(typed) || wordsOf(name).some((word) => word.startsWith(typed)),
  );
}

/** MK4, MK7: the tags that what was typed can mean, the likeliest first. All of them, in their order, before. */
export function tagsFor(
  query: string,
  choices: readonly TagChoice[],
  last: Mark['tag'] | null,
): readonly TagChoice[] {
  const typed = fold(query.trim());
  if (typed === '') return choices;
  if (typed === LAST_TAG_KEY) return choices.filter(({ tag }) => last !== null && isSameTag(tag, last));
  const ranks = [
    ({ key }: TagChoice) => key === typed,
    ({ label }: TagChoice) => fold(label).startsWith(typed),
    ({ label }: TagChoice) => wordsOf(label).some((word) => word.startsWith(typed)),
  ];
  const rankOf = (choice: TagChoice): number => ranks.findIndex((fits) => fits(choice));
  return choices
    .filter((choice) => rankOf(choice) >= 0)
    .toSorted((one, other) => rankOf(one) - rankOf(other));
}
