import type { ContextMenuParams, MenuItemConstructorOptions } from 'electron';
import type { Words } from '../words/words.ts';

/** So many words are offered for a misspelled one. */
const MOST_OFFERED = 6;

export type ContextMenuPlace = Pick<
  ContextMenuParams,
  'misspelledWord' | 'dictionarySuggestions' | 'isEditable' | 'selectionText' | 'editFlags'
>;

/**
 * What the right button shows on text: words for a misspelled one, then what every text has (SH100).
 * @returns nothing where there is nothing to do
 */
export function contextMenu(
  place: ContextMenuPlace,
  i18n: Words,
  replaceWith: (word: string) => void,
): MenuItemConstructorOptions[] {
  const words = spelling(place, i18n, replaceWith);
  const edits = editing(place, i18n);
  return words.length > 0 && edits.length > 0
    ? [...words, { type: 'separator' }, ...edits]
    : [...words, ...edits];
}

function spelling(
  { misspelledWord, dictionarySuggestions }: ContextMenuPlace,
  i18n: Words,
  replaceWith: (word: string) => void,
): MenuItemConstructorOptions[] {
  if (misspelledWord === '') return [];
  if (dictionarySuggestions.length === 0)
    return [{ label: i18n._('No other spelling known'), enabled: false }];
  return dictionarySuggestions.slice(0, MOST_OFFERED).map((word) => ({
    label: word,
    click: () => {
      replaceWith(word);
    },
  }));
}

function editing(
  { isEditable, selectionText, editFlags }: ContextMenuPlace,
  i18n: Words,
): MenuItemConstructorOptions[] {
  const copy: MenuItemConstructorOptions = {
    role: 'copy',
    label: i18n._('Copy'),
    enabled: editFlags.canCopy,
  };
  if (!isEditable) return selectionText.trim() === '' ? [] : [copy];
  return [
    { role: 'cut', label: i18n._('Cut'), enabled: editFlags.canCut },
    copy,
    { role: 'paste', label: i18n._('Paste'), enabled: editFlags.canPaste },
    { role: 'selectAll', label: i18n._('Select all'), enabled: editFlags.canSelectAll },
  ];
}
