import type { Mark } from '../../../../src/protocol/notes/marks.ts';

/** What one may do with a mark now; what is impossible is undefined (MK31). */
export type MarkActions = {
  readonly rewrite: ((text: string) => void) | undefined;
  readonly undo: (() => void) | undefined;
  readonly redo: (() => void) | undefined;
};

/** Marks made one after the other in the same part of the run sheet. */
export type TimelineGroup = {
  /** Stays the same while newer marks come. */
  readonly id: string;
  readonly block: Mark['block'];
  readonly marks: readonly Mark[];
};

/** Whether a mark is shown to somebody: those taken back only to their author (MK31). */
export const isShownTo = (mark: Mark, selfId: string): boolean =>
  mark.undoneAt === null || mark.authorId === selfId;

/** MK30: the newest first, under their parts. `memberId` limits it to one member. */
export function timelineOf(
  marks: readonly Mark[],
  selfId: string,
  memberId: string | null,
): readonly TimelineGroup[] {
  const shown = marks.filter(
    (mark) => isShownTo(mark, selfId) && (memberId === null || mark.memberId === memberId),
  );
  const groups: { id: string; block: Mark['block']; marks: Mark[] }[] = [];
  for (const mark of shown.toSorted((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1))) {
    const last = groups.at(-1);
    if (last && last.block?.index === mark.block?.index) last.marks.push(mark);
    else groups.push({ id: mark.id, block: mark.block, marks: [mark] });
  }
  return groups.toReversed().map((group) => ({ ...group, marks: group.marks.toReversed() }));
}

/** The last of one's own marks that can be taken back, among those made on this screen, or that can be put back (MK11). */
export function lastMade(
  marks: readonly Mark[],
  madeIds: readonly string[],
  wanted: 'standing' | 'undone',
): Mark | undefined {
  const byId = new Map(marks.map((mark) => [mark.id, mark]));
  const made = madeIds.flatMap((id) => byId.get(id) ?? []);
  if (wanted === 'standing') return made.findLast(({ undoneAt }) => undoneAt === null);
  return made.reduce<Mark | undefined>(
    (best, mark) => (mark.undoneAt !== null && (best?.undoneAt ?? -1) <= mark.undoneAt ? mark : best),
    undefined,
  );
}
