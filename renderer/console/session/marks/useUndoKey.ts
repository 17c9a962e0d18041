import { useEffect, useRef } from 'react';
import { useSession } from '../useSession.ts';
import { useTellOfMarks } from './useMarks.ts';

/** What has an undo of its own, or stands over the screen. */
const HAS_ITS_OWN = 'input, textarea, select, [contenteditable], [role=dialog], [role=alertdialog]';

/** What is printed beside what takes a mark back (MK11). */
export const undoKeySign = (): string => (/Mac|iPhone|iPad/.test(navigator.userAgent) ? '⌘ Z' : 'Ctrl Z');

/** Ctrl/Cmd+Z takes the last mark back, with Shift puts it back, while nothing with an undo of its own has the focus (MK11). */
export function useUndoKey(): void {
  const { marks } = useSession();
  const tell = useTellOfMarks();
  const latest = useRef(tell);
  latest.current = tell;
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      const { key, ctrlKey, metaKey, shiftKey, altKey, target } = event;
      if (key.toLowerCase() !== 'z' || !(ctrlKey || metaKey) || altKey || event.defaultPrevented) return;
      if (target instanceof Element && target.closest(HAS_ITS_OWN) !== null) return;
      const mark = shiftKey ? marks.redoLast() : marks.undoLast();
      if (mark === null) return;
      event.preventDefault();
      latest.current(shiftKey ? 'marked' : 'markTakenBack', mark);
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, [marks]);
}
