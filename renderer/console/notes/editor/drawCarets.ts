import { Plugin, PluginKey, type EditorState } from '@tiptap/pm/state';
import { Decoration, DecorationSet, type EditorView } from '@tiptap/pm/view';
import { comingIn } from './comingIn.ts';

/** Somebody's cursor in a section's text; `at` is null where its place has not come here yet. */
export type Caret = {
  readonly page: string;
  readonly name: string;
  readonly hue: number;
  readonly at: number | null;
};

const key = new PluginKey<readonly Caret[]>('carets');

/**
 * Draws where others are writing, with their names (WR24). Between two words about them the cursors move with the text. They are no
 * part of it, and are said to a screen reader beside it: in the text they would be read as words.
 */
export class DrawnCarets {
  readonly plugin: Plugin;
  #told: readonly Caret[] = [];

  constructor(className: string) {
    this.plugin = new Plugin<readonly Caret[]>({
      key,
      state: {
        init: () => [],
        apply: (tr, before) => {
          const moved = before.map((one) => ({
            ...one,
            at: one.at === null ? null : tr.mapping.map(one.at + 1) - 1,
          }));
          if (tr.getMeta(key) !== true) return tr.docChanged ? moved : before;
          // Whose place is not known yet stays where they were.
          return this.#told.map((one) => ({
            ...one,
            at: one.at ?? moved.find(({ page }) => page === one.page)?.at ?? null,
          }));
        },
      },
      props: { decorations: (state) => drawn(state, key.getState(state) ?? [], className) },
    });
  }

  /** Where the others are now. */
  tell(view: EditorView, carets: readonly Caret[]): void {
    if (carets.length === 0 && this.#told.length === 0) return;
    this.#told = carets;
    view.dispatch(comingIn(view).setMeta(key, true));
  }
}

/**
 * Each cursor is an edge of the letter behind it; at the end, of the letter before. No element is put into the text, so that there is none
 * that the browser would have to edit around.
 */
function drawn({ doc }: EditorState, carets: readonly Caret[], className: string): DecorationSet {
  const end = doc.content.size - 1;
  return DecorationSet.create(
    doc,
    carets.flatMap(({ name, hue, at }) => {
      if (at === null) return [];
      const attributes = (edge: 'start' | 'end') => ({
        class: className,
        style: `--hue: ${hue}`,
        'data-person': '',
        'data-caret-of': name,
        'data-edge': edge,
      });
      const place = Math.max(1, Math.min(at + 1, end));
      if (place < end) return Decoration.inline(place, place + 1, attributes('start'));
      if (end > 1) return Decoration.inline(end - 1, end, attributes('end'));
      return Decoration.node(0, doc.content.size, attributes('start'));
    }),
  );
}
