import { useCallback, useRef } from 'react';

/**
 * Finds how much of a row has to go for it to fit its width: sets `data-fit` to the smallest level from 0 at which nothing
 * leaves the row; the style sheet says what each level gives up. Words are of another length in every language, so that no
 * width of the window alone can tell.
 * @param levels the last level, at which it has to do
 * @returns the row's ref
 */
export function useFit(levels: number): (row: HTMLElement | null) => void {
  const observer = useRef<ResizeObserver | null>(null);
  return useCallback(
    (row: HTMLElement | null) => {
      observer.current?.disconnect();
      if (!row) return;
      const fit = (): void => {
        for (let level = 0; level <= levels; level += 1) {
          row.dataset['fit'] = String(level);
          if (row.scrollWidth <= row.clientWidth) return;
        }
      };
      observer.current = new ResizeObserver(fit);
      observer.current.observe(row);
      // The row is as wide as the window; what is in it changes by itself, with the language and with what can be done now.
      for (const part of row.children) observer.current.observe(part);
    },
    [levels],
  );
}
