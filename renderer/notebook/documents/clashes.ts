import * as Y from 'yjs';
import type { TextRange } from '../../../src/domain/notes/textEdits.ts';
import type { SectionId } from '../../../src/protocol/notes/formats.ts';
import { sectionText } from './noteDoc.ts';
import { isLookedAt, readStamps, type Stamp } from './stamps.ts';

/** A sentence that two people changed apart from each other, and that nobody has looked at since (WR8). */
export type Clash = {
  readonly id: string;
  readonly section: SectionId;
  /** Where it stands now, as merging left it. */
  readonly range: TextRange;
  /** As each of them left it. */
  readonly versions: readonly { readonly by: string; readonly text: string }[];
};

/** The clashes of a note, the same on every device that has the same document. */
export function clashesIn(doc: Y.Doc): readonly Clash[] {
  const stamps = readStamps(doc).flatMap((stamp) => {
    const range = rangeOf(doc, stamp);
    return range === null ? [] : [{ stamp, range }];
  });
  return stamps.flatMap((one, at) =>
    stamps.slice(at + 1).flatMap((other): readonly Clash[] => {
      const id = `${one.stamp.id} ${other.stamp.id}`;
      if (!isClash(one, other) || isLookedAt(doc, id)) return [];
      const range = {
        from: Math.min(one.range.from, other.range.from),
        to: Math.max(one.range.to, other.range.to),
      };
      const versions = [one, other].map(({ stamp: { by, text } }) => ({ by, text }));
      return [{ id, section: one.stamp.section, range, versions }];
    }),
  );
}

/** Whether two changed the same sentence apart from each other, as it stands now. */
export function areApart(doc: Y.Doc, stamp: Stamp, other: Stamp): boolean {
  const ranges = [rangeOf(doc, stamp), rangeOf(doc, other)] as const;
  return (
    ranges[0] !== null &&
    ranges[1] !== null &&
    isClash({ stamp, range: ranges[0] }, { stamp: other, range: ranges[1] })
  );
}

type Placed = { readonly stamp: Stamp; readonly range: TextRange };

function isClash(one: Placed, other: Placed): boolean {
  return (
    one.stamp.section === other.stamp.section &&
    one.stamp.text !== other.stamp.text &&
    isApart(one.stamp, other.stamp) &&
    overlap(one.range, other.range)
  );
}

/** Neither had the other's change when they made their own. */
function isApart(one: Stamp, other: Stamp): boolean {
  const hadSeen = (a: Stamp, b: Stamp) => (a.seen[b.client] ?? 0) >= b.until;
  return one.client !== other.client && !hadSeen(one, other) && !hadSeen(other, one);
}

function overlap(one: TextRange, other: TextRange): boolean {
  const isSame = one.from === other.from && one.to === other.to;
  return isSame || Math.max(one.from, other.from) < Math.min(one.to, other.to);
}

function rangeOf(doc: Y.Doc, { section, from, to }: Stamp): TextRange | null {
  sectionText(doc, section);
  const [start, end] = [from, to].map((anchor) => {
    const at = Y.createRelativePositionFromJSON(JSON.parse(anchor));
    return Y.createAbsolutePositionFromRelativePosition(at, doc)?.index;
  });
  return start === undefined || end === undefined ? null : { from: start, to: Math.max(start, end) };
}
