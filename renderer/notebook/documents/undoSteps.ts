import { z } from 'zod';
import type { TextEdit } from '../../../src/domain/notes/textEdits.ts';
import { sectionIdSchema } from '../../../src/protocol/notes/formats.ts';

/** How much of the text around a step says where it was, in UTF-16 code units. */
const AROUND = 24;
/** How much of it is enough where the text on the other side has become another. */
const ENOUGH = 8;

/** What one did at one place without a pause (WR7): `inserted` stands now where `removed` stood. */
export const undoStepSchema = z.object({
  section: sectionIdSchema,
  at: z.number().int().nonnegative(),
  removed: z.string(),
  inserted: z.string(),
  before: z.string().max(AROUND),
  after: z.string().max(AROUND),
});
export type UndoStep = z.infer<typeof undoStepSchema>;

/** A step from a change that has just been made. @param text as it is after the change */
export function stepOf(
  section: UndoStep['section'],
  text: string,
  { at, removed, inserted }: Pick<UndoStep, 'at' | 'removed' | 'inserted'>,
): UndoStep {
  const end = at + inserted.length;
  return {
    section,
    at,
    removed,
    inserted,
    before: text.slice(Math.max(0, at - AROUND), at),
    after: text.slice(end, end + AROUND),
  };
}

/** What is done at the place of a step, or right beside it, before there was a pause: one step with it; null where it is elsewhere. */
export function joined(
  step: UndoStep,
  { from, to, insert }: TextEdit,
  textBefore: string,
): Pick<UndoStep, 'at' | 'removed' | 'inserted'> | null {
  const { at, inserted } = step;
  const end = at + inserted.length;
  if (to < at || from > end) return null;
  return {
    at: Math.min(at, from),
    removed:
      textBefore.slice(Math.min(from, at), at) + step.removed + textBefore.slice(end, Math.max(to, end)),
    inserted: inserted.slice(0, Math.max(0, from - at)) + insert + inserted.slice(Math.max(0, to - at)),
  };
}

/** The change that takes a step back in a text as it is now; null where its place is not to be found any more (WR7). */
export function takeBack(text: string, step: UndoStep): TextEdit | null {
  const { inserted, removed, before, after } = step;
  const from =
    nearest(text, before, inserted + after, step.at) ??
    (inserted === ''
      ? null
      : (onlyBeside(text, before, inserted, '') ?? onlyBeside(text, '', inserted, after)));
  return from === null ? null : { from, to: from + inserted.length, insert: removed };
}

/** Where words stand beside what is left of the text around them; null where that is too little to know them from another's. */
function onlyBeside(text: string, before: string, words: string, after: string): number | null {
  const wanted = before + words + after;
  const found = text.indexOf(wanted);
  const isKnown = before.length + after.length >= ENOUGH && text.indexOf(wanted, found + 1) === -1;
  return found !== -1 && isKnown ? found + before.length : null;
}

/** Where `rest` stands after `lead`, as near to a place as can be. */
function nearest(text: string, lead: string, rest: string, near: number): number | null {
  const wanted = lead + rest;
  let best: number | null = null;
  for (let found = text.indexOf(wanted); found !== -1; found = text.indexOf(wanted, found + 1)) {
    const at = found + lead.length;
    if (best !== null && Math.abs(at - near) >= Math.abs(best - near)) break;
    best = at;
    if (wanted === '') return Math.min(near, text.length);
  }
  return best;
}
