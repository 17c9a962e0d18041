import { MarkPalette } from './MarkPalette.tsx';
import { useMarksView } from './useMarks.ts';
import { useUndoKey } from './useUndoKey.ts';

/** The palette over the session screen, while it is wanted, and the key that takes the last mark back. */
export function MarksHost() {
  useUndoKey();
  const { palette } = useMarksView();
  return palette && <MarkPalette palette={palette} />;
}
