import type { Editor } from '@tiptap/core';
import type * as Y from 'yjs';
import type { SectionId } from '../../../../src/protocol/notes/formats.ts';
import type { Present } from '../../../../src/protocol/notebook/presence.ts';
import { hueOf } from '../../../ui/hue.ts';
import { indexOfPlace } from '../presence/cursorPlace.ts';
import type { DrawnCarets } from './drawCarets.ts';

export type FollowCaretsDeps = {
  readonly doc: Y.Doc;
  readonly section: SectionId;
  readonly others: readonly Present[];
  readonly made: Editor;
  readonly carets: DrawnCarets;
};

/** Draws the cursors of those who are in a section, and again when what they belong to has come. @returns what ends it */
export function followCarets({ doc, section, others, made, carets }: FollowCaretsDeps): () => void {
  const draw = (): void =>
    carets.tell(
      made.view,
      others.flatMap(({ page, staffId, name, place }) =>
        place?.section === section ? [{ page, name, hue: hueOf(staffId), at: indexOfPlace(doc, place) }] : [],
      ),
    );
  // What is written here moves them in the editor itself.
  const onArrived = ({ local }: Y.Transaction): void => {
    if (!local) draw();
  };
  draw();
  doc.on('afterTransaction', onArrived);
  return () => doc.off('afterTransaction', onArrived);
}
