import { useEffect, useRef } from 'react';

/** What the keys of the flow do (WR80); `undefined` where it cannot be done now. */
export type FlowKeys = {
  readonly next?: (() => void) | undefined;
  readonly previous?: (() => void) | undefined;
  readonly nextSection?: (() => void) | undefined;
  readonly previousSection?: (() => void) | undefined;
  readonly nextUnsettled?: (() => void) | undefined;
  readonly nextMissing?: (() => void) | undefined;
  readonly takeGoals?: (() => void) | undefined;
  readonly sign?: (() => void) | undefined;
};

/** What lies over the note, and has the keys for itself. */
const LAYERS = '[role=dialog], [role=alertdialog], [role=listbox], [role=menu]';

/** Listens for the keys of the notes. They rest while something lies over it. */
export function useFlowKeys(keys: FlowKeys): void {
  const latest = useRef(keys);
  latest.current = keys;
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.isComposing || document.querySelector(LAYERS)) return;
      const name = flowKey(event);
      const work = name && latest.current[name];
      if (!work) return;
      event.preventDefault();
      event.stopPropagation();
      work();
    };
    // Before the editor and the lists, which would take Enter, arrows and letters for themselves.
    document.addEventListener('keydown', onKeyDown, { capture: true });
    return () => document.removeEventListener('keydown', onKeyDown, { capture: true });
  }, []);
}

/** Which of these a key press is. Letters by their place on the keyboard: with Alt a Mac writes another sign. */
function flowKey({ key, code, ctrlKey, metaKey, altKey, shiftKey }: KeyboardEvent): keyof FlowKeys | null {
  if ((ctrlKey || metaKey) && !altKey && key === 'Enter') return shiftKey ? 'previous' : 'next';
  if (!altKey || ctrlKey || metaKey || shiftKey) return null;
  if (key === 'ArrowDown') return 'nextSection';
  if (key === 'ArrowUp') return 'previousSection';
  if (code === 'KeyJ') return 'nextUnsettled';
  if (code === 'KeyM') return 'nextMissing';
  if (code === 'KeyG') return 'takeGoals';
  return code === 'KeyS' ? 'sign' : null;
}
