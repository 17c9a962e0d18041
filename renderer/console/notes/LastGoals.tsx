import type { LastNote } from '../../../src/protocol/api/notes.ts';
import { Button } from '../../ui/Button.tsx';
import { useWords } from '../../words/i18n.ts';
import styles from './Sheet.module.css';
import { useFlowKeys } from './useFlowKeys.ts';

type Props = {
  last: LastNote;
  /** Left out where the note has goals already. */
  onTake: ((goals: readonly string[]) => void) | undefined;
};

/** What the member's last signed note had as goals, to be taken by one key (WR18). */
export function LastGoals({ last: { goals }, onTake }: Props) {
  const i18n = useWords();
  const take = onTake && goals !== null && goals.length > 0 ? () => onTake(goals) : undefined;
  useFlowKeys({ takeGoals: take });
  if (goals === null)
    return (
      <p className={styles.soft}>
        {i18n._(
          'The goals of the last note cannot be read: its records are not as they were written. Tell your administrator.',
        )}
      </p>
    );
  if (!take) return null;
  return (
    <div className={styles.lastGoals}>
      <span>{i18n._('From the last note: {goals}', { goals: goals.join(' · ') })}</span>
      <Button size="small" keyHint="Alt G" onPress={take}>
        {i18n._('Take over')}
      </Button>
    </div>
  );
}
