import { useCallback, useRef, useState } from 'react';

export type Box = { readonly width: number; readonly height: number };

/** Measures an element as it changes size. */
export function useBox(): readonly [(element: HTMLElement | null) => void, Box] {
  const [box, setBox] = useState<Box>({ width: 0, height: 0 });
  const observer = useRef<ResizeObserver | null>(null);
  const ref = useCallback((element: HTMLElement | null) => {
    observer.current?.disconnect();
    if (!element) return;
    observer.current = new ResizeObserver(([entry]) => {
      if (entry)
        setBox({ width: Math.floor(entry.contentRect.width), height: Math.floor(entry.contentRect.height) });
    });
    observer.current.observe(element);
  }, []);
  return [ref, box];
}
