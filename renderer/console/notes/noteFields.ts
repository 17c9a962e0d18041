import type * as Y from 'yjs';
import type { FieldPlace, NoteField } from '../../../src/domain/notes/checks/finding.ts';
import { applyEdit } from '../../../src/domain/notes/textEdits.ts';
import { readPlace } from '../../notebook/documents/noteAbout.ts';
import {
  putGoal,
  readElements,
  readGoals,
  writeRiskReason,
  type Goal,
} from '../../notebook/documents/noteElements.ts';
import type { WholeField } from '../../notebook/documents/wholeValues.ts';

/** Under which name a field beside the text can be found on the screen, as `data-field`. */
export type FieldMark = WholeField | 'riskReason' | 'interventions' | 'reason' | 'addendum';

/** Puts the focus into a field, and selects what was found there (WR40). What is folded is opened. */
export function focusField(
  root: Element | null,
  mark: FieldMark | null,
  { from, to }: FieldPlace['range'],
): void {
  // A note without a goal has a row for one all the same, under a name that nobody knows yet.
  const selector = mark === null ? '[data-field^="elements/goal/"]' : `[data-field="${mark}"]`;
  const place = root?.querySelector(selector);
  if (place instanceof HTMLDetailsElement) place.open = true;
  const field = place?.querySelector<HTMLElement>('input, textarea, button');
  field?.focus();
  if (field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement)
    if (from < to) field.setSelectionRange(from, to);
}

/** The mark of a field of a note that is being written; null where it has none yet. */
export function markOf(doc: Y.Doc, field: NoteField): FieldMark | null {
  switch (field.name) {
    case 'goal':
    case 'progress': {
      const id = (writtenGoals(doc)[field.goal] ?? readGoals(doc)[0])?.id;
      return id === undefined ? null : `elements/${field.name}/${id}`;
    }
    case 'participation':
      return 'elements/participation';
    case 'risk':
      return 'elements/riskLevel';
    case 'location':
      return readPlace(doc).type === null ? 'about/locationType' : 'about/cityAndState';
    case 'riskReason':
    case 'interventions':
    case 'reason':
      return field.name;
  }
}

/** Puts words in the place of what was found in a field, where it still stands there. */
export function replaceInField(doc: Y.Doc, { field, range }: FieldPlace, found: string, words: string): void {
  const put = (text: string, write: (text: string) => void): void => {
    if (text.slice(range.from, range.to) === found) write(applyEdit(text, { ...range, insert: words }));
  };
  if (field.name === 'riskReason')
    put(readElements(doc, null).risk?.reason ?? '', (text) => writeRiskReason(doc, text));
  const goal = field.name === 'goal' ? writtenGoals(doc)[field.goal] : undefined;
  if (goal) put(goal.text.trim(), (text) => putGoal(doc, goal.id, text));
}

/** As a draft has them: those in which something stands. */
function writtenGoals(doc: Y.Doc): readonly Goal[] {
  return readGoals(doc).filter(({ text }) => text.trim() !== '');
}
