import { Plugin, Selection } from '@tiptap/pm/state';

/**
 * Takes the cursor to the very beginning of a section where a key has put it there. Within a fifth of a second of the focus ProseMirror takes
 * that for the browser's own doing, which puts the cursor there whenever an element gets the focus, and takes it back.
 */
export const wayToBeginning = new Plugin({
  view(view) {
    let isByKey = false;
    const { dom } = view;
    const { ownerDocument } = dom;
    const onFocus = (): void => void (isByKey = false);
    const onKey = (): void => void (isByKey = true);
    const onSelection = (): void => {
      const seen = ownerDocument.getSelection();
      if (!isByKey || !view.hasFocus() || view.composing || !seen?.isCollapsed || !seen.focusNode) return;
      const start = Selection.atStart(view.state.doc);
      if (!dom.contains(seen.focusNode) || view.state.selection.eq(start)) return;
      if (view.posAtDOM(seen.focusNode, seen.focusOffset) === start.from)
        view.dispatch(view.state.tr.setSelection(start).scrollIntoView());
    };
    dom.addEventListener('focus', onFocus);
    dom.addEventListener('keydown', onKey);
    // Before ProseMirror hears of it.
    ownerDocument.addEventListener('selectionchange', onSelection, { capture: true });
    return {
      destroy() {
        dom.removeEventListener('focus', onFocus);
        dom.removeEventListener('keydown', onKey);
        ownerDocument.removeEventListener('selectionchange', onSelection, { capture: true });
      },
    };
  },
});
