import { Plugin } from '@tiptap/pm/state';
import { comingIn } from './comingIn.ts';

/**
 * Home and End, alone, with Shift and with Control, move the cursor before the keystroke is over. Left to the browser, ProseMirror hears of the
 * move later: just after the focus it takes the beginning for the browser's own doing and goes back, and a change that comes between may
 * as well. On a Mac these keys scroll, as everywhere there.
 */
export const lineKeys = new Plugin({
  props: {
    handleKeyDown(view, { key, altKey, ctrlKey, metaKey, shiftKey }) {
      if ((key !== 'Home' && key !== 'End') || altKey || metaKey || view.composing) return false;
      if (navigator.userAgent.includes('Mac OS')) return false;
      view.dom.ownerDocument
        .getSelection()
        ?.modify(
          shiftKey ? 'extend' : 'move',
          key === 'Home' ? 'backward' : 'forward',
          ctrlKey ? 'documentboundary' : 'lineboundary',
        );
      view.dispatch(comingIn(view).scrollIntoView());
      return true;
    },
  },
});
