import type { TextRange } from '../textEdits.ts';
import { fold, foldText, unfoldRange } from './foldText.ts';

/** Everything somebody is called: display, legal and preferred names, nicknames. */
export type CalledBy = readonly string[];

/**
 * What everybody is called, as seen from a note: the others, whose names are found, and the member and staff, whose are not (NO31, NO33).
 *
 * @param subject the member's id; in a group's note nobody's
 */
export function calledAround(
  people: readonly {
    readonly id: string;
    readonly kind: 'member' | 'staff';
    readonly name: string;
    readonly names: readonly string[];
  }[],
  subject: string,
): { readonly others: readonly CalledBy[]; readonly own: readonly CalledBy[] } {
  const isOwn = ({ kind, id }: (typeof people)[number]) => kind === 'staff' || id === subject;
  const called = ({ name, names }: (typeof people)[number]) => [...new Set([name, ...names])];
  return {
    others: people.filter((one) => !isOwn(one)).map(called),
    own: people.filter(isOwn).map(called),
  };
}

export type NameMatch = { readonly kind: 'otherName' | 'otherInitials'; readonly range: TextRange };

/**
 * Names that are everyday words in one of the product's languages, folded: as a name only with a capital (NO33).
 * Months, virtues, flowers and the like, as far as people are called by them.
 */
const EVERYDAY = new Set(
  (
    'will hope grace faith joy mark may april june august summer autumn dawn rose lily ivy iris daisy violet heather ' +
    'olive hazel ginger ruby pearl amber jade crystal opal star sky river rain sunny stormy art bill bob chance charity chase ' +
    'christian clay cliff dean destiny don drew duke earl frank gene guy harmony harry hunter jack jean jimmy john justice ' +
    'king lance major mason melody merry mercy miles nick page pat patience peace penny pierce ray reed rich rob rod rusty ' +
    'sage sandy serenity sue trinity victor wade ward young long short brown white black green gray rosa paz luz sol ' +
    'esperanza consuelo dolores soledad mercedes pilar angel angeles jesus cruz salvador victoria gloria alma flor perla ' +
    'estrella blanca linda clara mar luna cielo milagros remedios socorro amparo fe caridad leon domingo cesar'
  ).split(' '),
);

/** Words of a name that name nobody: particles, and titles. */
const NO_NAMES = new Set([
  'de',
  'del',
  'la',
  'las',
  'los',
  'y',
  'van',
  'von',
  'der',
  'den',
  'da',
  'do',
  'dos',
  'mr',
  'mrs',
  'ms',
  'dr',
  'jr',
  'sr',
  'the',
  'sra',
]);

const MIN_FOLDED_LETTERS = 3;

/**
 * Where a text names somebody of the group other than the member (NO31 to NO33), in order, without overlaps.
 * @param own what the member and the staff are called: never a match
 */
export function othersNamedIn(
  text: string,
  others: readonly CalledBy[],
  own: readonly CalledBy[],
): readonly NameMatch[] {
  const ownWords = new Set(own.flat().flatMap(nameWords).map(fold));
  const wanted = wantedWords(others, ownWords);
  const folded = foldText(text);
  const names = [...folded.folded.matchAll(/[\p{L}\p{N}]+/gu)].flatMap((match): NameMatch[] => {
    const range = unfoldRange(folded, match.index, match.index + match[0].length);
    const isName = isWanted(text.slice(range.from, range.to), match[0], wanted);
    return isName ? [{ kind: 'otherName', range }] : [];
  });
  names.push(...sharedIn(text, others, ownWords));
  const initials = initialsIn(text, others, own).filter(
    ({ range }) => !names.some((name) => name.range.from < range.to && range.from < name.range.to),
  );
  return [...names, ...initials].sort((a, b) => a.range.from - b.range.from);
}

/** A first name that is the member's or staff's too, with the initial that says whose it is: `Ana B.` beside an `Ana R.` */
function sharedIn(
  text: string,
  others: readonly CalledBy[],
  ownWords: ReadonlySet<string>,
): readonly NameMatch[] {
  const folded = foldText(text);
  return others.flat().flatMap((name) => {
    const [, first = '', initial = ''] = /^([\p{L}\p{M}'-]+)\s+(\p{L})\p{M}*\.?$/u.exec(name.trim()) ?? [];
    if (!ownWords.has(fold(first))) return [];
    const pattern = new RegExp(
      `(?<![\\p{L}\\p{N}])${fold(first)}\\s+${fold(initial)}(?![\\p{L}\\p{N}])`,
      'gu',
    );
    return [...folded.folded.matchAll(pattern)].map(({ index, 0: found }): NameMatch => ({
      kind: 'otherName',
      range: unfoldRange(folded, index, index + found.length),
    }));
  });
}

type Wanted = { readonly folded: ReadonlySet<string>; readonly exact: ReadonlySet<string> };

/** The words by which others are named: folded, but those of one or two letters as they are written. */
function wantedWords(others: readonly CalledBy[], ownWords: ReadonlySet<string>): Wanted {
  const words = others
    .flat()
    .flatMap(nameWords)
    .filter((word) => !ownWords.has(fold(word)));
  return {
    folded: new Set(words.map(fold).filter((word) => word.length >= MIN_FOLDED_LETTERS)),
    exact: new Set(words.filter((word) => fold(word).length < MIN_FOLDED_LETTERS)),
  };
}

function isWanted(written: string, folded: string, { folded: names, exact }: Wanted): boolean {
  if (exact.has(written)) return true;
  if (!names.has(folded)) return false;
  return !EVERYDAY.has(folded) || /^\p{Lu}/u.test(written);
}

/** The words of a name that name somebody: without single letters (they are initials), particles and titles. */
function nameWords(name: string): readonly string[] {
  const words = name.match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
  return words.filter((word) => fold(word).length > 1 && !NO_NAMES.has(fold(word)));
}

/** Where others' initials stand: `A.R.`, `A. R.`, `AR`; for a display name `Ana R.` too. */
function initialsIn(
  text: string,
  others: readonly CalledBy[],
  own: readonly CalledBy[],
): readonly NameMatch[] {
  const ownInitials = new Set(own.flat().map(initialsOf));
  const wanted = new Set(others.flat().map(initialsOf));
  const pattern =
    /(?<![\p{L}\p{N}])(?:\p{Lu}\.\s?){1,3}\p{Lu}\.?(?![\p{L}\p{N}])|(?<![\p{L}\p{N}])\p{Lu}{2,4}(?![\p{L}\p{N}])/gu;
  return [...text.matchAll(pattern)].flatMap((match): NameMatch[] => {
    const letters = fold(match[0].replaceAll(/[^\p{L}]/gu, ''));
    const isAnother = letters.length > 1 && wanted.has(letters) && !ownInitials.has(letters);
    if (!isAnother || ABBREVIATIONS.has(match[0])) return [];
    return [{ kind: 'otherInitials', range: { from: match.index, to: match.index + match[0].length } }];
  });
}

/** Capitals that notes are full of and that name nobody, though they may be somebody's initials. */
const ABBREVIATIONS = new Set([
  'AA',
  'NA',
  'AM',
  'PM',
  'OK',
  'TV',
  'ER',
  'IOP',
  'PHP',
  'CBT',
  'DBT',
  'SUD',
  'MI',
  'SI',
  'HI',
  'US',
  'CA',
  'PTSD',
  'OP',
  'LOC',
  'MAT',
]);

function initialsOf(name: string): string {
  const words = name.match(/[\p{L}\p{M}]+/gu) ?? [];
  return words.map((word) => fold(word).slice(0, 1)).join('');
}
