import { Plugin, PluginKey, type EditorState, type Transaction } from '@tiptap/pm/state';
import { Decoration, DecorationSet, type EditorView } from '@tiptap/pm/view';
import { unsettledIn, type TextRange } from '../../../../src/domain/notes/textEdits.ts';
import { comingIn } from './comingIn.ts';

/** What is drawn in a section's text: what is found in it, by how much it matters. */
export type FoundRange = TextRange & { readonly severity: 'block' | 'warn' };

const key = new PluginKey<readonly FoundRange[]>('found');

export type RangeClasses = Readonly<Record<'suggestion' | FoundRange['severity'], string>>;

/** Draws suggestions that are not settled, and findings. Findings move with the text until there are new ones. */
export class DrawnRanges {
  readonly plugin: Plugin;
  #found: readonly FoundRange[] = [];

  constructor(classes: RangeClasses) {
    this.plugin = new Plugin<readonly FoundRange[]>({
      key,
      state: {
        init: () => [],
        apply: (tr, before) => (tr.getMeta(key) === true ? this.#found : moved(before, tr)),
      },
      props: { decorations: (state) => drawn(state, key.getState(state) ?? [], classes) },
    });
  }

  /** What is found now. */
  tell(view: EditorView, found: readonly FoundRange[]): void {
    this.#found = found;
    view.dispatch(comingIn(view).setMeta(key, true));
  }
}

function moved(found: readonly FoundRange[], { docChanged, mapping }: Transaction): readonly FoundRange[] {
  if (!docChanged) return found;
  return found.map(({ from, to, severity }) => ({
    from: mapping.map(from + 1) - 1,
    to: mapping.map(to + 1) - 1,
    severity,
  }));
}

function drawn({ doc }: EditorState, found: readonly FoundRange[], classes: RangeClasses): DecorationSet {
  const { size } = doc.content;
  const inline = ({ from, to }: TextRange, className: string) =>
    Decoration.inline(from + 1, Math.min(to + 1, size - 1), { class: className });
  return DecorationSet.create(doc, [
    ...unsettledIn(doc.textContent).map((range) => inline(range, classes.suggestion)),
    ...found
      .filter(({ from, to }) => from < to && from + 1 < size - 1)
      .map((range) => inline(range, classes[range.severity])),
  ]);
}
