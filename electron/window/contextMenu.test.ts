import { describe, expect, it } from 'vitest';
import { contextMenu, type ContextMenuPlace } from './contextMenu.ts';

const ALL = {
  canUndo: true,
  canRedo: true,
  canCut: true,
  canCopy: true,
  canPaste: true,
  canDelete: true,
  canSelectAll: true,
  canEditRichly: true,
};
const PLAIN: ContextMenuPlace = {
  misspelledWord: '',
  dictionarySuggestions: [],
  isEditable: false,
  selectionText: '',
  editFlags: ALL,
};
const i18n = { _: (sentence: string) => sentence };

function labels(place: Partial<ContextMenuPlace>): (string | undefined)[] {
  return contextMenu({ ...PLAIN, ...place }, i18n, () => undefined).map(({ label, type }) => label ?? type);
}

describe('SH100: the right button', () => {
  it('offers words for a misspelled one first, and puts in the one that is chosen', () => {
    const chosen: string[] = [];
    const place = {
      ...PLAIN,
      isEditable: true,
      misspelledWord: 'recieve',
      dictionarySuggestions: ['receive'],
    };
    const [first] = contextMenu(place, i18n, (word) => chosen.push(word));
    Reflect.apply(first?.click ?? (() => undefined), undefined, []);
    expect(chosen).toEqual(['receive']);
    expect(labels(place)).toEqual(['receive', 'separator', 'Cut', 'Copy', 'Paste', 'Select all']);
  });

  it('says so where no other spelling is known, and offers six words at most', () => {
    expect(labels({ misspelledWord: 'Xyzzy' })).toEqual(['No other spelling known']);
    const dictionarySuggestions = Array.from({ length: 9 }, (_, index) => `word${index}`);
    expect(labels({ misspelledWord: 'wrd', dictionarySuggestions })).toHaveLength(6);
  });

  it('copies what is chosen in a text that is only read, and is nothing elsewhere', () => {
    expect(labels({ selectionText: 'a sentence' })).toEqual(['Copy']);
    expect(labels({})).toEqual([]);
  });
});
