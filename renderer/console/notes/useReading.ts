import { useEffect, useState } from 'react';
import * as Y from 'yjs';

/** How long after a change of text a reading waits, so that no key press does, in milliseconds. */
const AFTER_TEXT_MS = 150;

/**
 * What is read from documents, and read again when they change: at once after a choice, a moment after the last key in a
 * text. `read` is called anew whenever it is another function: keep it with useCallback.
 */
export function useReading<T>(read: () => T, doc: Y.Doc, other = doc): T {
  const [kept, setKept] = useState(() => ({ read, value: read() }));
  if (kept.read !== read) setKept({ read, value: read() });
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const again = (): void => {
      clearTimeout(timer);
      timer = undefined;
      setKept({ read, value: read() });
    };
    const onChange = ({ changed }: Y.Transaction): void => {
      // Reading itself may be one, which changes nothing.
      if (changed.size === 0) return;
      if ([...changed.keys()].some((type) => type instanceof Y.Map)) again();
      else timer ??= setTimeout(again, AFTER_TEXT_MS);
    };
    for (const one of [doc, other]) one.on('afterTransaction', onChange);
    return () => {
      clearTimeout(timer);
      for (const one of [doc, other]) one.off('afterTransaction', onChange);
    };
  }, [read, doc, other]);
  return kept.value;
}
