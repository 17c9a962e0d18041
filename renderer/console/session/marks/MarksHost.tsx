import { MarkPalette } from './MarkPalette.tsx';
import { useAttachedMarks, useMarksView } from './useMarks.ts';
import { useUndoKey } from './useUndoKey.ts';

/** Holds what marks need for as long as the session is on the screen, and shows the palette over it. */
export function MarksHost() {
  useAttachedMarks();
  useUndoKey();
  const { palette } = useMarksView();
  return palette && <MarkPalette palette={palette} />;
}
