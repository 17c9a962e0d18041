import { Plugin, type Transaction } from '@tiptap/pm/state';
import type * as Y from 'yjs';
import type { TextEdit } from '../../../../src/domain/notes/textEdits.ts';
import { editBetween } from '../../../notebook/documents/yTextEdit.ts';
import { comingIn } from './comingIn.ts';

/**
 * Keeps an editor and its section's shared text the same, for as long as the editor has its view. What is written in the
 * editor goes to `write`; what changes in the text comes into the editor and moves the cursor as it should (WR23).
 */
export function bindText(text: Y.Text, write: (edit: TextEdit, origin: unknown) => void): Plugin {
  const here = Symbol('written in this editor');
  return new Plugin({
    view(view) {
      let isComing = false;
      const onText = ({ delta }: Y.YTextEvent, { origin }: Y.Transaction): void => {
        if (origin === here) return;
        isComing = true;
        try {
          view.dispatch(following(comingIn(view), delta));
        } finally {
          isComing = false;
        }
      };
      text.observe(onText);
      return {
        update(now, before) {
          if (isComing || before.doc.eq(now.state.doc)) return;
          const edit = editBetween(before.doc.textContent, now.state.doc.textContent);
          if (edit !== null) write(edit, here);
        },
        destroy: () => text.unobserve(onText),
      };
    },
  });
}

/** Adds the steps in the editor that follow a change of the text. */
function following(tr: Transaction, delta: Y.YTextEvent['delta']): Transaction {
  let at = 1;
  for (const { retain = 0, insert, delete: gone = 0 } of delta) {
    at += retain;
    if (gone > 0) tr.delete(at, at + gone);
    if (typeof insert !== 'string') continue;
    tr.replaceWith(at, at, tr.doc.type.schema.text(insert));
    at += insert.length;
  }
  return tr;
}
