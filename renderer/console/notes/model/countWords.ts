import { unsettledIn } from '../../../../src/domain/notes/textEdits.ts';
import type { NoteSection } from '../../../../src/protocol/notes/formats.ts';

/** How many words a note has, without suggestions that are not settled (WR22). */
export function countWords(sections: readonly NoteSection[]): number {
  return sections.reduce((total, { text }) => {
    let settled = text;
    for (const { from, to } of unsettledIn(text).toReversed())
      settled = `${settled.slice(0, from)} ${settled.slice(to)}`;
    return total + (settled.match(/[\p{L}\p{N}][\p{L}\p{M}\p{N}'’.:/-]*/gu)?.length ?? 0);
  }, 0);
}
