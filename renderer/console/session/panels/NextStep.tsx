import { Button } from '../../../ui/Button.tsx';
import { languageOf, useWords } from '../../../words/i18n.ts';
import { useSlice } from '../useSession.ts';

/** The one button with the next step of the session (CO2). `isQuiet` where something else comes first. */
export function NextStep({ isQuiet = false }: { isQuiet?: boolean }) {
  const i18n = useWords();
  const { openWaitingRoom, startGroup, next } = useSlice('agenda');
  if (openWaitingRoom) {
    return (
      <Button variant="primary" onPress={openWaitingRoom}>
        {i18n._('Open waiting room')}
      </Button>
    );
  }
  if (startGroup) {
    return (
      <Button variant={isQuiet ? 'quiet' : 'primary'} onPress={startGroup}>
        {i18n._('Start group')}
      </Button>
    );
  }
  if (!next) return null;
  return (
    <Button size="small" onPress={next.start}>
      {i18n._('Next: {part}', { part: next.block.title[languageOf(i18n)] })}
    </Button>
  );
}
