import type { Editor } from '@tiptap/core';
import { unsettledIn, type TextRange } from '../../../../src/domain/notes/textEdits.ts';
import type { SectionId } from '../../../../src/protocol/notes/formats.ts';
import { selectIn, textIn } from './sectionKeys.ts';

/** The editors of the note on the screen, and the ways from one to another. */
export class Desk {
  readonly #editors = new Map<SectionId, Editor>();

  /** @returns what takes it away */
  put(section: SectionId, editor: Editor): () => void {
    this.#editors.set(section, editor);
    return () => {
      if (this.#editors.get(section) === editor) this.#editors.delete(section);
    };
  }

  select(section: SectionId, range: TextRange): void {
    const editor = this.#editors.get(section);
    if (editor) selectIn(editor, range);
  }

  /** To the next section in the note's order, or the one before (WR80). From outside of the text: to the first, or the last. */
  step(order: readonly SectionId[], by: 1 | -1): void {
    const at = order.findIndex((section) => this.#editors.get(section)?.isFocused);
    const next = at === -1 ? (by === 1 ? order[0] : order.at(-1)) : order[at + by];
    const editor = next === undefined ? undefined : this.#editors.get(next);
    if (next !== undefined && editor)
      this.select(next, { from: textIn(editor).length, to: textIn(editor).length });
  }

  /** To the next suggestion that is not settled, and from the last one to the first. @returns false where there is none */
  toNextUnsettled(order: readonly SectionId[]): boolean {
    const places = order.flatMap((section) => {
      const editor = this.#editors.get(section);
      // Just after the opening bracket: the keys for settling it act on where the cursor is.
      return editor ? unsettledIn(textIn(editor)).map(({ from }) => ({ section, at: from + 1 })) : [];
    });
    return this.toNext(order, places);
  }

  /** To the first of these places after the cursor, and from the last one to the first. @returns false where there is none */
  toNext(order: readonly SectionId[], places: readonly { section: SectionId; at: number }[]): boolean {
    const here = order.findIndex((section) => this.#editors.get(section)?.isFocused);
    const section = order[here];
    const cursor = section === undefined ? 0 : (this.#editors.get(section)?.state.selection.from ?? 1) - 1;
    const isAfter = (place: (typeof places)[number]): boolean => {
      const there = order.indexOf(place.section);
      return there > here || (there === here && place.at > cursor);
    };
    const next = places.find(isAfter) ?? places[0];
    if (!next) return false;
    this.select(next.section, { from: next.at, to: next.at });
    return true;
  }
}
