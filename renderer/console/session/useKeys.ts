import { useEffect, useRef } from 'react';
import { useStore } from 'zustand';
import { useServices } from '../app/services.ts';
import { keyAction, type KeyAction } from './model/keys.ts';

/** Elements that use letters themselves, and arrows too. */
const TAKES_KEYS =
  'input, textarea, select, [contenteditable], [role=dialog], [role=alertdialog], [role=menu], [role=listbox], [role=grid], [role=log]';
/** Elements within which the arrows move, and letters do nothing. */
const MOVES_BY_ARROWS = '[role=tablist], [role=radiogroup]';
/** What has the focus to be pressed, and not to be scrolled. */
const IS_PRESSED = 'button, a, [role=button]';

/**
 * Whether arrow and Page keys belong to what has the focus: they move within it, or they scroll it, as it is a place that can
 * be tabbed to for its own sake, stands in one, or got the focus from the browser because it scrolls. A group's slide must not
 * move with a reader's notes.
 */
function takesArrows(target: Element): boolean {
  if (target === document.body || target === document.documentElement) return false;
  if (target.closest(MOVES_BY_ARROWS)) return true;
  if (!target.matches(IS_PRESSED)) return true;
  return target.parentElement?.closest(`[tabindex="0"]:not(${IS_PRESSED})`) != null;
}

/** Listens for the session screen's keys while it is on the screen. */
export function useKeys(run: Readonly<Record<KeyAction, (() => void) | undefined>>): void {
  const { keys } = useServices();
  const latest = useRef(run);
  latest.current = run;
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || event.repeat) return;
      const target = event.target instanceof Element ? event.target : document.body;
      const action = keyAction({
        key: event.key,
        hasModifier: event.ctrlKey || event.metaKey || event.altKey,
        isTaken: target.closest(TAKES_KEYS) !== null,
        takesArrows: takesArrows(target),
        areLettersOn: keys.store.getState().areLettersOn,
      });
      const work = action && latest.current[action];
      if (!work) return;
      event.preventDefault();
      work();
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, [keys]);
}

/** The letter to show on a button that a key presses too; none while such keys are switched off (CO27). */
export function useLetterHint(): (letter: string) => string | undefined {
  const areLettersOn = useStore(useServices().keys.store, (view) => view.areLettersOn);
  return (letter) => (areLettersOn ? letter : undefined);
}
