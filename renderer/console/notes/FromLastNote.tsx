import { Button } from '../../ui/Button.tsx';
import { useWords } from '../../words/i18n.ts';
import styles from './Sheet.module.css';

/** What the last note had in a place that is empty here, to be taken over by whoever says that it is so again (WR28). */
export function FromLastNote({ what, said, onTake }: { what: string; said: string; onTake: () => void }) {
  const i18n = useWords();
  return (
    <div className={styles.lastGoals}>
      <span>{i18n._('{what}, from the last note: {said}', { what, said })}</span>
      <Button size="small" onPress={onTake}>
        {i18n._('Take over')}
      </Button>
    </div>
  );
}
