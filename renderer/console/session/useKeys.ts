import { useEffect, useRef } from 'react';
import { keyAction, type KeyAction } from './model/keys.ts';

/** Elements that use letters or arrows themselves. */
const TAKES_KEYS =
  'input, textarea, select, [contenteditable], [role=dialog], [role=alertdialog], [role=menu], [role=listbox], [role=grid], [role=tablist], [role=log], [role=radiogroup]';

/** Listens for the session screen's keys while it is on the screen. */
export function useKeys(run: Readonly<Record<KeyAction, (() => void) | undefined>>): void {
  const latest = useRef(run);
  latest.current = run;
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || event.repeat) return;
      const isTaken = event.target instanceof Element && event.target.closest(TAKES_KEYS) !== null;
      const action = keyAction({
        key: event.key,
        hasModifier: event.ctrlKey || event.metaKey || event.altKey,
        isTaken,
      });
      const work = action && latest.current[action];
      if (!work) return;
      event.preventDefault();
      work();
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, []);
}
