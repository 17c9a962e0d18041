import { Button } from '../../../ui/Button.tsx';
import { useWords } from '../../../words/i18n.ts';
import { NotesPanel } from '../panels/NotesPanel.tsx';
import { useLocal, useSession } from '../useSession.ts';
import styles from './Marks.module.css';
import { MarksPanel } from './MarksPanel.tsx';
import { useMarksView } from './useMarks.ts';

/** The presenter's notes or the timeline of marks, in the same place. */
export function NotesAndMarks() {
  const i18n = useWords();
  const session = useSession();
  const { isTimelineShown } = useLocal();
  const { marks } = useMarksView();
  const count = marks.filter(({ undoneAt }) => undoneAt === null).length;
  return (
    <>
      <div className={styles.switch} role="group" aria-label={i18n._('Slides or marks')}>
        <Button
          size="small"
          variant={isTimelineShown ? 'plain' : 'quiet'}
          isPressed={!isTimelineShown}
          onPress={() => session.setLocal({ isTimelineShown: false })}
        >
          {i18n._('For the slide')}
        </Button>
        <Button
          size="small"
          variant={isTimelineShown ? 'quiet' : 'plain'}
          isPressed={isTimelineShown}
          badge={{ count, words: i18n._('{count, plural, one {# mark} other {# marks}}', { count }) }}
          onPress={() => session.setLocal({ isTimelineShown: true })}
        >
          {i18n._('Timeline')}
        </Button>
      </div>
      {isTimelineShown ? <MarksPanel /> : <NotesPanel />}
    </>
  );
}
