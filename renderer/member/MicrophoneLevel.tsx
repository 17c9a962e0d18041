import { useCallback } from 'react';
import { LevelMeter } from '../ui/LevelMeter.tsx';
import { useWords } from '../words/i18n.ts';
import { useModel } from './modelContext.ts';

/** How loud the member's microphone hears. */
export function MicrophoneLevel() {
  const i18n = useWords();
  const { capture } = useModel();
  const subscribe = useCallback((listener: (level: number) => void) => capture.onLevel(listener), [capture]);
  return <LevelMeter label={i18n._('How loud the microphone hears you')} subscribe={subscribe} />;
}
